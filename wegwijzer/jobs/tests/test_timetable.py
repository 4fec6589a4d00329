"""When periodic work is due, by the Belgian clock."""

import datetime as dt

import pytest

from wegwijzer.jobs.timetable import latest_turn, next_turn


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


@pytest.mark.fault("F20")
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


@pytest.mark.parametrize(
    ("now", "turn"),
    [
        ("2026-01-15 02:29:59", "2026-01-15 02:30"),  # winter: 03:30 in Belgium is 02:30 UTC
        ("2026-01-15 02:30:00", "2026-01-16 02:30"),  # the one of this moment is no next one
        ("2026-01-15 23:30:00", "2026-01-16 02:30"),  # the next day has begun in Belgium
        ("2026-03-28 12:00:00", "2026-03-29 01:30"),  # that night the clock goes forward: 03:30 is an hour earlier
        ("2026-10-24 12:00:00", "2026-10-25 02:30"),  # and that night back
    ],
)
def test_next_turn_of_daily_work_is_at_its_time_in_belgium(now, turn):
    assert next_turn({"call": "x", "daily_at": "03:30"}, utc(now)) == utc(turn)


@pytest.mark.parametrize(
    ("now", "turn", "after"),
    [
        # 02:30 is skipped: it is due an hour later, at 03:30, and the day after at 02:30 again
        ("2026-03-28 12:00", "2026-03-29 01:30", "2026-03-30 00:30"),
        # 02:30 comes twice: it is due the first time, and not the second
        ("2026-10-24 12:00", "2026-10-25 00:30", "2026-10-26 01:30"),
    ],
)
def test_next_turn_of_a_night_that_skips_or_repeats_an_hour_is_the_one_that_becomes_the_latest(now, turn, after):
    entry = {"call": "x", "daily_at": "02:30"}
    assert next_turn(entry, utc(now)) == utc(turn)
    assert latest_turn(entry, utc(turn)) == utc(turn)
    assert next_turn(entry, utc(turn)) == utc(after)


def test_next_turn_of_every_quarter_is_the_next_quarter_also_when_the_clock_changes():
    entry = {"call": "x", "every_minutes": 15}
    assert next_turn(entry, utc("2026-01-15 10:14:59")) == utc("2026-01-15 10:15")
    assert next_turn(entry, utc("2026-01-15 10:15:00")) == utc("2026-01-15 10:30")
    assert next_turn(entry, utc("2026-10-25 00:59:59")) == utc("2026-10-25 01:00")
