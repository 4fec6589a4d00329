"""Narrowing the list of meetings."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.forms.more_filters import MoreFilters
from governance.models import Body, Meeting, MeetingState, Partnership
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.ui.forms import YearField
from wegwijzer.ui.forms.choices import offer

COMING, PAST, ALL = "komend", "voorbij", "alle"


class MeetingFilterForm(MoreFilters):
    """Which meetings: coming or past, of which body, in which year and state."""

    of = "meetings"

    when = forms.ChoiceField(
        label=_("toon"),
        choices=[(COMING, _("komende")), (PAST, _("voorbije")), (ALL, _("alle"))],
        required=False,
        widget=forms.Select(attrs={"aria-label": _("komend of voorbij")}),
    )
    partnership = forms.ModelChoiceField(
        label=_("van"), queryset=Partnership.objects.none(), required=False, empty_label=_("elk samenwerkingsverband")
    )
    body = forms.ModelChoiceField(
        label=_("orgaan"), queryset=Body.objects.none(), required=False, empty_label=_("elk orgaan")
    )
    year = YearField(
        label=_("in"),
        required=False,
        smallest=1990,
        largest=2100,
        widget=forms.TextInput(attrs={"class": "narrow", "placeholder": _("jaar"), "aria-label": _("in jaar")}),
    )
    state = forms.ChoiceField(label=_("met stand"), required=False)

    def __init__(
        self, *args: Any, user: User, bodies: Mapping[int, str], partnerships: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer_more(user)
        offer(self, "body", Body.objects.filter(pk__in=bodies), bodies)
        self.fields["state"].choices = [("", _("elke stand")), *MeetingState.choices]  # type: ignore[attr-defined]
        if len(partnerships) > 1:
            offer(self, "partnership", Partnership.objects.filter(pk__in=partnerships), partnerships)
        else:
            del self.fields["partnership"]

    @property
    def when_shown(self) -> str:
        """Coming, past or all; what was asked without a time, of a year, a state or what it is about, says all."""
        asked = self.data.get("when", "")
        if asked in (COMING, PAST, ALL):
            return str(asked)
        return ALL if any(self.data.get(name) for name in ("year", "state", "q")) or self.asks_more else COMING

    def narrow(self, rows: "QuerySet[Meeting]") -> "QuerySet[Meeting]":  # type: ignore[override]
        chosen = self.cleaned_data.get
        rows = super().narrow(rows)
        if self.when_shown == COMING:
            rows = rows.filter(planned_start__date__gte=today()).exclude(state=MeetingState.APPROVED)
        elif self.when_shown == PAST:
            rows = rows.filter(planned_start__date__lt=today())
        if partnership := chosen("partnership"):
            rows = rows.filter(body__partnership=partnership)
        if body := chosen("body"):
            rows = rows.filter(body=body)
        if year := chosen("year"):
            rows = rows.filter(planned_start__year=year)
        if state := chosen("state"):
            rows = rows.filter(state=state)
        return rows

    def sentence(self) -> str:
        chosen = self.cleaned_data.get
        parts = []
        if body := chosen("body"):
            parts.append(_now("van %s") % body)
        elif partnership := chosen("partnership"):
            parts.append(_now("van %s") % partnership)
        if year := chosen("year"):
            parts.append(_now("in %s") % year)
        if state := chosen("state"):
            parts.append(_now("met stand ‘%s’") % MeetingState(state).label)
        return " ".join(part for part in (*parts, super().sentence()) if part)
