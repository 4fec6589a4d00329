"""Questions to a funder or partner: asked, changed, answered."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.periods import refuse_future
from governance.models import Body, Partnership, Question
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import change as write

ASKED = "governance.question.asked"
CHANGED = "governance.question.changed"
ANSWERED = "governance.question.answered"


@transaction.atomic
def ask(partnership: Partnership, *, by: User, body: Body | None, asked_on: dt.date, **values: Any) -> Question:
    """Write down a question that was put to a party. Saying the same twice asks once. Raises Refused."""
    _refuse_days(asked_on, values.get("due_on"))
    if body is not None and body.partnership_id != partnership.pk:
        raise Refused(_("Dit orgaan hoort bij een ander samenwerkingsverband."), field="body")
    hold(partnership)
    there = Question.objects.filter(partnership=partnership, body=body, asked_on=asked_on, **values).open().first()
    if there is not None:
        return there
    question = Question.objects.create(partnership=partnership, body=body, asked_on=asked_on, **values)
    changes = {"body": body, "asked_on": asked_on} | values
    record(ASKED, question, by=by, scope=partnership.organisation, changes=changes)
    return question


@transaction.atomic
def change(question: Question, *, by: User, version: int, asked_on: dt.date, **values: Any) -> None:
    """Correct the question. Raises Refused, Stale."""
    _refuse_days(asked_on, values.get("due_on"))
    if question.answered_on and asked_on > question.answered_on:
        raise Refused(_("Het antwoord kwam op een vroegere dag. Kies een dag daarvoor."), field="asked_on")
    question.version = version
    changes = write(question, asked_on=asked_on, **values)
    if changes:
        record(CHANGED, question, by=by, scope=question.partnership.organisation, changes=changes)


@transaction.atomic
def answer(question: Question, *, by: User, version: int, answer: str, answered_on: dt.date) -> None:
    """Write down the answer and the day on which it came. Raises Refused, Stale."""
    refuse_future(answered_on, "answered_on")
    if answered_on < question.asked_on:
        raise Refused(_("De vraag was toen nog niet gesteld. Kies een latere dag."), field="answered_on")
    question.version = version
    changes = write(question, answer=answer, answered_on=answered_on)
    if changes:
        record(ANSWERED, question, by=by, scope=question.partnership.organisation, changes=changes)


def _refuse_days(asked_on: dt.date, due_on: dt.date | None) -> None:
    refuse_future(asked_on, "asked_on")
    if due_on is not None and due_on < asked_on:
        raise Refused(_("Het antwoord kan niet verwacht worden voor de vraag gesteld is."), field="due_on")
