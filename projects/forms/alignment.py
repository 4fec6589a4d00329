"""Linking a line of another plan to an objective of this one, and how much of the matrix to show."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from projects.models import Level, Objective, Plan
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import LineField

Groups = Sequence[tuple[str, list[tuple[int, str]]]]
KIES = [("", _("kies"))]


class AlignmentNoteForm(forms.Form):
    note = LineField(
        label=_("Hoe hangen ze samen?"),
        max_length=300,
        required=False,
        help_text=_("Bijvoorbeeld: voert deze doelstelling uit voor jonge gezinnen."),
    )


class AlignmentChangeForm(VersionMixin, AlignmentNoteForm):
    """The words only: another line or objective is another alignment."""


class AlignmentForm(AlignmentNoteForm):
    """`lines` and `objectives` are what can be chosen; the groups say what they are called, per plan or chapter."""

    line = forms.ModelChoiceField(Objective.objects.none(), label=_("Lijn van het andere plan"))
    objective = forms.ModelChoiceField(Objective.objects.none(), label=_("Doelstelling van dit plan"))

    field_order = ("line", "objective", "note")

    def __init__(
        self,
        *args: Any,
        lines: "QuerySet[Objective]",
        line_groups: Groups,
        objectives: "QuerySet[Objective]",
        objective_groups: Groups,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows, groups in (("line", lines, line_groups), ("objective", objectives, objective_groups)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows
            field.choices = [*KIES, *groups]


class AlignmentFilter(forms.Form):
    """How deep the matrix goes, and whose lines to show beside those that are linked already."""

    use_required_attribute = False

    niveau = forms.ChoiceField(
        label=_("Toon doelstellingen tot en met"),
        choices=[
            ("", _("de operationele")),
            (Level.TACTICAL, _("de tactische")),
            (Level.STRATEGIC, _("de strategische")),
            (Level.STEP, _("de acties en stappen")),
        ],
        required=False,
        widget=forms.Select,
    )
    plan = forms.ModelChoiceField(
        Plan.objects.none(), label=_("met de lijnen van"), required=False, empty_label=_("de afgestemde plannen")
    )

    def __init__(self, *args: Any, plans: "QuerySet[Plan]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = plans  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def lowest(self) -> Level:
        return Level(self.chosen or Level.OPERATIONAL)

    @property
    def chosen(self) -> str:
        """What was asked, "" for the usual."""
        return self.cleaned_data.get("niveau") or ""

    @property
    def asked(self) -> Plan | None:
        return self.cleaned_data.get("plan")
