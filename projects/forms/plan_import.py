"""Objectives out of a file or a pasted table, looked at before anything is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from projects.actions.plan_proposal import Proposal, propose
from projects.forms import plan_rows, plan_table
from projects.forms.plan_files import PlanFileField
from projects.models import Plan
from wegwijzer.ui.forms import LineField
from wegwijzer.ui.forms.sheets import LONGEST_TABLE, TableField

MOST_SHOWN = 300  # rows of a preview


class PlanImportForm(forms.Form):
    """`proposal` is the preview. What is sent again with its digest (`seen`) is meant to be kept."""

    file = PlanFileField(
        label=_("Uit een rekenblad"),
        required=False,
        help_text=_("Een .xlsx met een rij kolomnamen, bijvoorbeeld het bestand dat u van dit plan ophaalde."),
    )
    text = TableField(
        label=_("Of plak een tabel of een lijst"),
        max_length=LONGEST_TABLE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "wrap": "off"}),
        help_text=_("Uit een tekstverwerker of een rekenblad: met kolomnamen, met codes ervoor, of ingesprongen."),
    )
    as_new = forms.BooleanField(
        label=_("Alles is nieuw: het komt uit een ander plan"),
        required=False,
        help_text=_("Wij kijken dan niet naar sleutels of gelijke titels."),
    )
    seen = LineField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.read_text = ""
        self.ignored: list[str] = []
        self.proposal: Proposal | None = None

    @property
    def is_confirmed(self) -> bool:
        return self.is_valid() and self.proposal is not None and self.cleaned_data["seen"] == self.proposal.digest

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "text" in self.errors or "file" in self.errors:
            return cleaned
        column = "file" if cleaned.get("file") else "text"
        self.read_text = cleaned.get("file") or cleaned.get("text") or ""
        table = plan_table.read(self.read_text)
        self.ignored = table.ignored
        if table.wrong:
            self.add_error(column, table.wrong[:MOST_SHOWN])
            return cleaned
        self.lines = plan_rows.lines_of(table)
        self.proposal = propose(self.plan, self.lines, as_new=cleaned.get("as_new", False))
        wrong = len(self.proposal.wrong)
        if wrong:
            said = ngettext(
                "%s rij klopt niet: in de lijst staat waarom. Er is nog niets bewaard.",
                "%s rijen kloppen niet: in de lijst staat waarom. Er is nog niets bewaard.",
                wrong,
            )
            self.add_error(column, said % wrong)
        return cleaned

    def shown_again(self) -> "PlanImportForm":
        """The same form to show: what was in the file stands in the text by now; what is seen is what will be kept."""
        self.data = self.data.copy()
        if self.cleaned_data.get("file"):
            self.data["text"] = self.read_text
        self.data["seen"] = "" if self.errors or self.proposal is None else self.proposal.digest
        return self

    @property
    def shown_rows(self) -> list[Any]:
        """The wrong rows first when there are any, and what changes nothing left out."""
        if self.proposal is None:
            return []
        rows = self.proposal.wrong or [row for row in self.proposal.rows if row.kind != "same"]
        return rows[:MOST_SHOWN]
