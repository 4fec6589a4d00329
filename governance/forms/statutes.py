"""Statutes with their nine clauses, and the accounts of a year, in forms."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from governance.models import ApprovalRound, ClauseKind, Decision, Statutes
from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms import AmountField, DateField, DocumentField, IntegerField, LineField, PeriodMixin


class StatutesForm(PeriodMixin, forms.Form):
    """A version: `clause_<kind>` says in which article each of the nine stands."""

    title = LineField(label=_("Titel"), max_length=160)
    from_on = DateField(label=_("Geldt vanaf"), required=False)
    until_on = DateField(label=_("Geldt tot en met"), required=False)
    round = forms.ModelChoiceField(
        ApprovalRound.objects.none(), label=_("Goedgekeurd in de ronde"), required=False, empty_label=_("geen ronde")
    )
    file = DocumentField(label=_("Document"), required=False)

    def __init__(
        self, *args: Any, rounds: "QuerySet[ApprovalRound]", statutes: Statutes | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = rounds  # type: ignore[attr-defined]
        known = {clause.kind: clause.reference for clause in statutes.clauses.all()} if statutes else {}
        for kind in ClauseKind:
            label = f"{_('Artikel over')} {kind.label}"
            self.fields[f"clause_{kind.value}"] = LineField(label=label, max_length=60, required=False)
            self.initial.setdefault(f"clause_{kind.value}", known.get(kind.value, ""))

    @property
    def values(self) -> dict[str, Any]:
        """What the action wants."""
        data = dict(self.cleaned_data)
        return {name: value for name, value in data.items() if not name.startswith("clause_")} | {
            "clauses": dict(self._clauses(data))
        }

    @staticmethod
    def _clauses(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
        for kind in ClauseKind:
            yield kind.value, data[f"clause_{kind.value}"]


class StatutesChangeForm(VersionMixin, StatutesForm):
    """To correct a version."""


class EstablishedField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.label}, {obj.body}: {obj.title}"


class AccountsChangeForm(VersionMixin, forms.Form):
    """How far the accounts of a year are. `decisions` are those of the partnership."""

    drawn_up_on = DateField(label=_("Opgemaakt op"), required=False)
    result = AmountField(label=_("Resultaat"), required=False, smallest=None)
    established_in = EstablishedField(
        Decision.objects.none(), label=_("Vastgesteld in"), required=False, empty_label=_("nog niet vastgesteld")
    )
    file = DocumentField(label=_("Document"), required=False)

    def __init__(self, *args: Any, decisions: "QuerySet[Decision]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["established_in"].queryset = decisions  # type: ignore[attr-defined]


class AccountsForm(AccountsChangeForm):
    version = None  # type: ignore[assignment] # a new one was never seen before
    year = IntegerField(label=_("Jaar"), smallest=1988, largest=2100)
    field_order = ("year",)
