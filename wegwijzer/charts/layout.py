"""Where everything stands on a chart. Coordinates are those of the drawing, at one decimal.

The time scale is that of `wegwijzer.timeline`, so that a chart under a time line has its months at the same places of
its own width.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from wegwijzer.charts.axis import ticks
from wegwijzer.charts.series import DAY, NOTHING, Kind, Level, Series, days_of_change
from wegwijzer.timeline import Window

LEFT, PLOT, RIGHT = 76, 716, 8  # the numbers beside it, the picture itself, and air for what stands on the last day
WIDTH = LEFT + PLOT + RIGHT
TOP, HEIGHT = 24, 240
BAND = 20  # a row of words under it
CHARACTER, LINE = 7.2, 16  # what a letter and a line of words take
TEXTURES = 6  # that are told apart in grey; what comes after begins again

Place = tuple[float, float]


@dataclass(frozen=True)
class PlacedArea:
    """One series as closed shapes, with its name where it fits. `texture` is from 1 to TEXTURES."""

    series: Series
    texture: int
    shapes: tuple[tuple[Place, ...], ...]
    label_at: Place | None


@dataclass(frozen=True)
class PlacedLine:
    series: Series
    parts: tuple[tuple[Place, ...], ...]  # one for each stretch in which it says something


@dataclass(frozen=True)
class PlacedLevel:
    level: Level
    height: float


@dataclass(frozen=True)
class Drawing:
    """A chart as numbers and words. `today` is None when it does not show that day."""

    window: Window
    areas: tuple[PlacedArea, ...]
    lines: tuple[PlacedLine, ...]
    levels: tuple[PlacedLevel, ...]
    ticks: tuple[tuple[float, str], ...]
    parts: tuple[tuple[float, float, str], ...]
    heads: tuple[tuple[float, float, str], ...]
    today: float | None
    bottom: float = TOP + HEIGHT

    @property
    def height(self) -> float:
        return self.bottom + 2 * BAND


def draw(
    series: Sequence[Series],
    window: Window,
    words: Callable[[Decimal], str],
    levels: Sequence[Level] = (),
    today: dt.date | None = None,
) -> Drawing:
    """The picture of `series` in that window; `words` writes a number beside it."""
    areas = [one for one in series if one.kind == Kind.AREA]
    days = days_of_change(areas, window.first, window.last)
    stacks = _stacks(areas, days)
    known = [value for stack in stacks for value in stack]
    known += [value for one in series if one.kind != Kind.AREA for _day, value in _seen(one, window)]
    known += [level.value for level in levels]
    numbers = ticks(min(known, default=NOTHING), max(known, default=NOTHING))
    scale = _Scale(window, numbers[0], numbers[-1])
    return Drawing(
        window,
        tuple(_area(one, index, days, stacks, scale) for index, one in enumerate(areas)),
        tuple(PlacedLine(one, _parts(one, scale)) for one in series if one.kind != Kind.AREA),
        tuple(PlacedLevel(level, scale.y(level.value)) for level in levels),
        tuple((scale.y(number), words(number)) for number in numbers),
        tuple(scale.band(band.first, band.last, band.label) for band in window.parts),
        tuple(scale.band(band.first, band.last, band.label) for band in window.heads),
        scale.x(today) + PLOT / window.length / 2 if today and window.shows(today, today) else None,
    )


@dataclass(frozen=True)
class _Scale:
    window: Window
    lowest: Decimal
    highest: Decimal

    def x(self, day: dt.date) -> float:
        """Where the morning of that day stands."""
        return round(LEFT + self.window.at(day) * PLOT, 1)

    def y(self, value: Decimal) -> float:
        return round(TOP + HEIGHT * float((self.highest - value) / (self.highest - self.lowest)), 1)

    def band(self, first: dt.date, last: dt.date, label: str) -> tuple[float, float, str]:
        """Left, right and words; a band that is too narrow for its words goes without."""
        left, right = self.x(first), self.x(last + DAY)
        return left, right, label if right - left >= len(label) * CHARACTER else ""


def _stacks(areas: Sequence[Series], days: Sequence[dt.date]) -> list[list[Decimal]]:
    """Per day of change how high it is before the first area and after each."""
    found = []
    for day in days:
        heights = [NOTHING]
        for one in areas:
            heights.append(heights[-1] + (one.on(day) or NOTHING))
        found.append(heights)
    return found


def _area(
    series: Series, index: int, days: Sequence[dt.date], stacks: Sequence[Sequence[Decimal]], scale: _Scale
) -> PlacedArea:
    """A shape for each stretch of days in which there is something of it."""
    ends = [*days[1:], scale.window.last + DAY]
    shapes: list[tuple[Place, ...]] = []
    upper: list[Place] = []
    lower: list[Place] = []
    widest: tuple[float, Place | None] = (0, None)
    for day, end, stack in zip(days, ends, stacks, strict=True):
        low, high = scale.y(stack[index]), scale.y(stack[index + 1])
        if low == high:
            _close(shapes, upper, lower)
            continue
        left, right = scale.x(day), scale.x(end)
        upper += [(left, high), (right, high)]
        lower += [(left, low), (right, low)]
        wide, tall = right - left, abs(low - high)
        if wide >= len(series.label) * CHARACTER + 12 and tall >= LINE + 4 and wide * tall > widest[0]:
            widest = wide * tall, (round((left + right) / 2, 1), round((low + high) / 2, 1))
    _close(shapes, upper, lower)
    return PlacedArea(series, index % TEXTURES + 1, tuple(shapes), widest[1])


def _close(shapes: list[tuple[Place, ...]], upper: list[Place], lower: list[Place]) -> None:
    if upper:
        shapes.append((*upper, *reversed(lower)))
    upper.clear()
    lower.clear()


def _seen(series: Series, window: Window) -> list[tuple[dt.date, Decimal]]:
    """The points of a line within the window, with its values at the edges of it and where it stops."""
    last = min(window.last, series.until_on or window.last)
    days = {window.first, last} | {day for day, _value in series.points}
    values = [(day, series.on(day)) for day in sorted(days) if window.first <= day <= last]
    return [(day, value) for day, value in values if value is not None]


def _parts(series: Series, scale: _Scale) -> tuple[tuple[Place, ...], ...]:
    """A line is drawn through the middle of each day that was said; steps go from morning to morning."""
    points = _seen(series, scale.window)
    if not points:
        return ()
    if series.kind == Kind.LINE:
        half = PLOT / scale.window.length / 2
        return (tuple((round(scale.x(day) + half, 1), scale.y(value)) for day, value in points),)
    last = min(scale.window.last, series.until_on or scale.window.last)
    steps: list[Place] = []
    for index, (day, value) in enumerate(points):
        end = points[index + 1][0] if index + 1 < len(points) else last + DAY
        steps += [(scale.x(day), scale.y(value)), (scale.x(end), scale.y(value))]
    return (tuple(steps),)
