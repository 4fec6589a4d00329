"""Dividing amounts over boards: by hand for each key, and for all keys and amounts what has to hold."""

from decimal import Decimal as D
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.models.distribution import Hindrance, Indivisible, Key, Part, Party, distribute, divide

OLEN = Party(1, "13029 municipality", "Olen", 12_000)
OLEN_OCMW = Party(2, "13029 ocmw", "Olen", 12_000)
GEEL = Party(3, "13008 municipality", "Geel", 36_000)
HULSHOUT = Party(4, "13016 municipality", "Hulshout", 10_000)


def paid(parts, amounts):
    """{party: [euro per year]}, so that an oracle reads as a table."""
    if not isinstance(amounts, dict):
        amounts = {2016: D(amounts)}
    return {key: [str(years[year]) for year in amounts] for key, years in distribute(amounts, parts).items()}


def hindrance(parts, amount):
    with pytest.raises(Indivisible) as caught:
        distribute({2016: D(amount)}, parts)
    return caught.value.hindrance, caught.value.figures


def test_equal_key_gives_the_last_cents_to_the_first_in_the_fixed_order():
    # 100,00 / 3 = 33,33 and a third of a cent each; one cent is left, for Geel: 13008 comes before 13016 and 13029.
    assert paid([Part(Key.EQUAL, [OLEN, GEEL, HULSHOUT])], "100.00") == {1: ["33.33"], 3: ["33.34"], 4: ["33.33"]}


def test_largest_remainder_gets_the_cent():
    # 10,00 over 1 : 1 : 5 is 142,86 cents twice and 714,29: the two cents left go to both that lost 0,86.
    assert divide(D("10.00"), [5, 1, 1]) == [D("7.14"), D("1.43"), D("1.43")]


def test_inhabitants_of_a_territory_count_once():
    # Olen 12.000, in two boards: 6.000 each, beside Geel 36.000: an eighth, an eighth and three quarters.
    assert paid([Part(Key.POPULATION, [OLEN, OLEN_OCMW, GEEL])], "800.00") == {
        1: ["100.00"],
        2: ["100.00"],
        3: ["600.00"],
    }


def test_board_that_takes_part_alone_carries_all_of_its_territory():
    assert paid([Part(Key.POPULATION, [OLEN_OCMW, GEEL])], "800.00") == {2: ["200.00"], 3: ["600.00"]}


def test_fte():
    parts = [Part(Key.FTE, [OLEN, GEEL], values={1: D("0.50"), 3: D("1.00")})]
    assert paid(parts, "90.00") == {1: ["30.00"], 3: ["60.00"]}


def test_percentages():
    parts = [Part(Key.PERCENT, [OLEN, GEEL], values={1: D("12.50"), 3: D("87.50")})]
    assert paid(parts, {2016: D("1000.00"), 2017: D("0.03")}) == {1: ["125.00", "0.00"], 3: ["875.00", "0.03"]}


def test_fixed_amounts_come_first_and_the_others_carry_the_rest():
    parts = [Part(Key.FIXED, [OLEN_OCMW], values={2: D("250.00")}), Part(Key.EQUAL, [OLEN, GEEL])]
    assert paid(parts, {2016: D("1000.00"), 2017: D("251.01")}) == {
        1: ["375.00", "0.50"],
        2: ["250.00", "250.00"],
        3: ["375.00", "0.51"],
    }


def test_year_without_costs_asks_no_fixed_amount():
    parts = [Part(Key.FIXED, [OLEN], values={1: D("250.00")})]
    assert paid(parts, {2016: D("250.00"), 2017: D("0.00")}) == {1: ["250.00", "0.00"]}


def test_mix_of_half_equal_and_half_by_inhabitants():
    # 400,00 equal: 200 each; 400,00 over 12.000 and 36.000: 100 and 300.
    boards = [OLEN, GEEL]
    parts = [Part(Key.EQUAL, boards, share=D(50)), Part(Key.POPULATION, boards, share=D(50))]
    assert paid(parts, "800.00") == {1: ["300.00"], 3: ["500.00"]}


