"""Working days in Belgium."""

import datetime as dt

import pytest

from wegwijzer.calendar.workdays import (
    holiday_name,
    is_bridge_day,
    is_working_day,
    next_working_day,
    previous_working_day,
    working_days_between,
)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (dt.date(2026, 1, 1), "Nieuwjaar"),
        (dt.date(2026, 4, 6), "Paasmaandag"),
        (dt.date(2026, 5, 1), "Dag van de Arbeid"),
        (dt.date(2026, 5, 14), "O. L. H. Hemelvaart"),
        (dt.date(2026, 5, 25), "Pinkstermaandag"),
        (dt.date(2026, 7, 21), "Nationale feestdag"),
        (dt.date(2026, 8, 15), "O. L. V. Hemelvaart"),
        (dt.date(2026, 11, 1), "Allerheiligen"),
        (dt.date(2026, 11, 11), "Wapenstilstand"),
        (dt.date(2026, 12, 25), "Kerstmis"),
        (dt.date(2016, 5, 16), "Pinkstermaandag"),
    ],
)
def test_public_holiday_is_no_working_day_and_has_a_name(day, name):
    assert holiday_name(day) == name
    assert not is_working_day(day)


def test_weekday_works_and_weekend_does_not():
    week = [dt.date(2026, 9, 14) + dt.timedelta(days=offset) for offset in range(7)]
    assert [is_working_day(day) for day in week] == [True, True, True, True, True, False, False]
    assert holiday_name(week[0]) == ""


def test_bridge_day_works_unless_the_house_is_closed_then():
    friday_after_ascension = dt.date(2026, 5, 15)
    monday_before_national_day = dt.date(2026, 7, 20)
    for day in (friday_after_ascension, monday_before_national_day):
        assert is_bridge_day(day)
        assert is_working_day(day)
        assert not is_working_day(day, bridging=True)
    assert not is_bridge_day(dt.date(2026, 11, 12)), "a Thursday after a Wednesday is no bridge"


@pytest.mark.parametrize(
    ("day", "working", "when_bridging"),
    [
        (dt.date(2026, 5, 13), dt.date(2026, 5, 13), dt.date(2026, 5, 13)),
        (dt.date(2026, 5, 14), dt.date(2026, 5, 15), dt.date(2026, 5, 18)),
        (dt.date(2026, 5, 23), dt.date(2026, 5, 26), dt.date(2026, 5, 26)),
        (dt.date(2026, 12, 31), dt.date(2026, 12, 31), dt.date(2026, 12, 31)),
        (dt.date(2027, 1, 1), dt.date(2027, 1, 4), dt.date(2027, 1, 4)),
    ],
)
def test_next_working_day_is_the_day_itself_or_the_first_after_it(day, working, when_bridging):
    assert next_working_day(day) == working
    assert next_working_day(day, bridging=True) == when_bridging


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (dt.date(2026, 12, 31), dt.date(2026, 12, 31)),
        (dt.date(2027, 1, 1), dt.date(2026, 12, 31)),
        (dt.date(2027, 1, 3), dt.date(2026, 12, 31)),  # a Sunday after a holiday and a Saturday
        (dt.date(2026, 4, 6), dt.date(2026, 4, 3)),  # Easter Monday
    ],
)
def test_previous_working_day_is_the_day_itself_or_the_last_before_it(day, working):
    assert previous_working_day(day) == working


def test_working_days_between_counts_both_ends():
    easter_week = working_days_between(dt.date(2026, 4, 3), dt.date(2026, 4, 8))
    assert easter_week == [dt.date(2026, 4, 3), dt.date(2026, 4, 7), dt.date(2026, 4, 8)]
    assert working_days_between(dt.date(2026, 4, 8), dt.date(2026, 4, 3)) == []


def test_year_has_its_known_number_of_working_days():
    """261 weekdays in 2026, of which eight are holidays: two more of the ten fall in a weekend."""
    assert len(working_days_between(dt.date(2026, 1, 1), dt.date(2026, 12, 31))) == 261 - 8
