"""Calendars out of files: what honest files become, and what the others are told."""

import csv
import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from governance.forms.calendar_files import CalendarFileField
from governance.forms.calendar_lines import read
from wegwijzer.ui.tests.samples import archive, office

HELD, CLOSES = dt.date(2015, 9, 14), dt.date(2015, 9, 4)
TOO_BIG, BOMB = "te groot: hoogstens 2 MB", "bij het uitpakken veel te groot"
DAMAGED, OTHER = "beschadigd of niet volledig", "al heet het zo"


def lines_of(name, content):
    """What the field makes of a file, read again as lines."""
    return read(CalendarFileField().clean(SimpleUploadedFile(name, content)))


def days(name, content):
    found = lines_of(name, content)
    assert [line.error for line in found if line.error] == []
    return [(line.held_on, line.closes_on, line.remark) for line in found]


def refusal(name, content):
    with pytest.raises(ValidationError) as refused:
        CalendarFileField().clean(SimpleUploadedFile(name, content))
    return refused.value.messages[0]


def sheet(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def calendar(*events):
    body = "".join(f"BEGIN:VEVENT\r\nUID:{number}\r\n{event}END:VEVENT\r\n" for number, event in enumerate(events))
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n".encode()


def test_spreadsheet_with_real_dates_and_a_heading():
    content = sheet(
        ["Zitting", "Agenda sluit", "Plaats"],
        [dt.datetime(2015, 9, 14, 20), dt.date(2015, 9, 4), "Raadzaal"],
        [],
        ["maandag 12 oktober 2015", None, None],
    )
    assert days("kalender.xlsx", content) == [(HELD, CLOSES, "Raadzaal"), (dt.date(2015, 10, 12), None, "")]


def test_formula_that_was_computed_counts_and_one_that_was_not_is_told():
    content = sheet([dt.date(2015, 9, 14), "=A1-10"])
    (line,) = lines_of("kalender.xlsx", content)
    assert "formule zonder uitkomst" in line.error
    parts = {
        name: zipfile.ZipFile(io.BytesIO(content)).read(name)
        for name in zipfile.ZipFile(io.BytesIO(content)).namelist()
    }
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"<v></v>", b"<v>4/9/2015</v>").replace(b"<v/>", b"<v>4/9/2015</v>")
    parts[name] = parts[name].replace(b'<c r="B1">', b'<c r="B1" t="str">')
    assert days("kalender.xlsx", archive(parts)) == [(HELD, CLOSES, "")]


def test_cell_that_only_looks_like_a_command_stays_text():
    (line,) = lines_of("kalender.xlsx", sheet(["14/09/2015", "@SUM(1)", "+1"]))
    assert (line.held_on, line.error) == (HELD, "")


@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_of_any_spreadsheet(mark, encoding):
    file = io.StringIO()
    rows = csv.writer(file, delimiter=mark)
    rows.writerows([["Datum", "Agenda sluit", "Waar"], ["14/09/2015", "04/09/2015", "Café ‘t Hof"]])
    assert days("kalender.csv", file.getvalue().encode(encoding)) == [(HELD, CLOSES, "Café ‘t Hof")]


@pytest.mark.parametrize(
    "start",
    [
        "DTSTART;VALUE=DATE:20150914\r\n",
        "DTSTART;TZID=Europe/Brussels:20150914T200000\r\n",
        "DTSTART:20150914T180000Z\r\n",
        "DTSTART:20150913T223000Z\r\n",  # half past midnight in Belgium
        'DTSTART;TZID="Romance Standard Time":20150914T200000\r\n',
    ],
)
def test_event_of_a_calendar_is_the_day_in_belgium(start):
    assert days("raad.ics", calendar(start + "SUMMARY:Gemeente\r\n raad\r\n")) == [(HELD, None, "Gemeenteraad")]


def test_event_that_was_called_off_does_not_count():
    cancelled = "DTSTART;VALUE=DATE:20150901\r\nSTATUS:CANCELLED\r\n"
    assert len(days("raad.ics", calendar(cancelled, "DTSTART;VALUE=DATE:20150914\r\n"))) == 1


def bomb():
    return office("xlsx", **{"xl/sharedStrings.xml": b"<sst>" + b" " * (9 * 1024 * 1024) + b"</sst>"})


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("a.xlsx", b"", "leeg", id="empty"),
        pytest.param("a.csv", b"14/09/2015\n" * 200_000, TOO_BIG, id="too many bytes"),
        pytest.param("a.csv", b"14/09/2015\n" * 401, "meer dan 400 regels", id="too many rows"),
        pytest.param("a.xlsx", sheet(*[["14/09/2015"]] * 401), "meer dan 400 regels", id="too many rows of a sheet"),
        pytest.param("a.ics", calendar(*["DTSTART:20150914T180000Z\r\n"] * 401), "meer dan 400", id="too many events"),
        pytest.param("a.pdf", b"%PDF-1.7", "Kies een van deze soorten", id="another kind"),
        pytest.param("a.docx", office("docx"), "Kies een van deze soorten", id="a letter"),
        pytest.param("a.xlsx", b"14/09/2015", OTHER, id="text called a spreadsheet"),
        pytest.param("a.xlsx", office("docx"), OTHER, id="letter called a spreadsheet"),
        pytest.param("a.csv", office("xlsx"), OTHER, id="spreadsheet called a table"),
        pytest.param("a.csv", b"<html><body>14/09/2015", OTHER, id="page called a table"),
        pytest.param("a.csv", "14/09/2015".encode("utf-16"), OTHER, id="UTF-16"),
        pytest.param("a.xlsx", office("xlsx"), DAMAGED, id="no sheet in it"),
        pytest.param("a.xlsx", sheet(["14/09/2015"])[:-40], DAMAGED, id="cut off"),
        pytest.param("a.xlsx", sheet(), "geen enkele regel", id="empty sheet"),
        pytest.param("a.csv", b"\n \n;;\n", "geen enkele regel", id="empty rows"),
        pytest.param("a.xlsx", bomb(), BOMB, id="zip bomb"),
        pytest.param(
            "a.xlsx",
            office("xlsx", **{"xl/sharedStrings.xml": b'<!DOCTYPE sst [<!ENTITY a "aaaa">]><sst>&a;</sst>'}),
            "programma",
            id="entities",
        ),
        pytest.param("a.xlsx", office("xlsx", **{"xl/vbaProject.bin": b"x"}), "programma", id="macro"),
        pytest.param("a.ics", b"14/09/2015", DAMAGED, id="no calendar"),
        pytest.param("a.ics", calendar("SUMMARY:Raad\r\n"), DAMAGED, id="event without a day"),
        pytest.param("a.ics", calendar("DTSTART:20151314T180000Z\r\n"), DAMAGED, id="day that does not exist"),
        pytest.param("a.csv", b'14/09/2015;"' + b"x" * 200_000, DAMAGED, id="field without an end"),
    ],
)
def test_other_files_are_refused_in_words(name, content, said):
    assert said in refusal(name, content)
