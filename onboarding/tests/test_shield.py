"""What is published hides small counts: tried by a reader who knows the rule, the sum, and how to count."""

from collections import defaultdict
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


def shielded(*numbers):
    found = shield({f"p{index}": Decimal(number) for index, number in enumerate(numbers)})
    return sorted(found.hidden), found.hides_total


@pytest.mark.parametrize(
    ("numbers", "hidden", "hides_total"),
    [
        ((5, 6, 7), [], False),
        ((), [], False),
        ((3, 20, 40), ["p0"], True),
        ((0, 5, 5), ["p0"], True),
        ((2, 3, 40), ["p0", "p1"], True),
        ((8, 8, 4), ["p2"], True),
        ((4,), ["p0"], True),
        ((1, 2), ["p0", "p1"], True),
    ],
)
def test_rule_by_hand(numbers, hidden, hides_total):
    assert shielded(*numbers) == (hidden, hides_total)


def published(numbers):
    """All that a reader sees of these numbers: each one or that it is small, and the sum or that it is left out."""
    found = shield(dict(enumerate(numbers)))
    told = tuple("< 5" if key in found.hidden else value for key, value in enumerate(numbers))
    return told, None if found.hides_total else sum(numbers)


@pytest.mark.parametrize("many", [1, 2, 3, 4])
def test_who_knows_the_rule_reads_no_hidden_number_out_of_what_is_published(many):
    """Every row of numbers that looks the same once published: each hidden number is every one from 0 to 4 in some."""
    alike = defaultdict(list)
    for numbers in product(range(8), repeat=many):
        alike[published(tuple(map(Decimal, numbers)))].append(numbers)
    for (told, _total), rows in alike.items():
        for place, word in enumerate(told):
            assert word != "< 5" or {row[place] for row in rows} == {0, 1, 2, 3, 4}


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
            assert said == small_words()
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
        (2017, ["< 5", *["afgeschermd"] * 2, "20", "< 5 – 40", *["afgeschermd"] * 2, "3 van 3"]),
    ]


def test_figures_by_hand():
    frame = frame_of([10, 20, 35, None], adds_up=True)
    assert frame.rows == [(2017, ["10", "65", "21,7", "20", "10 – 35", "1,0", "2,2", "3 van 4"])]
    share = frame_of([10, 20], kind="share", adds_up=False, decimals=1)
    assert share.head == ["G1", "gemiddelde", "mediaan", "laagste – hoogste", "gekend van"]
    assert share.rows == [(2017, ["10,0", "15,00", "15,00", "10,0 – 20,0", "2 van 2"])]
