"""Spreadsheets: another program reads back what was written, and what people typed is never calculated."""

import datetime as dt
import io
from decimal import Decimal
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer import spreadsheet
from wegwijzer.spreadsheet import Sheet, workbook


def read(content):
    """The cells of each sheet, by its name."""
    return openpyxl.load_workbook(io.BytesIO(content))


def one(*rows, head=("A", "B")):
    return read(workbook([Sheet("Blad", head, rows)])).worksheets[0]


def test_values_come_back_as_what_they_are():
    page = one(("Olen", 7), (dt.date(2015, 9, 14), Decimal("1234.50")), (True, None))
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        ["A", "B"],
        ["Olen", 7],
        [dt.datetime(2015, 9, 14), 1234.5],
        ["ja", None],
    ]
    assert page["A3"].number_format == "dd/mm/yyyy"


def test_moment_is_told_by_the_clock_in_belgium():
    page = one((dt.datetime(2015, 9, 14, 22, 30, tzinfo=ZoneInfo("UTC")), ""))
    assert page["A2"].value == dt.datetime(2015, 9, 15, 0, 30)


LIVE = [
    "=1+1",
    '=HYPERLINK("https://example.org","klik")',
    "+32 14 00 00 00",
    "-1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "|cmd",
    "%0A=1",
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("text", LIVE)
def test_text_that_begins_like_a_formula_stays_text_also_when_somebody_edits_it(text):
    cell = one((text, "gewoon"))["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix == 1
    assert one((text, "gewoon"))["B2"].quotePrefix == 0


def test_titles_of_columns_are_text_too():
    cell = one(("x", "y"), head=("=1+1", "B"))["A1"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_address_is_no_link():
    page = one(("https://example.org/", "mailto:x@example.org"))
    assert page["A2"].hyperlink is None


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=40))
def test_any_text_comes_back(text):
    page = read(workbook([Sheet("Blad", ["A"], [[text]])])).worksheets[0]
    assert page["A2"].value == text
    assert page["A2"].data_type == "s"


def test_what_a_cell_can_not_hold_is_left_out():
    page = one(("a\x00b\x0bc", "x" * 40_000))
    assert page["A2"].value == "abc"
    assert len(page["B2"].value) == 32_767


def test_names_of_sheets_are_made_to_fit_and_differ():
    wanted = ["Bord: 2015/2016", "bord  2015 2016", "x" * 40, "X" * 40, "'"]
    book = read(workbook([Sheet(name, ["A"], []) for name in wanted]))
    names = book.sheetnames
    assert len({name.casefold() for name in names}) == 5
    assert all(len(name) <= 31 for name in names)


def test_heads_stay_in_sight():
    page = one(("Olen", 7))
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == "A1:B2"


def test_more_rows_than_a_sheet_holds_is_said(monkeypatch):
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 2)
    with pytest.raises(ValueError, match="more than 2 rows"):
        workbook([Sheet("Blad", ["A"], [["x"]] * 3)])
