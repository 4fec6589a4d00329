"""Where everything stands: lanes under each other, marks packed in rows so that nothing covers a name.

Coordinates are those of the drawing, at one decimal. A name takes about CHARACTER units a letter, so that rows are the
same in every typeface and on every machine.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext as _

from wegwijzer.timeline.marks import Bar, Days, Lane, Mark
from wegwijzer.timeline.scale import Band, Window

WIDTH = 1120
EDGE = 8  # beside it, for what stands on the very first or last day
HEAD, BAND = 44, 22
LANE_HEAD, LANE_GAP = 28, 8
BAR, GHOST = 18, 6
ROW, ROW_WITH_GHOST = 28, 36
POINT = 7  # half of its width
SHORTEST_BAR = 4
CHARACTER, BESIDE, APART = 6.7, 6, 14
LONGEST_LABEL = 48  # characters; the whole name stands in the title of the mark and in the table
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Stretch:
    """From `left` to `right`; `cut_…` where it goes on outside of the picture."""

    left: float
    right: float
    cut_left: bool = False
    cut_right: bool = False

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Placed:
    """A mark in its place: `middle` is the height of its row's middle; None for what falls outside of the picture."""

    mark: Mark
    own: Stretch | None
    ghost: Stretch | None
    label: str
    label_at: float
    label_ends: bool  # the name ends there, before the mark, instead of beginning there
    first: float
    last: float
    moment: float | None = None
    middle: float = 0

    @property
    def is_bar(self) -> bool:
        return isinstance(self.mark, Bar)


@dataclass(frozen=True)
class PlacedLane:
    """`name` is its title without "(vervolg)"."""

    title: str
    name: str
    top: float
    bottom: float
    marks: tuple[Placed, ...]


@dataclass(frozen=True)
class Drawing:
    """A picture as numbers and words. `today` is None when it does not show that day."""

    window: Window
    width: int
    height: float
    heads: tuple[tuple[float, float, str], ...]
    parts: tuple[tuple[float, float, str], ...]
    lanes: tuple[PlacedLane, ...]
    today: float | None
    hidden: int  # marks that lie before or after these days
    arrows: tuple[tuple[Placed, Placed], ...] = ()


@dataclass(frozen=True)
class _Packed:
    """A lane with its marks in rows, before it has a place."""

    title: str
    name: str
    rows: list[list[Placed]]

    @cached_property
    def row_height(self) -> int:
        return ROW_WITH_GHOST if any(place.is_bar and place.ghost for row in self.rows for place in row) else ROW

    @property
    def height(self) -> int:
        return LANE_HEAD + len(self.rows) * self.row_height + LANE_GAP


def draw(lanes: Sequence[Lane], window: Window, today: dt.date | None = None) -> Drawing:
    """The picture of `lanes` in that window."""
    packed = _packed(lanes, window)
    hidden = sum(len(lane.marks) for lane in lanes) - sum(len(row) for lane in packed for row in lane.rows)
    return _drawing(packed, window, today, hidden)


