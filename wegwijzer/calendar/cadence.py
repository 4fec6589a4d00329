"""From a rhythm ("monthly on the second Tuesday", "four times a year") to the dates of one year."""

import calendar
import datetime as dt
from itertools import pairwise
from typing import Literal

from wegwijzer.calendar.workdays import SATURDAY, working_days_between

Period = Literal["month", "year"]
MOST_PER_MONTH = 15  # fewer than the working days of any month
HOLIDAY_MONTHS = (7, 8)
WEEKS = 4  # of each weekday every month has four at least
OCCURRENCES = (1, 2, 3, 4, -1)


def propose(
    count: int,
    period: Period,
    year: int,
    *,
    weekday: int | None = None,
    nth: int | None = None,
    avoid_july_august: bool = False,
    bridging: bool = False,
) -> list[dt.date]:
    """`count` dates per `period` in `year`: working days, each once, in order, spread evenly.

    `weekday` (0 is Monday) and `nth` (1 to 4, or -1 for the last) say on which day of a month: nth counts for a month
    that gets one date; where a month gets several they are spread over it, on that weekday while there are enough of
    them. A date on a holiday moves to the nearest working day of its week, or else of its month. With
    `avoid_july_august` those months get none; with `bridging` bridge days count as holidays.

    Raises ValueError for a rhythm that no year can hold, and for a weekday or nth that does not exist.
    """
    _check(count, period, weekday, nth)
    months = [month for month in range(1, 13) if not (avoid_july_august and month in HOLIDAY_MONTHS)]
    shares = [count] * len(months) if period == "month" else _spread(count, len(months))
    if max(shares) > MOST_PER_MONTH:
        raise ValueError(f"no month holds {max(shares)} meetings, at most {MOST_PER_MONTH}")
    dates: list[dt.date] = []
    for month, share in zip(months, shares, strict=True):
        last = calendar.monthrange(year, month)[1]
        free = working_days_between(dt.date(year, month, 1), dt.date(year, month, last), bridging=bridging)
        for ideal in _ideal_days(year, month, share, weekday, nth):
            chosen = min(free, key=lambda day, ideal=ideal: _distance(day, ideal))  # type: ignore[misc]
            free.remove(chosen)
            dates.append(chosen)
    return sorted(dates)


def _check(count: int, period: str, weekday: int | None, nth: int | None) -> None:
    if period not in ("month", "year"):
        raise ValueError(f"unknown period {period!r}")
    if count < 1:
        raise ValueError("a rhythm has at least one meeting")
    if weekday is not None and not 0 <= weekday < SATURDAY:
        raise ValueError("weekday is 0 (Monday) to 4 (Friday)")
    if nth is not None and (nth not in OCCURRENCES or weekday is None):
        raise ValueError("nth is 1 to 4 or -1, and needs a weekday")


def _spread(count: int, months: int) -> list[int]:
    """How many of `count` fall in each month; the first and the last keep half a distance to the ends of the year."""
    reached = [(2 * month * count + months) // (2 * months) for month in range(months + 1)]
    return [after - before for before, after in pairwise(reached)]


def _ideal_days(year: int, month: int, share: int, weekday: int | None, nth: int | None) -> list[dt.date]:
    """Where the dates of a month would fall if there were no holidays and no weekends."""
    days = [dt.date(year, month, number) for number in range(1, calendar.monthrange(year, month)[1] + 1)]
    if weekday is None or share > WEEKS:
        return _middles(days, share)
    matching = [day for day in days if day.weekday() == weekday]
    if share == 1 and nth is not None:
        return [matching[nth if nth < 0 else nth - 1]]
    # The first four only, so that twice a month is always the second and the fourth.
    return _middles(matching[:WEEKS], share)


def _middles(days: list[dt.date], parts: int) -> list[dt.date]:
    """The middle day of each of so many equal parts."""
    return [days[(2 * part + 1) * len(days) // (2 * parts)] for part in range(parts)]


def _distance(day: dt.date, ideal: dt.date) -> tuple[bool, int, bool]:
    """Sort key for moving a date: the same week first, then the fewest days, then rather later than earlier."""
    return (day.isocalendar()[:2] != ideal.isocalendar()[:2], abs((day - ideal).days), day < ideal)
