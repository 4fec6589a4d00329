"""What every calendar file of ours is made of: its head, Belgian time, and text that can add no line (RFC 5545)."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard

BRUSSELS = ZoneInfo("Europe/Brussels")
PRODUCT = "-//Wegwijzer//Wegwijzer//NL"
LINE_ENDS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def uid(kind: str, key: int) -> str:
    """The name of one thing in every calendar file that tells of it, so that calendars update one entry."""
    return f"{kind}-{key}@{settings.SITE_URL.split('//')[-1].split('/')[0].split(':')[0]}"


def empty_calendar() -> Calendar:
    """A file without events yet, that knows Belgian time."""
    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add_component(_brussels())
    return file


def on_the_clock(moment: dt.datetime) -> dt.datetime:
    """In Belgian time, so that a calendar keeps 14:00 at 14:00.

    The second of two equal hours in October has no name in local time, and is written in UTC.
    """
    local = moment.astimezone(BRUSSELS)
    return moment.astimezone(dt.UTC) if local.fold else local


def line(text: str) -> str:
    return " ".join(prose(text).split())


def prose(text: str) -> str:
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