def draw_sheets(
    lanes: Sequence[Lane], window: Window, today: dt.date | None, most: float, first: float = 0
) -> list[Drawing]:
    """The same in as many pictures as it takes for each to be at most `most` high; a lane may go on in the next.

    `first`: how high the first one may be, when that stands under a heading.
    """
    sheets: list[list[_Packed]] = [[]]
    left = (first or most) - HEAD
    for lane in _packed(lanes, window):
        rows, title = lane.rows, lane.title
        while rows:
            fits = int((left - LANE_HEAD - LANE_GAP) // lane.row_height)
            if fits < min(2, len(rows)) and sheets[-1]:
                sheets.append([])
                left = most - HEAD
                continue
            part = _Packed(title, lane.name, rows[: max(1, fits)])
            sheets[-1].append(part)
            left -= part.height
            rows, title = rows[max(1, fits) :], _("%(lane)s (vervolg)") % {"lane": lane.title}
    return [_drawing(sheet, window, today, 0) for sheet in sheets if sheet]


def _packed(lanes: Sequence[Lane], window: Window) -> list[_Packed]:
    found = []
    for lane in lanes:
        shown = [_place(mark, window) for mark in lane.marks if is_shown(mark, window)]
        if shown:
            found.append(_Packed(lane.title, lane.title, _rows(shown)))
    return found


def _drawing(packed: Sequence[_Packed], window: Window, today: dt.date | None, hidden: int) -> Drawing:
    placed, top = [], float(HEAD)
    for lane in packed:
        marks = [
            replace(place, middle=round(top + LANE_HEAD + number * lane.row_height + BAR / 2 + 2, 1))
            for number, row in enumerate(lane.rows)
            for place in row
        ]
        placed.append(PlacedLane(lane.title, lane.name, top, top + lane.height, _in_time(marks)))
        top += lane.height
    on = _x(window, today) + WIDTH / window.length / 2 if today and window.shows(today, today) else None
    return Drawing(
        window,
        WIDTH,
        top,
        _bands(window, window.heads),
        _bands(window, window.parts),
        tuple(placed),
        None if on is None else round(on, 1),
        hidden,
        _arrows(placed),
    )


def is_shown(mark: Mark, window: Window) -> bool:
    """Whether it, or where it was planned, stands in that window."""
    return window.shows(*mark.days) or (
        mark.is_elsewhere and mark.promised is not None and window.shows(*mark.promised)
    )


def _in_time(marks: Sequence[Placed]) -> tuple[Placed, ...]:
    """In the order in which one walks through them by keyboard."""
    return tuple(sorted(marks, key=lambda place: (place.mark.days, place.mark.label)))


def _x(window: Window, day: dt.date) -> float:
    return window.at(day) * WIDTH


def _bands(window: Window, bands: Sequence[Band]) -> tuple[tuple[float, float, str], ...]:
    """Left, right and words; a band that is too narrow for its words goes without."""
    found = []
    for band in bands:
        left, right = _x(window, band.first), _x(window, band.last + DAY)
        fits = right - left >= len(band.label) * CHARACTER
        found.append((round(left, 1), round(right, 1), band.label if fits else ""))
    return tuple(found)


def _stretch(window: Window, days: Days, is_bar: bool) -> Stretch | None:
    if not window.shows(*days):
        return None
    left, right = _x(window, days[0]), _x(window, days[1] + DAY)
    if not is_bar:
        middle = (left + right) / 2
        return Stretch(round(middle - POINT, 1), round(middle + POINT, 1))
    right = max(right, left + SHORTEST_BAR)
    return Stretch(round(max(left, 0), 1), round(min(right, WIDTH), 1), left < 0, right > WIDTH + 0.1)


def _place(mark: Mark, window: Window) -> Placed:
    is_bar = isinstance(mark, Bar)
    own = _stretch(window, mark.days, is_bar)
    ghost = _stretch(window, mark.promised, is_bar) if mark.is_elsewhere and mark.promised else None
    there = [stretch for stretch in (own, ghost) if stretch]
    first, last = min(stretch.left for stretch in there), max(stretch.right for stretch in there)
    label = mark.label if len(mark.label) <= LONGEST_LABEL else mark.label[: LONGEST_LABEL - 1].rstrip() + "…"
    size = len(label) * CHARACTER
    beside = own if is_bar and own else Stretch(first, last)
    at, ends = _label(beside, size, own is not None and is_bar)
    start, end = (at - size, at) if ends else (at, at + size)
    moment = None
    if isinstance(mark, Bar) and mark.moment_on and window.shows(mark.moment_on, mark.moment_on):
        moment = round(_x(window, mark.moment_on) + WIDTH / window.length / 2, 1)
    if moment is not None:
        first, last = min(first, moment - POINT), max(last, moment + POINT)
    return Placed(mark, own, ghost, label, round(at, 1), ends, min(first, start), max(last, end), moment)


def _label(beside: Stretch, size: float, may_be_inside: bool) -> tuple[float, bool]:
    """Where the name stands: in the bar, after it, before it, or else as far to the right as it fits."""
    if may_be_inside and beside.right - beside.left >= size + 2 * BESIDE:
        return beside.left + BESIDE + (BESIDE if beside.cut_left else 0), False
    if beside.right + BESIDE + size <= WIDTH:
        return beside.right + BESIDE, False
    if beside.left - BESIDE - size >= 0:
        return beside.left - BESIDE, True
    return max(0.0, WIDTH - size), False


def _rows(shown: list[Placed]) -> list[list[Placed]]:
    """The fewest rows in which nothing lies over something else, taken in order of time."""
    rows: list[list[Placed]] = []
    for place in sorted(shown, key=lambda place: (place.first, place.mark.days, place.mark.label)):
        for row in rows:
            if row[-1].last + APART <= place.first:
                row.append(place)
                break
        else:
            rows.append([place])
    return rows


def _arrows(lanes: Sequence[PlacedLane]) -> tuple[tuple[Placed, Placed], ...]:
    """Pairs of what comes first and what waits for it, where both stand on the picture."""
    known = {place.mark.key: place for lane in lanes for place in lane.marks if place.own}
    return tuple(
        (known[earlier], place) for place in known.values() for earlier in place.mark.after if earlier in known
    )
