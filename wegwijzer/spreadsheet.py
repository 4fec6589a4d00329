"""Writing spreadsheets (.xlsx): the one way from rows to a workbook, for every export of every domain.

What people typed stays what they typed: text is written as text and marked so, whatever it begins with. A cell that
reads "=1+1" or "@SUM(A1)" shows just that and is never calculated, also not after an edit (OWASP, CSV injection).
"""

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_048_575  # what a sheet holds under its head
LONGEST_TEXT = 32_767  # what a cell holds, in characters
LONGEST_NAME = 31
WIDEST, NARROWEST = 60, 8  # characters
LIVE = re.compile(r"[=+\-@\t\r|%]")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True)
class Formula:
    """A cell that is calculated: `text` without the "=" in front, made by our code alone and never out of typed words.

    `value` is what it comes to, for a reader that does not calculate.
    """

    text: str
    value: Decimal | int


Value = str | int | Decimal | dt.date | dt.datetime | bool | Formula | None


@dataclass(frozen=True)
class Sheet:
    """A table: `name` on its tab, `head` above the columns. `kept` columns at the left stay while one scrolls."""

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[Value]]
    kept: int = 1


def workbook(sheets: Sequence[Sheet], *, title: str = "") -> bytes:
    """The sheets as a file. Raises ValueError for more rows than a sheet can hold."""
    import xlsxwriter  # only who asks for a spreadsheet pays for it

    output = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(output, options) as book:
        book.set_properties({"title": title})
        writer = _Writer(book)
        names: set[str] = set()
        for sheet in sheets:
            writer.add(sheet, _free_name(sheet.name, names))
    return output.getvalue()


def _free_name(wanted: str, taken: set[str]) -> str:
    """A name that a tab can have, and that no other has (capitals do not count)."""
    plain = NOT_IN_NAMES.sub(" ", wanted).strip("' ")[:LONGEST_NAME] or _("Blad")
    name, number = plain, 2
    while name.casefold() in taken:
        ending = f" {number}"
        name, number = plain[: LONGEST_NAME - len(ending)] + ending, number + 1
    taken.add(name.casefold())
    return name


class _Writer:
    def __init__(self, book: Any) -> None:
        self.book = book
        wrapped = {"valign": "top", "text_wrap": True}
        self.head = book.add_format({"bold": True, "bottom": 1, "quote_prefix": True} | wrapped)
        self.text = book.add_format(wrapped)
        self.inert = book.add_format(wrapped | {"quote_prefix": True})
        self.day = book.add_format(wrapped | {"num_format": "dd/mm/yyyy", "align": "left"})
        self.moment = book.add_format(wrapped | {"num_format": "dd/mm/yyyy hh:mm", "align": "left"})
        self.amount = book.add_format(wrapped | {"num_format": "#,##0.00"})
        self.number = book.add_format(wrapped)

    def add(self, sheet: Sheet, name: str) -> None:
        page = self.book.add_worksheet(name)
        widths = [len(title) for title in sheet.head]
        for column, title in enumerate(sheet.head):
            page.write_string(0, column, _plain(title), self.head)
        last = 0
        for last, row in enumerate(sheet.rows, start=1):
            if last > MOST_ROWS:
                raise ValueError(f"more than {MOST_ROWS} rows")
            for column, value in enumerate(row):
                widths[column] = max(widths[column], self._write(page, last, column, value))
        page.freeze_panes(1, sheet.kept)
        if sheet.head:
            page.autofilter(0, 0, last, len(sheet.head) - 1)
        for column, width in enumerate(widths):
            page.set_column(column, column, min(max(width + 2, NARROWEST), WIDEST))
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)

    def _write(self, page: Any, row: int, column: int, value: Value) -> int:
        """Writes one value, and says how wide it is in characters."""
        if value is None or value == "":
            page.write_blank(row, column, None, self.text)
            return 0
        if isinstance(value, bool):
            value = _("ja") if value else _("nee")
        if isinstance(value, Formula):
            shown = self.amount if isinstance(value.value, Decimal) else self.number
            page.write_formula(row, column, f"={value.text}", shown, value.value)
            return len(str(value.value))
        if isinstance(value, dt.datetime):
            local = timezone.make_naive(value) if timezone.is_aware(value) else value
            page.write_datetime(row, column, local, self.moment)
            return 16
        if isinstance(value, dt.date):
            page.write_datetime(row, column, dt.datetime.combine(value, dt.time()), self.day)
            return 10
        if isinstance(value, int | Decimal):
            page.write_number(row, column, value, self.amount if isinstance(value, Decimal) else self.number)
            return len(str(value))
        text = _plain(str(value))
        page.write_string(row, column, text, self.inert if LIVE.match(text) else self.text)
        return max((len(line) for line in text.splitlines()), default=0)


def _plain(text: str) -> str:
    """Without what a cell can not hold."""
    text = CONTROL.sub("", text)
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
