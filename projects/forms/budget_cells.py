"""The cells of a line of a budget: what they are called, what may stand in them, and a pasted table read as cells."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from projects.models import CostKind
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.forms import AmountField, LineField, NumberField, YearField
from wegwijzer.ui.forms.typed import tidy

CELLS = ("kind", "description", "organisation", "year", "quantity", "unit_cost", "months", "eligible")
LABELS = {
    "kind": _("kostensoort"),
    "description": _("omschrijving"),
    "organisation": _("bestuur"),
    "year": _("jaar"),
    "quantity": _("aantal of VTE"),
    "unit_cost": _("kostprijs of jaarkost"),
    "months": _("maanden"),
    "eligible": _("subsidiabel"),
}
# What people have above such a column in a table of their own.
HEADINGS = {
    "kind": ("kostensoort", "soort", "rubriek", "categorie"),
    "description": ("omschrijving", "beschrijving", "kost", "post", "wat"),
    "organisation": ("bestuur", "organisatie", "partner", "gemeente"),
    "year": ("jaar", "jaren"),
    "quantity": ("aantal of vte", "aantal", "vte", "hoeveelheid"),
    "unit_cost": ("kostprijs of jaarkost", "kostprijs", "jaarkost", "eenheidsprijs", "prijs", "bedrag"),
    "months": ("maanden", "aantal maanden"),
    "eligible": ("subsidiabel",),
}
MOST_YEARS = 20
LARGEST_QUANTITY = Decimal("9999999.99")
YEARS = re.compile(r"(?P<first>[0-9]{4})\s*(?:-|–|tot en met|t/m)\s*(?P<last>[0-9]{4})")
ANY_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
YES = ("", "ja", "j", "x", "1")
NO = ("nee", "neen", "n", "0")


class YearsField(LineField):
    """A year, or several: "2016-2018" is three. Cleaned to a list of years."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        year = YearField(smallest=1988, largest=2100)
        match = YEARS.fullmatch(tidy(text))
        if match is None:
            return [year.clean(text)] if text else []
        first, last = year.clean(match["first"]), year.clean(match["last"])
        if not first <= last < first + MOST_YEARS:
            said = _now("Schrijf eerst het eerste jaar, en hoogstens %s jaren.")
            raise ValidationError(said % MOST_YEARS)
        return list(range(first, last + 1))


class OneOfField(LineField):
    """A row by its name, whatever the capitals; `words` is {name: row}. What was typed stays when it is unknown."""

    def __init__(self, *, words: Mapping[str, Any], unknown: Any, **kwargs: Any) -> None:
        self.words = {plain(name): row for name, row in words.items()}
        self.unknown = unknown
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        if plain(text) not in self.words:
            raise ValidationError(self.unknown % {"name": text[:60]})
        return self.words[plain(text)]


class YesField(LineField):
    """ "ja" or "nee"; empty is yes. Cleaned to True or False."""

    def clean(self, value: Any) -> Any:
        text = plain(super().clean(value))
        if text in NO:
            return False
        if text not in YES:
            raise ValidationError(_now("Schrijf ja of nee."))
        return True


def plain(text: object) -> str:
    """As names are compared: lower case, single spaces."""
    return " ".join(str(text).replace("’", "'").split()).casefold()


def fields_of(number: int, kinds: Mapping[str, CostKind], boards: Mapping[str, Organisation]) -> dict[str, forms.Field]:
    """The cells of row `number`, as fields: "kind_3"."""

    def label(cell: str) -> str:
        return _now("Rij %(number)s, %(cell)s") % {"number": number, "cell": LABELS[cell]}

    def known(ids: str, length: int) -> forms.TextInput:
        return forms.TextInput(attrs={"list": ids, "maxlength": length})

    no_kind = _("De kostensoort ‘%(name)s’ kennen wij niet. Kies uit de lijst, of voeg ze eerst toe.")
    no_board = _("Het bestuur ‘%(name)s’ kennen wij niet. Schrijf de naam zoals ze in de lijst staat.")
    cells: dict[str, forms.Field] = {
        "kind": OneOfField(words=kinds, unknown=no_kind, max_length=80, widget=known("kostensoorten", 80)),
        "description": LineField(max_length=160),
        "organisation": OneOfField(words=boards, unknown=no_board, max_length=150, widget=known("besturen", 150)),
        "year": YearsField(max_length=30),
        "quantity": NumberField(largest=LARGEST_QUANTITY),
        "unit_cost": AmountField(),
        "months": NumberField(places=1, smallest=Decimal("0.1"), largest=12),
        "eligible": YesField(max_length=10),
    }
    for cell, field in cells.items():
        field.required = False  # a row may stay empty; what a filled one lacks is said by the form
        field.label = label(cell)
        field.widget.attrs["aria-label"] = field.label  # its heading stands on top of the column
    return {f"{cell}_{number}": field for cell, field in cells.items()}


def pasted_rows(text: str) -> list[dict[str, str]]:
    """Rows of cells out of a spreadsheet. Raises ValidationError for a table that can not be understood.

    Under a row of headings every column is known by its name, and a column "2016" holds amounts of that year. Without
    it the columns are those of the page.
    """
    rows = [[tidy(cell) for cell in line.split("\t")] for line in text.splitlines() if line.strip()]
    if not rows:
        return []
    heads = [_column(heading) for heading in rows[0]]
    if not any(head in ("kind", "description") for head in heads):
        if max(len(row) for row in rows) > len(CELLS):
            raise ValidationError(_now("Er zijn meer kolommen dan op deze pagina. Zet er een rij met titels boven."))
        return [dict(zip(CELLS, row, strict=False)) for row in rows]
    unknown = [rows[0][place] for place, head in enumerate(heads) if not head and rows[0][place]]
    if unknown:
        said = _now("Deze kolommen kennen wij niet: %s. Laat ze weg of geef ze een titel van deze pagina.")
        raise ValidationError(said % ", ".join(f"‘{name[:40]}’" for name in unknown))
    if len(set(filter(None, heads))) < len([*filter(None, heads)]):
        raise ValidationError(_now("Een kolom staat er twee keer. Laat er één staan."))
    found = []
    for row in rows[1:]:
        cells = {head: cell for head, cell in zip(heads, row, strict=False) if head}
        found += _per_year(cells)
    return found


def _per_year(cells: dict[str, str]) -> list[dict[str, str]]:
    """A row with amounts under years is a line for each amount."""
    years = {head: cell for head, cell in cells.items() if ANY_YEAR.fullmatch(head)}
    if not years:
        return [cells]
    rest = {head: cell for head, cell in cells.items() if head not in years}
    return [rest | {"year": year, "quantity": "1", "unit_cost": cell} for year, cell in years.items() if cell]


def _column(heading: str) -> str:
    wanted = plain(heading)
    if ANY_YEAR.fullmatch(wanted):
        return wanted
    return next((cell for cell, names in HEADINGS.items() if wanted in names), "")
