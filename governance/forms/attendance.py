"""Who is there: one small form per seat, so that one tap sends one seat."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.models import Attendance, AttendanceStatus, Mandate, Person
from wegwijzer.ui.forms import IntegerField, LineField, TimeField

ANSWERS = [(status.value, status.label) for status in AttendanceStatus if status]


class AttendanceForm(forms.Form):
    """One seat. `substitutes` are the mandates that may stand in; only those for this board are offered."""

    status = forms.ChoiceField(
        choices=ANSWERS,
        widget=forms.RadioSelect,
        label=_("Aanwezigheid"),
        required=False,
        error_messages={"invalid_choice": _("Kies een van de antwoorden.")},
    )
    represented_by = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("door"),
        empty_label=_("kies wie"),
        error_messages={"invalid_choice": _("Kies een plaatsvervanger uit de lijst.")},
    )
    arrived_at = TimeField(required=False, label=_("Kwam om"))
    left_at = TimeField(required=False, label=_("Vertrok om"))
    version = IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, seat: Attendance, substitutes: Iterable[Mandate], **kwargs: Any) -> None:
        initial = {
            "status": seat.status,
            "represented_by": seat.represented_by_id,
            "arrived_at": seat.arrived_at,
            "left_at": seat.left_at,
            "version": seat.version,
        }
        super().__init__(*args, initial=initial, prefix=f"seat{seat.pk}", **kwargs)
        self.seat = seat
        self.substitutes = list(substitutes)
        offered = {m.person_id: m.person for m in self.substitutes if m.organisation_id in (None, seat.organisation_id)}
        if seat.represented_by_id:
            offered.setdefault(seat.represented_by_id, seat.represented_by)
        self.offered = offered
        field = self.fields["represented_by"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Person.objects.filter(pk__in=offered)
        # From memory: the list was read once for all seats.
        field.choices = [("", field.empty_label), *((person.pk, person.name) for person in offered.values())]
        if not offered:
            answers = [answer for answer in ANSWERS if answer[0] != AttendanceStatus.REPRESENTED]
            status = self.fields["status"]
            assert isinstance(status, forms.ChoiceField)
            status.choices = answers
            del self.fields["represented_by"]

    def clean(self) -> dict[str, Any]:
        """Choosing a substitute says "represented"; and where there is only one, nobody has to choose."""
        data = super().clean() or self.cleaned_data
        chosen = data.get("represented_by")
        if chosen and chosen.pk != self.seat.represented_by_id and data.get("status") == self.seat.status:
            data["status"] = AttendanceStatus.REPRESENTED
        if data.get("status") != AttendanceStatus.REPRESENTED:
            data["represented_by"] = None  # left standing from before
        elif not chosen and len(self.offered) == 1:
            data["represented_by"] = next(iter(self.offered.values()))
        return data


def posted_forms(
    data: Mapping[str, Any], seats: Iterable[Attendance], substitutes: Iterable[Mandate]
) -> list[AttendanceForm]:
    """A bound form for each seat that came along; a tap sends one, the page without script sends all."""
    substitutes = list(substitutes)
    return [
        AttendanceForm(data, seat=seat, substitutes=substitutes) for seat in seats if f"seat{seat.pk}-version" in data
    ]


class GuestForm(forms.Form):
    """Somebody without a seat."""

    name = LineField(max_length=120, label=_("Naam of functie van de gast"))
