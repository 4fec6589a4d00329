"""Files that are no honest spreadsheet of a plan: each is told what to do, beside the field, and nothing breaks."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from projects.exports.plan_sheet import plan_workbook
from projects.forms.plan_import import PlanImportForm
from projects.tests.factories import ObjectiveFactory, PlanFactory
from wegwijzer.ui.forms.sheets import MOST_BYTES
from wegwijzer.ui.tests.samples import archive, office

pytestmark = pytest.mark.django_db
HEAD = ["Sleutel", "Diepte", "Niveau", "Doelstelling of actie", "Van", "Streefcijfer", "Eenheid"]
SHEET = "xl/worksheets/sheet1.xml"


def book(*rows, then=lambda sheet: None):
    made = openpyxl.Workbook()
    for row in rows or [HEAD, [None, 1, "SD", "Werk"]]:
        made.active.append(row)
    then(made.active)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def with_part(content, name, change):
    """The same archive with one part changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        kept = {each: parts.read(each) for each in parts.namelist()}
    kept[name] = change(kept.get(name, b""))
    return archive(kept)


def merge(sheet):
    sheet.merge_cells("A2:B3")


def errors_of(name, content, text="getypt"):
    form = PlanImportForm({"text": text}, {"file": SimpleUploadedFile(name, content)}, plan=PlanFactory())
    form.is_valid()
    assert not form.is_confirmed
    return form


MACRO = b'<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
# Each is made when a test asks for it: all of them at once cost every process that only looks which tests there are.
FILES = {
    "empty": ("a.xlsx", lambda: b"", "leeg"),
    "text": ("a.xlsx", lambda: b"Doelstelling", "al heet het zo"),
    "letter": ("a.xlsx", lambda: office("docx"), "al heet het zo"),
    "old form": (
        "a.xls",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "Bewaar het als Excel-werkmap (.xlsx)",
    ),
    "behind a password": (
        "a.xlsx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "met een wachtwoord op slot",
    ),
    "with macros by name": ("a.xlsm", book, "zonder macro’s"),
    "with macros": (
        "a.xlsx",
        lambda: with_part(book(), "[Content_Types].xml", lambda text: text.replace(b"</Types>", MACRO)),
        "programma",
    ),
    "csv": ("a.csv", lambda: b"Doelstelling\nWerk", "Bewaar het als Excel-werkmap"),
    "cut off": ("a.xlsx", lambda: book()[:-60], "beschadigd"),
    "no sheet": ("a.xlsx", lambda: office("xlsx"), "beschadigd"),
    "broken xml": ("a.xlsx", lambda: with_part(book(), SHEET, lambda text: text[:200]), "beschadigd"),
    "entities": (
        "a.xlsx",
        lambda: with_part(book(), SHEET, lambda text: b'<!DOCTYPE x [<!ENTITY a "aa">]>' + text.split(b"?>", 1)[-1]),
        "programma",
    ),
    "too large": ("a.xlsx", lambda: b"PK\x03\x04" + bytes(MOST_BYTES), "te groot: hoogstens 4 MB"),
    "bomb": (
        "a.xlsx",
        lambda: with_part(book(), SHEET, lambda text: text + b" " * 200_000_000),
        "uitpakken veel te groot",
    ),
    "large texts": (
        "a.xlsx",
        lambda: with_part(book(), SHEET, lambda text: text + b" " * 17_000_000),
        "uitpakken veel te groot",
    ),
    "large styles": (
        "a.xlsx",
        lambda: with_part(book(), "xl/styles.xml", lambda text: text + b" " * 1_200_000),
        "uitpakken veel te groot",
    ),
    "50,000 rows": ("a.xlsx", lambda: book(HEAD, *[[None, 1, "SD", "x"]] * 50_000), "meer dan 5000 rijen"),
    "a row far down": ("a.xlsx", lambda: book(then=lambda sheet: sheet.cell(900_000, 4, "x")), "meer dan 5000 rijen"),
    "a cell far right": ("a.xlsx", lambda: book(then=lambda sheet: sheet.cell(2, 9_000, "x")), "meer dan 60 kolommen"),
    "formula": ("a.xlsx", lambda: book(HEAD, [None, 1, "SD", "Werk", None, "=1+5"]), "Hier staan formules: F2."),
    "error": ("a.xlsx", lambda: book(HEAD, [None, 1, "SD", "#N/A"]), "foutwaarden zoals #N/B: D2."),
    "merged": ("a.xlsx", lambda: book(then=merge), "cellen samengevoegd: A2:B3."),
    "nothing in it": ("a.xlsx", lambda: book([None]), "geen enkele rij"),
    "no heading": ("a.xlsx", lambda: book(["a", "b", "c", "d"]), "Zet boven de tabel een rij"),
    "date for a number": (
        "a.xlsx",
        lambda: book(HEAD, [None, 1, "SD", "Werk", None, dt.date(2015, 1, 1), "x"]),
        "1 rij klopt niet",
    ),
    "number for a date": ("a.xlsx", lambda: book(HEAD, [None, 1, "SD", "Werk", 42000]), "1 rij klopt niet"),
    "endless cell": ("a.xlsx", lambda: book(HEAD, [None, 1, "SD", "x" * 32_000]), "1 rij klopt niet"),
}


