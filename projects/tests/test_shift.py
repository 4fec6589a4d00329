"""What moves along when a date moves: never too little, never too much, and a circle is seen."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.models import Circle, Days, Link, shifted
from projects.models.shift import broken, in_order

START = dt.date(2016, 1, 1)
DAY = dt.timedelta(days=1)


def days(first, last):
    return Days(START + first * DAY, START + last * DAY)


@st.composite
def lines_of_time(draw):
    """Moments 0..n with links from lower to higher numbers only (so without a circle), one that moves, some facts."""
    count = draw(st.integers(2, 8))
    spans = {}
    for key in range(count):
        first = draw(st.integers(0, 60))
        spans[key] = days(first, first + draw(st.integers(0, 20)))
    pairs = st.tuples(st.integers(0, count - 2), st.integers(1, count - 1)).filter(lambda pair: pair[0] < pair[1])
    links = [Link(*pair, draw(st.integers(0, 10))) for pair in draw(st.lists(pairs, max_size=14, unique=True))]
    key = draw(st.integers(0, count - 1))
    moved = {key: spans[key].from_(spans[key].first + draw(st.integers(-30, 40)) * DAY)}
    fixed = draw(st.sets(st.integers(0, count - 1), max_size=2))
    return spans, links, moved, fixed


@given(lines_of_time())
def test_nothing_that_follows_what_moved_begins_too_soon(case):
    spans, links, moved, fixed = case
    now = moved | shifted(spans, links, moved, fixed)
    after = spans | now
    for link in broken(after, links):
        assert link.earlier not in now or link.later in fixed | moved.keys()


@given(lines_of_time())
def test_nothing_moves_that_need_not_and_nothing_is_pulled_forward(case):
    spans, links, moved, fixed = case
    now = shifted(spans, links, moved, fixed)
    after = spans | moved | now
    for key, new in now.items():
        assert key not in fixed
        assert new.first > spans[key].first
        assert new.last - new.first == spans[key].last - spans[key].first
        waits = [link for link in links if link.later == key and link.earlier in moved | now]
        assert new.first == max(after[link.earlier].last + link.lag_days * DAY for link in waits)


@given(lines_of_time())
def test_asking_again_after_the_shift_asks_for_nothing(case):
    spans, links, moved, fixed = case
    after = spans | moved | shifted(spans, links, moved, fixed)
    assert shifted(after, links, moved, fixed) == {}


@given(lines_of_time())
def test_moving_without_links_moves_nothing_else(case):
    spans, _links, moved, fixed = case
    assert shifted(spans, [], moved, fixed) == {}


def test_chain_moves_only_as_far_as_it_has_to():
    spans = {"a": days(0, 9), "b": days(12, 20), "c": days(20, 30)}
    links = [Link("a", "b"), Link("b", "c")]
    assert shifted(spans, links, {"a": days(3, 12)}) == {}
    assert shifted(spans, links, {"a": days(5, 14)}) == {"b": days(14, 22), "c": days(22, 32)}


def test_fact_in_the_middle_stops_the_shift():
    spans = {"a": days(0, 9), "reached": days(9, 9), "c": days(9, 12)}
    links = [Link("a", "reached"), Link("reached", "c")]
    assert shifted(spans, links, {"a": days(5, 14)}, fixed={"reached"}) == {}


@given(st.integers(2, 6), st.integers(0, 3))
def test_circle_is_named_in_the_order_of_its_links(length, before):
    links = [Link(key, (key + 1) % length) for key in range(length)]
    links += [Link(f"before {number}", 0) for number in range(before)]
    keys = {key for link in links for key in link[:2]}
    with pytest.raises(Circle) as refused:
        in_order(keys, links)
    named = refused.value.keys
    assert named[0] == named[-1]
    assert len(named) == length + 1
    assert all(Link(*pair) in links for pair in pairwise(named))
