"""What forms of a time line share: what a person agreed to shift along, and by how many days to move."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wegwijzer.ui.editing import VersionMixin
from wegwijzer.ui.forms.dates import EARLIEST, LATEST
from wegwijzer.ui.forms.text import LineField

ALONG, ALONE = "ja", "nee"
MOST_DAYS = 3650  # ten years at once is a slip of the hand


class ShiftMixin(VersionMixin):
    """`shown` is the fingerprint of what the page said would shift, `along` the button that was pressed under it."""

    shown = LineField(max_length=16, required=False, widget=forms.HiddenInput)
    along = LineField(max_length=3, required=False, widget=forms.HiddenInput)

    def answers(self, fingerprint: str) -> bool:
        """Whether it was said what to do with what would shift now."""
        cleaned = self.cleaned_data
        return cleaned.get("shown", "") == fingerprint and (not fingerprint or cleaned.get("along") in (ALONG, ALONE))

    def saved_values(self, current: Any) -> dict[str, Any]:
        """No column of the row: on the page of a conflict they go along and are not compared."""
        return {name: self.cleaned_data.get(name) for name in ("shown", "along")}

    @property
    def agreed(self) -> str:
        """What may shift along: the fingerprint that was shown, "" for nothing."""
        return self.cleaned_data["shown"] if self.cleaned_data.get("along") == ALONG else ""

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, for the action."""
        own = ("version", "shown", "along")
        return {name: value for name, value in self.cleaned_data.items() if name not in own}


class OrderMixin(forms.Form):
    """Refuses, beside the field, an end before its begin: ORDERS are pairs of names."""

    ORDERS: tuple[tuple[str, str], ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for first, last in self.ORDERS:
            begin, end = cleaned.get(first), cleaned.get(last)
            if isinstance(begin, dt.date) and isinstance(end, dt.date) and end < begin:
                self.add_error(last, _("De einddatum ligt voor de begindatum. Kies een latere einddatum."))
        return cleaned


def asked_days(text: str) -> int:
    """How many days later (or earlier, when negative) the address asks for; 0 when that is no number."""
    if not re.fullmatch(r"-?[0-9]{1,5}", text):
        return 0
    days = int(text)
    return days if abs(days) <= MOST_DAYS else 0


def moved(day: dt.date, days: int) -> dt.date:
    """That day, so many days later, as far as a date field goes."""
    return min(max(day + dt.timedelta(days=days), EARLIEST), LATEST)
