"""A calendar out of a file: .ics, .csv or .xlsx become the same lines that one can paste, to be looked at first."""

import csv
import datetime as dt
import io
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

import openpyxl
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from governance.forms.calendar_events import events_in, rows_of
from governance.forms.calendar_lines import MOST_LINES
from wegwijzer.ui.forms import DocumentField
from wegwijzer.ui.inspection.archive import Archive
from wegwijzer.ui.inspection.refusal import Refusal
from wegwijzer.ui.words import day as in_short

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 8 * 1024 * 1024  # bytes; the calendar of a council for six years is some kilobytes
MOST_COLUMNS = 20


class CalendarFileField(DocumentField):
    """A calendar file; the value is its text, a line per sitting."""

    default_error_messages = {
        "too_many": _("Dit bestand heeft meer dan %(limit)s regels. Laat alleen de zittingen staan."),
        "nothing": _("In dit bestand staat geen enkele regel met tekst. Kies een ander bestand."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(kinds=("ics", "csv", "xlsx"), **kwargs)

    def to_python(self, data: Any) -> Any:
        if data is not None and getattr(data, "size", 0) > MOST_BYTES:
            raise self.refuse("too_big", limit=MOST_BYTES // (1024 * 1024))
        file = super().to_python(data)
        return None if file is None else self.text_of(file)

    def text_of(self, file: UploadedFile) -> str:
        raw, kind = file.read(), file.kind  # type: ignore[attr-defined]
        try:
            rows = {"ics": _events, "csv": _table, "xlsx": _sheet}[kind](raw)
            lines = [line for row in _counted(rows) if (line := _line(row))]
        except Refusal as refusal:
            raise self.refuse(refusal.code, kind=kind, limit=MOST_LINES) from None
        except Exception:  # readers of other people's files fail in any way they like; the answer is the same
            raise self.refuse("damaged") from None
        if not lines:
            raise self.refuse("nothing")
        return "\n".join(lines)


def _line(row: Iterable[str]) -> str:
    """The cells of a row as one line; an empty row is no line."""
    cells = [" ".join(cell.split()) for cell in row]
    return "\t".join(cell for cell in cells if cell)


def _counted(rows: Iterable[Any]) -> Iterator[Any]:
    for number, row in enumerate(rows, start=1):
        if number > MOST_LINES:
            raise Refusal("too_many")
        yield row


def _decoded(raw: bytes) -> str:
    """Belgian spreadsheets still write CSV in Windows-1252."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _table(raw: bytes) -> Iterator[list[str]]:
    text = _decoded(raw)
    mark = max(";\t,", key=text.count)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=mark)


def _sheet(raw: bytes) -> Iterator[list[str]]:
    """The first sheet: values, and the formula itself where nobody computed its value."""
    with Archive(raw) as archive:
        if sum(member.file_size for member in archive.members) > MOST_UNPACKED:
            raise Refusal("bomb")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and extensions that do not matter here
        values, formulas = (_rows(raw, data_only=data_only) for data_only in (True, False))
        for value_row, formula_row in zip(values, formulas, strict=True):
            yield [_cell(value, formula) for value, formula in zip(value_row, formula_row, strict=True)]


def _rows(raw: bytes, *, data_only: bool) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=data_only, keep_links=False)
    try:
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MOST_LINES + 1, max_col=MOST_COLUMNS, values_only=True)
        return [tuple(row) + (None,) * (MOST_COLUMNS - len(row)) for row in rows]
    finally:
        book.close()


def _cell(value: Any, formula: Any) -> str:
    if value is None:
        return str(formula) if isinstance(formula, str) and formula.startswith("=") else ""
    if isinstance(value, dt.date):
        return in_short(value)
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    return str(value).replace("#", " ")


def _events(raw: bytes) -> Iterator[list[str]]:
    """Each time that an event takes place."""
    return rows_of(list(_counted(events_in(_decoded(raw)))))
