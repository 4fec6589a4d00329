"""Amounts, percentages and whole numbers: what is read, what is refused, and with which words."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.ui.forms import AmountField, IntegerField, NumberField, PercentField, YearField


def said(field, text):
    with pytest.raises(ValidationError) as caught:
        field.clean(text)
    return caught.value.messages[0]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        pytest.param("1.000,50", "1000.50", id="A1"),
        pytest.param("1000,50", "1000.50", id="A2"),
        pytest.param("1.000", "1000.00", id="A3"),
        pytest.param("12\u00a0000,00", "12000.00", id="A18 no-break space"),
        pytest.param("12\u202f000,00", "12000.00", id="A18 narrow no-break space"),
        pytest.param("12 000", "12000.00", id="plain space"),
        pytest.param("1.234.567,8", "1234567.80", id="one decimal"),
        pytest.param("€ 12,50", "12.50", id="euro sign before"),
        pytest.param(" 12,50 € ", "12.50", id="euro sign after"),
        pytest.param("0", "0.00", id="zero"),
        pytest.param("999.999.999,99", "999999999.99", id="the largest"),
    ],
)
def test_amount_is_read(text, amount):
    read = AmountField().clean(text)
    assert read == Decimal(amount)
    assert str(read) == amount, "always with two places"


INVALID = "Schrijf een bedrag in euro, bijvoorbeeld 1.000,50."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("1.00", "Een punt staat alleen tussen duizendtallen. Schrijf 1,00 of 1.000.", id="A4"),
        pytest.param("1.5", "Een punt staat alleen tussen duizendtallen. Schrijf 1,50 of 1.500.", id="A5"),
        pytest.param("1000.50", "Schrijf een komma voor de cijfers na de eenheden: 1.000,50.", id="A4 longer"),
        pytest.param("1.0.0", INVALID, id="A6"),
        pytest.param("1..0", INVALID, id="A7"),
        pytest.param("1,000.50", INVALID, id="A8"),
        pytest.param("1e5", INVALID, id="A9"),
        pytest.param("1_000", INVALID, id="A10"),
        pytest.param("١٢٣", INVALID, id="A11"),
        pytest.param("１２", INVALID, id="A12"),
        pytest.param("NaN", INVALID, id="A13"),
        pytest.param("Infinity", INVALID, id="A14"),
        pytest.param("-0", "Dit kan niet negatief zijn. Schrijf 0 of meer.", id="A15"),
        pytest.param("-1", "Dit kan niet negatief zijn. Schrijf 0 of meer.", id="A16"),
        pytest.param("\u22125", "Dit kan niet negatief zijn. Schrijf 0 of meer.", id="A17"),
        pytest.param(
            "€ 12,005", "Schrijf hoogstens 2 cijfers na de komma, en een punt tussen duizendtallen.", id="A19"
        ),
        pytest.param("9999999999999,99", "Schrijf hoogstens 999.999.999,99.", id="A20"),
        pytest.param("0.500", INVALID, id="group that starts with zero"),
        pytest.param("1.000 000", INVALID, id="two kinds of marks"),
        pytest.param("12 00", INVALID, id="group of two"),
        pytest.param(",50", INVALID, id="no units"),
        pytest.param("12,", INVALID, id="nothing after the comma"),
        pytest.param("", "Vul dit veld in.", id="empty"),
        pytest.param("\u200b", "Vul dit veld in.", id="nothing to see"),
        pytest.param("1" * 5000, "Dit is te lang: schrijf hoogstens 60 tekens.", id="5,000 digits"),
    ],
)
def test_amount_is_refused_with_what_to_write(text, message):
    assert said(AmountField(), text) == message


def test_amount_below_the_smallest_says_the_smallest():
    assert said(AmountField(smallest=Decimal("0.01")), "0") == "Schrijf 0,01 of meer."


@pytest.mark.parametrize("text", ["-1.000,50", "\u22121000,5"])
def test_amount_may_be_negative_where_the_form_says_so(text):
    assert AmountField(smallest=None).clean(text) == Decimal("-1000.50")


def test_minus_zero_is_zero():
    assert str(AmountField(smallest=None).clean("-0")) == "0.00"


def test_optional_amount_that_is_left_empty_is_none():
    assert AmountField(required=False).clean("  ") is None


def test_unchanged_amount_has_not_changed():
    field = AmountField()
    assert not field.has_changed(Decimal("1000.50"), "1.000,50")
    assert field.has_changed(Decimal("1000.50"), "1.000,51")


@settings(max_examples=1000)
@given(st.decimals("-999999999.99", "999999999.99", places=2))
def test_amount_that_a_form_shows_is_read_back(amount):
    field = AmountField(smallest=None)
    assert field.clean(field.prepare_value(amount)) == amount


@settings(max_examples=1000)
@given(st.text(max_size=12, alphabet="0123456789.,-  \u00a0_e٣２€%"))
def test_whatever_is_typed_is_an_amount_in_plain_digits_or_refused_in_words(text):
    try:
        amount, message = AmountField().clean(text), ""
    except ValidationError as error:
        amount, message = None, error.messages[0]
    assert message.endswith(".") or (amount is not None and amount == amount.quantize(Decimal("0.01")))
    assert message or {character for character in text if character.isdigit()} <= set("0123456789")


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("1.000", 1000), ("12 000", 12000), ("0", 0)])
def test_whole_number_is_read(text, number):
    read = IntegerField().clean(text)
    assert read == number
    assert type(read) is int


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1_000", "Schrijf een geheel getal, bijvoorbeeld 12."),
        ("٣", "Schrijf een geheel getal, bijvoorbeeld 12."),
        ("1.00", "Schrijf een geheel getal, bijvoorbeeld 12."),
        ("1,5", "Schrijf een geheel getal, zonder komma."),
        ("-1", "Dit kan niet negatief zijn. Schrijf 0 of meer."),
        ("2147483648", "Schrijf hoogstens 2.147.483.647."),
    ],
)
def test_whole_number_is_refused_with_what_to_write(text, message):
    assert said(IntegerField(), text) == message


@settings(max_examples=300)
@given(st.integers(0, 2_147_483_647))
def test_whole_number_that_a_form_shows_is_read_back(number):
    field = IntegerField()
    assert field.clean(field.prepare_value(number)) == number


def test_percentage_is_read_with_and_without_its_sign():
    assert PercentField().clean("12,5 %") == Decimal("12.50")
    assert PercentField().clean("100") == 100


def test_percentage_above_hundred_is_refused():
    assert said(PercentField(), "100,01") == "Schrijf hoogstens 100,00."


@settings(max_examples=300)
@given(st.decimals("0", "100", places=2))
def test_percentage_that_a_form_shows_is_read_back(share):
    field = PercentField()
    assert field.clean(field.prepare_value(share)) == share


def test_number_with_one_place_keeps_one_place():
    assert str(NumberField(places=1).clean("0,5")) == "0.5"
    assert said(NumberField(places=1), "0,55").startswith("Schrijf hoogstens 1 cijfers")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("26", "Schrijf een jaar vanaf 1988."),
        ("2101", "Schrijf een jaar tot en met 2100."),
        ("twintig", "Schrijf een jaar met vier cijfers, bijvoorbeeld 2026."),
    ],
)
def test_year_is_refused_with_what_to_write(text, message):
    assert said(YearField(smallest=1988, largest=2100), text) == message
