"""Days and hours: what a Belgian types, what `<input type=date>` sends, and nothing that only looks like it."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wegwijzer.ui.forms.typed import StrictField, tidy

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, start=1)}
MONTH_NUMBERS |= {name[:3]: number for name, number in MONTH_NUMBERS.items()} | {"mrt": 3, "sept": 9}
WEEKDAYS = "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo"

ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{2,})")
# The lists of the application show "ma 14 sep 2015": who copies that is understood.
IN_WORDS = re.compile(rf"(?:(?:{WEEKDAYS})\.? )?(?P<day>[0-9]{{1,2}}) (?P<month>[a-z]+)\.? (?P<year>[0-9]{{2,}})")
HOUR = re.compile(r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2})(?::00)?| ?[uh] ?(?P<after>[0-9]{2})?)")

Day = dt.date | Callable[[], dt.date]
EARLIEST = dt.date(1990, 1, 1)
LATEST = dt.date(2100, 12, 31)


def in_words(day: dt.date) -> str:
    """1 januari 2027."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def reached(day: Day) -> dt.date:
    """The limit itself; a callable (`today`) is asked each time, not once when the form is loaded."""
    return day if isinstance(day, dt.date) else day()


class NativeInput(forms.TextInput):
    """The browser's own picker, unless what was typed would not survive in it.

    The picker needs no script, speaks the user's own language and works by keyboard; but a browser empties it when its
    value is not in ISO form. So an answer that was refused comes back in a plain text box, exactly as it was typed.
    Forms that use it keep the browser's own check (no `novalidate`): a half-filled picker sends nothing.
    """

    def reads(self, text: str) -> bool:
        raise NotImplementedError

    def type_for(self, text: str) -> str:
        """The type of the control in which this text is not lost."""
        return self.input_type if not text or self.reads(text) else "text"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["type"] = self.type_for(widget["value"] or "")
        if widget["type"] == "text":
            widget["attrs"] = {key: said for key, said in widget["attrs"].items() if key not in ("min", "max")}
        return context


class DateInput(NativeInput):
    input_type = "date"

    def reads(self, text: str) -> bool:
        try:
            return bool(ISO.fullmatch(text)) and bool(dt.date.fromisoformat(text))
        except ValueError:
            return False


class TimeInput(NativeInput):
    input_type = "time"

    def reads(self, text: str) -> bool:
        return bool(re.fullmatch(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]", text))


class DateField(StrictField):
    """A day, as date. `earliest` and `latest` are included, and may be callables (`latest=today`)."""

    widget = DateInput
    longest = 40
    default_error_messages = {
        "required": _("Vul een datum in."),
        "invalid": _("Schrijf een datum als 31-12-2026 of 1 januari 2027."),
        "year": _("Schrijf het jaar met vier cijfers, bijvoorbeeld 31-12-2026."),
        "day_first": _("Schrijf eerst de dag en dan de maand, bijvoorbeeld 31-12-2026."),
        "no_such_day": _("%(typed)s bestaat niet. Kijk de dag en de maand na."),
        "out_of_range": _("Kies een datum van %(earliest)s tot en met %(latest)s."),
    }

    def __init__(self, *, earliest: Day = EARLIEST, latest: Day = LATEST, **kwargs: Any) -> None:
        self.earliest = earliest
        self.latest = latest
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        limits = {"min": self.earliest, "max": self.latest}
        return {name: day.isoformat() for name, day in limits.items() if isinstance(day, dt.date)}

    def parse(self, text: str) -> dt.date:
        match = ISO.fullmatch(text) or DAY_FIRST.fullmatch(text) or IN_WORDS.fullmatch(text.lower())
        month = match and (MONTH_NUMBERS.get(match["month"]) or (match["month"].isdigit() and int(match["month"])))
        if match is None or month is None or month is False:
            raise self.refuse("invalid")
        if len(match["year"]) != 4:
            raise self.refuse("year")
        try:
            day = dt.date(int(match["year"]), month, int(match["day"]))
        except ValueError:
            swapped = month > 12 >= int(match["day"]) > 0
            raise self.refuse("day_first" if swapped else "no_such_day", typed=text) from None
        return self.within(day)

    def within(self, day: dt.date) -> dt.date:
        earliest, latest = reached(self.earliest), reached(self.latest)
        if not earliest <= day <= latest:
            raise self.refuse("out_of_range", earliest=in_words(earliest), latest=in_words(latest))
        return day

    def write(self, value: dt.date) -> str:
        return value.isoformat()


class TimeField(StrictField):
    """An hour of the day to the minute, as time: 14:00, 14.00, 14u or 14u30."""

    widget = TimeInput
    longest = 12
    default_error_messages = {
        "required": _("Vul een uur in."),
        "invalid": _("Schrijf een uur als 14:00 of 14u30."),
    }

    def parse(self, text: str) -> dt.time:
        match = HOUR.fullmatch(text.lower())
        if match is None:
            raise self.refuse("invalid")
        try:
            return dt.time(int(match["hour"]), int(match["minute"] or match["after"] or 0))
        except ValueError:
            raise self.refuse("invalid") from None

    def write(self, value: dt.time) -> str:
        return f"{value:%H:%M}"


def read_day(text: Any) -> dt.date | None:
    """The day in this text, or None; for a widget, which has nobody to tell."""
    try:
        return DateField(required=False).clean(tidy(text)) if isinstance(text, str) else text
    except ValidationError:
        return None


def read_hour(text: Any) -> dt.time | None:
    """The hour in this text, or None."""
    try:
        return TimeField(required=False).clean(tidy(text)) if isinstance(text, str) else text
    except ValidationError:
        return None
