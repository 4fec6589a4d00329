"""A year of meetings: first the rhythm, then the days, which stay a person's choice."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.forms.meeting import MeetingPlanForm
from governance.models import Body
from wegwijzer.accounts.periods import today
from wegwijzer.calendar import cadence, workdays
from wegwijzer.ui.forms import DateField, IntegerField, TimeField
from wegwijzer.ui.forms.moments import readings

MOST_DATES = 60
SPARE = 2  # empty rows, for a day that nobody proposed
WEEKDAYS = [("", _("elke dag")), *((str(n), name) for n, name in enumerate(
    [_("maandag"), _("dinsdag"), _("woensdag"), _("donderdag"), _("vrijdag")]
))]  # fmt: skip
WHICH = [
    ("", _("gespreid")),
    ("1", _("de eerste")),
    ("2", _("de tweede")),
    ("3", _("de derde")),
    ("4", _("de vierde")),
    ("-1", _("de laatste")),
]


class RhythmForm(forms.Form):
    """How often and when; what the body is used to stands there already. Read from the address (GET)."""

    year = IntegerField(label=_("Jaar"), smallest=2000, largest=2100)
    count = IntegerField(label=_("Aantal"), smallest=1, largest=31)
    period = forms.ChoiceField(label=_("Per"), choices=[("year", _("jaar")), ("month", _("maand"))])
    weekday = forms.ChoiceField(label=_("Op"), choices=WEEKDAYS, required=False)
    nth = forms.ChoiceField(label=_("Welke van de maand"), choices=WHICH, required=False)
    no_summer = forms.BooleanField(label=_("Geen vergadering in juli en augustus"), required=False)

    @staticmethod
    def usual(body: Body) -> dict[str, Any]:
        day = today()
        return {
            "year": day.year + (day.month >= 10),
            "count": body.cadence_count or 4,
            "period": body.cadence_period or "year",
            "no_summer": True,
        }

    def days(self) -> list[dt.date]:
        """The days that follow from it, from tomorrow on; an impossible rhythm becomes an error of this form."""
        asked = self.cleaned_data
        weekday = int(asked["weekday"]) if asked["weekday"] else None
        nth = int(asked["nth"]) if asked["nth"] and weekday is not None else None
        try:
            days = cadence.propose(
                asked["count"],
                asked["period"],
                asked["year"],
                weekday=weekday,
                nth=nth,
                avoid_july_august=asked["no_summer"],
            )
        except ValueError:
            self.add_error("count", _("Zo vaak past niet in een maand. Kies een kleiner aantal."))
            return []
        return [day for day in days if day > today()][:MOST_DATES]


@dataclass(frozen=True)
class Row:
    """One day of the list: whether it counts, which day, and what to know about it."""

    use: forms.BoundField
    day: forms.BoundField
    note: str


class MeetingSeriesForm(MeetingPlanForm):
    """The days, and what all meetings of the series have in common."""

    start = TimeField(label=_("Van"))
    planned_end = TimeField(label=_("Tot"))
    rows_sent = IntegerField(widget=forms.HiddenInput, required=False, largest=MOST_DATES + SPARE)

    def __init__(self, *args: Any, body: Body, days: list[dt.date], taken: dict[dt.date, Any], **kwargs: Any) -> None:
        super().__init__(*args, body=body, **kwargs)
        for name in ("planned_start", "title"):
            del self.fields[name]
        self.days = days
        self.taken = taken
        sent = self.data.get("rows_sent", "") if self.is_bound else ""
        count = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 4 else len(days) + SPARE
        self.count = min(count, MOST_DATES + SPARE)
        self.initial["rows_sent"] = self.count
        for row in range(self.count):
            proposed = days[row] if row < len(days) else None
            self.fields[f"use_{row}"] = forms.BooleanField(
                required=False, initial=proposed is not None and proposed not in taken
            )
            self.fields[f"day_{row}"] = DateField(required=False, initial=proposed)
        self.order_fields(["start", "planned_end", "place", "link", "languages", "round_table"])

    @staticmethod
    def usual(body: Body) -> dict[str, Any]:
        start = MeetingPlanForm.defaults(body)
        return {name: value for name, value in start.items() if name != "planned_start"} | {"start": body.default_start}

    @property
    def rows(self) -> list[Row]:
        return [Row(self[f"use_{row}"], self[f"day_{row}"], self._note(row)) for row in range(self.count)]

    @property
    def shared(self) -> list[forms.BoundField]:
        """The fields that hold for every meeting."""
        return [field for field in self if not field.name.startswith(("use_", "day_"))]

    def _note(self, row: int) -> str:
        day = self.days[row] if row < len(self.days) else None
        if day is None:
            return ""
        return _now("Al gepland.") if day in self.taken else ""

    def clean(self) -> dict[str, Any]:
        cleaned = forms.Form.clean(self) or self.cleaned_data
        chosen = []
        for row in range(self.count):
            if not cleaned.get(f"use_{row}"):
                self.errors.pop(f"day_{row}", None)  # a day that does not count need not be one
                continue
            day = cleaned.get(f"day_{row}")
            if day is None:
                if f"day_{row}" not in self.errors:
                    self.add_error(f"day_{row}", _("Vul een datum in, of vink deze regel uit."))
            elif day in chosen:
                self.add_error(f"day_{row}", _("Deze dag staat er al. Kies een andere, of vink deze regel uit."))
            else:
                chosen.append(day)
        if not chosen and not self.errors:
            self.add_error(None, _("Kies minstens één dag."))
        self._moments(cleaned, chosen)
        return cleaned

    def _moments(self, cleaned: dict[str, Any], chosen: list[dt.date]) -> None:
        start, end = cleaned.get("start"), cleaned.get("planned_end")
        if start is None or end is None:
            return
        if end <= start:
            self.add_error("planned_end", _("Het einde ligt niet na het begin. Kies een later uur."))
            return
        cleaned["moments"] = []
        for day in chosen:
            begins, ends = readings(day, start), readings(day, end)
            if not begins or not ends:
                self.add_error(None, _("Op %s gaat de klok vooruit: dat uur bestaat dan niet.") % day)
            else:
                cleaned["moments"].append((begins[0], ends[-1]))

    @property
    def values(self) -> dict[str, Any]:
        """What the action asks for."""
        names = ("moments", "place", "link", "languages", "round_table")
        return {name: self.cleaned_data[name] for name in names}

    @property
    def free_days(self) -> list[str]:
        """The chosen days on which people do not work, in words."""
        told = []
        for start, _end in self.cleaned_data.get("moments", []):
            day = timezone.localdate(start)
            if not workdays.is_working_day(day):
                told.append(f"{day:%d-%m-%Y} ({workdays.holiday_name(day) or _now('weekend')})")
        return told
