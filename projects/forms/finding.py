"""A finding, and many at once from the notes of a working group."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from crispy_forms.layout import Layout, Row
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from projects.forms.about import AboutMixin
from projects.forms.finding_lines import LONGEST, MOST_LINES, Line, read
from projects.models import FindingKind, FindingSource, Objective
from wegwijzer.accounts.periods import today
from wegwijzer.ui.crispy import BaseHelper
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import DateField, LineField, ProseField

Chapters = Sequence[tuple[str, list[tuple[int, str]]]]


class SourceMixin(AboutMixin):
    """Where it comes from."""

    source = forms.ChoiceField(
        label=_("Bron"), choices=FindingSource.choices, initial=FindingSource.WORKING_GROUP, widget=forms.RadioSelect
    )
    source_detail = LineField(
        label=_("Welke"),
        max_length=150,
        required=False,
        help_text=_("Bijvoorbeeld: werkgroep voorjaar 2006. Noem geen namen van personen."),
    )
    found_on = DateField(label=_("Vastgesteld op"), required=False, latest=today)


class FindingForm(SourceMixin):
    """`objectives` are those of the plan, `chapters` what they are called, per chapter."""

    kind = forms.ChoiceField(label=_("Soort"), choices=FindingKind.choices, widget=forms.RadioSelect)
    text = ProseField(label=_("Wat is er vastgesteld?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))
    objectives = forms.ModelMultipleChoiceField(
        Objective.objects.none(),
        label=_("Welke doelstellingen verantwoordt dit?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, objectives: "QuerySet[Objective]", chapters: Chapters, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["objectives"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = objectives
        field.choices = list(chapters)
        if not chapters:
            del self.fields["objectives"]
        names = ("version", "text", "kind", Row("theme", "target_group"), "source", Row("source_detail", "found_on"))
        self.helper = BaseHelper()
        fields = [name for name in (*names, "objectives") if not isinstance(name, str) or name in self.fields]
        self.helper.layout = Layout(*fields)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["objectives"] = list(data.get("objectives") or [])
        return data


class FindingEditForm(FindingForm, VersionMixin):
    """To correct one."""


@dataclass(frozen=True)
class Read:
    """A line as it is understood; `is_known` when the analysis says it already."""

    line: Line
    is_known: bool = False

    @property
    def kind_label(self) -> str:
        return str(FindingKind(self.line.kind).label) if self.line.kind else ""


class FindingsForm(SourceMixin):
    """What a working group said, one finding per line.

    `rows` is the preview. What is sent again with the digest of that preview (`seen`) is meant to be kept. `known`
    gives (kind, text) of what is there already, for a theme and a target group.
    """

    text = ProseField(
        label=_("Bevindingen, één per regel"),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Begin elke regel met + (sterkte), - (zwakte), k (kans), b (bedreiging) of v (vaststelling)."),
    )
    kind = forms.ChoiceField(
        label=_("Een regel zonder teken is een"),
        choices=[("", _("fout: elke regel zegt zelf wat ze is")), *FindingKind.choices],
        required=False,
        widget=forms.Select,
    )
    seen = LineField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, known: Callable[[Any, Any], set[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        self.rows: list[Read] = []

    @property
    def new_lines(self) -> list[tuple[str, str]]:
        return [(row.line.kind, row.line.text) for row in self.rows if not row.is_known and not row.line.error]

    @property
    def shared(self) -> dict[str, Any]:
        names = ("theme", "target_group", "source", "source_detail", "found_on")
        return {name: self.cleaned_data[name] for name in names}

    @property
    def digest(self) -> str:
        """Of what the preview shows, and what it is about."""
        about = [str(self.cleaned_data.get(name)) for name in ("theme", "target_group")]
        return hashlib.sha256(repr((about, self.new_lines)).encode()).hexdigest()

    @property
    def is_confirmed(self) -> bool:
        return self.is_valid() and self.cleaned_data["seen"] == self.digest and bool(self.new_lines)

    def shown_again(self) -> "FindingsForm":
        """The same form to show: what is seen now is what will be kept."""
        self.data = self.data.copy()
        self.data["seen"] = "" if self.errors else self.digest
        return self

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "text" in self.errors or "kind" in self.errors:
            return data
        lines = read(data["text"], data["kind"])
        if len(lines) > MOST_LINES:
            self.add_error("text", _("Dit zijn te veel regels. Plak er hoogstens %s tegelijk.") % MOST_LINES)
            return data
        known = self.known(data.get("theme"), data.get("target_group"))
        self.rows = [Read(line, (line.kind, line.text) in known) for line in lines]
        wrong = sum(bool(row.line.error) for row in self.rows)
        if wrong:
            said = ngettext(
                "%s regel klopt niet: in de lijst staat waarom. Verbeter hem, er is nog niets bewaard.",
                "%s regels kloppen niet: in de lijst staat waarom. Verbeter ze, er is nog niets bewaard.",
                wrong,
            )
            self.add_error("text", said % wrong)
        return data
