"""A measurable target that counts itself: so many approved local plans, or what an app above counts, by a day."""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.models.counter import Counter, Things, counter_of
from projects.models.objective import Objective, TargetCount
from projects.models.plan import Plan, PlanKind
from projects.models.plan_approval import approved_plans
from wegwijzer.accounts.periods import today


class TargetState(models.TextChoices):
    REACHED = "reached", _("bereikt")
    RUNNING = "running", _("loopt")
    MISSED = "missed", _("niet gehaald")


@dataclass(frozen=True)
class Counted:
    """How a target stands. `in_time` is what was there by its day, in that order; `late` the others."""

    objective: Objective
    in_time: list[tuple[Any, dt.date]]
    late: list[tuple[Any, dt.date]]
    waiting: list[Any]
    day: dt.date

    @property
    def wanted(self) -> int:
        """A target of 5.5 plans takes six."""
        return math.ceil(self.objective.target_number or 0)

    @property
    def reached_on(self) -> dt.date | None:
        """The day of the one that made it."""
        if len(self.in_time) < self.wanted:
            return None
        return self.in_time[self.wanted - 1][1] if self.wanted else None

    @property
    def needed(self) -> int:
        """How many it still takes."""
        return max(0, self.wanted - len(self.in_time))

    @property
    def counter(self) -> Counter | None:
        return counter_of(self.objective.target_counts)

    @property
    def state(self) -> TargetState:
        if not self.needed:
            return TargetState.REACHED
        by = self.objective.target_by
        return TargetState.MISSED if by is not None and by < self.day else TargetState.RUNNING


def counted(objectives: Iterable[Objective]) -> dict[int, Counted]:
    """Those of these objectives (of one partnership) that count themselves, by key: at most eight queries a counter."""
    by_way: dict[str, list[Objective]] = defaultdict(list)
    for one in objectives:
        if counter_of(one.target_counts) is not None:
            by_way[one.target_counts].append(one)
    found: dict[int, Counted] = {}
    for way, counting in by_way.items():
        counter = counter_of(way)
        assert counter is not None
        things = counter.read(counting)
        found |= {one.pk: _count(one, things.get(one.pk, [])) for one in counting}
    return found


def _count(objective: Objective, things: Things) -> Counted:
    there = sorted(((row, day) for row, day in things if day is not None), key=lambda pair: (pair[1], pair[0].pk))
    by = objective.target_by or dt.date.max
    return Counted(
        objective,
        [pair for pair in there if pair[1] <= by],
        [pair for pair in there if pair[1] > by],
        [row for row, day in things if day is None],
        today(),
    )


def count_local_plans(objectives: Sequence[Objective]) -> dict[int, list[tuple[Plan, dt.date | None]]]:
    """The local plans of their partnership, each from the first day on which a version of it was approved.

    However many boards made it together, a plan is one.
    """
    partnership = objectives[0].plan.partnership_id
    plans = list(Plan.objects.filter(partnership=partnership, kind=PlanKind.LOCAL).order_by("title"))
    days = approved_plans(plans)
    return {one.pk: [(plan, days.get(plan.pk)) for plan in plans] for one in objectives}


def targets_of(partnership: int) -> "models.QuerySet[Objective]":
    """The targets of a partnership (primary key) that count its local plans."""
    counts = Q(plan__partnership=partnership, target_counts=TargetCount.LOCAL_PLANS)
    return Objective.objects.filter(counts).select_related("plan").order_by("target_by", "pk")
