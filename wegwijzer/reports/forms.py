"""What the list of reports can be narrowed to."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from wegwijzer.reports.models import ReportState
from wegwijzer.ui.listing import FilterForm


class ReportFilterForm(FilterForm):
    stand = forms.ChoiceField(
        label=_("met als stand"), required=False, choices=[("", _("elke stand")), *ReportState.choices]
    )

    def narrow(self, rows: Any) -> Any:
        asked = self.cleaned_data.get("stand")
        return rows.filter(state=asked) if asked else rows

    def sentence(self) -> str:
        asked = self.cleaned_data.get("stand")
        return _now("met als stand “%s”") % ReportState(asked).label if asked else ""
