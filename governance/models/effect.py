"""Decisions on condition: what hangs on a round is pending, took effect on a day, or lapsed. Computed, never stored."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.models.approval_response import ApprovalResponse
from governance.models.approval_round import ApprovalRound, RoundState
from governance.models.decision import Decision, Outcome
from governance.models.standings import PREFETCHED, RoundBook, books_of


class EffectState(models.TextChoices):
    PENDING = "pending", _("hangt af van de ronde")
    EFFECTIVE = "effective", _("in werking")
    LAPSED = "lapsed", _("vervallen")


@dataclass(frozen=True)
class Effect:
    """`on` is the day on which it took effect or lapsed, `by` the answer that tipped it (if it was an answer)."""

    state: EffectState
    on: dt.date | None = None
    by: ApprovalResponse | None = None
    is_firm: bool = True


def effect_of(decision: Decision, book: RoundBook | None) -> Effect:
    """What became of a decision, given the book of the round that it hangs on (None for one without a condition).

    Once the round was reached the decision has taken effect: a council that changes its mind later does not undo that.
    """
    if decision.outcome != Outcome.ADOPTED:
        return Effect(EffectState.LAPSED, decision.decided_on)
    if book is None:
        return Effect(EffectState.EFFECTIVE, decision.decided_on)
    if book.round.state == RoundState.DRAFT:
        return Effect(EffectState.PENDING)
    reached = book.reached
    if reached:
        day = max(reached.on, decision.decided_on)
        return Effect(EffectState.EFFECTIVE, day, _response(book, reached.by), book.is_firm)
    if book.round.state == RoundState.CANCELLED:
        return Effect(EffectState.LAPSED)
    lapsed_on = book.lapsed_on
    return Effect(EffectState.LAPSED, lapsed_on) if lapsed_on else Effect(EffectState.PENDING)


def _response(book: RoundBook, answer: object) -> ApprovalResponse | None:
    key = (getattr(answer, "voter", None), getattr(answer, "order", None))
    return next((row for row in book.responses if (row.party_id, row.number) == key), None)


def effects_of(decisions: Iterable[Decision]) -> dict[int, Effect]:
    """Effects by key, for many decisions in a fixed number of queries."""
    listed = list(decisions)
    keys = {decision.condition_id for decision in listed if decision.condition_id}
    books = books_of(ApprovalRound.objects.filter(pk__in=keys).prefetch_related(*PREFETCHED)) if keys else {}
    return {decision.pk: effect_of(decision, books.get(decision.condition_id)) for decision in listed}
