"""Enterprise numbers, NIS codes and account numbers."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.accounts import municipalities
from wegwijzer.ui.forms import IbanField, KboField, NisField


def said(field, text):
    with pytest.raises(ValidationError) as caught:
        field.clean(text)
    return caught.value.messages[0]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("0316.380.841", id="K1"),
        pytest.param("BE0316380841", id="K2"),
        pytest.param("be 0316 380 841", id="K2 lower case"),
        pytest.param("316380841", id="K4"),
        pytest.param("0316.380.841\u00a0", id="pasted space"),
    ],
)
def test_enterprise_number_is_ten_digits(text):
    assert KboField().clean(text) == "0316380841"


CHECK = "De controlecijfers van dit ondernemingsnummer kloppen niet. Kijk de cijfers na."
TEN = "Schrijf een ondernemingsnummer met tien cijfers, bijvoorbeeld 0316.380.841."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("0316380842", CHECK, id="K3"),
        pytest.param("0000000097", CHECK, id="K5"),
        pytest.param(
            "2.012.345.678",
            "Dit is een vestigingsnummer. Schrijf het ondernemingsnummer: het begint met 0 of 1.",
            id="K6",
        ),
        pytest.param("O316380841", TEN, id="K7"),
        pytest.param("0316380", TEN, id="too short"),
        pytest.param("03163808411", TEN, id="too long"),
        pytest.param("٠٣١٦٣٨٠٨٤١", TEN, id="other digits"),
        pytest.param("NL0316380841", TEN, id="another country"),
        pytest.param("", "Vul een ondernemingsnummer in.", id="empty"),
    ],
)
def test_enterprise_number_is_refused_with_what_to_do(text, message):
    assert said(KboField(), text) == message


@settings(max_examples=1000)
@given(st.integers(2_000_000, 19_999_999), st.integers(1, 96))
def test_enterprise_number_with_its_check_digits_is_read_and_with_others_is_not(body, slip):
    right = 97 - body % 97
    number = f"{body:08d}{right:02d}"
    field = KboField()
    assert field.clean(number) == number
    assert field.clean(field.prepare_value(number)) == number, "as a form shows it"
    assert said(field, f"{body:08d}{(right + slip - 1) % 97 + 1:02d}") == CHECK


@pytest.mark.parametrize("code", ["13010", "13011", "13012", "13017", "13019", "13029", "13044"])
def test_nis_code_of_a_municipality_is_read(code):
    assert NisField().clean(code) == code


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("99999", "Geen gemeente heeft deze NIS-code. Kijk de cijfers na."),
        pytest.param("13000", "Geen gemeente heeft deze NIS-code. Kijk de cijfers na.", id="an arrondissement"),
        ("1302", "Schrijf een NIS-code met vijf cijfers, bijvoorbeeld 13029."),
        ("١٣٠٢٩", "Schrijf een NIS-code met vijf cijfers, bijvoorbeeld 13029."),
        ("Olen", "Schrijf een NIS-code met vijf cijfers, bijvoorbeeld 13029."),
    ],
)
def test_nis_code_is_refused_with_what_to_do(text, message):
    assert said(NisField(), text) == message


@settings(max_examples=300)
@given(st.integers(0, 99_999))
def test_nis_code_is_read_when_a_municipality_has_it(number):
    code = f"{number:05d}"
    if any(one.nis_code == code for one in municipalities.everywhere()):
        assert NisField().clean(code) == code
    else:
        assert said(NisField(), code).startswith("Geen gemeente")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("BE68 5390 0754 7034", id="I1"),
        pytest.param("be68539007547034", id="I2"),
        pytest.param("BE68\u00a05390\u200b0754\u202f7034", id="I7"),
        pytest.param("BE68-5390.0754-7034", id="dashes and points"),
    ],
)
def test_account_number_is_read(text):
    assert IbanField().clean(text) == "BE68539007547034"


IBAN_CHECK = "De controlecijfers van dit rekeningnummer kloppen niet. Kijk de cijfers na."
IBAN_FORM = "Schrijf een rekeningnummer als BE68 5390 0754 7034: BE en veertien cijfers."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("BE69539007547034", IBAN_CHECK, id="I3"),
        pytest.param("BE41539007547035", IBAN_CHECK, id="I4"),
        pytest.param("BE6853900754703", IBAN_FORM, id="I5"),
        pytest.param("NL91ABNA0417164300", "Hier kan alleen een Belgisch rekeningnummer. Het begint met BE.", id="I6"),
        pytest.param("\u0412\u041568539007547034", IBAN_FORM, id="I8"),
        pytest.param("BE00539007547034", IBAN_CHECK, id="I9"),
        pytest.param("BE68" * 2500, "Dit is te lang: schrijf hoogstens 60 tekens.", id="I10"),
        pytest.param("539-0075470-34", IBAN_FORM, id="the old way of writing"),
    ],
)
def test_account_number_is_refused_with_what_to_do(text, message):
    assert said(IbanField(), text) == message


@settings(max_examples=1000)
@given(st.integers(1, 9_999_999_999))
def test_account_number_with_both_checks_is_read(body):
    account = f"{body:010d}{body % 97 or 97:02d}"
    check = 98 - int(account + "111400") % 97  # B and E count as 11 and 14
    number = f"BE{check:02d}{account}"
    field = IbanField()
    assert field.clean(number) == number
    assert field.clean(field.prepare_value(number)) == number, "as a form shows it"
    assert said(field, f"BE{check - 1:02d}{account}") == IBAN_CHECK