@pytest.mark.parametrize("kind", FILES)
def test_file_is_refused_in_words_beside_its_field(kind):
    name, made, said = FILES[kind]
    form = errors_of(name, made())
    assert said in form.errors["file"][0]
    assert form["text"].value()  # what was typed, or what was read from the file


def test_row_of_a_file_is_named_by_its_number_in_the_sheet():
    form = errors_of("a.xlsx", book(HEAD, [], [None, 1, "SD", "Werk", None, dt.date(2015, 1, 1), "x"]))
    (row,) = form.proposal.wrong
    assert (row.line.number, row.errors[:1]) == (3, ["Streefcijfer: Schrijf een getal, bijvoorbeeld 1.000,50."])


def test_numbers_dates_and_words_of_a_sheet_are_read_as_they_are_meant():
    rows = [HEAD, [None, 1.0, "SD", 2008, dt.datetime(2015, 9, 14, 20), 1250.5, "euro"], [None, 2, "A", True]]
    form = PlanImportForm({}, {"file": SimpleUploadedFile("a.xlsx", book(*rows))}, plan=PlanFactory())
    assert form.is_valid(), form.errors
    first, second = form.proposal.rows
    assert (first.values["title"], first.values["from_on"]) == ("2008", dt.date(2015, 9, 14))
    assert (str(first.values["target_number"]), second.values["title"]) == ("1250.50", "ja")


# --- the pages


def test_pages_of_import_show_first_and_keep_after(cast, as_user):
    plan = PlanFactory(partnership=cast.a.partnership)
    old = ObjectiveFactory(plan=plan, title="Onthaal")
    page = as_user(cast.a.coordinator)
    url = f"/plannen/{plan.pk}/binnenhalen/"
    export = page.get(f"/plannen/{plan.pk}/rekenblad/")
    assert export.headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert "attachment" in export.headers["Content-Disposition"]
    assert page.get(url).status_code == 200
    assert page.post(url, {"text": ""}).status_code == 422
    rows = f"Sleutel\tDiepte\tTitel\n{old.pk}\t1\tOnthaal van nieuwkomers\n\t2\tGids"
    shown = page.post(url, {"text": rows})
    assert shown.status_code == 200
    assert plan.objectives.count() == 1
    seen = shown.context["form"].data["seen"]
    assert page.post(url, {"text": rows + "\n\t2\tGids 2", "seen": seen}).status_code == 200  # not what was seen
    assert page.post(url, {"text": rows, "seen": seen}).status_code == 302
    assert sorted(plan.objectives.values_list("title", flat=True)) == ["Gids", "Onthaal van nieuwkomers"]


@pytest.mark.parametrize("kind", ["behind a password", "bomb", "formula", "merged", "text"])
def test_page_answers_a_bad_file_with_what_was_typed(cast, as_user, kind):
    plan = PlanFactory(partnership=cast.a.partnership)
    name, made, said = FILES[kind]
    upload = SimpleUploadedFile(name, made())
    answer = as_user(cast.a.coordinator).post(f"/plannen/{plan.pk}/binnenhalen/", {"text": "SD1 Werk", "file": upload})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "SD1 Werk" in answer.content.decode()


def test_queries_of_export_and_preview_stay_the_same_however_long_the_plan(
    django_assert_max_num_queries, cast, as_user
):
    plan = PlanFactory(partnership=cast.a.partnership)
    for number in range(12):
        ObjectiveFactory(plan=plan, title=f"Doel {number}")
    content = plan_workbook(plan)
    page = as_user(cast.a.coordinator)
    with django_assert_max_num_queries(12):
        page.get(f"/plannen/{plan.pk}/rekenblad/")
    with django_assert_max_num_queries(16):
        page.post(f"/plannen/{plan.pk}/binnenhalen/", {"file": SimpleUploadedFile("a.xlsx", content)})
