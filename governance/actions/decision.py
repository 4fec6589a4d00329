"""Drafting decisions, changing them, taking them back."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.actions import sitting
from governance.models import (
    AgendaItem,
    Article,
    Decision,
    MeetingState,
    Outcome,
    Quorum,
    VoteKind,
    objections,
    tally_on,
)
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, touch
from wegwijzer.lifecycle import change as write
from wegwijzer.localised import LocalisedText


@transaction.atomic
def draft(
    item: AgendaItem,
    *,
    by: User,
    title: LocalisedText,
    considerations: LocalisedText | None = None,
    articles: Sequence[LocalisedText] = (),
    outcome: str = Outcome.NONE,
    taken_at: dt.time | None = None,
) -> Decision:
    """Put a decision under an item, with an outcome when it was taken without a vote. Saying the same twice puts one.

    While the minutes are in draft it gets its number at once. Raises Refused when the minutes are closed, or when
    this outcome can not be (no quorum).
    """
    meeting = item.meeting
    if meeting is None or meeting.actual_start is None:
        raise Refused(sitting.closed_book(MeetingState.PLANNED))
    sitting.hold_open(meeting)
    values = {
        "title": LocalisedText(title),
        "considerations": LocalisedText(considerations),
        "outcome": outcome,
        "taken_at": taken_at,
    }
    there = _twin(item, values, articles)
    if there is not None:
        return there
    year = timezone.localdate(meeting.actual_start).year
    decision = Decision(item=item, meeting=meeting, body=meeting.body, year=year, **values)
    refuse_impossible(decision, outcome=outcome, vote_kind=VoteKind.NONE, taken_at=taken_at)
    decision.save(force_insert=True)
    _write_articles(decision, articles)
    changes = {"title": title, "outcome": outcome, "articles": [str(text) for text in articles]}
    number_and_record(decision, "governance.decision.drafted", by=by, changes=changes)
    return decision


def _twin(item: AgendaItem, values: Mapping[str, Any], articles: Sequence[LocalisedText]) -> Decision | None:
    """The decision that says exactly this already, as a second press on the same button would."""
    wanted = [LocalisedText(text) for text in articles]
    for decision in item.decisions.select_related("body", "meeting").prefetch_related("articles").order_by("pk"):
        texts = [article.text for article in decision.articles.all()]
        if texts == wanted and all(getattr(decision, name) == value for name, value in values.items()):
            return decision
    return None


@transaction.atomic
def change(
    decision: Decision,
    *,
    by: User,
    version: int,
    title: LocalisedText,
    considerations: LocalisedText,
    articles: Sequence[LocalisedText],
    outcome: str,
    taken_at: dt.time | None,
) -> Decision:
    """Change text, outcome or hour; `version` is the one that the person saw.

    Raises Refused (closed, impossible outcome), Stale when somebody was first.
    """
    sitting.hold_open(decision.meeting)
    refuse_withdrawn(decision)
    refuse_impossible(decision, outcome=outcome, vote_kind=decision.vote_kind, taken_at=taken_at)
    values: dict[str, Any] = {
        "title": title,
        "considerations": considerations,
        "outcome": outcome,
        "taken_at": taken_at,
    }
    decision.version = version
    before = [article.text for article in decision.articles.all()]
    changes = write(decision, **values)
    if before != list(articles):
        if not changes:
            touch(decision)
        _write_articles(decision, articles)
        changes["articles"] = ([str(text) for text in before], [str(text) for text in articles])
    if changes:
        number_and_record(decision, "governance.decision.changed", by=by, changes=changes)
    return decision


def _write_articles(decision: Decision, articles: Sequence[LocalisedText]) -> None:
    decision.articles.all().delete()
    Article.objects.bulk_create(
        Article(decision=decision, number=number, text=text) for number, text in enumerate(articles, start=1)
    )


def refuse_impossible(decision: Decision, *, outcome: str, vote_kind: str, taken_at: dt.time | None) -> None:
    """Raise Refused when the rules of the body do not allow this outcome with the votes that the decision carries."""
    if decision.number is not None and outcome == Outcome.NONE:
        raise Refused(_("Een besluit met een nummer heeft een resultaat nodig."), field="outcome")
    if outcome == Outcome.NONE:
        return
    quorum = Quorum(decision.meeting, list(decision.meeting.attendances.all()), taken_at)
    wrong = objections(decision.body, quorum, outcome, vote_kind, tally_on(decision))
    if wrong:
        raise Refused(*wrong, field="outcome")


def refuse_withdrawn(decision: Decision) -> None:
    if decision.outcome == Outcome.WITHDRAWN:
        raise Refused(_("Dit besluit is ingetrokken en verandert niet meer."))


def number_and_record(decision: Decision, verb: str, *, by: User, changes: Mapping[str, Any]) -> None:
    """Write `verb` in history; in draft minutes a decision gets its number as soon as it has an outcome."""
    is_due = decision.number is None and decision.outcome not in (Outcome.NONE, Outcome.WITHDRAWN)
    is_due = is_due and decision.meeting.state == MeetingState.DRAFT
    if is_due:
        sitting.number(decision)  # before history: its lock is always the last one that is taken
    scope = decision.partnership.organisation
    record(verb, decision, by=by, scope=scope, changes=changes)
    if is_due:
        record("governance.decision.numbered", decision, by=by, scope=scope, changes={"number": decision.number})


@transaction.atomic
def remove(decision: Decision, *, by: User) -> None:
    """Take a decision without a number out of the minutes. Raises Refused for one with a number: that is withdrawn."""
    sitting.hold_open(decision.meeting)
    if Decision._base_manager.filter(pk=decision.pk, number__isnull=False).exists():
        raise Refused(_("Dit besluit heeft een nummer en blijft in het register. U kunt het intrekken."))
    scope = decision.partnership.organisation
    changes = {"title": (decision.title, ""), "outcome": (decision.outcome, "")}
    record("governance.decision.removed", decision, by=by, scope=scope, changes=changes)
    decision.delete()


@transaction.atomic
def withdraw(decision: Decision, *, by: User, reason: str) -> Decision:
    """Withdraw a decision with the reason why: it keeps its number, its text and its votes."""
    sitting.hold_open(decision.meeting)
    refuse_withdrawn(decision)
    if not reason:
        raise Refused(_("Zeg waarom het besluit wordt ingetrokken."), field="reason")
    changes = write(decision, outcome=Outcome.WITHDRAWN)
    scope = decision.partnership.organisation
    record("governance.decision.withdrawn", decision, by=by, scope=scope, changes=changes, reason=reason)
    return decision
