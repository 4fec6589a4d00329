"""How much there is, from which day on: plain numbers, not a place on a picture yet."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

Point = tuple[dt.date, Decimal]
DAY = dt.timedelta(days=1)
NOTHING = Decimal(0)


class Kind(StrEnum):
    """How one value goes on to the next."""

    AREA = "area"  # stays as it is until the next; filled, and stacked on the areas before it
    STEP = "step"  # stays as it is until the next; a line
    LINE = "line"  # goes straight to the next; a line


class Stroke(StrEnum):
    """How a line is drawn, so that lines are told apart without colour."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


@dataclass(frozen=True, kw_only=True)
class Series:
    """`points` in order of time, one a day at most. Before the first it says nothing, nor after `until_on`.

    `stroke` is of lines; an area has a texture by its place among the areas.
    """

    label: str
    points: tuple[Point, ...]
    kind: Kind = Kind.AREA
    stroke: Stroke = Stroke.SOLID
    until_on: dt.date | None = None

    def on(self, day: dt.date) -> Decimal | None:
        """How much on that day; None where the series says nothing."""
        if not self.points or day < self.points[0][0] or (self.until_on is not None and day > self.until_on):
            return None
        at = max(index for index, (first, _value) in enumerate(self.points) if first <= day)
        (first, value), following = self.points[at], self.points[at + 1 : at + 2]
        if self.kind != Kind.LINE or not following:
            return value
        (last, next_value) = following[0]
        return value + (next_value - value) * (day - first).days / (last - first).days


@dataclass(frozen=True)
class Level:
    """A height that is the same all the time: a ceiling, what was promised."""

    label: str
    value: Decimal


def steps_of(spans: Iterable[tuple[dt.date, dt.date, Decimal]]) -> tuple[Point, ...]:
    """The sum of all (first day, last day, how much), as points from which on it is so much; nothing at the end."""
    changes: dict[dt.date, Decimal] = {}
    for first, last, value in spans:
        changes[first] = changes.get(first, NOTHING) + value
        changes[last + DAY] = changes.get(last + DAY, NOTHING) - value
    points, total = [], NOTHING
    for day in sorted(changes):
        if changes[day]:
            total += changes[day]
            points.append((day, total))
    return tuple(points)


def days_of_change(series: Sequence[Series], first: dt.date, last: dt.date) -> list[dt.date]:
    """The days from `first` until `last` on which any of them changes, begins, or has stopped; `first` among them."""
    days = {first}
    for one in series:
        days |= {day for day, _value in one.points}
        if one.until_on is not None:
            days.add(one.until_on + DAY)
    return sorted(day for day in days if first <= day <= last)
