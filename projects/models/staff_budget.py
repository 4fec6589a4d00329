"""The lines that the staff of a dossier makes in its budget, and how far the budget has them already.

A line belongs to an allocation and a year by its series, which is computed from both: the same allocation never makes
a second line, also not in a next version of the budget.
"""

import datetime as dt
import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from projects.models.budget import Budget, BudgetLine
from projects.models.staff_allocation import StaffAllocation
from projects.models.staff_load import NOTHING, StaffLoad, StaffYear, read_load, years_of

SERIES = uuid.uuid5(uuid.NAMESPACE_URL, "urn:wegwijzer:staff-allocation")  # a name space of its own
FIRST_YEAR, LAST_YEAR = 1988, 2100  # of lines of a budget


def series_of(allocation: StaffAllocation, year: int) -> uuid.UUID:
    """The series of the line that an allocation makes for that year."""
    return uuid.uuid5(SERIES, f"{allocation.pk}:{year}")


class StaffChange(models.TextChoices):
    """What putting it in the budget does to a line."""

    ADDED = "added", _("komt erbij")
    CHANGED = "changed", _("verandert")
    SAME = "same", _("staat er al")
    REMOVED = "removed", _("gaat weg")


@dataclass(frozen=True)
class StaffLine:
    """One line as it will be (None for one that goes) beside the one that stands in the budget now (None for a new)."""

    planned: StaffYear | None
    standing: BudgetLine | None

    @property
    def change(self) -> StaffChange:
        if self.planned is None:
            return StaffChange.REMOVED
        if self.standing is None:
            return StaffChange.ADDED
        same = all(getattr(self.standing, name) == value for name, value in self.values.items())
        return StaffChange.SAME if same else StaffChange.CHANGED

    @property
    def values(self) -> Mapping[str, Any]:
        """The columns of the line that the allocation settles; the others are the budget's own."""
        assert self.planned is not None
        allocation = self.planned.allocation
        return {
            "description": allocation.role,
            "year": self.planned.year,
            "quantity": allocation.fte,
            "unit_cost": allocation.yearly_cost,
            "months": self.planned.months,
            "organisation_id": allocation.organisation_id,
        }

    @property
    def before(self) -> Decimal | None:
        return self.standing.amount if self.standing else None

    @property
    def after(self) -> Decimal | None:
        return self.planned.amount if self.planned else None


class StaffBudget:
    """What the staff of a dossier makes in `budget`, the version in the making."""

    def __init__(self, budget: Budget, load: StaffLoad) -> None:
        self.budget = budget
        self.load = load

    @cached_property
    def lines(self) -> list[StaffLine]:
        """By organisation and year; those that go last. One query."""
        standing = {line.series: line for line in self.budget.lines.select_related("organisation")}
        found = [
            StaffLine(year, standing.pop(series_of(year.allocation, year.year), None))
            for allocation in self.counted
            for year in years_of(allocation)
            if FIRST_YEAR <= year.year <= LAST_YEAR
        ]
        found.sort(key=lambda line: _order(line.planned))
        # A line of an allocation that no longer reaches that year, or is counted no more.
        gone = [
            line
            for allocation in self.load.allocations
            for year in sorted({line.year for line in standing.values()})
            if (line := standing.get(series_of(allocation, year))) is not None
        ]
        return found + [StaffLine(None, line) for line in gone]

    @cached_property
    def counted(self) -> list[StaffAllocation]:
        """The allocations that can be put in a budget."""
        return [one for one in self.load.dated if one.yearly_cost is not None and one.fte]

    @cached_property
    def left_out(self) -> list[tuple[StaffAllocation, str]]:
        """The others, each with why."""
        found = []
        for one in self.load.allocations:
            if one in self.load.undated:
                found.append((one, _now("eerste of laatste dag ontbreekt, ook bij het dossier")))
            elif one.yearly_cost is None:
                found.append((one, _now("kostprijs ontbreekt")))
            elif not one.fte:
                found.append((one, _now("0 VTE gepland")))
        return found

    @property
    def changes(self) -> list[StaffLine]:
        return [line for line in self.lines if line.change != StaffChange.SAME]

    @property
    def before(self) -> Decimal:
        """What the lines of the staff come to in the budget now."""
        return sum((line.before or NOTHING for line in self.lines), NOTHING)

    @property
    def after(self) -> Decimal:
        """What they come to afterwards."""
        return sum((line.after or NOTHING for line in self.lines), NOTHING)

    @property
    def digest(self) -> str:
        """What was on the screen, in short: when anything of it is another by now, so is this."""
        told = [
            [line.change, str(line.before), str(line.after), *(str(value) for value in _told(line))]
            for line in self.lines
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:20]


def _order(year: StaffYear | None) -> tuple[str, dt.date, int, int]:
    assert year is not None
    one = year.allocation
    return one.organisation.name.casefold(), one.first_on or dt.date.min, one.pk, year.year


def _told(line: StaffLine) -> list[Any]:
    return list(line.values.values()) if line.planned else [line.standing and line.standing.series]


def read_staff_budget(budget: Budget) -> StaffBudget:
    """Two queries."""
    return StaffBudget(budget, read_load(budget.dossier))
