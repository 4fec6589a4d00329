"""When an organisation is open: intervals per day of the week, and days on which it is closed. Text in, values out."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

DAYS = range(1, 8)  # Monday to Sunday (ISO 8601)
MOST_INTERVALS = 4  # of one day
MOST_CLOSED = 30
BY_APPOINTMENT = "afspraak"
INTERVAL = re.compile(
    r"([0-9]{1,2})(?:[.:uh]([0-9]{2})?)?(?:u|uur)?(?:-|–|tot)([0-9]{1,2})(?:[.:uh]([0-9]{2})?)?(?:u|uur)?(?:op)?(afspraak)?"
)
DAY = r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})"
CLOSED = re.compile(rf"{DAY}(?:\s*(?:-|–|tot(?: en met)?|t/m)\s*{DAY})?(?:\s*[:,]?\s+(.*))?")


class Unreadable(ValueError):
    """`code` says why: "form", "order", "overlap", "many", "day"."""

    def __init__(self, code: str, said: str = "") -> None:
        super().__init__(code)
        self.code, self.said = code, said


class Interval(NamedTuple):
    """From and until on one day, open for everybody or by appointment."""

    opens: dt.time
    closes: dt.time
    by_appointment: bool = False

    def __str__(self) -> str:
        return f"{clock(self.opens)}–{clock(self.closes)}"


class ClosedDays(NamedTuple):
    """Closed from `first` to `last`, both included; `why` may be empty."""

    first: dt.date
    last: dt.date
    why: str = ""

    def __str__(self) -> str:
        days = [day_in_figures(day) for day in dict.fromkeys((self.first, self.last))]
        return "-".join(days)


Week = dict[int, tuple[Interval, ...]]


def clock(time: dt.time) -> str:
    """`9:00`."""
    return f"{time.hour}:{time.minute:02d}"


def day_in_figures(day: dt.date) -> str:
    """`21/7/2026`."""
    return f"{day.day}/{day.month}/{day.year}"


def read_day(text: str) -> tuple[Interval, ...]:
    """`9-12, 13.30-16.30 afspraak` as intervals in order; empty is closed. Raises Unreadable."""
    pieces = [piece for piece in re.split(r"[,;]| en |\+", text.lower()) if piece.strip()]
    if len(pieces) > MOST_INTERVALS:
        raise Unreadable("many")
    found = sorted(_interval(piece) for piece in pieces)
    for one, other in pairwise(found):
        if other.opens < one.closes:
            raise Unreadable("overlap")
    return tuple(found)


def _interval(piece: str) -> Interval:
    match = INTERVAL.fullmatch(re.sub(r"\s+", "", piece))
    if match is None:
        raise Unreadable("form", piece.strip())
    from_hour, from_minute, until_hour, until_minute, appointment = match.groups()
    try:
        opens = dt.time(int(from_hour), int(from_minute or 0))
        closes = dt.time(int(until_hour), int(until_minute or 0))
    except ValueError:
        raise Unreadable("form", piece.strip()) from None
    if opens >= closes:
        raise Unreadable("order", piece.strip())
    return Interval(opens, closes, bool(appointment))


def write_day(intervals: Iterable[Interval]) -> str:
    """As somebody would type it, and `read_day` reads it."""
    return ", ".join(f"{one}{f' {BY_APPOINTMENT}' if one.by_appointment else ''}" for one in intervals)


def read_closed(text: str) -> list[ClosedDays]:
    """One line per day or period: `21/7/2026 Nationale feestdag`, `24/12/2026-2/1/2027`. Raises Unreadable."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_CLOSED:
        raise Unreadable("many")
    return sorted(_closed(line) for line in lines)


def _closed(line: str) -> ClosedDays:
    match = CLOSED.fullmatch(line)
    if match is None:
        raise Unreadable("day", line)
    figures, why = match.groups()[:6], (match[7] or "").strip()
    try:
        first = dt.date(*(int(part) for part in reversed(figures[:3])))
        last = dt.date(*(int(part) for part in reversed(figures[3:]))) if figures[3] else first
    except ValueError:
        raise Unreadable("day", line) from None
    if last < first:
        raise Unreadable("order", line)
    return ClosedDays(first, last, why[:100])


def write_closed(rows: Iterable[ClosedDays]) -> str:
    return "\n".join(f"{row} {row.why}".rstrip() for row in rows)


def plain_week(week: Week) -> dict[str, list[list[Any]]]:
    """As a column of JSON keeps it; days on which it is closed are left out."""
    times = {day: [[one.opens.isoformat("minutes"), one.closes.isoformat("minutes"), one.by_appointment]
                   for one in week.get(day, ())] for day in DAYS}  # fmt: skip
    return {str(day): rows for day, rows in times.items() if rows}


def week_of(plain: dict[str, Sequence[Sequence[Any]]]) -> Week:
    """What `plain_week` wrote, with every day of the week."""
    time = dt.time.fromisoformat
    return {
        day: tuple(Interval(time(opens), time(closes), bool(only)) for opens, closes, only in plain.get(str(day), ()))
        for day in DAYS
    }


def plain_closed(rows: Iterable[ClosedDays]) -> list[list[str]]:
    return [[row.first.isoformat(), row.last.isoformat(), row.why] for row in rows]


def closed_of(plain: Iterable[Sequence[str]]) -> list[ClosedDays]:
    date = dt.date.fromisoformat
    return [ClosedDays(date(first), date(last), why) for first, last, why in plain]
