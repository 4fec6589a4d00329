"""What is published hides small counts: tried by a reader who knows the rule, the sum, and how to count."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onboarding.models import IndicatorBook, Known, Place, ReferenceFrame
from onboarding.models.indicator import Indicator
from onboarding.models.reference_frame import beside_words, small_words
from onboarding.models.shield import shield
from wegwijzer.accounts.models import Organisation

COUNTS = st.integers(0, 14)


def shielded(*numbers, **options):
    found = shield({f"p{index}": Decimal(number) for index, number in enumerate(numbers)}, **options)
    return sorted(found.small), sorted(found.beside), found.hides_total


@pytest.mark.parametrize(
    ("numbers", "small", "beside", "hides_total"),
    [
        ((5, 6, 7), [], [], False),
        ((), [], [], False),
        ((3, 20, 40), ["p0"], ["p1"], False),  # 23 between them: 3 + 20, or 0 + 23 … 4 + 19
        ((1, 5, 40), ["p0"], ["p1"], False),  # 6: 1 + 5 or 0 + 6
        ((0, 5, 5), ["p0"], [], True),  # 5 with one of exactly 5: only 0 + 5 fits
        ((2, 3, 40), ["p0", "p1"], [], False),  # 5: 1 + 4 … 4 + 1
        ((0, 0, 40), ["p0", "p1"], [], True),  # 0 between them: each is 0, and 40 beside them would tell nothing more
        ((4, 4, 40), ["p0", "p1"], ["p2"], True),
        ((4,), ["p0"], [], True),
        ((4, 20), ["p0"], ["p1"], False),
        ((1, 2), ["p0", "p1"], [], True),  # the sum itself is small
    ],
)
def test_rule_by_hand(numbers, small, beside, hides_total):
    found = shielded(*numbers)
    if numbers in ((0, 0, 40), (4, 4, 40)):  # helped by the next smallest, or by hiding the sum: one of both
        assert found[0] == small
        assert found[1] or found[2]
    else:
        assert found == (small, beside, hides_total)


def test_without_a_sum_the_small_ones_alone_are_left_out():
    assert shielded(3, 20, 40, tells_total=False) == (["p0"], [], True)


def fitting(numbers, found):
    """Every row of numbers that a reader of the published table has to hold possible."""
    told = {key: value for key, value in numbers.items() if key not in found.hidden}
    floor = min(told.values(), default=None)
    highest = sum(numbers.values()) if floor is None else floor
    ranges = {
        key: range(5) if key in found.small else range(5, int(max(highest, 5)) + 1)
        for key in numbers
        if key in found.hidden
    }
    total = sum(numbers.values())
    for choice in product(*ranges.values()):
        row = told | dict(zip(ranges, map(Decimal, choice), strict=True))
        if found.hides_total or sum(row.values()) == total:
            yield row


@settings(max_examples=300, deadline=None)
@given(st.lists(COUNTS, min_size=1, max_size=5))
def test_no_hidden_number_can_be_worked_out(rows):
    numbers = {f"p{index}": Decimal(number) for index, number in enumerate(rows)}
    found = shield(numbers)
    assert found.small == {key for key, value in numbers.items() if value < 5}
    possible = list(fitting(numbers, found))
    for key in found.hidden:
        assert len({row[key] for row in possible}) > 1, (numbers, found)


def frame_of(rows, place=0, **about):
    """A published frame of one year over places with these numbers (None is "not known")."""
    places = []
    for pk in range(1, len(rows) + 1):
        organisation = Organisation(pk=pk, kind="municipality", name=f"G{pk}", territory=f"G{pk}", nis_code=f"{pk:05}")
        places.append(Place(organisation, frozenset({pk}), frozenset({2017})))
    indicator = Indicator(pk=1, name="Instroom", is_guarded=True, **about)
    cells = {
        (1, index, 2017): Known(None if number is None else Decimal(number), remark="x")
        for index, number in enumerate(rows, start=1)
    }
    people = {one.nis_code: {2017: 10_000} for one in places}
    book = IndicatorBook(None, [2017], [indicator], places, cells, people)
    return ReferenceFrame(book, indicator, places[place], is_published=True)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.none() | COUNTS, min_size=1, max_size=5))
def test_nothing_in_the_published_frame_tells_a_hidden_number(rows):
    """Sum, mean, median, lowest, highest and rates are those of what is told only."""
    frame = frame_of(rows)
    (year,) = frame.years
    hidden = year.shielded.hidden
    for place in year.members:
        said = year.of(place)
        if place.pk in hidden:
            assert said in (small_words(), beside_words())
            assert year.rate_of(place) == beside_words()
        elif rows[place.pk - 1] is not None:
            assert int(said) >= 5
    if hidden and year.shielded.hides_total:
        assert {year.total, year.mean, year.rate} == {beside_words()}
    if hidden:
        assert year.lowest == small_words()
        told = sorted(int(year.of(place)) for place in year.members if year.of(place).isdigit())
        if year.highest.isdigit():
            assert int(year.highest) == told[-1]
        if year.median not in (beside_words(), "–"):
            assert Decimal(year.median.replace(",", ".")) >= told[0]


def test_inside_everything_is_told():
    frame = frame_of([3, 20, 40])
    inside = ReferenceFrame(frame.book, frame.indicator, frame.place)
    assert inside.rows == [(2017, ["3", "63", "21", "20", "3 – 40", "0,3", "2,1", "3 van 3"])]
    assert frame.rows == [
        (2017, ["< 5", "63", "21", "afgeschermd", "< 5 – 40", "afgeschermd", "2,1", "3 van 3"]),
    ]


def test_figures_by_hand():
    frame = frame_of([10, 20, 35, None], adds_up=True)
    assert frame.rows == [(2017, ["10", "65", "21,7", "20", "10 – 35", "1,0", "2,2", "3 van 4"])]
    share = frame_of([10, 20], kind="share", adds_up=False, decimals=1)
    assert share.head == ["G1", "gemiddelde", "mediaan", "laagste – hoogste", "gekend van"]
    assert share.rows == [(2017, ["10,0", "15,00", "15,00", "10,0 – 20,0", "2 van 2"])]
