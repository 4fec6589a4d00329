"""What stands on a picture of time: bars from a day until a day (both count), points on a day, in lanes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from wegwijzer.ui.words import day

Days = tuple[dt.date, dt.date]


class Look(StrEnum):
    """How far it is, as a drawing says it without colour."""

    FILLED = "filled"  # done, or under way
    HOLLOW = "hollow"  # still to come
    CROSSED = "crossed"  # will not happen any more


class Meaning(StrEnum):
    """What look and tone say together: a drawing has a sign for each, and the legend a word."""

    DONE = "done"
    BEGUN = "begun"
    TO_COME = "to_come"
    LATE = "late"  # or never reached
    OFF = "off"


def meaning_of(tone: str, look: Look) -> Meaning:
    """Filled says two things, and hollow too: the tone parts them, which a drawing may not leave to its colour."""
    if look == Look.CROSSED:
        return Meaning.OFF
    if tone == "refused":
        return Meaning.LATE
    if look == Look.HOLLOW:
        return Meaning.TO_COME
    return Meaning.BEGUN if tone == "waiting" else Meaning.DONE


class Shape(StrEnum):
    DIAMOND = "diamond"
    CIRCLE = "circle"
    SQUARE = "square"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What bars and points share. `key` is unique on the page; `tone` is one of wegwijzer.ui.states.

    `what` and `state` are words ("mijlpaal", "bereikt"); `url` is where it leads; `move_url` and `edit_url` are
    the pages that move and change it, for who may; `after` are the keys of what it waits for.
    """

    key: str
    label: str
    what: str = ""
    state: str = ""
    tone: str = "none"
    look: Look = Look.FILLED
    url: str = ""
    move_url: str = ""
    edit_url: str = ""
    after: tuple[str, ...] = ()
    note: str = ""

    @property
    def meaning(self) -> Meaning:
        return meaning_of(self.tone, self.look)

    @property
    def drawn_as(self) -> Shape | None:
        """The shape of a point; None for a bar."""
        return None

    @property
    def days(self) -> Days:
        """From when until when it is expected, or was."""
        raise NotImplementedError

    @property
    def promised(self) -> Days | None:
        """From when until when it was planned; None where nothing was promised."""
        raise NotImplementedError

    @property
    def slip(self) -> int | None:
        """How many days later than planned it ends; negative when earlier; None where nothing was planned."""
        return (self.days[1] - self.promised[1]).days if self.promised else None

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is not expected where it was planned."""
        return self.promised is not None and self.promised != self.days

    @property
    def expected_words(self) -> str:
        return span_in_words(self.days)

    @property
    def planned_words(self) -> str:
        return span_in_words(self.promised) if self.promised else ""

    @property
    def slip_words(self) -> str:
        return difference(self.slip) if self.slip is not None else ""

    @property
    def in_words(self) -> str:
        """All of it in one sentence, for who does not see the picture."""
        kind = ", ".join(word for word in (self.what, self.state) if word)
        parts = [f"{self.label}: {kind}" if kind else self.label, self.expected_words]
        if self.is_elsewhere:
            parts.append(_("gepland %(days)s (%(slip)s)") % {"days": self.planned_words, "slip": self.slip_words})
        return "; ".join([*parts, self.note] if self.note else parts)


@dataclass(frozen=True, kw_only=True)
class Bar(Mark):
    """A stretch of time; `moment_on` is a day within it that mattered."""

    from_on: dt.date
    until_on: dt.date
    planned_from_on: dt.date | None = None
    planned_until_on: dt.date | None = None
    moment_on: dt.date | None = None

    @property
    def days(self) -> Days:
        return self.from_on, self.until_on

    @property
    def promised(self) -> Days | None:
        if self.planned_from_on is None or self.planned_until_on is None:
            return None
        return self.planned_from_on, self.planned_until_on


@dataclass(frozen=True, kw_only=True)
class Point(Mark):
    """One day."""

    on: dt.date
    planned_on: dt.date | None = None
    shape: Shape = Shape.CIRCLE

    @property
    def drawn_as(self) -> Shape:
        return self.shape

    @property
    def days(self) -> Days:
        return self.on, self.on

    @property
    def promised(self) -> Days | None:
        return (self.planned_on, self.planned_on) if self.planned_on else None


@dataclass(frozen=True)
class Lane:
    """Marks of one sort under a heading; one without marks is not drawn. `is_core`: they say how long the whole is."""

    title: str
    marks: Sequence[Mark]
    is_core: bool = False


@lru_cache(maxsize=4096)  # said in the picture and in the table, and not translated
def span_in_words(days: Days) -> str:
    """`vr 1 jan 2016`, or `vr 1 jan 2016 – do 30 jun 2016`."""
    first, last = days
    return day(first) if first == last else f"{day(first)} – {day(last)}"


def difference(days: int) -> str:
    """`volgens plan`, `5 dagen later`, `2 weken vroeger`."""
    return _difference(days, get_language() or "")


@lru_cache(maxsize=1024)  # a picture of five hundred bars says the same few
def _difference(days: int, language: str) -> str:
    if days == 0:
        return _("volgens plan")
    size = abs(days)
    if size % 7 == 0:
        weeks = size // 7
        words = ngettext("%(number)s week", "%(number)s weken", weeks) % {"number": weeks}
    else:
        words = ngettext("%(number)s dag", "%(number)s dagen", size) % {"number": size}
    return _("%(time)s later") % {"time": words} if days > 0 else _("%(time)s vroeger") % {"time": words}
