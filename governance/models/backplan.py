"""Planning backwards: from a deadline to the last sitting at which a council can still decide.

Knows no database, so that it can be read and tried as the rule that it is. A sitting counts when it is held on or
before the deadline and its agenda closes today or later; a council that has none of those can no longer make it.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

SOON = dt.timedelta(days=7)


class Chances(models.TextChoices):
    """How a council stands towards a deadline; the most worrying first."""

    TOO_LATE = "too_late", _("haalt het niet meer")
    SOON = "soon", _("agenda sluit binnen 7 dagen")
    UNKNOWN = "unknown", _("kalender niet bekend")
    IN_TIME = "in_time", _("op tijd")


@dataclass(frozen=True, order=True)
class Slot:
    """A sitting as a chance to decide: the day it is held, and the last day on which its agenda is open."""

    held_on: dt.date
    closes_on: dt.date


@dataclass(frozen=True)
class Pause:
    """Days, both included, on which a council does not sit."""

    first: dt.date
    last: dt.date
    name: str = ""


@dataclass(frozen=True)
class Plan:
    """What one council can still do. `slots` are its sittings, of which the past ones do not matter."""

    slots: Sequence[Slot]
    deadline: dt.date
    day: dt.date
    pauses: Sequence[Pause] = ()

    @cached_property
    def coming(self) -> list[Slot]:
        """The sittings from that day on, in order."""
        return sorted(slot for slot in self.slots if slot.held_on >= self.day)

    @cached_property
    def useful(self) -> list[Slot]:
        """The sittings that can still decide in time, in order."""
        return [slot for slot in self.coming if slot.held_on <= self.deadline and slot.closes_on >= self.day]

    @property
    def last(self) -> Slot | None:
        """The last chance."""
        return self.useful[-1] if self.useful else None

    @property
    def earlier(self) -> list[Slot]:
        """The chances before the last one, the latest first."""
        return self.useful[-2::-1]

    @property
    def missed(self) -> Slot | None:
        """The latest sitting before the deadline whose agenda is closed already."""
        closed = [slot for slot in self.coming if slot.held_on <= self.deadline and slot.closes_on < self.day]
        return closed[-1] if closed else None

    @property
    def next_after(self) -> Slot | None:
        """The first sitting past the deadline that is still open: what a later deadline would make possible."""
        return next((s for s in self.coming if s.held_on > self.deadline and s.closes_on >= self.day), None)

    @property
    def days_left(self) -> int | None:
        """Days until the agenda of the last chance closes; 0 is today."""
        return (self.last.closes_on - self.day).days if self.last else None

    @property
    def state(self) -> Chances:
        if self.last is not None:
            return Chances.SOON if self.last.closes_on - self.day <= SOON else Chances.IN_TIME
        if self.deadline < self.day or self.coming:
            return Chances.TOO_LATE
        return Chances.UNKNOWN

    @property
    def can_make_it(self) -> bool:
        return self.last is not None

    @cached_property
    def recess(self) -> list[Pause]:
        """The pauses between that day and the deadline."""
        return [pause for pause in self.pauses if pause.first <= self.deadline and pause.last >= self.day]


def earliest_deadline(plans: Iterable[Plan]) -> dt.date | None:
    """The first deadline that every council can make, as far as its calendar is known; None when none is known.

    A council without one open sitting ahead is left out: no deadline helps it as long as its calendar ends there.
    """
    firsts = [
        min(slot.held_on for slot in plan.coming if slot.closes_on >= plan.day)
        for plan in plans
        if any(slot.closes_on >= plan.day for slot in plan.coming)
    ]
    return max(firsts, default=None)
