"""Which councils, and from which month."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from governance.forms.council import MonthField
from governance.models import MONTHS_SHOWN, Partnership, months_from
from wegwijzer.accounts.periods import today
from wegwijzer.ui.forms.choices import offer


class CouncilCalendarForm(forms.Form):
    """Read from the address; what can not be read counts as not asked."""

    verband = forms.ModelChoiceField(Partnership.objects.none(), label=_("Raden van"), required=False, empty_label=None)
    vanaf = MonthField(required=False)

    def __init__(self, *args: Any, partnerships: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = partnerships
        offer(self, "verband", Partnership.objects.filter(pk__in=partnerships), partnerships)
        self.fields["verband"].choices = list(partnerships.items())  # type: ignore[attr-defined]
        self.is_valid()

    def partnership_in(self, rows: "QuerySet[Partnership]") -> Partnership | None:
        """The one that is asked for, or else the first of those that are given."""
        asked = self.cleaned_data.get("verband")
        first = next(iter(self.names), None)
        return rows.filter(pk=asked.pk if asked else first).first()

    @property
    def first_month(self) -> dt.date:
        asked = self.cleaned_data.get("vanaf")
        return asked if asked and 1900 < asked.year < 2100 else today().replace(day=1)

    @property
    def earlier(self) -> str:
        day = self.first_month.replace(day=1)
        for _month in range(MONTHS_SHOWN):
            day = (day - dt.timedelta(days=1)).replace(day=1)
        return f"{day:%Y-%m}"

    @property
    def later(self) -> str:
        return f"{months_from(self.first_month, MONTHS_SHOWN + 1)[-1]:%Y-%m}"
