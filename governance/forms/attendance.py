"""Who is there: one small form per seat, so that one tap sends one seat."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.models import Attendance, AttendanceStatus, Mandate, Person
from wegwijzer.ui.forms import IntegerField, LineField, TimeField
from wegwijzer.ui.forms.choices import offer
from wegwijzer.ui.forms.dates import TimeInput

ANSWERS = [(status.value, status.label) for status in AttendanceStatus if status]

HOURS = ("arrived_at", "left_at")
# Which column of a seat each field shows.
COLUMNS = {
    "status": "status",
    "represented_by": "represented_by_id",
    "arrived_at": "arrived_at",
    "left_at": "left_at",
    "version": "version",
}


def offered_to(seat: Attendance, substitutes: Iterable[Mandate]) -> dict[int, Person]:
    """Who may stand in for this seat: the substitutes of its board, and who does so already."""
    offered = {m.person_id: m.person for m in substitutes if m.organisation_id in (None, seat.organisation_id)}
    if seat.represented_by is not None:
        offered.setdefault(seat.represented_by.pk, seat.represented_by)
    return offered


def _answers(offered: Mapping[int, Any]) -> list[tuple[str, Any]]:
    """Without a substitute nobody can be represented."""
    return [answer for answer in ANSWERS if offered or answer[0] != AttendanceStatus.REPRESENTED]


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
        initial = {name: getattr(seat, column) for name, column in COLUMNS.items()}
        super().__init__(*args, initial=initial, prefix=f"seat{seat.pk}", **kwargs)
        self.seat = seat
        self.substitutes = list(substitutes)
        self.offered = offered_to(seat, self.substitutes)
        words = {pk: person.name for pk, person in self.offered.items()}
        offer(self, "represented_by", Person.objects.filter(pk__in=words), words)
        if not words:
            status = self.fields["status"]
            assert isinstance(status, forms.ChoiceField)
            status.choices = _answers(words)
            del self.fields["represented_by"]

    @property
    def row(self) -> dict[str, Any]:
        """The row with what was typed and why it was refused."""
        typed = {name: self[name].value() for name in self.fields}
        return _row(self.seat, self.offered, typed, self.errors, _words())

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


def rows_of(seats: Iterable[Attendance], substitutes: Iterable[Mandate]) -> dict[int, dict[str, Any]]:
    """Per seat what its row shows, in plain values: the screen has dozens, and forms would take most of its time."""
    substitutes = list(substitutes)
    words = _words()
    rows = {}
    for seat in seats:
        noted = {name: getattr(seat, column) for name, column in COLUMNS.items()}
        rows[seat.pk] = _row(seat, offered_to(seat, substitutes), noted, {}, words)
    return rows


def _words() -> dict[str, str]:
    """The answers and the questions of a row, once for all rows."""
    hours = {name: str(AttendanceForm.base_fields[name].label) for name in HOURS}
    return {answer: str(label) for answer, label in ANSWERS} | hours


def _row(
    seat: Attendance,
    offered: Mapping[int, Person],
    values: Mapping[str, Any],
    errors: Mapping[str, Iterable[str]],
    words: Mapping[str, str],
) -> dict[str, Any]:
    row = f"seat{seat.pk}"
    hours = [_hour(row, name, words[name], values[name], name in errors) for name in HOURS]
    return {
        "seat": seat,
        "key": str(seat.pk),
        "version": str(seat.version),
        "name": row,
        "reasons": [reason for reasons in errors.values() for reason in reasons],
        "status": values["status"],
        "answers": [(answer, words[answer]) for answer, _label in _answers(offered)],
        "substitutes": [(str(pk), person.name) for pk, person in offered.items()],
        "represented_by": str(values.get("represented_by") or ""),
        "hours": hours,
        "has_hours": any(hour["value"] for hour in hours),
    }


def _hour(row: str, name: str, label: str, value: Any, is_wrong: bool) -> dict[str, Any]:
    """What is asked, and the answer: in the browser's picker, or in a line of text when the picker would lose it."""
    field = AttendanceForm.base_fields[name]
    text = field.prepare_value(value) or ""
    assert isinstance(field.widget, TimeInput)
    return {
        "name": f"{row}-{name}",
        "label": label,
        "value": text,
        "type": field.widget.type_for(text),
        "is_wrong": is_wrong,
    }


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