def test_what_can_not_be_divided_says_why():
    assert hindrance([Part(Key.EQUAL, [])], "1.00") == (Hindrance.NOBODY, {"part": 1})
    assert hindrance([Part(Key.FTE, [OLEN])], "1.00") == (Hindrance.NO_WEIGHT, {"part": 1})
    stranger = Party(9, "x")
    assert hindrance([Part(Key.POPULATION, [OLEN, stranger])], "1.00") == (
        Hindrance.UNKNOWN,
        {"part": 1, "parties": [9]},
    )
    parts = [Part(Key.PERCENT, [OLEN, GEEL], values={1: D("50.00"), 3: D("49.99")})]
    assert hindrance(parts, "1.00") == (Hindrance.NOT_HUNDRED, {"part": 1, "total": D("99.99")})
    parts = [Part(Key.EQUAL, [OLEN], share=D(50)), Part(Key.EQUAL, [GEEL], share=D(49))]
    assert hindrance(parts, "1.00") == (Hindrance.PARTS_NOT_HUNDRED, {"total": D(99)})
    fixed = Part(Key.FIXED, [OLEN], values={1: D("5.00")})
    said = {"year": 2016, "fixed": D("5.00"), "amount": D("4.99")}
    assert hindrance([fixed, Part(Key.EQUAL, [GEEL])], "4.99") == (Hindrance.TOO_MUCH, said)
    said = {"year": 2016, "fixed": D("5.00"), "amount": D("5.01")}
    assert hindrance([fixed], "5.01") == (Hindrance.LEFT_OVER, said)


@pytest.mark.parametrize("amount", ["0.005", "-0.01", "1e-30"])
def test_amount_that_rounding_would_lose_is_refused(amount):
    with pytest.raises(ValueError, match="whole cents"):
        divide(D(amount), [1, 1])


# --- for all keys, all amounts

amounts = st.integers(0, 10**13).map(lambda cents: D(cents) / 100)
years = st.dictionaries(st.integers(2015, 2020), amounts, min_size=1, max_size=4)
weights = st.lists(st.integers(0, 10**9), min_size=1, max_size=40).filter(any)
values = st.integers(0, 10**6).map(lambda cents: D(cents) / 100)


@st.composite
def boards(draw, least=1):
    keys = draw(st.lists(st.integers(1, 60), min_size=least, max_size=14, unique=True))
    return [
        Party(key, f"{13000 + key // 2} {key % 2}", f"plaats {key // 2}", draw(st.integers(1, 10**6))) for key in keys
    ]


@st.composite
def keys(draw):
    """Any key that can carry any amount: parts that together share all of it."""
    cuts = sorted(draw(st.sets(st.integers(1, 9999), max_size=2)))
    shares = [D(end - start) / 100 for start, end in zip([0, *cuts], [*cuts, 10_000], strict=True)]
    parts = []
    for share in shares:
        parties = draw(boards())
        kind = draw(st.sampled_from([Key.EQUAL, Key.POPULATION, Key.FTE, Key.PERCENT]))
        given_ = {}
        if kind is Key.FTE:
            given_ = {party.key: draw(values) for party in parties} | {parties[0].key: D(1)}
        if kind is Key.PERCENT:
            ends = sorted(draw(st.lists(st.integers(0, 10_000), min_size=len(parties) - 1, max_size=len(parties) - 1)))
            edges = zip([0, *ends], [*ends, 10_000], strict=True)
            given_ = {party.key: D(end - start) / 100 for party, (start, end) in zip(parties, edges, strict=True)}
        parts.append(Part(kind, parties, share, given_))
    return parts


@given(years, keys(), st.randoms(use_true_random=False))
def test_shares_add_up_every_year_whatever_the_key_and_the_order_of_members(amounts, parts, chance):
    shares = distribute(amounts, parts)
    for year, amount in amounts.items():
        assert sum(row[year] for row in shares.values()) == amount
    assert sum(sum(row.values()) for row in shares.values()) == sum(amounts.values())
    assert all(share >= 0 and share == share.quantize(D("0.01")) for row in shares.values() for share in row.values())
    shuffled = [
        Part(part.key, chance.sample(part.parties, len(part.parties)), part.share, part.values) for part in parts
    ]
    assert distribute(amounts, shuffled) == shares


@given(years, boards(least=2), st.data())
def test_fixed_amounts_are_paid_as_they_stand_and_the_rest_adds_up(amounts, parties, data):
    payer, *others = parties
    most = min([amount for amount in amounts.values() if amount], default=D(0))
    value = data.draw(st.integers(0, int(most * 100))) * D("0.01")
    shares = distribute(amounts, [Part(Key.FIXED, [payer], values={payer.key: value}), Part(Key.EQUAL, others)])
    for year, amount in amounts.items():
        assert sum(row[year] for row in shares.values()) == amount
        assert shares[payer.key][year] == (value if amount else 0)


@given(amounts, weights)
def test_nobody_is_a_cent_away_from_the_exact_share_and_more_weight_never_pays_less(amount, weights):
    shares = divide(amount, weights)
    assert sum(shares) == amount
    for share, weight in zip(shares, weights, strict=True):
        exact = Fraction(amount) * weight / sum(weights)
        assert abs(Fraction(share) - exact) < Fraction(1, 100)
        assert weight or not share
    for share, weight in zip(shares, weights, strict=True):
        assert all(share >= other for other, less in zip(shares, weights, strict=True) if less < weight)
