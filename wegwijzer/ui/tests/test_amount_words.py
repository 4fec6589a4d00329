"""Amounts in Dutch words. The expected words are written by hand, after the rules of the Taalunie."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.ui.amount_words import LARGE, SMALL, TENS, amount_in_words, number_in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nul"),
        (1, "een"),
        (13, "dertien"),
        (14, "veertien"),
        (20, "twintig"),
        (21, "eenentwintig"),
        (22, "tweeëntwintig"),
        (83, "drieëntachtig"),
        (97, "zevenennegentig"),
        (100, "honderd"),
        (101, "honderdeen"),
        (272, "tweehonderdtweeënzeventig"),
        (1000, "duizend"),
        (1001, "duizend een"),
        (1100, "duizend honderd"),
        (22_022, "tweeëntwintigduizend tweeëntwintig"),
        (100_000, "honderdduizend"),
        (183_250, "honderddrieëntachtigduizend tweehonderdvijftig"),
        (1_000_000, "een miljoen"),
        (1_006_397, "een miljoen zesduizend driehonderdzevenennegentig"),
        (2_000_000_001, "twee miljard een"),
    ],
)
def test_number_in_words(number, words):
    assert number_in_words(number) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0.00", "nul euro"),
        ("0.05", "nul euro en vijf cent"),
        ("1250.50", "duizend tweehonderdvijftig euro en vijftig cent"),
        ("38000", "achtendertigduizend euro"),
    ],
)
def test_amount_in_words(amount, words):
    assert amount_in_words(Decimal(amount)) == words


@pytest.mark.parametrize("amount", ["-0.01", "0.001", "1000000000000"])
def test_what_is_no_amount_has_no_words(amount):
    with pytest.raises(ValueError, match="not an amount"):
        amount_in_words(Decimal(amount))


def value_of(words):
    """The number that these words say, read from left to right: another way around than they are made."""
    total, part = 0, 0
    for word in words.split():
        names = {name: size for size, name in LARGE}
        if word in names:
            total, part = total + part * names[word], 0
        else:
            part += _value_of_word(word)
    return total + part


def _value_of_word(word):
    for name, size in (("duizend", 1000), ("honderd", 100)):
        before, found, after = word.partition(name)
        if found:
            return (_value_of_word(before) if before else 1) * size + (_value_of_word(after) if after else 0)
    if word in SMALL:
        return SMALL.index(word)
    ten = next(name for name in TENS if word.endswith(name))
    unit = word.removesuffix(ten).removesuffix("en").removesuffix("ën")
    return TENS.index(ten) * 10 + 20 + (SMALL.index(unit) if unit else 0)


@settings(max_examples=1000)
@given(st.integers(0, 10**12 - 1))
def test_words_say_the_number_that_they_were_made_of(number):
    assert value_of(number_in_words(number)) == number
