"""The calendar file that travels with an invitation (RFC 5545, sent by mail as RFC 5546 says)."""

import datetime as dt
import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vText

BRUSSELS = ZoneInfo("Europe/Brussels")
PRODUCT = "-//Wegwijzer//Wegwijzer//NL"
LINE_ENDS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Party:
    """A person by name and mail address."""

    name: str
    email: str


@dataclass(frozen=True)
class Meeting:
    """What a calendar is told about one meeting, for one attendee.

    `uid` is the same in every message about the meeting; `sequence` is that of its latest invitation, and rises each
    time that the day, the hour or the place changes. `starts_at` and `ends_at` are aware.
    """

    uid: str
    sequence: int
    summary: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    organiser: Party
    attendee: Party
    location: str = ""
    url: str = ""
    description: str = ""
    cancelled: bool = False


def content_type(meeting: Meeting) -> str:
    """The content type for the mail's attachment: mail programs show their buttons only when the method stands in it.

    The mail adds the charset (UTF-8) by itself.
    """
    return f"text/calendar; method={_method(meeting)}"


def calendar_file(meeting: Meeting, *, stamp: dt.datetime) -> bytes:
    """The meeting as a calendar file: a request, or its cancellation, which counts one further than the request.

    `stamp` is the moment at which the message was made (aware); the same meeting and stamp give the same bytes.
    Raises ValueError for a moment without a time zone, and for an end that is not after the start.
    """
    _check(meeting, stamp)
    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", _method(meeting))
    file.add_component(_brussels())
    file.add_component(_event(meeting, stamp))
    written: bytes = file.to_ical()
    return written


def _check(meeting: Meeting, stamp: dt.datetime) -> None:
    if any(moment.utcoffset() is None for moment in (meeting.starts_at, meeting.ends_at, stamp)):
        raise ValueError("a moment in a calendar file needs a time zone")
    if meeting.ends_at <= meeting.starts_at:
        raise ValueError("a meeting ends after it starts")


def _method(meeting: Meeting) -> str:
    return "CANCEL" if meeting.cancelled else "REQUEST"


def _event(meeting: Meeting, stamp: dt.datetime) -> Event:
    event = Event()
    event.add("uid", _line(meeting.uid))
    event.add("sequence", meeting.sequence + meeting.cancelled)
    event.add("dtstamp", stamp.astimezone(dt.UTC))
    event.add("dtstart", _on_the_clock(meeting.starts_at))
    event.add("dtend", _on_the_clock(meeting.ends_at))
    event.add("summary", _line(meeting.summary))
    event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    if meeting.location:
        event.add("location", _line(meeting.location))
    if meeting.url:
        event.add("url", _line(meeting.url))
    if meeting.description:
        event.add("description", _prose(meeting.description))
    event.add("organizer", _address(meeting.organiser))
    asked = {"role": "REQ-PARTICIPANT", "partstat": "NEEDS-ACTION", "rsvp": "TRUE"}
    event.add("attendee", _address(meeting.attendee, **({} if meeting.cancelled else asked)))
    return event


def _address(party: Party, **parameters: str) -> vCalAddress:
    address = vCalAddress("mailto:" + _line(party.email).replace(" ", ""))
    for name, value in {"cn": _line(party.name), **parameters}.items():
        address.params[name] = vText(value)
    return address


def _on_the_clock(moment: dt.datetime) -> dt.datetime:
    """In Belgian time, so that a calendar keeps 14:00 at 14:00.

    The second of two equal hours in October has no name in local time, and is written in UTC.
    """
    local = moment.astimezone(BRUSSELS)
    return moment.astimezone(dt.UTC) if local.fold else local


def _line(text: str) -> str:
    return " ".join(_prose(text).split())


def _prose(text: str) -> str:
    """The text without the characters that would end a line of the file early."""
    return CONTROL.sub("", LINE_ENDS.sub("\n", text))


def _brussels() -> Timezone:
    """Belgian time since 1996: the last Sundays of March and October (Directive 2000/84/EC)."""
    zone = Timezone()
    zone.add("tzid", BRUSSELS.key)
    changes = (
        (TimezoneDaylight(), "CEST", 1, 2, dt.datetime(1981, 3, 29, 2), 3),  # noqa: DTZ001 - local by definition
        (TimezoneStandard(), "CET", 2, 1, dt.datetime(1996, 10, 27, 3), 10),  # noqa: DTZ001
    )
    for change, name, before, after, since, month in changes:
        change.add("tzname", name)
        change.add("tzoffsetfrom", dt.timedelta(hours=before))
        change.add("tzoffsetto", dt.timedelta(hours=after))
        change.add("dtstart", since)
        change.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        zone.add_component(change)
    return zone
