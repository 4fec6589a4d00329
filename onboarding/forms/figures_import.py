"""Figures out of a file or a pasted table: read row by row, and looked at before anything is kept."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from governance.models import Partnership
from onboarding.actions.figures_import import Line, Proposal, propose
from onboarding.forms.measurement import FigureField
from onboarding.models import Indicator, Place, last_full_year
from onboarding.models.indicator import FIRST_YEAR
from wegwijzer.ui.forms import LineField
from wegwijzer.ui.forms.choices import offer
from wegwijzer.ui.forms.sheets import LONGEST_TABLE, SheetField, TableField
from wegwijzer.ui.forms.tables import separated
from wegwijzer.ui.forms.typed import tidy

MOST_ROWS = 10_000
MOST_COLUMNS = 60
MOST_SHOWN = 300  # rows of a preview
# What people have above such a column.
HEADINGS = {
    "indicator": ("cijfer", "indicator", "wat"),
    "place": ("gemeente", "organisatie", "bestuur", "plaats", "nis-code", "niscode"),
    "year": ("jaar",),
    "value": ("waarde", "aantal", "getal", "cijferwaarde"),
    "remark": ("opmerking", "opmerkingen", "nota"),
    "source": ("bron",),
}
LENGTHS = {"remark": 300, "source": 200}
NOT_KNOWN = ("niet gekend", "niet bekend", "onbekend", "?")


class FiguresImportForm(forms.Form):
    """`proposal` is the preview. What is sent again with its digest (`seen`) is meant to be kept."""

    file = SheetField(
        label=_("Uit een rekenblad"),
        required=False,
        kinds=("xlsx", "csv"),
        most_rows=MOST_ROWS,
        most_columns=MOST_COLUMNS,
        sheet=_("Cijfers"),
        error_messages={"kind": _("Dit soort bestand kan hier niet. Kies een .xlsx of een .csv.")},
        help_text=_("Een .xlsx of .csv, bijvoorbeeld het rekenblad dat u hier ophaalde."),
    )
    text = TableField(
        label=_("Of plak een tabel"),
        max_length=LONGEST_TABLE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "wrap": "off"}),
        help_text=_("Met een rij titels: Gemeente en jaartallen, of Cijfer, Gemeente, Jaar en Waarde."),
    )
    indicator = forms.ModelChoiceField(
        Indicator.objects.none(),
        label=_("Welk cijfer staat erin?"),
        required=False,
        empty_label=_("dat staat in de tabel"),
    )
    seen = LineField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        partnership: Partnership,
        indicators: Sequence[Indicator],
        places: Sequence[Place],
        may_fill: Collection[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.partnership, self.indicators, self.places, self.may_fill = partnership, indicators, places, may_fill
        self.read_text, self.lines, self.wrong_rows = "", [], []  # type: tuple[str, list[Line], list[tuple[int, str]]]
        self.proposal: Proposal | None = None
        typed = {row.pk: row.name for row in indicators if row.is_typed}
        offer(self, "indicator", Indicator.objects.filter(pk__in=typed), typed)

    @property
    def is_confirmed(self) -> bool:
        return self.is_valid() and self.proposal is not None and self.cleaned_data["seen"] == self.proposal.digest

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"text", "file", "indicator"} & self.errors.keys():
            return cleaned
        column = "file" if cleaned.get("file") else "text"
        self.read_text = cleaned.get("file") or cleaned.get("text") or ""
        try:
            reader = TableReader(self.indicators, self.places, cleaned.get("indicator"))
            self.lines, self.wrong_rows = reader.read(self.read_text)
        except ValidationError as wrong:
            self.add_error(column, wrong)
            return cleaned
        self.proposal = propose(self.partnership, self.lines, self.may_fill)
        self.wrong_rows = sorted([*self.wrong_rows, *((row.line.number, row.wrong) for row in self.proposal.wrong)])
        if self.wrong_rows:
            said = ngettext(
                "%s cijfer klopt niet: in de lijst staat waarom. Er is nog niets bewaard.",
                "%s cijfers kloppen niet: in de lijst staat waarom. Er is nog niets bewaard.",
                len(self.wrong_rows),
            )
            self.add_error(column, said % len(self.wrong_rows))
        elif not self.lines:
            self.add_error(column, _now("Er staat geen enkel cijfer in. Kijk na of de kolom Waarde ingevuld is."))
        return cleaned

    def shown_again(self) -> "FiguresImportForm":
        """The same form to show: what was in the file stands in the text by now; what is seen is what will be kept."""
        self.data: Any = self.data.copy()  # type: ignore[attr-defined]
        if self.cleaned_data.get("file"):
            self.data["text"] = self.read_text
        self.data["seen"] = "" if self.errors or self.proposal is None else self.proposal.digest
        return self


class TableReader:
    """A table with a row of headings, as lines: a row per figure, or a row per place with its years beside it."""

    def __init__(self, indicators: Sequence[Indicator], places: Sequence[Place], chosen: Indicator | None) -> None:
        self.indicators = {plain(row.name): row for row in indicators}
        self.fields = {row.pk: FigureField(row, asks_back=True) for row in indicators}
        self.places = _names(places)
        self.chosen = chosen
        self.wrong: list[tuple[int, str]] = []

    def read(self, text: str) -> tuple[list[Line], list[tuple[int, str]]]:
        """The lines, and what is wrong in which row. Raises ValidationError for a table that can not be understood."""
        rows = [(number, row) for number, row in enumerate(separated(text), start=1) if any(map(tidy, row))]
        if not rows:
            raise ValidationError(_now("Hier staat niets in. Plak minstens één rij, of kies een bestand."))
        if len(rows) > MOST_ROWS + 1:
            raise ValidationError(_now("Dit zijn meer dan %s rijen. Haal ze in delen binnen.") % MOST_ROWS)
        heads = [_column(cell) for cell in rows[0][1]]
        self._refuse(heads, rows[0][1])
        lines = []
        for number, row in rows[1:]:
            if any(map(tidy, row[len(heads) :])):
                self.wrong.append((number, _now("Deze rij heeft meer cellen dan er titels zijn.")))
                continue
            lines += list(self._lines(number, dict(zip(heads, map(tidy, row), strict=False))))
        return lines, self.wrong

    def _refuse(self, heads: Sequence[str], named: Sequence[str]) -> None:
        """What is lacking above the table, in words."""
        if unknown := [tidy(name)[:40] for name, head in zip(named, heads, strict=True) if not head and tidy(name)]:
            raise ValidationError(_now("Deze kolommen kennen wij niet: %s.") % ", ".join(f"‘{one}’" for one in unknown))
        known = [head for head in heads if head]
        if len(set(known)) < len(known):
            raise ValidationError(_now("Een kolom staat er twee keer. Laat er één staan."))
        has_years = any(head.isdigit() for head in known)
        if "place" not in known or not (has_years or {"year", "value"} <= set(known)):
            said = _now("Zet boven de tabel een rij titels: Gemeente en jaartallen, of Cijfer, Gemeente, Jaar, Waarde.")
            raise ValidationError(said)
        if has_years and "value" in known:
            raise ValidationError(_now("Kies één vorm: jaartallen als titels, of de kolommen Jaar en Waarde."))
        if "indicator" not in known and self.chosen is None:
            raise ValidationError(_now("Zeg hieronder welk cijfer erin staat, of voeg een kolom Cijfer toe."))

    def _lines(self, number: int, cells: Mapping[str, str]) -> Iterator[Line]:
        indicator = self._indicator(number, cells)
        place = self.places.get(plain(cells.get("place", "")))
        if place is None:
            self._say(number, _now("De gemeente ‘%s’ kennen wij hier niet.") % cells.get("place", "")[:60])
        if indicator is None or place is None:
            return
        notes = self._notes(number, cells)
        years = {head: cell for head, cell in cells.items() if head.isdigit()}
        if not years:
            years = {cells.get("year", ""): cells.get("value", "")}
        for name, cell in years.items():
            if not cell:  # says nothing: what is there stays
                continue
            year = self._year(number, name)
            try:
                value = None if plain(cell) in NOT_KNOWN else self.fields[indicator.pk].clean(cell)
            except ValidationError as wrong:
                self._say(number, f"{place.name}, {name}: ‘{cell[:40]}’. {' '.join(wrong.messages)}")
                continue
            if year is not None and notes is not None:
                yield Line(number, indicator, place, year, value, **notes)

    def _indicator(self, number: int, cells: Mapping[str, str]) -> Indicator | None:
        if "indicator" not in cells:
            return self.chosen
        found = self.indicators.get(plain(cells["indicator"]))
        if found is None:
            self._say(number, _now("Het cijfer ‘%s’ kennen wij hier niet.") % cells["indicator"][:60])
        return found

    def _year(self, number: int, text: str) -> int | None:
        year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
        if not FIRST_YEAR <= year <= last_full_year():
            said = _now("‘%(text)s’ is geen jaar van %(first)s tot %(last)s.")
            self._say(number, said % {"text": text[:20], "first": FIRST_YEAR, "last": last_full_year()})
            return None
        return year

    def _notes(self, number: int, cells: Mapping[str, str]) -> dict[str, str] | None:
        """Remark and source where the table has such columns; None when one of them can not be kept."""
        notes = {}
        for name, longest in LENGTHS.items():
            if name in cells:
                try:
                    notes[name] = LineField(max_length=longest, required=False).clean(cells[name])
                except ValidationError as wrong:
                    self._say(number, " ".join(wrong.messages))
                    return None
        return notes

    def _say(self, number: int, said: str) -> None:
        self.wrong.append((number, str(said)))


def _names(places: Sequence[Place]) -> dict[str, Place]:
    """Every name under which somebody may write a place: of the territory, of its boards, and its NIS code."""
    found: dict[str, Place] = {}
    for place in places:
        for name in (place.name, f"gemeente {place.name}", f"ocmw {place.name}", place.organisation.name):
            found.setdefault(plain(name), place)
        found.setdefault(place.nis_code, place)
    return found


def plain(text: object) -> str:
    """As names are compared: lower case, single spaces."""
    return " ".join(str(text).replace("’", "'").split()).casefold()


def _column(heading: str) -> str:
    wanted = plain(tidy(heading))
    if wanted.isascii() and wanted.isdigit() and len(wanted) == 4:
        return wanted
    return next((column for column, names in HEADINGS.items() if wanted in names), "")
