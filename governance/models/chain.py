"""The chain of a decision: the advice it rests on, the decision, what the councils said, and what followed."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.models.agenda_item import AgendaItem
from governance.models.approval_round import ApprovalRound
from governance.models.decision import Decision
from governance.models.effect import Effect, EffectState, effect_of
from governance.models.standings import RoundBook, books_of


class StepKind(models.TextChoices):
    ADVICE = "advice", gettext_lazy("advies")
    DECISION = "decision", gettext_lazy("besluit")
    COUNCILS = "councils", gettext_lazy("raden")
    EFFECT = "effect", gettext_lazy("gevolg")


@dataclass(frozen=True)
class Link:
    """One thing in a step: `subject` is the row that it leads to, `state` a state of ours with its label."""

    title: str
    about: str = ""
    on: dt.date | None = None
    subject: models.Model | None = None
    state: models.TextChoices | None = None
    book: RoundBook | None = None


@dataclass(frozen=True)
class Step:
    kind: StepKind
    links: list[Link] = field(default_factory=list)


@dataclass(frozen=True)
class Chain:
    """The steps in order; a step without anything in it is left out."""

    steps: list[Step]
    effect: Effect


def chain_of(decision: Decision, rounds: Iterable[ApprovalRound], advice: Iterable[AgendaItem]) -> Chain:
    """The chain, with the rounds and the advice that the reader may see: three queries for the books."""
    listed = list(rounds)
    books = books_of(listed) if listed else {}
    effect = effect_of(decision, books.get(decision.condition_id or 0)) if _knows(decision, books) else None
    shown = effect or Effect(EffectState.PENDING)
    steps = [
        Step(StepKind.ADVICE, [_advice(item) for item in advice]),
        Step(StepKind.DECISION, [Link(str(decision.title), str(decision.body), decision.decided_on)]),
        Step(StepKind.COUNCILS, [_round(books[round_.pk]) for round_ in listed]),
        Step(StepKind.EFFECT, [_effect(shown)]),
    ]
    return Chain([step for step in steps if step.links], shown)


def _knows(decision: Decision, books: dict[int, RoundBook]) -> bool:
    """Whether the reader may see the round on which the decision hangs, if it hangs on one."""
    return decision.condition_id is None or decision.condition_id in books


def _advice(item: AgendaItem) -> Link:
    day = timezone.localdate(item.meeting.planned_start) if item.meeting else None
    return Link(str(item.title), str(item.body), day, item.meeting)


def _round(book: RoundBook) -> Link:
    return Link(book.round.title, "", book.round.deadline_on, book.round, book.standing.state, book)


def _effect(effect: Effect) -> Link:
    by = _("door het antwoord van %(who)s") % {"who": effect.by.party} if effect.by else ""
    return Link(str(effect.state.label), by, effect.on, None, effect.state)
