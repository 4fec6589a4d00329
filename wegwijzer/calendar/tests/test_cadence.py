"""The dates that a rhythm gives a year."""

import calendar
import datetime as dt
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.calendar.cadence import MOST_PER_MONTH, propose
from wegwijzer.calendar.workdays import is_working_day

MONDAY, TUESDAY, THURSDAY = 0, 1, 3


def days(*written):
    return [dt.date.fromisoformat(day) for day in written]


def test_monthly_on_the_second_tuesday():
    assert propose(1, "month", 2026, weekday=TUESDAY, nth=2) == days(
        "2026-01-13", "2026-02-10", "2026-03-10", "2026-04-14", "2026-05-12", "2026-06-09",
        "2026-07-14", "2026-08-11", "2026-09-08", "2026-10-13", "2026-11-10", "2026-12-08",
    )  # fmt: skip


def test_monthly_without_the_summer():
    dates = propose(1, "month", 2026, weekday=TUESDAY, nth=-1, avoid_july_august=True)
    assert [day.month for day in dates] == [1, 2, 3, 4, 5, 6, 9, 10, 11, 12]
    assert dates[0] == dt.date(2026, 1, 27)


def test_four_times_a_year():
    assert propose(4, "year", 2026, weekday=TUESDAY, nth=2) == days(
        "2026-02-10", "2026-05-12", "2026-08-11", "2026-11-10"
    )
    assert [day.month for day in propose(4, "year", 2026, avoid_july_august=True)] == [2, 4, 9, 11]


def test_yearly():
    assert propose(1, "year", 2016, weekday=TUESDAY, nth=3) == days("2016-06-21")


def test_twice_a_month_is_the_second_and_the_fourth():
    assert propose(2, "month", 2026, weekday=TUESDAY)[:4] == days(
        "2026-01-13", "2026-01-27", "2026-02-10", "2026-02-24"
    )


def test_date_on_a_holiday_moves_within_its_week():
    """The first Monday of April 2026 is Easter Monday, the second Thursday of May 2026 is Ascension Day."""
    assert propose(1, "month", 2026, weekday=MONDAY, nth=1)[3] == dt.date(2026, 4, 7)
    assert propose(1, "month", 2026, weekday=THURSDAY, nth=2)[4] == dt.date(2026, 5, 15)
    assert propose(1, "month", 2026, weekday=THURSDAY, nth=2, bridging=True)[4] == dt.date(2026, 5, 13)


@pytest.mark.parametrize(
    "rhythm",
    [
        {"count": 0, "period": "month"},
        {"count": -1, "period": "year"},
        {"count": MOST_PER_MONTH + 1, "period": "month"},
        {"count": 12 * MOST_PER_MONTH + 1, "period": "year"},
        {"count": 1, "period": "week"},
        {"count": 1, "period": "month", "weekday": 5},
        {"count": 1, "period": "month", "weekday": -1},
        {"count": 1, "period": "month", "weekday": TUESDAY, "nth": 5},
        {"count": 1, "period": "month", "weekday": TUESDAY, "nth": 0},
        {"count": 1, "period": "month", "nth": 2},
    ],
    ids=str,
)
def test_rhythm_that_no_year_can_hold_is_refused(rhythm):
    with pytest.raises(ValueError, match=r"\w"):
        propose(**rhythm, year=2026)


rhythms = st.one_of(
    st.tuples(st.integers(1, MOST_PER_MONTH), st.just("month")),
    st.tuples(st.integers(1, 10 * MOST_PER_MONTH), st.just("year")),
)
weekdays = st.one_of(
    st.just((None, None)),
    st.tuples(st.integers(0, 4), st.sampled_from((None, 1, 2, 3, 4, -1))),
)
years = st.integers(1990, 2100)


@settings(max_examples=400)
@given(rhythms, years, weekdays, st.booleans(), st.booleans())
def test_dates_are_as_many_as_promised_each_a_working_day_of_the_year_and_in_order(
    rhythm, year, weekday, avoid, bridging
):
    count, period = rhythm
    dates = propose(count, period, year, weekday=weekday[0], nth=weekday[1], avoid_july_august=avoid, bridging=bridging)
    assert len(dates) == (count * (10 if avoid else 12) if period == "month" else count)
    assert all(before < after for before, after in pairwise(dates)), "in order, never double"
    assert all(is_working_day(day, bridging=bridging) for day in dates)
    assert {day.year for day in dates} == {year}
    assert not avoid or not {7, 8} & {day.month for day in dates}


@settings(max_examples=200)
@given(st.integers(1, 12), years, weekdays)
def test_dates_of_a_year_are_spread_evenly(count, year, weekday):
    """Two meetings lie a year's share apart, give or take a month."""
    dates = propose(count, "year", year, weekday=weekday[0], nth=weekday[1])
    assert all(abs((after - before).days - 365 / count) <= 31 for before, after in pairwise(dates))


@settings(max_examples=200)
@given(st.integers(1, MOST_PER_MONTH), years, weekdays)
def test_every_month_gets_its_share(count, year, weekday):
    dates = propose(count, "month", year, weekday=weekday[0], nth=weekday[1])
    assert Counter(day.month for day in dates) == dict.fromkeys(range(1, 13), count)


@settings(max_examples=200)
@given(years, st.integers(0, 4), st.sampled_from((1, 2, 3, 4, -1)))
def test_date_is_the_one_asked_or_a_neighbour_when_that_is_a_holiday(year, weekday, nth):
    for day in propose(1, "month", year, weekday=weekday, nth=nth):
        weeks = calendar.monthcalendar(year, day.month)
        column = [week[weekday] for week in weeks if week[weekday]]
        asked = dt.date(year, day.month, column[nth if nth < 0 else nth - 1])
        in_its_week = [
            dt.date(year, day.month, number) for week in weeks if asked.day in week for number in week[:5] if number
        ]
        assert (day == asked) == is_working_day(asked)
        assert day in in_its_week or not any(is_working_day(other) for other in in_its_week)
