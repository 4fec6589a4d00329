"""Forms about something that holds from a day until a day."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _


class PeriodMixin:
    """For a form with `from_on` and `until_on`: a period does not end before it starts. Stands before forms.Form."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data  # type: ignore[misc, attr-defined]
        from_on, until_on = cleaned.get("from_on"), cleaned.get("until_on")
        if isinstance(from_on, dt.date) and isinstance(until_on, dt.date) and until_on < from_on:
            self.add_error(  # type: ignore[attr-defined]
                "until_on", _("De einddatum ligt voor de begindatum. Kies een latere einddatum.")
            )
        return cleaned
