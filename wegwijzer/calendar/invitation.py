"""The calendar file that travels with an invitation (RFC 5545, sent by mail as RFC 5546 says)."""

import datetime as dt
from dataclasses import dataclass

from icalendar import Event, vCalAddress, vText

from wegwijzer.calendar.parts import empty_calendar, line, on_the_clock, prose


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
    file = empty_calendar()
    file.add("method", _method(meeting))
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
    event.add("uid", line(meeting.uid))
    event.add("sequence", meeting.sequence + meeting.cancelled)
    event.add("dtstamp", stamp.astimezone(dt.UTC))
    event.add("dtstart", on_the_clock(meeting.starts_at))
    event.add("dtend", on_the_clock(meeting.ends_at))
    event.add("summary", line(meeting.summary))
    event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    if meeting.location:
        event.add("location", line(meeting.location))
    if meeting.url:
        event.add("url", line(meeting.url))
    if meeting.description:
        event.add("description", prose(meeting.description))
    event.add("organizer", _address(meeting.organiser))
    asked = {"role": "REQ-PARTICIPANT", "partstat": "NEEDS-ACTION", "rsvp": "TRUE"}
    event.add("attendee", _address(meeting.attendee, **({} if meeting.cancelled else asked)))
    return event


def _address(party: Party, **parameters: str) -> vCalAddress:
    address = vCalAddress("mailto:" + line(party.email).replace(" ", ""))
    for name, value in {"cn": line(party.name), **parameters}.items():
        address.params[name] = vText(value)
    return address
