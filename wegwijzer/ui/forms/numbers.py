"""Numbers the way Belgium writes them: a comma for the decimals, a point or a space between thousands.

Django's own fields read "1.0.0" as 100, "1e5" as 100000 and digits of any script; an amount may not be guessed.
"""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wegwijzer.ui.forms.typed import StrictField

LARGEST_AMOUNT = Decimal("999999999.99")
LARGEST_INTEGER = 2_147_483_647  # what a PositiveIntegerField holds on every database

NUMBER = re.compile(
    r"(?P<sign>[-\u2212])?"
    r"(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?P<mark>[. ])[0-9]{3}(?:(?P=mark)[0-9]{3})*)"
    r"(?:,(?P<decimals>[0-9]+))?"
)
POINT_FOR_COMMA = re.compile(r"(?P<whole>[0-9]+)\.(?P<decimals>[0-9]{1,2})")
GROUPS = re.compile(r"(?<=[0-9])(?=(?:[0-9]{3})+(?![0-9]))")


def written(number: Decimal | int, places: int) -> str:
    """1000.5 with two places → "1.000,50"."""
    text = f"{number:.{places}f}"
    whole, _point, decimals = text.partition(".")
    return GROUPS.sub(".", whole) + ("," + decimals if decimals else "")


class NumberField(StrictField):
    """A decimal number with at most `places` decimals, as Decimal.

    `smallest` and `largest` are included; negative numbers are refused unless `smallest` allows them.
    """

    default_error_messages = {
        "invalid": _("Schrijf een getal, bijvoorbeeld %(example)s."),
        "point": _("Een punt staat alleen tussen duizendtallen. Schrijf %(comma)s of %(thousands)s."),
        "comma": _("Schrijf een komma voor de cijfers na de eenheden: %(comma)s."),
        "places": _("Schrijf hoogstens %(places)s cijfers na de komma, en een punt tussen duizendtallen."),
        "negative": _("Dit kan niet negatief zijn. Schrijf 0 of meer."),
        "too_small": _("Schrijf %(limit)s of meer."),
        "too_large": _("Schrijf hoogstens %(limit)s."),
    }
    units = ""  # may stand before or after the number, and is left out of the value

    def __init__(
        self,
        *,
        places: int = 2,
        smallest: Decimal | int | None = 0,
        largest: Decimal | int | None = LARGEST_AMOUNT,
        **kwargs: Any,
    ) -> None:
        self.places = places
        self.smallest = smallest
        self.largest = largest
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # Not type=number: a browser sends nothing at all when it can not read the number, and what was typed is lost.
        return {"inputmode": "decimal" if self.places else "numeric", "autocomplete": "off"}

    @property
    def example(self) -> str:
        return written(Decimal("1000.5") if self.places else 1000, self.places)

    def parse(self, text: str) -> Decimal:
        text = self.without_units(text)
        match = NUMBER.fullmatch(text)
        if match is None:
            raise self.misread(text)
        decimals = match["decimals"] or ""
        if decimals and not self.places:
            raise self.refuse("places")
        if len(decimals) > self.places:
            raise self.refuse("places", places=self.places)
        if match["sign"] and (self.smallest is None or self.smallest >= 0) and self.smallest is not None:
            raise self.refuse("negative")
        # Written out to the last place: rounding would refuse more than 28 digits, whatever they are.
        number = Decimal(f"{re.sub('[. ]', '', match['whole'])}.{decimals:0<{self.places}}")
        if match["sign"] and number:
            number = number.copy_negate()
        return self.within(number)

    def within(self, number: Decimal) -> Decimal:
        if self.smallest is not None and number < self.smallest:
            raise self.refuse("too_small", limit=written(self.smallest, self.places))
        if self.largest is not None and number > self.largest:
            raise self.refuse("too_large", limit=written(self.largest, self.places))
        return number

    def without_units(self, text: str) -> str:
        return re.sub(rf"^(?:{self.units})\s*|\s*(?:{self.units})$", "", text) if self.units else text

    def misread(self, text: str) -> Any:
        """Why it is not a number, with what was probably meant."""
        match = POINT_FOR_COMMA.fullmatch(text)
        if match is None or not self.places:
            return self.refuse("invalid", example=self.example)
        whole, decimals = match["whole"], match["decimals"]
        comma = f"{GROUPS.sub('.', whole)},{decimals:0<2}"
        if len(whole) > 3:
            return self.refuse("comma", comma=comma)
        return self.refuse("point", comma=comma, thousands=f"{whole}.{decimals:0<3}")

    def write(self, value: Decimal | int) -> str:
        return written(value, self.places)


class AmountField(NumberField):
    """Euro, to the cent, as Decimal with two places. "€" and "euro" may be typed along."""

    units = "€|EUR|euro"
    default_error_messages = {"invalid": _("Schrijf een bedrag in euro, bijvoorbeeld %(example)s.")}


class PercentField(NumberField):
    """Per cent (12.5 means 12,5 %), from 0 to 100 unless told otherwise; two decimals."""

    units = "%"
    default_error_messages = {"invalid": _("Schrijf een percentage, bijvoorbeeld 12,5.")}

    def __init__(self, *, largest: Decimal | int | None = 100, **kwargs: Any) -> None:
        super().__init__(largest=largest, **kwargs)


class IntegerField(NumberField):
    """A whole number, as int; 0 or more unless `smallest` says otherwise."""

    default_error_messages = {
        "invalid": _("Schrijf een geheel getal, bijvoorbeeld 12."),
        "places": _("Schrijf een geheel getal, zonder komma."),
    }

    def __init__(self, *, largest: int | None = LARGEST_INTEGER, **kwargs: Any) -> None:
        super().__init__(places=0, largest=largest, **kwargs)

    def parse(self, text: str) -> int:  # type: ignore[override]
        return int(super().parse(text))

    def write(self, value: Decimal | int) -> str:
        # A year or a number of votes reads better without a point; thousands come back as they are usually typed.
        return str(value)


class YearField(IntegerField):
    """A year of four digits, as int."""

    default_error_messages = {
        "invalid": _("Schrijf een jaar met vier cijfers, bijvoorbeeld 2026."),
        "too_small": _("Schrijf een jaar vanaf %(limit)s."),
        "too_large": _("Schrijf een jaar tot en met %(limit)s."),
    }

    def within(self, number: Any) -> Any:
        if self.smallest is not None and number < self.smallest:
            raise self.refuse("too_small", limit=self.write(self.smallest))
        if self.largest is not None and number > self.largest:
            raise self.refuse("too_large", limit=self.write(self.largest))
        return number
