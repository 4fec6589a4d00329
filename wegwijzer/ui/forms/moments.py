"""A moment is a day and an hour on the clock of Brussels, which skips one hour in March and repeats one in October."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wegwijzer.ui.forms.dates import (
    EARLIEST,
    LATEST,
    DateField,
    DateInput,
    Day,
    TimeField,
    TimeInput,
    in_words,
    read_day,
    read_hour,
)
from wegwijzer.ui.forms.typed import showable

FIRST, SECOND = "first", "second"
WHICH = [
    ("", _("kies")),
    (FIRST, _("de eerste keer (zomertijd)")),
    (SECOND, _("de tweede keer (wintertijd)")),
]


def readings(day: dt.date, hour: dt.time) -> list[dt.datetime]:
    """The moments at which the clock shows this: one as a rule, none in March's gap, two in October's repeat."""
    zone = timezone.get_default_timezone()
    early, late = (dt.datetime.combine(day, hour, tzinfo=zone).replace(fold=fold) for fold in (0, 1))
    if early.utcoffset() == late.utcoffset():
        return [early]
    shown = [moment.astimezone(dt.UTC).astimezone(zone).time() for moment in (early, late)]
    return [early, late] if shown == [hour, hour] else []


class MomentInput(forms.MultiWidget):
    """A day and an hour side by side; which of the two is asked only for the hour that comes twice a year."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        parts = {
            "date": DateInput(attrs={"aria-label": _("datum")}),
            "time": TimeInput(attrs={"aria-label": _("uur")}),
            "which": forms.Select(choices=WHICH, attrs={"aria-label": _("welke van de twee")}),
        }
        super().__init__(parts, attrs)

    def decompress(self, value: dt.datetime | None) -> list[Any]:
        if value is None:
            return [None, None, None]
        local = timezone.localtime(value, timezone.get_default_timezone())
        return [local.date().isoformat(), f"{local:%H:%M}", SECOND if local.fold else FIRST]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        parts = value if isinstance(value, list | tuple) else self.decompress(value)
        context = super().get_context(name, list(parts), attrs)
        day, hour = read_day(parts[0]), read_hour(parts[1])
        if not (day and hour and len(readings(day, hour)) == 2):
            context["widget"]["subwidgets"] = context["widget"]["subwidgets"][:2]
        return context


class MomentField(forms.MultiValueField):
    """An aware datetime (UTC) from a clock in the time zone of the installation (Europe/Brussels), to the minute."""

    widget = MomentInput
    default_error_messages = {
        "required": _("Vul een datum en een uur in."),
        "no_date": _("Vul ook de datum in."),
        "no_time": _("Vul ook het uur in."),
        "gap": _("Op %(day)s bestaat %(hour)s niet: de klok gaat dan vooruit. Kies een ander uur."),
        "twice": _("Op %(day)s komt %(hour)s twee keer: de klok gaat dan terug. Kies welke u bedoelt."),
    }

    def __init__(self, *, earliest: Day = EARLIEST, latest: Day = LATEST, **kwargs: Any) -> None:
        messages = {**self.default_error_messages, **(kwargs.get("error_messages") or {})}
        parts = (
            DateField(earliest=earliest, latest=latest, error_messages={"incomplete": messages["no_date"]}),
            TimeField(error_messages={"incomplete": messages["no_time"]}),
            forms.ChoiceField(choices=WHICH, required=False),
        )
        super().__init__(parts, require_all_fields=False, **kwargs)
        self.widget.widgets[0].attrs |= parts[0].widget_attrs(self.widget.widgets[0])

    def clean(self, value: Any) -> dt.datetime | None:
        # An answer to "which of the two" alone is not a moment.
        if isinstance(value, list | tuple) and not any(value[:2]):
            value = None
        return super().clean(value)

    def compress(self, data_list: list[Any]) -> dt.datetime | None:
        if not data_list:
            return None
        day, hour, which = data_list
        moments = readings(day, hour)
        said = {"day": in_words(day), "hour": f"{hour:%H:%M}"}
        if not moments:
            raise forms.ValidationError(self.error_messages["gap"], code="gap", params=said)
        if len(moments) == 2 and not which:
            raise forms.ValidationError(self.error_messages["twice"], code="twice", params=said)
        moment = moments[which == SECOND] if len(moments) == 2 else moments[0]
        # In UTC: Python calls a moment in the repeated hour unequal to itself in another zone (PEP 495).
        return moment.astimezone(dt.UTC)

    def bound_data(self, data: Any, initial: Any) -> Any:
        return [showable(part) for part in data] if isinstance(data, list | tuple) else data

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return initial != self.clean(data)
        except forms.ValidationError:
            return True
