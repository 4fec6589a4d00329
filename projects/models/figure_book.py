"""The figures of a dossier, added up for whoever asks: the funder, a council, a multi-year plan by its own codes."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from projects.models.dossier import Dossier
from projects.models.figure import Counting, Figure, FigureLine, ObjectiveCode
from projects.models.reporting import ReportingDeadline
from projects.models.tree import Tree, read_tree
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import span

DAY = dt.timedelta(days=1)
NOTHING = Decimal(0)
MOST_YEARS = 30


class Days(NamedTuple):
    """A period, both days included."""

    first: dt.date
    last: dt.date

    @property
    def key(self) -> str:
        return f"{self.first.isoformat()}_{self.last.isoformat()}"

    def __str__(self) -> str:
        return span(self.first, self.last)

    def holds(self, other: "Days") -> bool:
        return self.first <= other.first and other.last <= self.last

    def touches(self, other: "Days") -> bool:
        return self.first <= other.last and other.first <= self.last


def figure_periods(whole: Days | None, reports: Iterable[Days]) -> list[Days]:
    """The smallest periods that every list can be made from: cut where a year ends and where a report begins or ends.

    `whole` is the period of the dossier; reports reach outside it when the funder says so.
    """
    reported = list(reports)
    spans = [*reported, whole] if whole else reported
    if not spans:
        return []
    first, last = min(one.first for one in spans), max(one.last for one in spans)
    years = range(first.year + 1, min(last.year, first.year + MOST_YEARS) + 1)
    cuts = {first, last + DAY, *(dt.date(year, 1, 1) for year in years)}
    for one in spans:
        cuts |= {one.first, one.last + DAY}
    starts = sorted(cuts)
    return [Days(start, after - DAY) for start, after in pairwise(starts)]


@dataclass(frozen=True)
class Row:
    """One line of a list: what was counted of an action, by whom and how much in all."""

    line: FigureLine
    code: str  # of the action in the plan
    by: dict[int, Decimal]  # per organisation, those that counted something
    total: Decimal

    @property
    def percent(self) -> int | None:
        """How much of the target; None without one."""
        target = self.line.target
        return int(self.total * 100 / target) if target else None


class FigureBook:
    """Read in six queries, whatever there is of it."""

    def __init__(self, dossier: Dossier, tree: Tree | None = None) -> None:
        """`tree` is that of the dossier's plan, when the caller read it already."""
        self.dossier = dossier
        self._tree = tree

    @cached_property
    def lines(self) -> list[FigureLine]:
        """In the order of the plan."""
        rows = self.dossier.figure_lines.select_related("objective")
        places = {pk: place for place, pk in enumerate(self._codes)}
        return sorted(rows, key=lambda row: (places.get(row.objective_id, len(places)), row.pk))

    @cached_property
    def _codes(self) -> dict[int, str]:
        """Per objective of the plan, in the order of print."""
        plan = self.dossier.plan
        if self._tree is None and plan is not None:
            self._tree = read_tree(plan)
        return {node.pk: node.code for node in self._tree.walk()} if self._tree is not None else {}

    def code(self, line: FigureLine) -> str:
        return self._codes.get(line.objective_id, "")

    @cached_property
    def figures(self) -> list[Figure]:
        rows = Figure.objects.filter(line__dossier=self.dossier).select_related("organisation")
        return list(rows.order_by("until_on", "pk"))

    @cached_property
    def reports(self) -> list[ReportingDeadline]:
        return list(self.dossier.reportings.all())

    @cached_property
    def periods(self) -> list[Days]:
        dossier = self.dossier
        whole = Days(dossier.from_on, dossier.until_on) if dossier.from_on and dossier.until_on else None
        return figure_periods(whole, [days_of(row) for row in self.reports])

    @cached_property
    def years(self) -> list[Days]:
        """Whole calendar years in which something falls, for lists that go by the year."""
        found = sorted({period.first.year for period in self.periods})
        return [Days(dt.date(year, 1, 1), dt.date(year, 12, 31)) for year in found]

    @cached_property
    def boards(self) -> list[Organisation]:
        """Who counts: the members in the period of the dossier, and whoever counted something; pairs together."""
        found = {row.organisation_id: row.organisation for row in self.figures}
        members = self.dossier.partnership.memberships.overlapping(self.dossier.from_on, self.dossier.until_on)
        for row in members.select_related("organisation"):
            found[row.organisation_id] = row.organisation
        return sorted(found.values(), key=lambda row: (row.territory or row.name, row.kind, row.name))

    @cached_property
    def own_codes(self) -> dict[tuple[int, int], ObjectiveCode]:
        """Per action and organisation its code in that multi-year plan."""
        rows = ObjectiveCode.objects.filter(objective__in=[line.objective_id for line in self.lines])
        return {(row.objective_id, row.organisation_id): row for row in rows}

    def value(self, line: FigureLine, organisation: int, days: Days) -> Decimal | None:
        """What one organisation counted in exactly this period."""
        return self._exact.get((line.pk, organisation, days))

    @cached_property
    def _exact(self) -> dict[tuple[int, int, Days], Decimal]:
        return {(row.line_id, row.organisation_id, days_of(row)): row.value for row in self.figures}

    def row(self, line: FigureLine, days: Days) -> Row:
        """Added up over everything that lies within these days."""
        by: dict[int, Decimal] = {}
        for figure in self.figures:  # the oldest first
            if figure.line_id == line.pk and days.holds(days_of(figure)):
                before = by.get(figure.organisation_id, NOTHING) if line.counting == Counting.SUM else NOTHING
                by[figure.organisation_id] = before + figure.value
        return Row(line, self.code(line), by, sum(by.values(), NOTHING))

    def rows(self, days: Days) -> list[Row]:
        return [self.row(line, days) for line in self.lines]

    def straddling(self, days: Days) -> list[Figure]:
        """Figures that lie partly within these days: they are in no sum, and have to be split."""
        return [row for row in self.figures if days.touches(days_of(row)) and not days.holds(days_of(row))]


def days_of(row: Figure | ReportingDeadline) -> Days:
    assert row.from_on is not None
    assert row.until_on is not None  # constraints say so
    return Days(row.from_on, row.until_on)
