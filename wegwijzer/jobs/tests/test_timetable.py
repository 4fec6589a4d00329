"""When periodic work is due, by the Belgian clock."""

import datetime as dt

import pytest

from wegwijzer.jobs.timetable import latest_turn


def utc(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("now", "turn"),
    [
        ("2026-01-15 02:29:59", "2026-01-14 02:30"),  # winter: 03:30 in Belgium is 02:30 UTC
        ("2026-01-15 02:30:00", "2026-01-15 02:30"),
        ("2026-01-15 23:30:00", "2026-01-15 02:30"),  # the next day has begun in Belgium, its 03:30 has not
        ("2026-07-15 01:29:59", "2026-07-14 01:30"),  # summer: 01:30 UTC
        ("2026-07-15 01:30:00", "2026-07-15 01:30"),
    ],
)
def test_daily_work_is_due_at_its_time_in_belgium(now, turn):
    assert latest_turn({"call": "x", "daily_at": "03:30"}, utc(now)) == utc(turn)


@pytest.mark.parametrize("night", ["2026-03-28 12:00", "2026-10-24 12:00"])
def test_night_that_skips_or_repeats_an_hour_has_one_turn(night):
    """02:30 does not exist on 29 March 2026 and exists twice on 25 October 2026."""
    start = utc(night)
    moments = [start + dt.timedelta(minutes=minute) for minute in range(24 * 60)]
    turns = {latest_turn({"call": "x", "daily_at": "02:30"}, moment) for moment in moments}
    assert len(turns) == 2  # that of the day before and that of the night
    assert all(latest_turn({"call": "x", "daily_at": "02:30"}, moment) <= moment for moment in moments)


def test_work_of_every_quarter_is_due_on_the_quarter():
    entry = {"call": "x", "every_minutes": 15}
    assert latest_turn(entry, utc("2026-01-15 10:14:59")) == utc("2026-01-15 10:00")
    assert latest_turn(entry, utc("2026-01-15 10:15:00")) == utc("2026-01-15 10:15")
