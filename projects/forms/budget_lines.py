"""Lines of a budget: many at once, typed or pasted, with what is wrong beside its cell; and one, to correct it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from projects.actions.budget_line import refusal
from projects.forms.budget_cells import CELLS, LABELS, LARGEST_QUANTITY, fields_of, pasted_rows
from projects.models import Budget, BudgetLine, CostKind
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import AmountField, LineField, NumberField, ProseField, YearField
from wegwijzer.ui.forms.typed import tidy

SPARE = 8  # empty rows to begin with
MOST_ROWS = 100
MORE, PASTE = "more", "paste"  # buttons that only bring rows
NEEDED = ("description", "year", "quantity", "unit_cost")


class BudgetLinesForm(forms.Form):
    """Rows of cells; an empty kind is the one above. `lines` is what the action asks for, when all rows are right.

    Pasted text becomes rows of the form: nothing is kept before all of them were seen and are right.
    """

    pasted = ProseField(
        label=_("Plak hier rijen uit een rekenblad"),
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 4, "wrap": "off"}),
        help_text=_(
            "Met dezelfde kolommen als hieronder, of met een rij titels erboven. Een kolom met een jaartal als titel"
            " (2016) telt als bedragen van dat jaar."
        ),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        budget: Budget,
        kinds: "QuerySet[CostKind]",
        boards: "QuerySet[Organisation]",
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.use_required_attribute = False
        self.budget = budget
        self.kinds = {kind.name: kind for kind in kinds}
        self.boards = {board.name: board for board in boards}
        self.lines: list[dict[str, Any]] = []
        self.is_only_asked = data is not None and (MORE in data or PASTE in data)
        self.misread = ""
        if data is not None:
            self.data = self._with_more_rows(data)
        self.rows = range(1, self._count() + 1)
        for number in self.rows:
            self.fields |= fields_of(number, self.kinds, self.boards)

    def _count(self) -> int:
        if not self.is_bound:
            return SPARE
        places = [key.removeprefix("description_") for key in self.data if key.startswith("description_")]
        numbers = [int(place) for place in places if place.isascii() and place.isdigit() and len(place) < 4]
        return min(max([number for number in numbers if number <= MOST_ROWS], default=SPARE), MOST_ROWS)

    def _with_more_rows(self, data: Any) -> QueryDict:
        """What was sent, with the pasted rows after those that are filled, or with a few empty ones more."""
        copy: QueryDict = data.copy()
        self.data = copy
        count = self._count()
        if PASTE in data:
            try:
                rows = pasted_rows(copy.get("pasted", ""))
            except ValidationError as wrong:
                self.misread = " ".join(wrong.messages)
                return copy
            filled = [number for number in range(1, count + 1) if self._is_filled(copy, number)]
            last = max(filled, default=0)
            if last + len(rows) > MOST_ROWS:
                said = _now("Dit zijn te veel rijen ineens. Bewaar er eerst, en plak er hoogstens %s tegelijk.")
                self.misread = said % MOST_ROWS
                return copy
            for number, row in enumerate(rows, start=last + 1):
                for cell in CELLS:
                    copy[f"{cell}_{number}"] = row.get(cell, "")
            copy["pasted"] = ""
        if MORE in data:
            for number in range(count + 1, min(count + SPARE, MOST_ROWS) + 1):
                copy[f"description_{number}"] = ""
        return copy

    @staticmethod
    def _is_filled(data: Mapping[str, Any], number: int) -> bool:
        return any(tidy(str(data.get(f"{cell}_{number}", ""))) for cell in CELLS)

    @property
    def table(self) -> Iterator[tuple[int, list[tuple[Any, Any]]]]:
        """The rows with their headings and bound cells, for the template."""
        for number in self.rows:
            yield number, [(LABELS[cell], self[f"{cell}_{number}"]) for cell in CELLS]

    @property
    def columns(self) -> list[Any]:
        return [LABELS[cell] for cell in CELLS]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.misread:
            self.add_error("pasted", self.misread)
            return cleaned
        if cleaned.get("pasted") and PASTE not in self.data:
            self.add_error("pasted", _now("Zet wat u plakte eerst in de tabel: druk op ‘Zet in de tabel’."))
        kind: CostKind | None = None
        for number in self.rows:
            if self._is_filled(self.data, number):
                kind = cleaned[f"kind_{number}"] or kind if f"kind_{number}" in cleaned else None
                self._row(number, cleaned, kind)
        if not self.lines and not self.errors:
            raise ValidationError(_now("Vul minstens één rij in."))
        return cleaned

    def _row(self, number: int, cleaned: dict[str, Any], kind: CostKind | None) -> None:
        """What is wrong in a filled row, beside its cell; or its lines, one a year."""
        if kind is None and f"kind_{number}" not in self.errors:
            self.add_error(f"kind_{number}", _now("Kies een kostensoort."))
        for cell in NEEDED:
            name = f"{cell}_{number}"
            if name in cleaned and cleaned[name] in (None, "", []):
                self.add_error(name, _now("Vul dit veld in."))
        names = [f"{cell}_{number}" for cell in CELLS]
        if kind is None or any(name in self.errors for name in names):
            return
        values = {
            "cost_kind": kind,
            "description": cleaned[f"description_{number}"],
            "organisation": cleaned[f"organisation_{number}"],
            "quantity": cleaned[f"quantity_{number}"],
            "unit_cost": cleaned[f"unit_cost_{number}"],
            "months": cleaned[f"months_{number}"],
            "is_eligible": cleaned[f"eligible_{number}"],
        }
        years: list[int] = cleaned[f"year_{number}"]
        for field, said in refusal(BudgetLine(budget=self.budget, year=years[0], **values)).items():
            self.add_error(f"{field}_{number}", said)
            return
        self.lines += [values | {"year": year} for year in years]


class BudgetLineForm(VersionMixin):
    """One line, to correct it."""

    cost_kind = forms.ModelChoiceField(CostKind.objects.none(), label=_("Kostensoort"))
    description = LineField(label=_("Omschrijving"), max_length=160)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Bestuur dat de kost maakt"),
        required=False,
        empty_label=_("geen bestuur in het bijzonder"),
    )
    year = YearField(label=_("Jaar"), smallest=1988, largest=2100)
    quantity = NumberField(label=_("Aantal of VTE"), largest=LARGEST_QUANTITY)
    unit_cost = AmountField(label=_("Kostprijs per eenheid, of jaarkost van 1 VTE"))
    months = NumberField(
        label=_("Maanden"),
        places=1,
        smallest=Decimal("0.1"),
        largest=12,
        required=False,
        help_text=_("Alleen bij personeel: hoeveel maanden van dat jaar."),
    )
    is_eligible = forms.BooleanField(
        label=_("Subsidiabel"), required=False, help_text=_("De subsidiegever telt deze kost mee.")
    )

    def __init__(
        self, *args: Any, kinds: "QuerySet[CostKind]", boards: "QuerySet[Organisation]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in {"cost_kind": kinds, "organisation": boards}.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        self.helper = BaseHelper()
        self.helper.layout = Layout(
            "version", "cost_kind", "description", "organisation", "year", Row("quantity", "unit_cost"), "months",
            "is_eligible",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            values = {name: value for name, value in cleaned.items() if name != "version"}
            for field, said in refusal(BudgetLine(**values)).items():
                self.add_error(field, said)
        return cleaned
