"""A target that counts itself from approved local plans; the oracle counts days by hand."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.models import Counted, Objective, TargetState, counted
from projects.tests import factories as make

BY = dt.date(2018, 6, 30)


@pytest.fixture
def target(db):
    return make.ObjectiveFactory(
        target_number=2, target_unit="clusters", target_by=BY, target_counts="local_plans", plan__kind="policy"
    )


def approve(target, *days):
    plans = [make.PlanFactory(partnership=target.plan.partnership, kind="local") for _day in days]
    for plan, day in zip(plans, days, strict=True):
        if day:
            make.PlanVersionFactory(plan=plan, adopted_on=day)
    return plans


def read(target):
    return counted([target])[target.pk]


def test_day_of_the_second_plan_is_the_day_on_which_two_were_reached(target):
    approve(target, dt.date(2018, 3, 1), dt.date(2017, 6, 26), dt.date(2018, 6, 30))
    standing = read(target)
    assert standing.reached_on == dt.date(2018, 3, 1)
    assert standing.state == TargetState.REACHED
    assert [day for _plan, day in standing.in_time] == [dt.date(2017, 6, 26), dt.date(2018, 3, 1), BY]


def test_plan_that_came_a_day_late_counts_as_late(target):
    approve(target, dt.date(2018, 3, 1), dt.date(2018, 7, 1))
    standing = read(target)
    assert (len(standing.in_time), len(standing.late), standing.needed) == (1, 1, 1)
    assert standing.state == TargetState.MISSED
    assert standing.reached_on is None


def test_until_its_day_a_target_runs_and_says_how_many_it_still_takes(target):
    Objective.objects.filter(pk=target.pk).update(target_by=None)
    target.refresh_from_db()
    approve(target, dt.date(2018, 3, 1), None, None)
    standing = read(target)
    assert (standing.state, standing.needed, len(standing.waiting)) == (TargetState.RUNNING, 1, 2)


def test_plans_of_others_and_of_other_kinds_do_not_count(target):
    make.PlanVersionFactory(plan__kind="local", adopted_on=dt.date(2017, 1, 1))
    make.PlanVersionFactory(
        plan__kind="sector", plan__partnership=target.plan.partnership, adopted_on=dt.date(2017, 1, 1)
    )
    assert read(target).in_time == []


def test_target_that_is_measured_by_hand_is_not_counted(db):
    by_hand = make.ObjectiveFactory(target_number=6, target_unit="gidsen")
    assert counted([by_hand]) == {}


@given(
    st.lists(st.dates(dt.date(2016, 1, 1), dt.date(2020, 1, 1)), max_size=12),
    st.integers(1, 8),
    st.dates(dt.date(2016, 1, 1), dt.date(2020, 1, 1)),
)
def test_a_target_is_reached_exactly_when_enough_days_lie_before_its_own(days, wanted, by):
    objective = Objective(target_number=wanted, target_by=by)
    rows = [(None, day) for day in sorted(days)]
    standing = Counted(
        objective, [row for row in rows if row[1] <= by], [row for row in rows if row[1] > by], [], dt.date(2021, 1, 1)
    )
    enough = len([day for day in days if day <= by]) >= wanted
    assert (standing.state == TargetState.REACHED) is enough
    assert (standing.reached_on is not None) is enough
    if enough:
        assert len([day for day in days if day <= standing.reached_on]) >= wanted
        assert len([day for day in days if day < standing.reached_on]) < wanted
