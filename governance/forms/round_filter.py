"""Narrowing the list of approval rounds."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.forms.more_filters import MoreFilters
from governance.models import ApprovalRound, Partnership, RoundKind, RoundState, organisations_visible_to, rights_of
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.ui.forms import YearField
from wegwijzer.ui.forms.choices import offer


class RoundFilterForm(MoreFilters):
    """Which kind of rounds, in which state, of whom, put to whom and in which year."""

    of = "rounds"

    state = forms.ChoiceField(
        label=gettext_lazy("die"), choices=[("", gettext_lazy("er zijn")), *RoundState.choices], required=False
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("over"), choices=[("", gettext_lazy("alles")), *RoundKind.choices], required=False
    )
    partnership = forms.ModelChoiceField(
        label=gettext_lazy("van"), queryset=None, required=False, empty_label=gettext_lazy("elk verband")
    )
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("gevraagd aan"), queryset=None, required=False, empty_label=gettext_lazy("iedereen")
    )
    year = YearField(
        label=gettext_lazy("in"),
        required=False,
        smallest=1988,
        largest=2100,
        widget=forms.TextInput(
            attrs={"class": "narrow", "placeholder": gettext_lazy("jaar"), "aria-label": gettext_lazy("in jaar")}
        ),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_more(user)
        asked = organisations_visible_to(user).filter(asked__isnull=False).distinct().in_order()
        offer(self, "organisation", Organisation.objects.filter(pk__in=asked.values("pk")), _words(asked))
        names = rights_of(user).names
        if len(names) > 1:
            offer(self, "partnership", Partnership.objects.filter(pk__in=names), names)
        else:
            del self.fields["partnership"]

    def narrow(self, rows: "QuerySet[ApprovalRound]") -> "QuerySet[ApprovalRound]":  # type: ignore[override]
        chosen = self.cleaned_data.get
        rows = super().narrow(rows)
        for name in ("state", "kind", "partnership"):
            if value := chosen(name):
                rows = rows.filter(**{name: value})
        if organisation := chosen("organisation"):
            rows = rows.filter(parties__organisation=organisation)  # once in each round
        if year := chosen("year"):
            asked = Q(asked_on__isnull=True, deadline_on__year=year) | Q(asked_on__year=year)
            rows = rows.filter(Q(year=year) | Q(year__isnull=True) & asked)
        return rows

    def sentence(self) -> str:
        chosen = self.cleaned_data.get
        parts = []
        if state := chosen("state"):
            parts.append(_("met stand ‘%s’") % RoundState(state).label)
        if kind := chosen("kind"):
            parts.append(_("over ‘%s’") % RoundKind(kind).label)
        if partnership := chosen("partnership"):
            parts.append(_("van %s") % partnership)
        if organisation := chosen("organisation"):
            parts.append(_("gevraagd aan %s") % organisation)
        if year := chosen("year"):
            parts.append(_("in %s") % year)
        return " ".join(part for part in (*parts, super().sentence()) if part)


def _words(rows: "QuerySet[Organisation]") -> dict[int, str]:
    return dict(rows.values_list("pk", "name"))
