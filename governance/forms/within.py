"""Filters that the lists of parts of a partnership share."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.models import MandateRole, Partnership
from wegwijzer.ui.forms.choices import offer
from wegwijzer.ui.listing import FilterForm


class WithinFilterForm(FilterForm):
    """Narrowed to one partnership, out of those by name that are given."""

    verband = forms.ModelChoiceField(
        Partnership.objects.none(), label=_("van"), required=False, empty_label=_("elk samenwerkingsverband")
    )

    def __init__(self, *args: Any, partnerships: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "verband", Partnership.objects.filter(pk__in=partnerships), partnerships)

    def narrow(self, rows: Any) -> Any:
        asked = self.cleaned_data.get("verband")
        return rows.filter(partnership=asked) if asked else rows

    def sentence(self) -> str:
        asked = self.cleaned_data.get("verband")
        return _now("van %s") % asked if asked else ""


class RoleFilterForm(WithinFilterForm):
    """And to a role in it."""

    rol = forms.ChoiceField(
        label=_("met de rol"), required=False, choices=[("", _("om het even")), *MandateRole.choices]
    )

    @property
    def role_words(self) -> str:
        asked = self.cleaned_data.get("rol")
        return _now("met de rol %s") % MandateRole(asked).label if asked else ""
