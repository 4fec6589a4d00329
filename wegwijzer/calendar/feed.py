"""A calendar that programs fetch again and again (RFC 5545, with the properties of RFC 7986)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vText

from wegwijzer.calendar.parts import empty_calendar, line, on_the_clock, prose

ASK_AGAIN = dt.timedelta(hours=4)
# At nine in the morning of the day before: a whole day begins at midnight, when nobody wants to hear of it.
REMINDS = dt.timedelta(hours=-15)
UNKNOWN = dt.datetime(2015, 1, 1, tzinfo=dt.UTC)  # of what history does not tell when it changed
CONTENT_TYPE = "text/calendar; charset=utf-8"


class Status(StrEnum):
    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class Item:
    """One thing in a feed: from `starts` until `ends` (aware), or the whole day `starts` when there is no end.

    `uid` and `sequence` are those of the invitation, where one was mailed; a cancelled item counts one further, as its
    mail does. A whole day keeps nobody busy; one that `reminds` does so on the day before.
    """

    uid: str
    sequence: int
    summary: str
    starts: dt.datetime | dt.date
    ends: dt.datetime | None = None
    url: str = ""
    location: str = ""
    description: str = ""
    status: Status = Status.CONFIRMED
    reminds: bool = False
    changed_at: dt.datetime = UNKNOWN


def feed_file(name: str, items: Iterable[Item]) -> bytes:
    """The calendar `name` with these items, by day; the same items give the same bytes, in whatever order they come."""
    file = empty_calendar()
    _add_head(file, line(name))
    for item in sorted(items, key=lambda item: (_day(item), item.uid)):
        file.add_component(_event(item))
    written: bytes = file.to_ical()
    return written


def _add_head(file: Calendar, name: str) -> None:
    for key in ("name", "x-wr-calname"):  # the standard's word, and the one that programs read
        file.add(key, vText(name))  # the library takes it for raw otherwise
    file.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
    file.add("x-published-ttl", f"PT{ASK_AGAIN // dt.timedelta(hours=1)}H")


def _day(item: Item) -> str:
    return item.starts.strftime("%Y-%m-%d")


def _event(item: Item) -> Event:
    event = Event()
    event.add("uid", line(item.uid))
    event.add("sequence", item.sequence + (item.status == Status.CANCELLED))
    # Without a method both say when it changed (RFC 5545, 3.8.7.2), never when it was asked: the bytes stay the same.
    event.add("dtstamp", item.changed_at.astimezone(dt.UTC))
    event.add("last-modified", item.changed_at.astimezone(dt.UTC))
    _add_time(event, item)
    event.add("summary", line(item.summary))
    event.add("status", item.status.value)
    for key, text in (("location", line(item.location)), ("url", line(item.url))):
        if text:
            event.add(key, text)
    if item.description:
        event.add("description", prose(item.description))
    return event


def _add_time(event: Event, item: Item) -> None:
    if isinstance(item.starts, dt.datetime):
        assert item.ends is not None
        event.add("dtstart", on_the_clock(item.starts))
        event.add("dtend", on_the_clock(item.ends))
        return
    event.add("dtstart", item.starts)
    event.add("dtend", item.starts + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    if item.reminds:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", _("Morgen: %s") % line(item.summary))
        alarm.add("trigger", REMINDS)
        event.add_component(alarm)
