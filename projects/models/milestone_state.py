"""When a milestone was reached, and whether it is late: read from what it waits for, never stored.

A milestone that waits for a decision is reached on the day on which that took effect; one that waits for a round on the
day on which the answers reached its threshold; one that waits for a dossier on the day on which that came so far. What
lives in apps above this one says its day itself (projects/models/awaited.py). A decision counts once it has its number:
until its meeting is closed it can still become another one.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models import (
    PREFETCHED,
    ApprovalRound,
    Decision,
    Effect,
    EffectState,
    RoundBook,
    RoundState,
    StandingState,
    books_of,
    effect_of,
)
from projects.models.awaited import days_above
from projects.models.dossier import Dossier
from projects.models.phase import Milestone
from projects.models.project import Project
from wegwijzer.accounts.periods import today


class MilestoneState(models.TextChoices):
    REACHED = "reached", _("bereikt")
    EXPECTED = "expected", _("verwacht")
    LATE = "late", _("te laat")
    LOST = "lost", _("niet meer haalbaar")


@dataclass(frozen=True)
class Reach:
    """How far a milestone is. `on` is the day on which it was reached, or could no longer be."""

    state: MilestoneState
    on: dt.date | None = None


def reach_of(milestone: Milestone, effect: Effect | None, book: RoundBook | None, day: dt.date) -> Reach:
    """`effect` is of its decision (None while that has no number), `book` of its round; `day` is today."""
    if milestone.round_id is not None and book is not None:
        reached = _reached_by_round(book)
    elif milestone.decision_id is not None:
        reached = _reached_by_decision(effect)
    elif milestone.dossier is not None:
        reached = _reached_by_dossier(milestone.dossier, milestone.dossier_step)
    else:
        reached = Reach(MilestoneState.REACHED, milestone.reached_on) if milestone.reached_on else None
    if reached is not None:
        return reached
    return Reach(MilestoneState.LATE if milestone.expected_on < day else MilestoneState.EXPECTED)


def _reached_by_round(book: RoundBook) -> Reach | None:
    if book.round.state == RoundState.DRAFT:
        return None
    if book.reached:
        return Reach(MilestoneState.REACHED, book.reached.on)
    if book.round.state == RoundState.CANCELLED or book.state == StandingState.IMPOSSIBLE:
        return Reach(MilestoneState.LOST, book.lapsed_on)
    return None


def _reached_by_decision(effect: Effect | None) -> Reach | None:
    if effect is None or effect.state == EffectState.PENDING:
        return None
    state = MilestoneState.REACHED if effect.state == EffectState.EFFECTIVE else MilestoneState.LOST
    return Reach(state, effect.on)


def _reached_by_dossier(dossier: Dossier, step: str) -> Reach | None:
    if day := dossier.reached(step):
        return Reach(MilestoneState.REACHED, day)
    day = dossier.lost(step)
    return Reach(MilestoneState.LOST, day) if day else None


def reaches_of(milestones: Iterable[Milestone], books: Mapping[int, RoundBook] | None = None) -> dict[int, Reach]:
    """How far each milestone is, by its key. They come with `decision__meeting` and `dossier` (select_related).

    `books` are those of the rounds that they wait for (`rounds_behind`); read here when not given: five queries.
    """
    listed, now = list(milestones), today()
    above = days_above([row.pk for row in listed])
    if books is None:
        books = books_of(ApprovalRound.objects.filter(pk__in=_awaited(listed)).prefetch_related(*PREFETCHED))
    return {
        row.pk: _reach_above(row, above[row.pk], now)
        if row.pk in above
        else reach_of(row, _effect(row.decision, books), books.get(row.round_id) if row.round_id else None, now)
        for row in listed
    }


def _reach_above(milestone: Milestone, on: dt.date | None, day: dt.date) -> Reach:
    """Of one that waits for something above this app, which came on that day, or did not come yet."""
    if on is not None:
        return Reach(MilestoneState.REACHED, on)
    return Reach(MilestoneState.LATE if milestone.expected_on < day else MilestoneState.EXPECTED)


def rounds_behind(project: Project) -> Q:
    """The condition on rounds: a milestone of the project waits for it, or for a decision that hangs on it."""
    return Q(milestones__project=project) | Q(conditioned__milestones__project=project)


def _awaited(milestones: Iterable[Milestone]) -> set[int]:
    keys = {row.round_id for row in milestones} | {row.decision.condition_id for row in milestones if row.decision}
    return {key for key in keys if key is not None}


def _effect(decision: Decision | None, books: Mapping[int, RoundBook]) -> Effect | None:
    if decision is None or decision.number is None:
        return None
    return effect_of(decision, books.get(decision.condition_id) if decision.condition_id else None)
