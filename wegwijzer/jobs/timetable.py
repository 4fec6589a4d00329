"""When periodic work is due. Pure arithmetic: no rows, no clock of its own.

A turn is named by the moment it was due, so that asking twice, from two processes or after a night without power,
gives the same turn; missed turns are caught up by the latest one alone.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, NotRequired, TypedDict

from django.utils import timezone


class Periodic(TypedDict):
    """One entry of settings.PERIODIC_JOBS: `call(now)` returns a line about what it did."""

    call: str
    daily_at: NotRequired[str]
    every_minutes: NotRequired[int]


def latest_turns(timetable: Mapping[str, Any], now: dt.datetime) -> Iterator[tuple[str, dt.datetime]]:
    """For each entry its name and the last moment, at or before `now`, on which it was due (UTC)."""
    for name, entry in timetable.items():
        yield name, latest_turn(entry, now)


def latest_turn(entry: Periodic, now: dt.datetime) -> dt.datetime:
    """The last moment at or before `now`: of that time on the Belgian clock, or of a whole number of minutes (UTC).

    A time that the spring night skips is due an hour later, one that the autumn night has twice is due the first time.
    """
    if "every_minutes" in entry:
        step = entry["every_minutes"] * 60
        return dt.datetime.fromtimestamp(int(now.timestamp()) // step * step, tz=dt.UTC)
    at = dt.time.fromisoformat(entry["daily_at"])
    today = timezone.localtime(now).date()
    turn = _on(today, at)
    return turn if turn <= now else _on(today - dt.timedelta(days=1), at)


def period(entry: Periodic) -> dt.timedelta:
    """From one turn to the next; of what is done daily a day, also when the clock changes."""
    return dt.timedelta(minutes=entry.get("every_minutes", 24 * 60))


def next_turn(entry: Periodic, now: dt.datetime) -> dt.datetime:
    """The first moment after `now` on which it is due, by the same clock (UTC)."""
    if "every_minutes" in entry:
        return latest_turn(entry, now) + dt.timedelta(minutes=entry["every_minutes"])
    at = dt.time.fromisoformat(entry["daily_at"])
    today = timezone.localtime(now).date()
    turn = _on(today, at)
    return turn if turn > now else _on(today + dt.timedelta(days=1), at)


def _on(day: dt.date, at: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, at)).astimezone(dt.UTC)
