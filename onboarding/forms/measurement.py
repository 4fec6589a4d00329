"""Figures typed in place, organisations × years; and one figure with all there is to say about it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from onboarding.actions.measurement import Cell, Noted, Typed
from onboarding.models import Indicator, IndicatorBook, IndicatorKind, Known, Measurement, Place
from onboarding.models.indicator import FIRST_YEAR, LAST_YEAR
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import IntegerField, LineField, NumberField, YearField
from wegwijzer.ui.forms.numbers import written
from wegwijzer.ui.forms.personal import NoPersonalData
from wegwijzer.ui.forms.typed import showable

SEPARATOR = ";"  # between the values that a row had when the page was made


AMBIGUOUS = re.compile(r"[0-9]{1,3}[.,][0-9]{3}")


class FigureField(NumberField):
    """A value of an indicator: with its decimals, and no percentage above a hundred.

    What may be thousands or decimals is asked back: 1,234 where one counts; and of what comes from elsewhere
    (`asks_back`) also 1.234 and 1,234 where a value has three decimals.
    """

    default_error_messages = {
        "thousands": _("Bedoelt u %(plain)s? Schrijf dan %(plain)s of %(grouped)s: een komma staat voor decimalen."),
        "ambiguous": _("Bedoelt u %(plain)s of %(comma)s? Schrijf het zo uit."),
    }

    def __init__(self, indicator: Indicator, *, asks_back: bool = False, **kwargs: Any) -> None:
        super().__init__(places=indicator.decimals, largest=indicator.largest, required=False, **kwargs)
        self.asks_back = asks_back
        self.units = {IndicatorKind.SHARE: "%", IndicatorKind.AMOUNT: "€|EUR|euro"}.get(
            IndicatorKind(indicator.kind), ""
        )
        if not indicator.decimals:
            whole = _("Schrijf een geheel getal, zonder cijfers na de komma.")
            self.error_messages |= {"places": whole, "invalid": whole}

    def parse(self, text: str) -> Decimal:
        bare = self.without_units(text)
        plain = bare.replace(",", "").replace(".", "")
        if AMBIGUOUS.fullmatch(bare):
            if "," in bare and self.places < 3:
                raise self.refuse("thousands", plain=plain, grouped=written(int(plain), 0))
            if self.asks_back and self.places > 2:
                raise self.refuse("ambiguous", plain=plain, comma=f"{bare.replace('.', ',')}0")
        return super().parse(self._without_spare_noughts(bare) if self.asks_back else bare)

    def _without_spare_noughts(self, text: str) -> str:
        """1,2340 is 1,234: a nought more than the indicator has says that the comma is one."""
        whole, comma, decimals = text.partition(",")
        kept = decimals[: self.places] + decimals[self.places :].rstrip("0")
        return f"{whole}{comma if kept else ''}{kept}"


@dataclass(frozen=True)
class Box:
    """A cell of the grid, for the template: where one types, what stands there, and what is wrong with it."""

    name: str
    label: str
    value: str
    wrong: str
    known: Known | None
    year: int

    @property
    def is_unknown(self) -> bool:
        return self.known is not None and self.known.value is None


class GridForm(forms.Form):
    """A box per place and year, read by one field: a form of thousands of fields would be most of the page.

    Beside each row goes what stood there when the page was made, so that nobody overwrites another unseen.
    """

    use_required_attribute = False

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        book: IndicatorBook,
        indicator: Indicator,
        places: Sequence[Place],
    ) -> None:
        super().__init__(data)
        self.book, self.indicator, self.places = book, indicator, places
        self.field = FigureField(indicator)
        self.wrong_cells: dict[str, str] = {}
        self.shown_instead: dict[Cell, Decimal | None] = {}
        self.typed: dict[Cell, Typed] = {}

    def clean(self) -> dict[str, Any]:
        for place in self.places:
            shown = self._shown(place)
            for index, year in enumerate(self.book.years):
                name = name_of(place, year)
                if name not in self.data:
                    continue
                try:
                    self.typed[Cell(place.pk, year)] = Typed(shown[index], self.field.clean(self.data.get(name)))
                except ValidationError as wrong:
                    self.wrong_cells[name] = " ".join(wrong.messages)
        if self.wrong_cells:
            raise ValidationError(_now("Er is nog niets bewaard. Kijk na wat rood staat."))
        return self.cleaned_data

    def _shown(self, place: Place) -> list[Decimal | None]:
        """What stood on the screen; a row that came without it had nothing, and so overwrites nothing."""
        parts = str(self.data.get(f"was-{place.pk}", "")).split(SEPARATOR)
        try:
            values = [self.field.clean(part) for part in parts]
        except ValidationError:
            values = []
        return values if len(values) == len(self.book.years) else [None] * len(self.book.years)

    def refuse(self, cells: Mapping[Cell, Decimal | None]) -> None:
        """Say beside each cell what somebody else filled in; sent again, what is typed here counts."""
        at = {place.pk: place for place in self.places}
        for cell, value in cells.items():
            said = self.field.write(value) if value is not None else _now("niets")
            name = name_of(at[cell.place], cell.year)
            told = _now("Iemand vulde intussen %s in. Bewaar opnieuw als uw cijfer juist is.") % said
            self.wrong_cells[name] = told
        self.shown_instead = dict(cells)
        self.add_error(None, _now("Er is nog niets bewaard. Kijk na wat rood staat."))

    @cached_property
    def rows(self) -> list[tuple[Place, str, list[Box]]]:
        """Per place what stood there, in one text, and its boxes."""
        return [(place, self._was(place), list(self._boxes(place))) for place in self.places]

    def _was(self, place: Place) -> str:
        if self.is_bound and not self.shown_instead and f"was-{place.pk}" in self.data:
            return str(showable(self.data[f"was-{place.pk}"]))
        before = self._shown(place) if self.is_bound else [self._value(place, year) for year in self.book.years]
        cells = [Cell(place.pk, year) for year in self.book.years]
        values = [self.shown_instead.get(cell, value) for cell, value in zip(cells, before, strict=True)]
        return SEPARATOR.join("" if value is None else self.field.write(value) for value in values)

    def _value(self, place: Place, year: int) -> Decimal | None:
        return self.book.value(self.indicator, place, year)

    def _boxes(self, place: Place) -> Iterator[Box]:
        for year in self.book.years:
            name, value = name_of(place, year), self._value(place, year)
            text = "" if value is None else self.field.write(value)
            if self.is_bound and name in self.data:
                text = str(showable(self.data[name]))
            label = _now("%(place)s, %(year)s") % {"place": place.name, "year": year}
            known = self.book.cell(self.indicator, place, year)
            yield Box(name, label, text, self.wrong_cells.get(name, ""), known, year)

    @property
    def wrong(self) -> list[Box]:
        """For the summary on top."""
        return [box for _place, _was, boxes in self.rows for box in boxes if box.wrong]


def name_of(place: Place, year: int) -> str:
    return f"c-{place.pk}-{year}"


class MeasurementForm(NoPersonalData, VersionMixin):
    """One figure: known or not, with a remark and where it comes from."""

    watched = ("remark",)

    value = LineField(label=_("Cijfer"), required=False, max_length=40)
    is_unknown = forms.BooleanField(
        label=_("Niet gekend"), required=False, help_text=_("Zeg dan in de opmerking waarom.")
    )
    remark = LineField(
        label=_("Opmerking"),
        required=False,
        max_length=300,
        help_text=_("Een schatting, een andere telwijze. Nooit gegevens van nieuwkomers, ook geen kleine aantallen."),
    )
    source = LineField(label=_("Andere bron"), required=False, max_length=200)

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = f" ({indicator.unit})" if indicator.unit else ""
        self.fields["value"] = FigureField(indicator, label=_now("Cijfer") + unit)
        if indicator.source:
            said = _now("Laat leeg als het de gewone bron is: %s.") % indicator.source
            self.fields["source"].help_text = said
        self.order_fields(["value", "is_unknown", "remark", "source", "version"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "value" in cleaned:
            if cleaned["is_unknown"] and cleaned["value"] is not None:
                self.add_error("value", _now("Laat dit leeg als het niet gekend is, of haal het vinkje weg."))
            elif cleaned["is_unknown"] and not cleaned.get("remark") and "remark" not in self.errors:
                self.add_error("remark", _now("Zeg in een opmerking waarom het niet gekend is."))
            elif not cleaned["is_unknown"] and cleaned["value"] is None:
                self.add_error("value", _now("Vul een cijfer in, of vink aan dat het niet gekend is."))
        return cleaned

    @property
    def noted(self) -> Noted:
        return Noted(*(self.cleaned_data[name] for name in ("value", "remark", "source")))

    def saved_values(self, current: Measurement) -> dict[str, Any]:
        about = {"value": current.value, "remark": current.remark, "source": current.source}
        return about | {"is_unknown": current.value is None}


class YearsAskedForm(forms.Form):
    """Up to which year, and beside whom, figures are shown; what can not be read means the usual."""

    tot = YearField(required=False, smallest=FIRST_YEAR, largest=LAST_YEAR)
    wie = IntegerField(required=False)

    @property
    def last(self) -> int | None:
        self.is_valid()
        last: int | None = self.cleaned_data.get("tot")
        return last

    @property
    def beside(self) -> int | None:
        """The key of an organisation; any number that somebody wrote."""
        self.is_valid()
        key: int | None = self.cleaned_data.get("wie")
        return key
