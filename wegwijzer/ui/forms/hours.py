"""Opening hours and closed days, typed the way people write them on their door."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wegwijzer.accounts import opening_hours as hours
from wegwijzer.ui.forms.text import LineField, ProseField
from wegwijzer.ui.forms.typed import StrictField


class HoursField(StrictField):
    """The hours of one day as intervals: `9-12, 13.30-16.30 afspraak`; empty is closed, ()."""

    widget = forms.TextInput
    longest = 100
    default_error_messages = {
        "form": _(
            "Wij lezen ‘%(said)s’ niet. Schrijf de uren als 9-12, 13.30-16.30, met ‘afspraak’ erachter waar nodig."
        ),
        "order": _("‘%(said)s’ eindigt voor het begint. Schrijf eerst het vroegste uur."),
        "overlap": _("Deze uren lopen door elkaar. Schrijf ze na elkaar, bijvoorbeeld 9-12, 13-16."),
        "many": _("Schrijf hoogstens vier keer van-tot voor één dag."),
    }

    def parse(self, text: str) -> Any:
        try:
            return hours.read_day(text)
        except hours.Unreadable as wrong:
            raise self.refuse(wrong.code, said=wrong.said) from None

    def write(self, value: Any) -> str:
        return hours.write_day(value)

    def clean(self, value: Any) -> Any:
        return super().clean(value) or ()


class ClosedDaysField(ProseField):
    """Days and periods on which it is closed, one a line, as a list of ClosedDays."""

    default_error_messages = {
        "day": _("Wij lezen ‘%(said)s’ niet. Schrijf een dag als 21/7/2026, of een periode als 24/12/2026-2/1/2027."),
        "order": _("‘%(said)s’ eindigt voor het begint. Schrijf eerst de vroegste dag."),
        "many": _("Schrijf hoogstens dertig regels."),
    }

    def to_python(self, value: Any) -> Any:
        try:
            return hours.read_closed(super().to_python(value))
        except hours.Unreadable as wrong:
            raise self.refuse(wrong.code, said=wrong.said) from None

    def prepare_value(self, value: Any) -> Any:
        return hours.write_closed(value) if isinstance(value, list) else value


class TelInput(forms.TextInput):
    input_type = "tel"


class PhoneField(LineField):
    """A telephone number as it is printed: `014 12 34 56`, `+32 14 12 34 56`, `1700`."""

    widget = TelInput(attrs={"autocomplete": "off"})
    default_error_messages = {
        "invalid": _("Schrijf een telefoonnummer met cijfers en spaties, bijvoorbeeld 014 12 34 56."),
    }

    def __init__(self, *, max_length: int = 30, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        digits = sum(sign in "0123456789" for sign in text)
        if text and not (3 <= digits <= 15 and set(text) <= set("0123456789 ./()+-") and "+" not in text[1:]):
            raise self.refuse("invalid")
        return text
