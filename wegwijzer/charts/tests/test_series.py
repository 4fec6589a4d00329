"""How much there is on a day: sums of spans, steps, straight lines, and the numbers beside a picture."""

import datetime as dt
import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.charts import Kind, Series, days_of_change, steps_of, ticks

START = dt.date(2016, 1, 1)
DAY = dt.timedelta(days=1)
HALF = Decimal("0.5")


def day(number):
    return START + number * DAY


@st.composite
def spans(draw):
    """First day, last day and how much, a dozen at most."""
    found = []
    for _number in range(draw(st.integers(0, 12))):
        first, length = draw(st.integers(0, 60)), draw(st.integers(0, 60))
        found.append((day(first), day(first + length), Decimal(draw(st.integers(0, 300))) / 100))
    return found


@given(spans())
def test_steps_are_on_every_day_the_sum_of_the_spans_of_that_day(made):
    series = Series(label="alles", points=steps_of(made))
    for number in range(-2, 125):
        on = day(number)
        assert (series.on(on) or 0) == sum(value for first, last, value in made if first <= on <= last)


@given(spans())
def test_steps_end_at_nothing_and_say_each_change_once(made):
    points = steps_of(made)
    days = [on for on, _value in points]
    assert days == sorted(set(days))
    assert not points or points[-1][1] == 0


def test_step_stays_and_line_goes_straight():
    points = ((day(0), Decimal(100)), (day(10), Decimal(50)))
    step, line = Series(label="a", points=points, kind=Kind.STEP), Series(label="b", points=points, kind=Kind.LINE)
    assert (step.on(day(9)), step.on(day(10)), step.on(day(99))) == (100, 50, 50)
    assert (line.on(day(0)), line.on(day(4)), line.on(day(10))) == (100, 80, 50)


def test_series_says_nothing_before_its_first_day_and_after_its_last():
    series = Series(label="a", points=((day(3), HALF),), until_on=day(5))
    assert [series.on(day(number)) for number in (2, 3, 5, 6)] == [None, HALF, HALF, None]
    assert Series(label="leeg", points=()).on(day(0)) is None


def test_days_of_change_are_those_within_the_window():
    one = Series(label="a", points=((day(3), HALF), (day(90), HALF)), until_on=day(95))
    assert days_of_change([one], day(0), day(92)) == [day(0), day(3), day(90)]
    assert days_of_change([one], day(5), day(96)) == [day(5), day(90), day(96)]


numbers = st.decimals(-10_000_000, 10_000_000, places=2)


@given(numbers, numbers)
def test_ticks_go_around_everything_in_few_equal_steps(one, other):
    low, high = sorted((one, other))
    found = ticks(low, high)
    assert found[0] <= min(low, 0)
    assert found[-1] >= max(high, 0)
    assert 0 in found
    assert len({after - before for before, after in itertools.pairwise(found)}) == 1
    assert 2 <= len(found) <= 8


@pytest.mark.parametrize(
    ("highest", "expected"),
    [
        ("0", ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
        ("2.3", ["0", "0.5", "1", "1.5", "2", "2.5"]),
        ("143771", ["0", "50000", "100000", "150000"]),
    ],
)
def test_ticks_are_round_numbers(highest, expected):
    assert ticks(Decimal(0), Decimal(highest)) == [Decimal(number) for number in expected]
