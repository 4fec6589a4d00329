"""Who puts something in the own calendar of a login: every app registers its sources when it starts.

    register("milestones", milestones)

with `milestones(user, window) -> Iterable[Told]`: what that login may see today, in a fixed number of queries. What is
due for a project or a newcomer lives in apps above this one, which this one does not know.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.latest import key_of, last_changes
from wegwijzer.calendar.feed import UNKNOWN, Item
from wegwijzer.calendar.parts import uid


@dataclass(frozen=True)
class Window:
    """The days that a calendar tells of, both included: a year back, two years on."""

    first: dt.date
    last: dt.date

    @classmethod
    def now(cls) -> "Window":
        return cls(today() - dt.timedelta(days=366), today() + dt.timedelta(days=731))

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """For a `__range` of days."""
        return self.first, self.last

    @property
    def moments(self) -> tuple[dt.datetime, dt.datetime]:
        """The same for a `__range` of moments, in Belgian time; so asked, an index can be of use."""
        ends = (self.first, dt.time.min), (self.last, dt.time.max)
        first, last = (timezone.make_aware(dt.datetime.combine(*end)) for end in ends)
        return first, last


class Told(NamedTuple):
    """One thing in the calendar, with the rows that it was read from: it changed when one of them did."""

    item: Item
    rows: tuple[Model, ...]


Source = Callable[[User, Window], Iterable[Told]]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Add what `source` knows to the own calendars. Raises ValueError when that name is there already."""
    if name in _sources:
        raise ValueError(f"registered twice: {name}")
    _sources[name] = source


def told_to(user: User, window: Window) -> Iterator[Told]:
    """All that is registered, source by source."""
    for source in _sources.values():
        yield from source(user, window)


def whole_day(
    kind: str,
    row: Any,
    on: dt.date | None,
    summary: str,
    page: str,
    *others: Model,
    reminds: bool = True,
    sequence: int = 0,
) -> Told:
    """A day on which something is due: `row` counts the changes in its `version`, unless `sequence` says otherwise.

    `others` are rows that the words or the day come from as well; `page` is where it stands, within this site.
    """
    assert on is not None  # a range of days leaves out what has none
    item = Item(
        uid=uid(kind, row.pk),
        sequence=sequence or row.version,
        summary=summary,
        starts=on,
        url=settings.SITE_URL + page,
        description=_("Openen in Wegwijzer: %s") % (settings.SITE_URL + page),
        reminds=reminds,
    )
    return Told(item, (row, *others))


def dated(told: Iterable[Told]) -> list[Item]:
    """The items with the moment of their last change: one query."""
    listed = list(told)
    changed = last_changes(row for one in listed for row in one.rows)
    return [replace(one.item, changed_at=max(changed.get(key_of(row), UNKNOWN) for row in one.rows)) for one in listed]
