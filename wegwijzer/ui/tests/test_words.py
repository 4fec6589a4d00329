"""Dates and amounts as they are written in Flanders."""

import datetime as dt
from decimal import Decimal

import pytest

from wegwijzer.ui import words


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (dt.date(2015, 9, 14), "ma 14 sep 2015"),
        (dt.date(2026, 3, 1), "zo 1 mrt 2026"),
        (dt.date(2026, 5, 30), "za 30 mei 2026"),
        (dt.datetime(2015, 9, 13, 22, 30, tzinfo=dt.UTC), "ma 14 sep 2015"),  # past midnight in Belgium
        (None, ""),
    ],
)
def test_day(value, shown):
    assert words.day(value) == shown


def test_moment_is_shown_on_the_belgian_clock():
    assert words.moment(dt.datetime(2015, 9, 14, 12, 0, tzinfo=dt.UTC)) == "ma 14 sep 2015, 14.00 uur"
    assert words.moment(dt.datetime(2015, 12, 14, 12, 5, tzinfo=dt.UTC)) == "ma 14 dec 2015, 13.05 uur"
    assert words.clock(dt.time(9, 30)) == "9.30 uur"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("1000.5"), "€ 1.000,50"),
        (Decimal("0"), "€ 0,00"),
        (Decimal("-12500.50"), "€ -12.500,50"),
        (1234567, "€ 1.234.567,00"),
        (None, ""),
    ],
)
def test_euro(value, shown):
    assert words.euro(value).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(Decimal("766.02"), "+ € 766,02"), (Decimal("-766.02"), "− € 766,02"), (Decimal("0.00"), "€ 0,00"), (None, "")],
)
def test_difference_has_its_sign(value, shown):
    assert words.euro_more(value).replace("\u00a0", " ") == shown
