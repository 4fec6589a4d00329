"""The filters of the register of decisions, as a sentence."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.forms.more_filters import MoreFilters
from governance.models import Body, Decision, EffectState, Outcome, Partnership, Theme, effects_of
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.ui.forms.choices import offer

EFFECTS = [("", gettext_lazy("elke stand")), *EffectState.choices]
OUTCOMES = [("", gettext_lazy("elk resultaat")), *((o.value, o.label) for o in Outcome if o)]


class RegisterFilter(MoreFilters):
    """Only bodies, partnerships and years in which this person has something to find are offered."""

    of = "decisions"

    partnership = forms.ModelChoiceField(
        queryset=None, required=False, label=gettext_lazy("van"), empty_label=gettext_lazy("elk verband")
    )
    body = forms.ModelChoiceField(
        queryset=None, required=False, label=gettext_lazy("van"), empty_label=gettext_lazy("elk orgaan")
    )
    year = forms.TypedChoiceField(required=False, coerce=int, label=gettext_lazy("in"))
    outcome = forms.ChoiceField(choices=OUTCOMES, required=False, label=gettext_lazy("met"))
    effect = forms.ChoiceField(choices=EFFECTS, required=False, label=gettext_lazy("nu"))
    theme = forms.ModelChoiceField(
        queryset=None, required=False, label=gettext_lazy("over"), empty_label=gettext_lazy("elk thema")
    )
    organisation = forms.ModelChoiceField(
        queryset=None, required=False, label=gettext_lazy("gevraagd aan"), empty_label=gettext_lazy("elk bestuur")
    )

    def __init__(self, *args: Any, visible: "QuerySet[Decision]", user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_more(user)
        years = self._offer_places(visible)
        self._offer_few("theme", Theme.objects.filter(decisions__in=visible).distinct())
        asked = Organisation.objects.filter(asked__round__decision__in=visible).distinct().in_order()
        self._offer_few("organisation", asked)
        self.fields["year"].choices = [("", _("elk jaar")), *((year, str(year)) for year in years)]  # type: ignore[attr-defined]

    def _offer_places(self, visible: "QuerySet[Decision]") -> list[int]:
        """Offer the bodies and partnerships that decided something; gives the years in which they did, newest first."""
        names = ("body", "body__name", "body__partnership", "body__partnership__name")
        rows = visible.order_by(*names[1::2], "body").values_list(*names, "year").distinct()
        partnerships, bodies, years = {}, {}, set()
        for body, name, partnership, partnership_name, year in rows:
            partnerships[partnership] = partnership_name
            bodies[body] = (name, partnership_name)
            years.add(year)
        several = len(partnerships) > 1
        words = {pk: f"{name} ({where})" if several else name for pk, (name, where) in bodies.items()}
        offer(self, "body", Body.objects.filter(pk__in=words), words)
        if several:
            offer(self, "partnership", Partnership.objects.filter(pk__in=partnerships), partnerships)
        else:
            del self.fields["partnership"]
        return sorted(years, reverse=True)

    def _offer_few(self, name: str, rows: Any) -> None:
        """Offer these rows, read once; a filter without anything to choose is left out."""
        words = {row.pk: str(row) for row in rows}
        if words:
            offer(self, name, rows.model.objects.filter(pk__in=words), words)
        else:
            del self.fields[name]

    def narrow(self, rows: "QuerySet[Decision]") -> "QuerySet[Decision]":
        data = self.cleaned_data
        rows = super().narrow(rows)
        if data.get("partnership"):
            rows = rows.filter(body__partnership=data["partnership"])
        for name in ("body", "year", "outcome"):
            if data.get(name):
                rows = rows.filter(**{name: data[name]})
        if data.get("theme"):
            rows = rows.filter(themes=data["theme"])
        if data.get("organisation"):
            rows = rows.filter(pk__in=Decision.objects.filter(rounds__parties__organisation=data["organisation"]))
        return self._with_effect(rows, data["effect"]) if data.get("effect") else rows

    def _with_effect(self, rows: "QuerySet[Decision]", wanted: str) -> "QuerySet[Decision]":
        """By what became of them: computed for those on condition, plain for the others."""
        plain = {"effective": Q(outcome=Outcome.ADOPTED), "lapsed": ~Q(outcome=Outcome.ADOPTED)}
        conditioned = list(rows.filter(condition__isnull=False).select_related("meeting"))
        effects = effects_of(conditioned)
        keys = [decision.pk for decision in conditioned if effects[decision.pk].state == wanted]
        without = Q(condition__isnull=True) & plain[wanted] if wanted in plain else Q(pk__in=[])
        return rows.filter(Q(pk__in=keys) | without)

    def sentence(self) -> str:
        data = getattr(self, "cleaned_data", {})
        parts = []
        if data.get("partnership"):
            parts.append(_("van %(name)s") % {"name": data["partnership"]})
        if data.get("body"):
            parts.append(_("van het orgaan %(name)s") % {"name": data["body"]})
        if data.get("year"):
            parts.append(_("in %(year)s") % {"year": data["year"]})
        if data.get("outcome"):
            parts.append(_("met resultaat ‘%(outcome)s’") % {"outcome": Outcome(data["outcome"]).label})
        if data.get("effect"):
            parts.append(_("nu ‘%(effect)s’") % {"effect": EffectState(data["effect"]).label})
        if data.get("theme"):
            parts.append(_("over %(theme)s") % {"theme": data["theme"]})
        if data.get("organisation"):
            parts.append(_("gevraagd aan %(organisation)s") % {"organisation": data["organisation"]})
        return " ".join(part for part in (*parts, super().sentence()) if part)
