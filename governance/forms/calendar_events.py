"""The events of a calendar file (RFC 5545) as the days on which a council sits.

An event that comes back is written out when its rule is simple: every so many weeks on a weekday, every month on the
second Monday or the tenth, every year in a month. A rule of any other kind is told beside its line: a guess would put
sittings in a calendar that never were announced.
"""

import datetime as dt
import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr
from icalendar.parser import Contentlines

from governance.forms.calendar_lines import REPEATS
from wegwijzer.accounts.periods import today
from wegwijzer.ui.words import day as in_short

LONGEST_REMARK = 80
AHEAD = relativedelta(months=24)
YEARS_BACK = 20
BRUSSELS = ZoneInfo("Europe/Brussels")
Event = dict[str, list[str]]

# Only values that every month knows: a rule that never comes true would be looked for until the year 9999.
WEEKDAYS = r"(?:MO|TU|WE|TH|FR|SA|SU)"
NTH = rf"(?:-?[1-4])?{WEEKDAYS}"
DAY_OF_MONTH = r"-?(?:[1-9]|1[0-9]|2[0-8])"
INTERVAL = {"INTERVAL": r"[1-9]|1[0-2]", "COUNT": r"[1-9][0-9]{0,2}", "UNTIL": r"[0-9]{8}(?:T[0-9]{6}Z?)?"}
COMMON = INTERVAL | {"WKST": WEEKDAYS}
IN_MONTH = {"BYDAY": rf"{NTH}(?:,{NTH})*", "BYSETPOS": "-?[1-4]", "BYMONTHDAY": rf"{DAY_OF_MONTH}(?:,{DAY_OF_MONTH})*"}
MONTHS = {"BYMONTH": r"(?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2]))*"}
SIMPLE = {
    "WEEKLY": COMMON | {"BYDAY": rf"{WEEKDAYS}(?:,{WEEKDAYS})*"},
    "MONTHLY": COMMON | IN_MONTH | MONTHS,
    "YEARLY": COMMON | IN_MONTH | MONTHS,
}


class NotSimple(Exception):
    """A rule that is not written out here."""


def events_in(text: str) -> Iterator[Event]:
    """Every event, as its properties: several values where a property comes more than once."""
    event: Event | None = None
    for content in Contentlines.from_ical(text):
        if not content:
            continue
        name, _parameters, value = content.parts()
        if (name.upper(), value.upper()) == ("BEGIN", "VEVENT"):
            event = {}
        elif (name.upper(), value.upper()) == ("END", "VEVENT") and event is not None:
            yield event
            event = None
        elif event is not None:
            event.setdefault(name.upper(), []).append(value)


def rows_of(events: list[Event]) -> Iterator[list[str]]:
    """Day and name of each time that an event takes place, as cells. What was called off is left out.

    Raises ValueError for an event without a day that exists.
    """
    replaced = [event for event in events if _moves(event)]
    moved = {(_first(event, "UID"), _moment(_first(event, "RECURRENCE-ID")).date()) for event in replaced}
    for event in events:
        if _first(event, "STATUS").upper() == "CANCELLED":
            continue
        start = _moment(_first(event, "DTSTART"))
        remark = " ".join(_first(event, "SUMMARY").replace("\\", "").split())[:LONGEST_REMARK]
        told = f"# {remark}" if remark else ""
        try:
            for day in _days(event, start):
                if _moves(event) or (_first(event, "UID"), day) not in moved:
                    yield [in_short(day), "", told]
        except NotSimple:
            yield [in_short(start.date()), REPEATS, told]


def _first(event: Event, name: str) -> str:
    return event.get(name, [""])[0]


def _moves(event: Event) -> bool:
    """Whether it takes the place of one time of another event."""
    return "RECURRENCE-ID" in event


def _moment(value: str) -> dt.datetime:
    """As a clock in Belgium shows it, without a zone; a day without an hour is its midnight."""
    if value.endswith("Z"):
        moment = dt.datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
        return moment.astimezone(BRUSSELS).replace(tzinfo=None)
    return dt.datetime.strptime(value[:15], "%Y%m%dT%H%M%S" if "T" in value else "%Y%m%d")  # noqa: DTZ007 - as shown


def _days(event: Event, start: dt.datetime) -> Iterator[dt.date]:
    """The days of an event, at most 24 months ahead; of one that has no end only those that still come."""
    if _moves(event) or not event.keys() & {"RRULE", "RDATE", "EXRULE"}:
        yield start.date()
        return
    parts = _parts(event, start)
    until = parts.pop("UNTIL", "")
    end = max(start, dt.datetime.combine(today(), dt.time.max)) + AHEAD
    if until:
        last = _moment(until) if "T" in until else dt.datetime.combine(_moment(until), dt.time.max)
        end = min(end, last)
    first = start.date() if until or "COUNT" in parts else max(start.date(), today())
    dropped = {_moment(value).date() for values in event.get("EXDATE", ()) for value in values.split(",")}
    for moment in rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=start):
        if moment > end:
            return
        if moment.date() >= first and moment.date() not in dropped:
            yield moment.date()


def _parts(event: Event, start: dt.datetime) -> dict[str, str]:
    """The rule of an event, by part. Raises NotSimple."""
    rules = event.get("RRULE", [])
    if len(rules) != 1 or event.keys() & {"RDATE", "EXRULE"}:
        raise NotSimple
    named = [part.partition("=") for part in rules[0].upper().split(";") if part]
    parts = {name: value for name, _is, value in named}
    allowed = SIMPLE.get(parts.get("FREQ", ""), {})
    if len(parts) != len(named) or not allowed or start.year < today().year - YEARS_BACK:
        raise NotSimple
    for name, value in parts.items():
        if name != "FREQ" and not re.fullmatch(allowed.get(name, "(?!)"), value):
            raise NotSimple
    monthly, together = parts["FREQ"] == "MONTHLY", parts.keys() & {"BYDAY", "BYMONTHDAY"}
    if (
        {"COUNT", "UNTIL"} <= parts.keys()
        or len(together) > 1
        or ("BYSETPOS" in parts and (len(parts.get("BYDAY", "")) != 2))
        or (monthly and "BYMONTH" in parts and parts.get("INTERVAL", "1") != "1")
        or (parts["FREQ"] == "YEARLY" and together and "BYMONTH" not in parts)
        or ("BYMONTH" in parts and not together)
        or (_first(event, "DTSTART").endswith("Z") and _first(event, "DTSTART")[:8] != f"{start:%Y%m%d}")
    ):
        raise NotSimple
    return parts
