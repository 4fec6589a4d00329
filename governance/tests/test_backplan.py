"""The last sitting at which a council can still decide, by hand and for any calendar."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.models.backplan import Chances, Pause, Plan, Slot, earliest_deadline

TODAY = dt.date(2015, 8, 13)
DEADLINE = dt.date(2015, 9, 30)


def day(text):
    return dt.date.fromisoformat(text)


def slot(held_on, closes_on):
    return Slot(day(held_on), day(closes_on))


SEPTEMBER_2 = slot("2015-09-02", "2015-08-19")
SEPTEMBER_23 = slot("2015-09-23", "2015-09-09")
OCTOBER_14 = slot("2015-10-14", "2015-09-30")


def test_last_chance_is_the_latest_sitting_before_the_deadline():
    plan = Plan([OCTOBER_14, SEPTEMBER_2, SEPTEMBER_23], DEADLINE, TODAY)
    assert (plan.last, plan.earlier, plan.state) == (SEPTEMBER_23, [SEPTEMBER_2], Chances.IN_TIME)
    assert plan.days_left == 27
    assert plan.next_after == OCTOBER_14


def test_sitting_on_the_deadline_itself_is_in_time():
    assert Plan([SEPTEMBER_23], day("2015-09-23"), TODAY).last == SEPTEMBER_23
    assert Plan([SEPTEMBER_23], day("2015-09-22"), TODAY).last is None


@pytest.mark.parametrize(
    ("today", "state", "days_left"),
    [
        ("2015-08-11", Chances.IN_TIME, 8),
        ("2015-08-12", Chances.SOON, 7),
        ("2015-08-19", Chances.SOON, 0),
        ("2015-08-20", Chances.TOO_LATE, None),
    ],
)
def test_agenda_that_closes_today_is_open_still_and_tomorrow_no_more(today, state, days_left):
    plan = Plan([SEPTEMBER_2], DEADLINE, day(today))
    assert (plan.state, plan.days_left) == (state, days_left)


def test_council_whose_agenda_is_closed_tells_which_sitting_it_missed():
    plan = Plan([SEPTEMBER_2, OCTOBER_14], DEADLINE, day("2015-08-20"))
    assert (plan.state, plan.missed, plan.next_after) == (Chances.TOO_LATE, SEPTEMBER_2, OCTOBER_14)


def test_no_sitting_before_the_deadline_is_too_late_and_no_calendar_is_not_known():
    assert Plan([OCTOBER_14], DEADLINE, TODAY).state == Chances.TOO_LATE
    assert Plan([], DEADLINE, TODAY).state == Chances.UNKNOWN
    over = slot("2015-06-29", "2015-06-15")
    assert Plan([over], DEADLINE, TODAY).state == Chances.UNKNOWN


def test_deadline_that_is_over_can_not_be_made_by_anybody():
    assert Plan([], day("2015-08-12"), TODAY).state == Chances.TOO_LATE
    assert Plan([SEPTEMBER_2], day("2015-08-12"), TODAY).state == Chances.TOO_LATE


def test_recess_is_told_when_it_lies_between_that_day_and_the_deadline():
    summer = Pause(day("2015-07-11"), day("2015-08-16"), "zomerreces")
    winter = Pause(day("2015-12-20"), day("2016-01-05"))
    assert Plan([SEPTEMBER_2], DEADLINE, TODAY, [summer, winter]).recess == [summer]
    assert Plan([SEPTEMBER_2], DEADLINE, day("2015-08-17"), [summer]).recess == []
    assert Plan([SEPTEMBER_2], day("2015-08-15"), day("2015-07-01"), [summer]).recess == [summer]


def test_earliest_deadline_waits_for_the_slowest_council():
    early, late = Plan([SEPTEMBER_2, OCTOBER_14], TODAY, TODAY), Plan([SEPTEMBER_23], TODAY, TODAY)
    unknown = Plan([], TODAY, TODAY)
    assert earliest_deadline([early, late, unknown]) == day("2015-09-23")
    assert earliest_deadline([unknown]) is None


days = st.dates(dt.date(2015, 1, 1), dt.date(2016, 12, 31))
slots = st.builds(lambda held_on, before: Slot(held_on, held_on - dt.timedelta(days=before)), days, st.integers(0, 60))
calendars = st.lists(slots, max_size=12, unique_by=lambda slot: slot.held_on)


@given(calendars, days, days)
def test_last_chance_is_open_in_time_and_no_later_one_is(calendar, deadline, today):
    plan = Plan(calendar, deadline, today)
    possible = [slot for slot in calendar if today <= slot.closes_on and slot.held_on <= deadline]
    assert plan.can_make_it == bool(possible)
    assert (plan.state in (Chances.IN_TIME, Chances.SOON)) == bool(possible)
    if possible:
        assert plan.last in possible
        assert all(slot.held_on <= plan.last.held_on for slot in possible)
        assert sorted([plan.last, *plan.earlier]) == sorted(possible)


@given(calendars, days, days, st.integers(0, 90))
def test_later_deadline_never_takes_a_chance_away(calendar, deadline, today, more):
    sooner, later = Plan(calendar, deadline, today), Plan(calendar, deadline + dt.timedelta(days=more), today)
    assert later.can_make_it or not sooner.can_make_it
    if sooner.last:
        assert later.last.held_on >= sooner.last.held_on


@given(calendars, days, days, st.integers(0, 90))
def test_waiting_never_brings_a_chance_back(calendar, deadline, today, wait):
    later = Plan(calendar, deadline, today + dt.timedelta(days=wait))
    assert Plan(calendar, deadline, today).can_make_it or not later.can_make_it


@given(st.lists(calendars, min_size=1, max_size=6), days)
def test_earliest_deadline_is_made_by_all_with_an_open_sitting_and_a_day_less_is_not(all_calendars, today):
    plans = [Plan(calendar, today, today) for calendar in all_calendars]
    found = earliest_deadline(plans)
    known = [plan for plan in plans if any(slot.closes_on >= today for slot in plan.slots)]
    assert (found is None) == (not known)
    if found:
        assert all(Plan(plan.slots, found, today).can_make_it for plan in known)
        before = found - dt.timedelta(days=1)
        assert not all(Plan(plan.slots, before, today).can_make_it for plan in known)
