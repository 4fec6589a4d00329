"""Many sittings at once: lines that were pasted, proposed or read from a file, looked at before anything is kept."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from governance.forms.calendar_files import CalendarFileField
from governance.forms.calendar_lines import MOST_LINES, Line, read
from governance.forms.council import MOST_CLOSING_DAYS
from governance.forms.meeting_series import RhythmForm
from governance.models import Council, Recess
from wegwijzer.accounts.periods import in_words, today
from wegwijzer.calendar import workdays
from wegwijzer.ui.forms import LineField, ProseField
from wegwijzer.ui.words import day as in_short


@dataclass(frozen=True)
class Row:
    """A line as it is understood: what will be kept, or why not."""

    line: Line
    closes_on: dt.date | None = None
    error: str = ""
    is_known: bool = False
    notes: tuple[str, ...] = ()


class CouncilSittingsForm(forms.Form):
    """`rows` is the preview. What is sent again with the digest of that preview (`seen`) is meant to be kept."""

    text = ProseField(
        label=_("Zittingen"),
        max_length=30_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("Eén zitting per regel: de dag, en als u die kent de dag waarop de agenda sluit. Kopieer gerust."),
    )
    file = CalendarFileField(
        label=_("Of haal ze uit een bestand"),
        required=False,
        help_text=_("Een kalender (.ics), een rekenblad (.xlsx, het eerste blad telt) of een tabel (.csv)."),
    )
    twin = forms.BooleanField(required=False)
    seen = LineField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        council: Council,
        twin: Council | None,
        known: Mapping[dt.date, dt.date],
        recesses: Sequence[Recess],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.council, self.known, self.recesses = council, known, recesses
        self.read_text = ""
        self.rows: list[Row] = []
        if twin is None:
            del self.fields["twin"]
        else:
            self.fields["twin"].label = _("Zet dezelfde dagen ook bij: %s") % twin

    @property
    def digest(self) -> str:
        """Of what the preview shows."""
        days = [(str(row.line.held_on), str(row.closes_on)) for row in self.rows]
        return hashlib.sha256(repr(days).encode()).hexdigest()

    @property
    def new_rows(self) -> list[Row]:
        return [row for row in self.rows if not row.error and not row.is_known]

    @property
    def days(self) -> list[tuple[dt.date, dt.date | None]]:
        """What the action asks for; lines without a closing day leave it to the habit of each council."""
        return [(row.line.held_on, row.line.closes_on) for row in self.rows if row.line.held_on]

    @property
    def is_confirmed(self) -> bool:
        return self.is_valid() and self.cleaned_data["seen"] == self.digest

    def shown_again(self) -> "CouncilSittingsForm":
        """The same form to show: what was in the file stands in the text by now; what is seen is what will be kept."""
        self.data = self.data.copy()
        if self.cleaned_data.get("file"):
            self.data["text"] = self.read_text
        self.data["seen"] = "" if self.errors else self.digest
        return self

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "text" in self.errors or "file" in self.errors:
            return cleaned
        self.read_text = "\n".join(part for part in (cleaned.get("text"), cleaned.get("file")) if part)
        lines = read(self.read_text)
        if len(lines) > MOST_LINES:
            self.add_error("text", _("Dit zijn te veel regels. Plak er hoogstens %s tegelijk.") % MOST_LINES)
            return cleaned
        self.rows = [self._row(line) for line in lines]
        wrong = sum(bool(row.error) for row in self.rows)
        if wrong:
            said = ngettext(
                "%s regel klopt niet: in de lijst staat waarom. Verbeter hem, er is nog niets bewaard.",
                "%s regels kloppen niet: in de lijst staat waarom. Verbeter ze, er is nog niets bewaard.",
                wrong,
            )
            self.add_error("text", said % wrong)
        elif not self.rows:
            self.add_error("text", _("Plak minstens één zitting, of kies een bestand."))
        return cleaned

    def _row(self, line: Line) -> Row:
        if line.error or line.held_on is None:
            return Row(line, error=line.error)
        held_on, there = line.held_on, self.known.get(line.held_on)
        closes_on = line.closes_on or there or self.council.closes_on(held_on)
        if (held_on - closes_on).days > MOST_CLOSING_DAYS:
            said = _now("De agenda sluit hier meer dan %s dagen voor de zitting. Kijk het jaar na.")
            return Row(line, closes_on, error=said % MOST_CLOSING_DAYS)
        if there not in (None, closes_on):
            said = _now("Deze zitting staat er al en sluit op %s. Wijzig ze apart, of haal deze regel weg.")
            return Row(line, closes_on, error=said % in_words(there))
        return Row(line, closes_on, is_known=there is not None, notes=tuple(self._notes(held_on, closes_on)))

    def _notes(self, held_on: dt.date, closes_on: dt.date) -> list[str]:
        """What is allowed, and may be a mistake all the same."""
        notes = []
        if held_on < today():
            notes.append(_now("ligt in het verleden"))
        elif closes_on < today():
            notes.append(_now("agenda is al gesloten"))
        if not workdays.is_working_day(held_on):
            notes.append(workdays.holiday_name(held_on) or _now("valt in een weekend"))
        notes += [_now("valt in het %s") % recess.name for recess in self.recesses if recess.holds(held_on)]
        return notes


class CouncilRhythmForm(RhythmForm):
    """The rhythm of a council, as lines to look at: without the days of its recess."""

    @staticmethod
    def usual(body: Any = None) -> dict[str, Any]:
        day = today()
        return {"year": day.year + (day.month >= 10), "count": 1, "period": "month", "no_summer": True}

    def lines(self, council: Council, recesses: Sequence[Recess]) -> tuple[str, int]:
        """The text for the form, and how many days fell in a recess."""
        days = self.days()
        free = [day for day in days if not any(recess.holds(day) for recess in recesses)]
        return "\n".join(f"{in_short(day)}\t{in_short(council.closes_on(day))}" for day in free), len(days) - len(free)
