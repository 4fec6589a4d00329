"""On which days something is told: Belgian working days, counted by hand on a calendar."""

import datetime as dt

import pytest

from wegwijzer.calendar.workdays import working_days_after, working_days_before
from wegwijzer.reminders.stages import farthest, is_urgent, reached, stages

D = dt.date.fromisoformat


@pytest.mark.parametrize(
    ("due", "number", "before", "after"),
    [
        ("2026-12-04", 1, "2026-12-03", "2026-12-07"),  # a Friday
        ("2026-12-06", 1, "2026-12-04", "2026-12-07"),  # a Sunday
        ("2026-12-06", 0, "2026-12-04", "2026-12-07"),
        ("2026-12-25", 0, "2026-12-24", "2026-12-28"),  # Christmas on a Friday
        ("2026-12-28", 1, "2026-12-24", "2026-12-29"),
        ("2027-01-04", 2, "2026-12-30", "2027-01-06"),  # New Year's day between
        ("2028-03-01", 1, "2028-02-29", "2028-03-02"),  # a leap day
        ("2027-05-07", 2, "2027-05-04", "2027-05-11"),  # Ascension Day is 6 May
        ("2026-12-04", 5, "2026-11-27", "2026-12-11"),
    ],
)
def test_working_days_before_and_after(due, number, before, after):
    assert working_days_before(D(due), number) == D(before)
    assert working_days_after(D(due), number) == D(after)


def test_days_of_a_rule_stand_in_order_and_each_once():
    assert stages(D("2026-12-04"), (5, 0), (1, 6)) == tuple(
        D(day) for day in ("2026-11-27", "2026-12-04", "2026-12-07", "2026-12-14")
    )


@pytest.mark.parametrize(
    ("day", "told", "stage"),
    [
        ("2026-11-26", None, None),  # nothing has come yet
        ("2026-11-27", None, "2026-11-27"),
        ("2026-12-03", None, "2026-11-27"),  # made up for
        ("2026-12-09", None, "2026-12-07"),  # only the latest
        ("2026-12-02", "2026-11-26", "2026-11-27"),
        ("2026-12-02", "2026-11-27", None),  # told that day: that was it
        ("2026-12-02", "2026-12-01", None),  # told since
        ("2026-12-07", "2026-12-01", "2026-12-07"),
        ("2027-02-12", None, "2026-12-14"),  # sixty days later
        ("2027-02-13", None, None),  # longer ago than that: nobody is bothered any more
    ],
)
def test_stage_that_counts_on_a_day(day, told, stage):
    days = [D(one) for one in ("2026-11-27", "2026-12-07", "2026-12-14")]
    assert reached(days, D(day), told and D(told)) == (stage and D(stage))


def test_urgent_is_within_five_working_days_or_late():
    friday = D("2026-12-04")
    due = ["2026-12-11", "2026-12-14", "2026-12-04", "2026-12-01"]
    assert [is_urgent(D(day), friday) for day in due] == [True, False, True, True]
    assert is_urgent(D("2026-12-04"), stages(D("2026-12-04"), (5,), ())[0])  # what is told five days ahead, is urgent


def test_window_reaches_as_far_as_something_may_be_told():
    for offset in range(400):
        day = D("2026-06-01") + dt.timedelta(days=offset)
        until = farthest((5,), day)
        told = [due for due in (day + dt.timedelta(days=n) for n in range(30)) if stages(due, (5,), ())[0] <= day]
        assert max(told) <= until
