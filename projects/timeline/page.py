"""The picture of a project's time and the table behind it, made of the same marks."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from projects.models import Days, Dependency, Link, Project, link_of
from projects.models.shift import broken
from projects.timeline.sources import Reading, lanes_of
from wegwijzer.accounts.periods import today
from wegwijzer.timeline import (
    ZOOM_LABELS,
    Drawing,
    Lane,
    Mark,
    Window,
    Zoom,
    draw,
    draw_sheets,
    is_shown,
    text_of,
    window_around,
    window_at,
)

TALLEST = 1200  # units of the drawing: more would be too small to read on one sheet


@dataclass(frozen=True)
class Wait:
    """What a row waits for; `edit_pk` is the dependency, `is_broken` when the days do not follow it."""

    name: str
    edit_pk: int
    lag_days: int
    is_broken: bool


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    mark: Mark
    waits: tuple[Wait, ...]

    @property
    def link(self) -> str:
        """Where its name leads: nowhere when that would be this row."""
        return "" if self.mark.url.startswith("#") else self.mark.url


@dataclass(frozen=True)
class Zooms:
    """One way to look, and how it is asked for."""

    zoom: Zoom
    label: str
    link: str
    is_current: bool


class TimelinePage:
    """What the page, the table and the printout show. `day` says which year, quarter or month; today when it fits."""

    def __init__(self, reading: Reading, zoom: Zoom = Zoom.WHOLE, day: dt.date | None = None) -> None:
        self.reading = reading
        self.zoom = zoom
        self.lanes = lanes_of(reading)
        self.marks = [mark for lane in self.lanes for mark in lane.marks]
        self.day = day or self._nearest()
        self.window = self._window()

    @property
    def project(self) -> Project:
        return self.reading.project

    @property
    def is_empty(self) -> bool:
        return not self.marks

    @cached_property
    def core(self) -> Days:
        """What "the whole" shows: the project with its phases and milestones. One meeting years later is not let to
        press all the rest together; without any of these it is everything."""
        own = [mark for lane in self.lanes if lane.is_core for mark in lane.marks]
        days = [day for mark in own for day in (*mark.days, *(mark.promised or ()))]
        days += [day for day in (self.project.from_on, self.project.until_on) if day]
        return Days(min(days), max(days)) if own and days else self.reach

    @cached_property
    def reach(self) -> Days:
        """From the first to the last day of everything, planned or expected, and of the project itself."""
        days = [day for mark in self.marks for day in (*mark.days, *(mark.promised or ()))]
        days += [day for day in (self.project.from_on, self.project.until_on) if day]
        return Days(min(days), max(days)) if days else Days(today(), today())

    def _nearest(self) -> dt.date:
        return min(max(today(), self.core.first), self.core.last)

    def _window(self) -> Window:
        if self.zoom == Zoom.WHOLE:
            return window_around(*self.core)
        return window_at(self.zoom, self.day)

    @cached_property
    def drawing(self) -> Drawing:
        return draw(self.lanes, self.window, today())

    @property
    def title(self) -> str:
        words = _("Tijdlijn van %(project)s, %(window)s")
        return words % {"project": self.project.name, "window": self.window.title}

    @property
    def picture(self) -> SafeString:
        """The SVG; "" when nothing stands in this window."""
        return text_of(self.drawing, self.title) if self.drawing.lanes else SafeString("")

    @property
    def fits_a_sheet(self) -> bool:
        """Whether it can still be read when a browser prints it on one sheet."""
        return self.drawing.height <= TALLEST

    def sheets(self, first: float, most: float) -> list[SafeString]:
        """The same on sheets that are at most `most` high, the first of them `first`, in units of the drawing."""
        drawings = draw_sheets(self.lanes, self.window, today(), most, first)
        return [text_of(one, self.title, key=f"timeline-{number}") for number, one in enumerate(drawings, start=1)]

    @cached_property
    def groups(self) -> Sequence[tuple[str, list[Row]]]:
        """The table: per lane its rows in this window."""
        shown = [
            (lane.title, [Row(mark, self._waits(mark)) for mark in _in_time(lane) if is_shown(mark, self.window)])
            for lane in self.lanes
        ]
        return [(title, rows) for title, rows in shown if rows]

    def _waits(self, mark: Mark) -> tuple[Wait, ...]:
        names = self._names
        return tuple(
            Wait(names[earlier], row.pk, row.lag_days, bool(broken(self._spans, [link])))
            for earlier, row, link in self._links.get(mark.key, ())
            if earlier in names
        )

    @cached_property
    def _names(self) -> dict[str, str]:
        return {mark.key: mark.label for mark in self.marks}

    @cached_property
    def _spans(self) -> dict[object, Days]:
        return {mark.key: Days(*mark.days) for mark in self.marks}

    @cached_property
    def _links(self) -> dict[str, list[tuple[str, Dependency, Link]]]:
        found: dict[str, list[tuple[str, Dependency, Link]]] = {}
        for earlier, later, row in self.reading.ends:
            found.setdefault(later, []).append((earlier, row, link_of(row)._replace(earlier=earlier, later=later)))
        return found

    @property
    def zooms(self) -> list[Zooms]:
        """All ways to look, the day that is looked at along."""
        keeps = "" if self.zoom == Zoom.WHOLE else f"&op={self.window.first.isoformat()}"
        return [
            Zooms(zoom, str(label), f"?zoom={zoom}{keeps if zoom != Zoom.WHOLE else ''}", zoom == self.zoom)
            for zoom, label in ZOOM_LABELS.items()
        ]

    @property
    def earlier(self) -> tuple[str, str] | None:
        """Address and words of the period before, while there is anything before this one."""
        return self._beside(self.window.earlier) if self.reach.first < self.window.first else None

    @property
    def later(self) -> tuple[str, str] | None:
        return self._beside(self.window.later) if self.reach.last > self.window.last else None

    def _beside(self, window: Window | None) -> tuple[str, str] | None:
        return (f"?zoom={self.zoom}&op={window.first.isoformat()}", window.title) if window else None


def _in_time(lane: Lane) -> list[Mark]:
    return sorted(lane.marks, key=lambda mark: (mark.days, mark.label))
