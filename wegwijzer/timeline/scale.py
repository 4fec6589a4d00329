"""Which days a picture shows, and where on it a day stands."""

import calendar
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wegwijzer.ui.words import MONTHS

EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2100, 12, 31)  # what the date fields of the application accept
DAY = dt.timedelta(days=1)
MONTHS_AS_MONTHS = 24  # a longer stretch shows its quarters
YEARS_AS_QUARTERS = 6  # a longer one its years, under decades


class Zoom(StrEnum):
    """How much one sees at once; the values are words of the address."""

    WHOLE = "geheel"
    YEAR = "jaar"
    QUARTER = "kwartaal"
    MONTH = "maand"


ZOOM_LABELS = {
    Zoom.WHOLE: gettext_lazy("geheel"),
    Zoom.YEAR: gettext_lazy("jaar"),
    Zoom.QUARTER: gettext_lazy("kwartaal"),
    Zoom.MONTH: gettext_lazy("maand"),
}
LENGTHS = {Zoom.YEAR: 12, Zoom.QUARTER: 3, Zoom.MONTH: 1}  # in months


@dataclass(frozen=True)
class Band:
    """A piece of the head of the picture, both days included."""

    first: dt.date
    last: dt.date
    label: str


@dataclass(frozen=True)
class Window:
    """The days from `first` to `last`, both included."""

    zoom: Zoom
    first: dt.date
    last: dt.date

    @property
    def length(self) -> int:
        """In days."""
        return (self.last - self.first).days + 1

    def at(self, day: dt.date) -> float:
        """Where the morning of that day stands: 0 at the left edge, 1 at the right; outside of it further on."""
        return (day - self.first).days / self.length

    def shows(self, first: dt.date, last: dt.date) -> bool:
        """Whether any of these days stands on the picture."""
        return first <= self.last and last >= self.first

    @property
    def earlier(self) -> "Window | None":
        """The same length of time before this one; None when there can be nothing."""
        return window_at(self.zoom, self.first - DAY) if self.zoom in LENGTHS and self.first > EARLIEST else None

    @property
    def later(self) -> "Window | None":
        return window_at(self.zoom, self.last + DAY) if self.zoom in LENGTHS and self.last < LATEST else None

    @property
    def title(self) -> str:
        """`2016`, `2e kwartaal 2016`, `mei 2016`, or `jun 2015 – dec 2018`."""
        match self.zoom:
            case Zoom.YEAR:
                return str(self.first.year)
            case Zoom.QUARTER:
                number = (self.first.month + 2) // 3
                return _("%(number)se kwartaal %(year)s") % {"number": number, "year": self.first.year}
        first, last = (f"{MONTHS[day.month - 1]} {day.year}" for day in (self.first, self.last))
        return first if first == last else f"{first} – {last}"

    @property
    def heads(self) -> list[Band]:
        """The upper row of the head."""
        if self.zoom in (Zoom.QUARTER, Zoom.MONTH):
            return list(self._by(_month, lambda day: f"{MONTHS[day.month - 1]} {day.year}"))
        if self._years > YEARS_AS_QUARTERS:
            return list(self._by(_decade, lambda day: f"{day.year // 10 * 10}–{day.year // 10 * 10 + 9}"))
        return list(self._by(_year, lambda day: str(day.year)))

    @property
    def parts(self) -> list[Band]:
        """The lower row, whose lines go down through the picture."""
        if self.zoom == Zoom.MONTH:
            return list(self._by(lambda day: day, lambda day: str(day.day)))
        if self.zoom == Zoom.QUARTER:
            return list(self._by(_week, lambda day: f"{day.day} {MONTHS[day.month - 1]}"))
        if self.length <= MONTHS_AS_MONTHS * 31:
            return list(self._by(_month, lambda day: MONTHS[day.month - 1]))
        if self._years <= YEARS_AS_QUARTERS:
            return list(self._by(_quarter, lambda day: _("kw %(number)s") % {"number": (day.month + 2) // 3}))
        return list(self._by(_year, lambda day: str(day.year)))

    @property
    def _years(self) -> int:
        return self.last.year - self.first.year + 1

    def _by(self, last_of: Callable[[dt.date], dt.date], label: Callable[[dt.date], str]) -> Iterator[Band]:
        day = self.first
        while day <= self.last:
            last = min(last_of(day), self.last)
            yield Band(day, last, label(day))
            day = last + DAY


def window_at(zoom: Zoom, day: dt.date) -> Window:
    """The year, quarter or month in which that day lies."""
    length = LENGTHS[zoom]
    month = (day.month - 1) // length * length + 1
    first = dt.date(day.year, month, 1)
    return Window(zoom, first, _month(dt.date(day.year, month + length - 1, 1)))


def window_around(first: dt.date, last: dt.date) -> Window:
    """Whole months around these days."""
    return Window(Zoom.WHOLE, first.replace(day=1), _month(last))


def _month(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _week(day: dt.date) -> dt.date:
    return day + (6 - day.weekday()) * DAY


def _quarter(day: dt.date) -> dt.date:
    return _month(day.replace(month=(day.month + 2) // 3 * 3, day=1))


def _year(day: dt.date) -> dt.date:
    return day.replace(month=12, day=31)


def _decade(day: dt.date) -> dt.date:
    return dt.date(day.year // 10 * 10 + 9, 12, 31)
