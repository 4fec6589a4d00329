"""What looks like somebody's own data in free text, and what does not."""

import pytest

from wegwijzer.ui.forms.personal import personal_in

PHONE, REGISTER, BIRTH = "een telefoonnummer", "een rijksregisternummer", "een geboortedatum"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("KBO 0123.456.749", ""),
        ("ondernemingsnummer: 0123 456 749", ""),
        ("BE 0123.456.749", ""),
        ("BE0123456749", ""),
        ("0123.456.749", ""),  # by its own check digits and points
        ("bel 0478.123.456", PHONE),
        ("0478 12 34 56 of KBO 0123.456.749", PHONE),
        ("85.07.30-033.28", REGISTER),
        ("Sofie, ° 3/5/2012", BIRTH),
        ("in 2012 en 2013", ""),
        ("de bus van 14.05 uur, lijn 410", ""),
    ],
)
def test_numbers_of_enterprises_are_nobodys(text, found):
    assert personal_in(text) == found


@pytest.mark.parametrize("text", ["Bel 014 22 33 44.", "Bel +32 14 22 33 44.", "Bel 014/22.33.44 of 014 22 33 44"])
def test_a_number_that_anybody_may_read_is_nobodys(text):
    assert personal_in(text) == PHONE
    assert personal_in(text, ["tel. 014 22 33 44"]) == ""
    assert personal_in(text + " of 0478 12 34 56", ["tel. 014 22 33 44"]) == PHONE
