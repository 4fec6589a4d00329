"""A measurable target that counts itself: so many approved local plans, by a day."""

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

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
    """How a target stands. `in_time` are the plans that were approved by its day, in that order; `late` the others."""

    objective: Objective
    in_time: list[tuple[Plan, dt.date]]
    late: list[tuple[Plan, dt.date]]
    waiting: list[Plan]
    day: dt.date

    @property
    def wanted(self) -> int:
        """A target of 5.5 plans takes six."""
        return math.ceil(self.objective.target_number or 0)

    @property
    def reached_on(self) -> dt.date | None:
        """The day of the approval that made it."""
        if len(self.in_time) < self.wanted:
            return None
        return self.in_time[self.wanted - 1][1] if self.wanted else None

    @property
    def needed(self) -> int:
        """How many plans it still takes."""
        return max(0, self.wanted - len(self.in_time))

    @property
    def state(self) -> TargetState:
        if not self.needed:
            return TargetState.REACHED
        by = self.objective.target_by
        return TargetState.MISSED if by is not None and by < self.day else TargetState.RUNNING


def counted(objectives: Iterable[Objective]) -> dict[int, Counted]:
    """Those of these objectives (of one partnership) that count local plans, by key: at most eight queries.

    A plan counts from the first day on which a version of it was approved, however many boards made it together.
    """
    counting = [one for one in objectives if one.target_counts == TargetCount.LOCAL_PLANS]
    if not counting:
        return {}
    plans = list(
        Plan.objects.filter(partnership=counting[0].plan.partnership_id, kind=PlanKind.LOCAL).order_by("title")
    )
    days = approved_plans(plans)
    return {one.pk: _count(one, plans, days) for one in counting}


def _count(objective: Objective, plans: list[Plan], days: dict[int, dt.date]) -> Counted:
    approved = sorted(((plan, days[plan.pk]) for plan in plans if plan.pk in days), key=lambda row: (row[1], row[0].pk))
    by = objective.target_by or dt.date.max
    return Counted(
        objective,
        [row for row in approved if row[1] <= by],
        [row for row in approved if row[1] > by],
        [plan for plan in plans if plan.pk not in days],
        today(),
    )


def targets_of(partnership: int) -> "models.QuerySet[Objective]":
    """The targets of a partnership (primary key) that count its local plans."""
    counts = Q(plan__partnership=partnership, target_counts=TargetCount.LOCAL_PLANS)
    return Objective.objects.filter(counts).select_related("plan").order_by("target_by", "pk")
