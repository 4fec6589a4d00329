"""Where everything stands: nothing over something else, nothing outside, nothing lost; and what the head says."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.timeline import Zoom, draw, draw_sheets, is_shown, window_around, window_at
from wegwijzer.timeline.layout import HEAD, WIDTH
from wegwijzer.timeline.marks import Bar, Lane, difference
from wegwijzer.timeline.tests.marks import DAY, day, lanes, sample

YEAR = window_at(Zoom.YEAR, day(0))
days = st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31))


@given(lanes())
def test_nothing_lies_over_something_else(made):
    for lane in draw(made, YEAR).lanes:
        rows = {}
        for place in lane.marks:
            rows.setdefault(place.middle, []).append(place)
        for row in rows.values():
            row.sort(key=lambda place: place.first)
            assert all(one.last < other.first for one, other in itertools.pairwise(row))


@given(lanes())
def test_everything_stands_within_the_picture_and_what_does_not_is_counted(made):
    drawing = draw(made, YEAR)
    placed = [place for lane in drawing.lanes for place in lane.marks]
    marks = [mark for lane in made for mark in lane.marks]
    assert len(placed) + drawing.hidden == len(marks)
    assert {place.mark.key for place in placed} == {mark.key for mark in marks if is_shown(mark, YEAR)}
    for lane in drawing.lanes:
        for place in lane.marks:
            assert lane.top < place.middle < lane.bottom <= drawing.height
            for stretch in (place.own, place.ghost):
                assert stretch is None or -7 <= stretch.left < stretch.right <= WIDTH + 7


@given(lanes(), st.integers(160, 600))
def test_sheets_hold_everything_once_and_are_not_too_high(made, most):
    whole, sheets = draw(made, YEAR), draw_sheets(made, YEAR, None, most)
    assert all(sheet.height <= most for sheet in sheets)
    keys = [place.mark.key for sheet in sheets for lane in sheet.lanes for place in lane.marks]
    assert sorted(keys) == sorted(place.mark.key for lane in whole.lanes for place in lane.marks)


@given(days, st.sampled_from([Zoom.YEAR, Zoom.QUARTER, Zoom.MONTH]))
def test_windows_follow_on_each_other_and_hold_their_day(asked, zoom):
    window = window_at(zoom, asked)
    assert window.first <= asked <= window.last
    if window.later:
        assert window.later.first == window.last + DAY
        assert window.later.earlier == window


@given(days, days)
def test_head_covers_every_day_once(one, other):
    first, last = sorted((one, other))
    for window in (window_around(first, last), *(window_at(zoom, one) for zoom in Zoom if zoom != Zoom.WHOLE)):
        for bands in (window.heads, window.parts):
            assert (bands[0].first, bands[-1].last) == (window.first, window.last)
            assert all(after.first == before.last + DAY for before, after in itertools.pairwise(bands))


@pytest.mark.parametrize(
    ("zoom", "title", "parts"),
    [
        (Zoom.YEAR, "2016", ["jan", "feb", "mrt"]),
        (Zoom.QUARTER, "2e kwartaal 2016", ["1 apr", "4 apr", "11 apr"]),
        (Zoom.MONTH, "mei 2016", ["1", "2", "3"]),
    ],
)
def test_head_says_months_weeks_and_days(zoom, title, parts):
    window = window_at(zoom, dt.date(2016, 5, 3))
    assert window.title == title
    assert [band.label for band in window.parts][:3] == parts


def test_bar_is_as_long_as_its_days():
    lane = Lane("Fasen", [Bar(key="a", label="Mei", from_on=dt.date(2016, 5, 1), until_on=dt.date(2016, 5, 31))])
    place = draw([lane], YEAR).lanes[0].marks[0]
    assert place.own.left == pytest.approx(121 / 366 * WIDTH, abs=0.1)  # 31 + 29 + 31 + 30 days before it
    assert place.own.right - place.own.left == pytest.approx(31 / 366 * WIDTH, abs=0.2)


def test_bar_that_goes_on_says_so_at_that_end():
    lane = Lane("Fasen", [Bar(key="a", label="Lang", from_on=day(-10), until_on=day(10))])
    own = draw([lane], YEAR).lanes[0].marks[0].own
    assert (own.cut_left, own.cut_right, own.left) == (True, False, 0)


def test_today_is_drawn_only_where_it_is_shown():
    assert draw(sample(), YEAR, day(182)).today == pytest.approx(WIDTH / 2, abs=2)
    assert draw(sample(), YEAR, day(-1)).today is None


def test_lane_with_nothing_in_it_takes_no_room():
    assert draw([Lane("Leeg", [])], YEAR).height == HEAD


def test_five_hundred_bars_are_packed_in_order():
    bars = [Bar(key=str(n), label=f"Balk {n}", from_on=day(n % 360), until_on=day(n % 360 + 5)) for n in range(500)]
    drawing = draw([Lane("Fasen", bars)], YEAR)
    assert len(drawing.lanes[0].marks) == 500
    assert [place.mark.days for place in drawing.lanes[0].marks] == sorted(bar.days for bar in bars)


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "volgens plan"), (1, "1 dag later"), (-3, "3 dagen vroeger"), (7, "1 week later"), (-28, "4 weken vroeger")],
)
def test_difference_in_words(number, words):
    assert difference(number) == words
