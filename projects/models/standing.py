"""How far the objectives of a plan are: read from progress notes and rolled up the tree, never stored."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet

from projects.models.objective import Level, Objective
from projects.models.progress import ProgressNote, ProgressState
from projects.models.tree import Node, Tree

WHOLE = 100


@dataclass(frozen=True)
class Noted:
    """What the notes of one objective say: the newest that says so counts."""

    state: str = ""
    percent: int | None = None
    value: Decimal | None = None
    last_on: dt.date | None = None


@dataclass(frozen=True)
class Standing:
    """How far an objective is. `share` is of 1; None when it was dropped, so that it weighs on nobody."""

    state: ProgressState
    share: Fraction | None
    last_on: dt.date | None

    @property
    def percent(self) -> int | None:
        return None if self.share is None else int(self.share * WHOLE + Fraction(1, 2))


Said = tuple[int, dt.date, str, int | None, Decimal | None]  # objective, day, state, per cent, measured value


def read_notes(objectives: Iterable[int] | QuerySet) -> dict[int, Noted]:
    """What is noted per objective (primary keys, or a query of them), in one query."""
    rows = ProgressNote.objects.filter(objective__in=objectives).order_by("on", "pk")
    return said_in(rows.values_list("objective", "on", "state", "percent", "value"))


def said_in(notes: Iterable[Said]) -> dict[int, Noted]:
    """The same out of what was read already, the oldest first."""
    found: dict[int, Noted] = {}
    for pk, on, state, percent, value in notes:
        before = found.get(pk, Noted())
        found[pk] = Noted(
            state or before.state,
            before.percent if percent is None else percent,
            before.value if value is None else value,
            on,
        )
    return found


UNSAID = Noted()
UNTOUCHED = Standing(ProgressState.PLANNED, Fraction(0), None)


def standings_of(tree: Tree, notes: dict[int, Noted]) -> dict[int, Standing]:
    """The standing of every objective of the tree, by primary key.

    One without anything below it is as far as its notes say. One above others is the mean of those, each weighing the
    same; what was dropped is left out. Steps count for their action in the same way.
    """
    found: dict[int, Standing] = {}
    for chapter in tree.chapters:
        for root in chapter.roots:
            _roll_up(root, notes, found)
    return found


def _roll_up(node: Node, notes: dict[int, Noted], found: dict[int, Standing]) -> Standing:
    noted = notes.get(node.pk, UNSAID)
    below = [_roll_up(child, notes, found) for child in node.children]
    news = [day for day in (noted.last_on, *(child.last_on for child in below)) if day is not None]
    last_on = max(news, default=None)
    if noted.state == ProgressState.DROPPED:
        standing = Standing(ProgressState.DROPPED, None, last_on)
    elif not below:
        standing = _own(noted, last_on)
    else:
        standing = together(below, last_on)
    found[node.pk] = standing
    return standing


def _own(noted: Noted, last_on: dt.date | None) -> Standing:
    if noted is UNSAID:
        return UNTOUCHED
    if noted.state == ProgressState.DONE:
        return Standing(ProgressState.DONE, Fraction(1), last_on)
    share = Fraction(noted.percent or 0, WHOLE)
    state = noted.state or (ProgressState.RUNNING if share else ProgressState.PLANNED)
    return Standing(ProgressState(state), share, last_on)


def together(below: list[Standing], last_on: dt.date | None = None) -> Standing:
    """How far several are as one: the mean of those that were not dropped. There is at least one."""
    counted = [child for child in below if child.share is not None]
    if not counted:
        return Standing(ProgressState.DROPPED, None, last_on)
    share = _mean([child.share for child in counted if child.share is not None])
    states = {child.state for child in counted}
    if states == {ProgressState.DONE}:
        state = ProgressState.DONE
    elif ProgressState.STUCK in states:
        state = ProgressState.STUCK
    elif states == {ProgressState.PLANNED}:
        state = ProgressState.PLANNED
    else:
        state = ProgressState.RUNNING
    return Standing(state, share, last_on)


def _mean(shares: list[Fraction]) -> Fraction:
    """Adding fractions takes most of the time of a large plan, and mostly they are all the same."""
    first = shares[0]
    return first if all(share == first for share in shares) else sum(shares, Fraction(0)) / len(shares)


def is_work(objective: Objective) -> bool:
    """Whether it is something that gets done, rather than something to strive for."""
    return objective.level in (Level.ACTION, Level.STEP)
