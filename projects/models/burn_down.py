"""The budget over time: what is left of it, what was planned to be left, and where it ends up. Sums, no database.

What a claim was accepted for is spread evenly over its period, and what the budget gives for a year over the days of
the dossier in that year.
"""

import calendar
import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from projects.models.budget import to_cents
from projects.models.claim import ACCEPTED
from projects.models.claim_book import ClaimBook
from projects.models.settlement import NOTHING

DAY = dt.timedelta(days=1)
Point = tuple[dt.date, Decimal]


@dataclass(frozen=True)
class Forecast:
    """Euro at the end of the dossier, seen from `until_on`: the last day that a verified claim is about.

    `by_rate` goes on as fast as until then; `by_plan` adds what the budget gives for the days after.
    """

    until_on: dt.date
    spent: Decimal
    by_rate: Decimal
    by_plan: Decimal


@dataclass(frozen=True)
class BurnDown:
    """From the first day of a dossier to its last: what is left (until the last day known), and what was planned."""

    first: dt.date
    last: dt.date
    budget: Decimal
    left: tuple[Point, ...]
    planned: tuple[Point, ...]
    forecast: Forecast | None


def burn_down_of(book: ClaimBook) -> BurnDown | None:
    """None without a period or a budget: then there is nothing to burn over time."""
    first, last = book.dossier.from_on, book.dossier.until_on
    budget = book.total.budget
    if first is None or last is None or not budget:
        return None
    days = [*_months(first, last), last]
    plan = {day: _planned(book, first, last, day) for day in days}
    planned = [(first, budget), *((day, to_cents(budget - plan[day])) for day in days)]
    until_on = _known_until(book, first, last)
    if until_on is None:
        return BurnDown(first, last, budget, ((first, budget),), tuple(planned), None)
    spent = _spent(book, until_on)
    past = [day for day in days if day < until_on]
    left = [(first, budget), *((day, budget - _spent(book, day)) for day in past), (until_on, budget - spent)]
    gone, whole = (until_on - first).days + 1, (last - first).days + 1
    rest = _planned(book, first, last, last) - _planned(book, first, last, until_on)
    forecast = Forecast(until_on, spent, to_cents(spent * whole / gone), to_cents(spent + rest))
    return BurnDown(first, last, budget, _once(left), _once(planned), forecast)


def _once(points: list[Point]) -> tuple[Point, ...]:
    """One point a day: the last that is said of it."""
    return tuple(sorted(dict(points).items()))


def _months(first: dt.date, last: dt.date) -> list[dt.date]:
    """The last day of every month before the end."""
    days: list[dt.date] = []
    day = first
    while True:
        end = day.replace(day=calendar.monthrange(day.year, day.month)[1])
        if end >= last:
            return days
        days.append(end)
        day = end + DAY


def _planned(book: ClaimBook, first: dt.date, last: dt.date, day: dt.date) -> Decimal:
    """What should be spent by the end of `day`; what is for a year outside of the dossier counts at its near end."""
    total = NOTHING
    for year, figures in book.by_year.items():
        begin, end = max(first, dt.date(year, 1, 1)), min(last, dt.date(year, 12, 31))
        if begin > end:
            total += figures.budget if year < first.year or day >= last else NOTHING
        else:
            total += figures.budget * _passed(begin, end, day)
    return total


def _passed(begin: dt.date, end: dt.date, day: dt.date) -> Decimal:
    """Which part of a period is over at the end of `day`, from 0 to 1."""
    if day < begin:
        return Decimal(0)
    return Decimal((min(day, end) - begin).days + 1) / ((end - begin).days + 1)


def _known_until(book: ClaimBook, first: dt.date, last: dt.date) -> dt.date | None:
    days = [claim.until_on for claim in book.claims if claim.state in ACCEPTED and claim.until_on is not None]
    known = [min(day, last) for day in days if day >= first]
    return max(known) if known else None


def _spent(book: ClaimBook, day: dt.date) -> Decimal:
    """What was accepted for costs until the end of `day`; of a line that went both ways the larger counts."""
    spent: dict[bool, dict[uuid.UUID, Decimal]] = {side: defaultdict(Decimal) for side in (False, True)}
    for claim in book.claims:
        if claim.state in ACCEPTED and claim.from_on is not None and claim.until_on is not None:
            part = _passed(claim.from_on, claim.until_on, day)
            for series, amount in book.claimed_by(claim).items():
                spent[claim.is_to_funder][series] += amount * part
    both = spent[False].keys() | spent[True].keys()
    return to_cents(sum((max(spent[side][series] for side in (False, True)) for series in both), NOTHING))
