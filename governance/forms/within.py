"""Filters that the lists of parts of a partnership share."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership
from wegwijzer.ui.listing import FilterForm


class WithinFilterForm(FilterForm):
    """Narrowed to one partnership; who has only one is not asked."""

    verband = forms.ModelChoiceField(
        Partnership.objects.none(), label=_("van"), required=False, empty_label=_("elk samenwerkingsverband")
    )

    def __init__(self, *args: Any, partnerships: "QuerySet[Partnership]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verband"].queryset = partnerships  # type: ignore[attr-defined]

    def narrow(self, rows: Any) -> Any:
        asked = self.cleaned_data.get("verband")
        return rows.filter(partnership=asked) if asked else rows

    def sentence(self) -> str:
        asked = self.cleaned_data.get("verband")
        return _now("van %s") % asked if asked else ""
