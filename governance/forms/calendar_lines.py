"""Sittings as people have them: lines and tables copied from a website, a mail or a spreadsheet.

One line is one sitting: its day, and where it is known the last day for the agenda. Nothing is guessed: what is not
read as a whole is told beside its line.
"""

import datetime as dt
import re
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wegwijzer.accounts.periods import in_words, today
from wegwijzer.ui.forms import DateField
from wegwijzer.ui.forms.dates import MONTH_NUMBERS, WEEKDAYS
from wegwijzer.ui.forms.typed import tidy

MOST_LINES = 400
YEARS_AHEAD = 6  # a term of a council; later is a mistyped year
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
WEEKDAY = re.compile(rf"(?P<name>{WEEKDAYS})\b\.?,?\s+")
HOUR = r"[0-9]{1,2}(?:[:.][0-9]{2}(?::[0-9]{2})?(?: ?u(?:ur)?)?| ?u(?:ur|[0-9]{2})?)"
ONLY_HOURS = re.compile(rf"(?:om |vanaf )?{HOUR}(?: ?(?:-|–|tot) ?{HOUR})?")
HOUR_AFTER = re.compile(rf",? +(?:om +|vanaf +)?{HOUR}$")
LIKE_A_DAY = re.compile(rf"[0-9][-/.][0-9]|[0-9]{{4}}|\b(?:{'|'.join(MONTH_NUMBERS)})\b")
REPEATS = "herhaling"  # stands in a line that was made from an event that comes back
ABOUT_CLOSING = re.compile(r"\b(?:sluit|sluiting|afsluit|afsluiten|indienen|uiterste|uiterlijk|deadline|agenda)")
ABOUT_SITTING = re.compile(r"\b(?:datum|data|zitting|zittingen|zittingsdatum|raad|raden|dag|vergadering)\b")


@dataclass(frozen=True)
class Line:
    """A line that says something. `closes_on` is None where only the day of the sitting stands."""

    number: int
    text: str
    held_on: dt.date | None = None
    closes_on: dt.date | None = None
    remark: str = ""
    error: str = ""


class NotRead(Exception):
    """Why a line can not be read, as a sentence."""


def read(text: str) -> list[Line]:
    """The lines of `text` that are not empty, headings left out, each with its days or with what is wrong."""
    lines: list[Line] = []
    closing_first = False
    for number, typed in enumerate(text.split("\n"), start=1):
        if not tidy(typed):
            continue
        content, _mark, remark = typed.partition("#")
        cells = _cells(content)
        if not lines and _is_heading(cells):
            closing_first = _closing_comes_first(cells)
            continue
        line = Line(number, typed.strip(), remark=tidy(remark))
        try:
            lines.append(_read_line(line, cells, closing_first=closing_first))
        except NotRead as problem:
            lines.append(replace(line, error=str(problem)))
    return _without_doubles(lines)


def _cells(content: str) -> list[str]:
    """The parts of a line, by what divides it: a tab, a semicolon, a bar, wide space, or a comma."""
    for mark in ("\t", ";", "|"):
        if mark in content:
            return [cell for part in content.split(mark) if (cell := tidy(part))]
    content = tidy(content)
    wide = [part for part in re.split(" {2,}", content) if part]
    if len(wide) > 1:
        return wide
    unmarked = re.sub(rf"\b({WEEKDAYS})\.?,", r"\1", content, flags=re.IGNORECASE)
    return [part.strip() for part in unmarked.split(",") if part.strip()]


def _is_heading(cells: list[str]) -> bool:
    words = " ".join(cells).lower()
    return not re.search("[0-9]", words) and bool(ABOUT_CLOSING.search(words) or ABOUT_SITTING.search(words))


def _closing_comes_first(cells: list[str]) -> bool:
    closing = [place for place, cell in enumerate(cells) if ABOUT_CLOSING.search(cell.lower())]
    sitting = [place for place, cell in enumerate(cells) if place not in closing and ABOUT_SITTING.search(cell.lower())]
    return bool(closing and sitting) and closing[0] < sitting[0]


def _read_line(line: Line, cells: list[str], *, closing_first: bool) -> Line:
    days, remarks = [], [line.remark] if line.remark else []
    for cell in cells:
        if cell == REPEATS:
            raise NotRead(_("Deze herhaling kunnen wij niet uitrekenen. Schrijf elke zitting op een eigen regel."))
        if cell.startswith("="):
            raise NotRead(_("‘%s’ is een formule zonder uitkomst. Schrijf de datum zelf.") % cell)
        if ONLY_HOURS.fullmatch(cell.lower()):
            continue
        if len(cells) > 1 and not LIKE_A_DAY.search(cell.lower()):
            remarks.append(cell)
        else:
            days.append(read_day(cell))
    if not days:
        raise NotRead(_("Hier staat geen datum. Schrijf er een, of haal deze regel weg."))
    if len(days) > 2:
        raise NotRead(_("Hier staan meer dan twee datums. Zet elke zitting op een eigen regel."))
    if closing_first and len(days) == 2:
        days.reverse()
    held_on, closes_on = days[0], days[1] if len(days) == 2 else None
    if closes_on and closes_on > held_on:
        raise NotRead(_("De agenda sluit hier na de zitting. Staan de kolommen omgekeerd?"))
    return replace(line, held_on=held_on, closes_on=closes_on, remark=" · ".join(remarks))


def read_day(cell: str) -> dt.date:
    """One day: "14/09/2015", "maandag 14 september 2015 om 20 uur". Raises NotRead, also for a wrong weekday."""
    cell = tidy(cell).rstrip(",")
    words = HOUR_AFTER.sub("", cell.lower())
    named = WEEKDAY.match(words)
    if named:
        words = words[named.end() :]
    try:
        day = DateField(latest=last_day).clean(words)
    except ValidationError as wrong:
        said = wrong.messages[0]
        raise NotRead(said if words in said else f"‘{_short(cell)}’: {said}") from None
    if named and not DAYS[day.weekday()].startswith(named["name"]):
        raise NotRead(
            _("%(day)s is een %(is)s, geen %(said)s. Kijk de datum na.")
            % {"day": in_words(day), "is": DAYS[day.weekday()], "said": named["name"]}
        )
    return day


def last_day() -> dt.date:
    return dt.date(today().year + YEARS_AHEAD, 12, 31)


def _short(cell: str) -> str:
    return cell if len(cell) <= 40 else cell[:39] + "…"


def _without_doubles(lines: list[Line]) -> list[Line]:
    """The same sitting twice counts once; twice the same day with another closing day is a question."""
    first: dict[dt.date, Line] = {}
    kept = []
    for line in lines:
        known = first.setdefault(line.held_on, line) if line.held_on else line
        if known is line or line.held_on is None:
            kept.append(line)
        elif known.closes_on != line.closes_on:
            said = _("Deze dag staat ook op regel %s, met een andere sluitdatum.") % known.number
            kept.append(replace(line, error=said))
    return kept
