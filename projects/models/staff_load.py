"""How much is worked on a dossier, added up: per day, per organisation and quarter, and what it costs per year.

All of it is a reading of the allocations. Full-time equivalents (VTE) with two places, amounts in euro to the cent.
"""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from projects.models.budget import MONTHS, to_cents
from projects.models.dossier import Dossier
from projects.models.staff_allocation import StaffAllocation
from wegwijzer.accounts.models import Organisation

DAY = dt.timedelta(days=1)
TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")
NOTHING = Decimal(0)
MOST_QUARTERS = 80  # of a table: twenty years

Span = tuple[dt.date, dt.date, Decimal]


@dataclass(frozen=True, order=True)
class Quarter:
    year: int
    number: int

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> dt.date:
        month = 3 * self.number
        return dt.date(self.year, month, calendar.monthrange(self.year, month)[1])

    @property
    def length(self) -> int:
        """In days."""
        return (self.last - self.first).days + 1


def quarters_from(first: dt.date, last: dt.date) -> list[Quarter]:
    """The quarters in which any of these days lie."""
    start, end = 4 * first.year + (first.month - 1) // 3, 4 * last.year + (last.month - 1) // 3
    return [Quarter(number // 4, number % 4 + 1) for number in range(start, end + 1)]


def months_of_year(first: dt.date, last: dt.date, year: int) -> Decimal:
    """How many months of `year` lie in these days, to a tenth: a whole month is 1, part of one is its share in days."""
    total = NOTHING
    for month in range(1, 13):
        length = calendar.monthrange(year, month)[1]
        begin, end = max(first, dt.date(year, month, 1)), min(last, dt.date(year, month, length))
        if begin <= end:
            total += Decimal((end - begin).days + 1) / length
    return total.quantize(TENTH, rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class StaffYear:
    """One allocation in one year, as a line of a budget counts it: FTE × yearly cost × months of twelve."""

    allocation: StaffAllocation
    year: int
    months: Decimal

    @property
    def amount(self) -> Decimal | None:
        """Euro to the cent; None while nobody knows what a year costs."""
        cost = self.allocation.yearly_cost
        return None if cost is None else to_cents(self.allocation.fte * cost * self.months / MONTHS)


def years_of(allocation: StaffAllocation) -> list[StaffYear]:
    """Its years with at least a tenth of a month; none when nobody knows when it begins or ends."""
    first, last = allocation.first_on, allocation.last_on
    if first is None or last is None:
        return []
    found = [
        StaffYear(allocation, year, months_of_year(first, last, year)) for year in range(first.year, last.year + 1)
    ]
    return [one for one in found if one.months]


@dataclass(frozen=True)
class LoadRow:
    """One organisation, or all of them together: the mean FTE of each quarter, and what it comes to."""

    organisation: Organisation | None
    quarters: tuple[Decimal, ...]
    fte_years: Decimal  # one full-time equivalent during a whole year is 1
    cost: Decimal


class StaffLoad:
    """The allocations of a dossier, each with `dossier` set, and what they add up to."""

    def __init__(self, dossier: Dossier, allocations: Sequence[StaffAllocation]) -> None:
        self.dossier = dossier
        self.allocations = list(allocations)

    @cached_property
    def dated(self) -> list[StaffAllocation]:
        """Those of which it is known when they begin and end."""
        return [one for one in self.allocations if one.first_on is not None and one.last_on is not None]

    @cached_property
    def undated(self) -> list[StaffAllocation]:
        return [one for one in self.allocations if one.first_on is None or one.last_on is None]

    @cached_property
    def period(self) -> tuple[dt.date, dt.date] | None:
        """From the first to the last day of any of them; None when there is none."""
        spans = self.planned()
        return (min(span[0] for span in spans), max(span[1] for span in spans)) if spans else None

    # --- per day

    def planned(self, of: Callable[[StaffAllocation], bool] = lambda one: True) -> list[Span]:
        """First day, last day and how much, of those that `of` takes."""
        return self._spans(lambda one: one.fte, of)

    def real(self) -> list[Span]:
        """As it is; where nobody said so it is taken to be as planned."""
        return self._spans(lambda one: one.fte if one.fte_real is None else one.fte_real)

    def rather(self) -> list[Span]:
        """As the organisations would rather have it; where nobody said so, as planned."""
        return self._spans(lambda one: one.fte if one.fte_rather is None else one.fte_rather)

    @property
    def knows_real(self) -> bool:
        return any(one.fte_real is not None for one in self.dated)

    @property
    def knows_rather(self) -> bool:
        return any(one.fte_rather is not None for one in self.dated)

    def _spans(
        self, much: Callable[[StaffAllocation], Decimal], of: Callable[[StaffAllocation], bool] = lambda one: True
    ) -> list[Span]:
        found = []
        for one in self.dated:
            first, last = one.first_on, one.last_on
            if of(one) and first is not None and last is not None and first <= last:
                found.append((first, last, much(one)))
        return found

    def days_of(self, one: StaffAllocation) -> int:
        """How many days it takes; none while it is not known when it begins or ends."""
        first, last = one.first_on, one.last_on
        return 0 if first is None or last is None else max(0, (last - first).days + 1)

    def on(self, day: dt.date) -> Decimal:
        """The planned FTE of all on that day."""
        return sum((much for first, last, much in self.planned() if first <= day <= last), NOTHING)

    def of_year(self, year: int) -> dict[int, Decimal]:
        """The mean FTE of each organisation (key) over the days of a year, to a hundredth; those with some."""
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        days = (last - first).days + 1
        found: dict[int, Decimal] = defaultdict(lambda: NOTHING)
        for one in self.dated:
            begin, end = one.first_on, one.last_on
            if begin is not None and end is not None:
                found[one.organisation_id] += one.fte * max(0, (min(end, last) - max(begin, first)).days + 1) / days
        rounded = {key: much.quantize(HUNDREDTH, rounding=ROUND_HALF_UP) for key, much in found.items()}
        return {key: much for key, much in rounded.items() if much}

    @property
    def years(self) -> list[int]:
        """Those in which somebody is planned."""
        return list(range(self.period[0].year, self.period[1].year + 1)) if self.period else []

    @cached_property
    def most(self) -> Decimal:
        """The most that is planned on any day."""
        return max((self.on(first) for first, _last, _much in self.planned()), default=NOTHING)

    # --- added up

    @cached_property
    def organisations(self) -> list[Organisation]:
        """In the order of their names."""
        known = {one.organisation_id: one.organisation for one in self.allocations}
        return sorted(known.values(), key=lambda row: row.name.casefold())

    @cached_property
    def quarters(self) -> list[Quarter]:
        return quarters_from(*self.period)[:MOST_QUARTERS] if self.period else []

    @cached_property
    def rows(self) -> list[LoadRow]:
        """One per organisation."""
        return [
            self._row(row, [one for one in self.dated if one.organisation_id == row.pk]) for row in self.organisations
        ]

    @cached_property
    def total(self) -> LoadRow:
        return self._row(None, self.dated)

    @cached_property
    def cost_of_years(self) -> dict[int, Decimal]:
        """What is planned to be paid, per year."""
        found: dict[int, Decimal] = defaultdict(lambda: NOTHING)
        for allocation in self.dated:
            for one in years_of(allocation):
                found[one.year] += one.amount or NOTHING
        return dict(sorted(found.items()))

    def _row(self, organisation: Organisation | None, allocations: Sequence[StaffAllocation]) -> LoadRow:
        keys = {one.pk for one in allocations}
        spans = self.planned(lambda one: one.pk in keys)
        years = [year for one in allocations for year in years_of(one)]
        fte_years = sum((year.allocation.fte * year.months / MONTHS for year in years), NOTHING)
        return LoadRow(
            organisation,
            tuple(_mean(spans, quarter) for quarter in self.quarters),
            fte_years.quantize(HUNDREDTH, rounding=ROUND_HALF_UP),
            sum((year.amount or NOTHING for year in years), NOTHING),
        )


def _mean(spans: Iterable[Span], quarter: Quarter) -> Decimal:
    """The mean over the days of the quarter."""
    total = NOTHING
    for first, last, much in spans:
        begin, end = max(first, quarter.first), min(last, quarter.last)
        if begin <= end:
            total += much * ((end - begin).days + 1)
    return (total / quarter.length).quantize(HUNDREDTH, rounding=ROUND_HALF_UP)


def read_load(dossier: Dossier) -> StaffLoad:
    """The staff of a dossier that came through its gate; one query."""
    rows = list(dossier.allocations.select_related("organisation", "person"))
    for row in rows:
        row.dossier = dossier
    return StaffLoad(dossier, rows)
