"""Figures out to a spreadsheet and in again: looked at first, then all or nothing."""

import io
import unicodedata
from decimal import ROUND_DOWN, Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from governance.tests.factories import MembershipFactory, PartnershipFactory
from onboarding.actions.figures_import import Line, propose, take_in
from onboarding.exports.figures import figures_workbook
from onboarding.forms.figures_import import MOST_ROWS, FiguresImportForm, TableReader
from onboarding.models import Measurement, read_book, read_places
from onboarding.models.indicator import Indicator
from onboarding.tests import indicator_factories as figures
from wegwijzer.audit.models import Entry
from wegwijzer.spreadsheet import Sheet, workbook
from wegwijzer.ui.forms.sheets import SheetField
from wegwijzer.ui.tests.samples import office

YEARS = [2015, 2016, 2017]


@pytest.fixture
def indicator(cast):
    return figures.IndicatorFactory(partnership=cast.a.partnership, name="Instroom")


@pytest.fixture
def address(cast):
    return reverse("onboarding:measurement_import", args=[cast.a.partnership.pk])


def sheet_of(rows, name="cijfers.xlsx"):
    head, *others = rows
    return SimpleUploadedFile(name, workbook([Sheet("Cijfers", head, others)]))


def kept():
    return {
        (row.indicator.name, row.organisation.name, row.year): row.value
        for row in Measurement.objects.select_related("indicator", "organisation")
    }


def confirm(client, address, values):
    """Look first, then send what was shown; the second answer."""
    seen = client.post(address, values)
    assert seen.status_code == 200, seen.context["form"].errors
    form = seen.context["form"]
    again = {"text": form.data["text"], "seen": form.data["seen"], "indicator": form.data.get("indicator", "")}
    return client.post(address, again)


@pytest.mark.parametrize("mark", ["\t", ";"])
def test_table_with_years_beside_each_other_is_shown_first_and_then_kept(cast, indicator, as_user, address, mark):
    client = as_user(cast.a.coordinator)
    rows = [["Gemeente", "2016", "2017"], ["Gemeente Olen", "1.234", "niet gekend"], ["13019", "", "7"]]
    text = "\n".join(mark.join(row) for row in rows)
    values = {"text": text, "indicator": indicator.pk}
    answer = client.post(address, values)
    assert answer.status_code == 422
    assert "Zeg in een opmerking waarom het niet gekend is." in answer.content.decode()
    values["text"] = text.replace("niet gekend", "8")
    page = client.post(address, values)
    assert "Bewaar deze 3 cijfers" in page.content.decode()
    assert kept() == {}
    assert confirm(client, address, values).status_code == 302
    assert kept() == {
        ("Instroom", "Gemeente Olen", 2016): 1234,
        ("Instroom", "Gemeente Olen", 2017): 8,
        ("Instroom", "Gemeente Lille", 2017): 7,
    }
    assert Entry.objects.last().changes["Gemeente Olen, 2016"] == ["", "1.234"]


@pytest.mark.parametrize(
    ("decimals", "typed", "said"),
    [
        (0, "1,234", "Bedoelt u 1234?"),
        (0, "1.234,5", "zonder cijfers na de komma"),
        (2, "1,234", "Bedoelt u 1234?"),
        (3, "1,234", "Bedoelt u 1234 of 1,2340?"),
        (3, "1.234", "Bedoelt u 1234 of 1,2340?"),
        (2, "1,234.5", "Schrijf een getal"),
        (2, "1.5", "Een punt staat alleen tussen duizendtallen"),
        (0, "1e5", "geheel getal"),
        (0, "-3", "niet negatief"),
        (0, "#N/B", "geheel getal"),
    ],
)
def test_number_that_may_mean_two_things_is_asked_back(cast, indicator, as_user, address, decimals, typed, said):
    Indicator.objects.update(decimals=decimals)
    values = {"text": f"Gemeente;2017\nOlen;5\nGemeente Olen;{typed}", "indicator": indicator.pk}
    values["text"] = f"Gemeente;2016;2017\nGemeente Olen;5;{typed}"
    answer = as_user(cast.a.coordinator).post(address, values)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    assert "rij 2" in text
    assert kept() == {}


def test_belgian_numbers_are_read(cast, indicator, as_user, address):
    Indicator.objects.update(decimals=2)
    values = {"text": "Gemeente\t2016\t2017\nGemeente Olen\t1.234,5\t12,50", "indicator": indicator.pk}
    assert confirm(as_user(cast.a.coordinator), address, values).status_code == 302
    assert sorted(kept().values()) == [Decimal("12.5"), Decimal("1234.5")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Hier staat niets in"),
        ("Gemeente;Kleur\nGemeente Olen;rood", "Deze kolommen kennen wij niet: ‘Kleur’"),
        ("Gemeente Olen;5", "Deze kolommen kennen wij niet"),
        ("Gemeente;2017;2017\nGemeente Olen;5;5", "Een kolom staat er twee keer"),
        ("Gemeente;2017\nGemeente Olen;5", "Zeg hieronder welk cijfer"),
        ("Cijfer;Gemeente;2017;Jaar;Waarde\nInstroom;Gemeente Olen;5;2016;3", "Kies één vorm"),
        ("Cijfer;Gemeente;2017\nUitstroom;Gemeente Olen;5", "‘Uitstroom’ kennen wij hier niet"),
        ("Cijfer;Gemeente;2017\nInstroom;Gent;5", "‘Gent’ kennen wij hier niet"),
        ("Cijfer;Gemeente;2017\nInstroom;Gemeente Olen;5;6", "meer cellen dan er titels"),
        ("Cijfer;Gemeente;Jaar;Waarde\nInstroom;Gemeente Olen;2099;6", "is geen jaar van"),
        ("Cijfer;Gemeente;Jaar;Waarde\nInstroom;Gemeente Olen;2017;6\nInstroom;13029;2017;7", "twee keer"),
        ("Cijfer;Gemeente;Jaar;Waarde\nInstroom;Gemeente Olen;2017;", "geen enkel cijfer"),
        ("Cijfer;Gemeente;2017;Opmerking\nInstroom;Gemeente Olen;5;" + "x" * 301, "hoogstens 300"),
    ],
)
def test_table_that_is_wrong_is_told_why_and_keeps_nothing(cast, indicator, as_user, address, text, said):
    answer = as_user(cast.a.coordinator).post(address, {"text": text})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert kept() == {}


def test_contact_person_takes_in_a_whole_sheet_and_changes_the_own_rows_only(cast, indicator, as_user, address):
    figures.MeasurementFactory(indicator=indicator, organisation=cast.a.boards["Gemeente Lille"], value=Decimal(9))
    client = as_user(cast.a.contact)
    text = "Cijfer;Gemeente;2017\nInstroom;Gemeente Olen;5\nInstroom;Gemeente Lille;{}"
    answer = client.post(address, {"text": text.format(8)})
    assert answer.status_code == 422
    assert "U vult alleen de cijfers van uw eigen gemeente in." in answer.content.decode()
    assert confirm(client, address, {"text": text.format(9)}).status_code == 302
    assert sorted(kept().values()) == [5, 9]
    assert as_user(cast.a.staff).get(address).status_code == 403


def test_remark_about_a_person_is_refused_unless_it_was_there_already(cast, indicator, as_user, address):
    client, remark = as_user(cast.a.coordinator), "Bel 0478 12 34 56"
    text = f"Cijfer;Gemeente;Jaar;Waarde;Opmerking\nInstroom;Gemeente Olen;2017;{{}};{remark}"
    answer = client.post(address, {"text": text.format(5)})
    assert answer.status_code == 422
    assert "lijkt op een telefoonnummer" in answer.content.decode()
    olen = cast.a.boards["Gemeente Olen"]
    figures.MeasurementFactory(indicator=indicator, organisation=olen, value=Decimal(9), remark=remark)
    assert confirm(client, address, {"text": text.format(5)}).status_code == 302
    assert list(kept().values()) == [5]


def test_table_of_years_before_a_membership_corrects_what_is_there(cast, as_user):
    partnership = PartnershipFactory()
    row = figures.IndicatorFactory(partnership=partnership, name="Instroom")
    ocmw = cast.a.boards["OCMW Olen"]
    MembershipFactory(partnership=partnership, organisation=ocmw, from_on="2017-01-01")
    figures.MeasurementFactory(indicator=row, organisation=ocmw, year=2014, value=Decimal(9))
    (place,) = read_places(partnership, YEARS)
    proposal = propose(partnership, [Line(2, row, place, 2014, Decimal(10))], {place.pk})
    assert [one.kind for one in proposal.changes] == ["changed"]
    lines = [one.line for one in proposal.changes]
    take_in(partnership, lines, by=cast.a.coordinator, seen=proposal.digest, may_fill={place.pk})
    assert list(kept().values()) == [10]


def test_what_changed_since_it_was_seen_is_shown_again(cast, indicator, as_user, address):
    client, values = as_user(cast.a.coordinator), {"text": "Cijfer;Gemeente;2017\nInstroom;Gemeente Olen;5"}
    seen = client.post(address, values).context["form"].data["seen"]
    figures.MeasurementFactory(indicator=indicator, organisation=cast.a.boards["Gemeente Olen"], value=Decimal(9))
    answer = client.post(address, values | {"seen": seen})
    assert answer.status_code == 200
    assert "gewijzigd" in answer.content.decode()
    assert list(kept().values()) == [9]


def test_csv_with_semicolons_in_an_old_encoding_is_read(cast, indicator, as_user, address):
    raw = "Cijfer;Gemeente;Jaar;Waarde;Opmerking\r\nInstroom;Gemeente Olen;2017;1.500;Geschat na één telling\r\n"
    client = as_user(cast.a.coordinator)
    for name, encoding in (("a.csv", "cp1252"), ("b.csv", "utf-8-sig")):
        answer = client.post(address, {"file": SimpleUploadedFile(name, raw.encode(encoding))})
        assert answer.status_code == 200
        assert "Geschat na één telling" in answer.content.decode()


def raw_book(change):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Cijfer", "Gemeente", "Jaar", "Waarde"])
    sheet.append(["Instroom", "Gemeente Olen", 2017, 5])
    change(sheet)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (raw_book(lambda sheet: sheet.__setitem__("D2", "=1+1")), "Hier staan formules: D2"),
        (raw_book(lambda sheet: sheet.merge_cells("A2:B2")), "Hier zijn cellen samengevoegd: A2:B2"),
        (raw_book(lambda sheet: [sheet.append(["Instroom", "Gemeente Olen", 2017, 5])] * 3), "twee keer"),
        (b"PK\x03\x04 no archive", "beschadigd"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "oude vorm"),
        (office("docx"), "geen Excel"),
    ],
)
def test_file_that_is_no_plain_table_is_refused(cast, indicator, as_user, address, content, said):
    answer = as_user(cast.a.coordinator).post(address, {"file": SimpleUploadedFile("cijfers.xlsx", content)})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert kept() == {}


def test_fifty_thousand_rows_are_refused_before_they_are_read_to_the_end(cast, indicator, as_user, address):
    rows = [["Cijfer", "Gemeente", "Jaar", "Waarde"], *(["Instroom", "Gemeente Olen", 2017, 5] for _ in range(50_000))]
    answer = as_user(cast.a.coordinator).post(address, {"file": sheet_of(rows)})
    assert answer.status_code == 422
    assert f"meer dan {MOST_ROWS} rijen" in answer.content.decode()


NUMBERS = st.decimals(min_value=0, max_value=Decimal("9999999999.9999"), allow_nan=False)
# As a form keeps them: composed.
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20).map(
    lambda text: unicodedata.normalize("NFC", text)
)


@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data(), decimals=st.integers(0, 4))
def test_what_goes_out_comes_in_as_it_was(cast, data, decimals):
    """Every figure, remark and source comes back out of the spreadsheet as what it was."""
    partnership = cast.a.partnership
    partnership.indicators.all().delete()
    indicator = figures.IndicatorFactory(partnership=partnership, name="Instroom", decimals=decimals)
    for board in ("Gemeente Olen", "Gemeente Lille"):
        value = data.draw(
            st.none() | NUMBERS.map(lambda one: one.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_DOWN))
        )
        about = {"remark": data.draw(WORDS), "source": data.draw(st.just("") | WORDS)}
        figures.MeasurementFactory(indicator=indicator, organisation=cast.a.boards[board], value=value, **about)
    book = read_book(partnership, YEARS)
    file = SimpleUploadedFile("cijfers.xlsx", figures_workbook(book, ""))
    form = FiguresImportForm(
        {},
        {"file": file},
        partnership=partnership,
        indicators=[indicator],
        places=read_places(partnership, YEARS),
        may_fill={place.pk for place in book.places},
    )
    assert form.is_valid(), (form.errors, form.wrong_rows)
    assert form.proposal.counts == {"wrong": 0, "added": 0, "changed": 0, "same": 2}


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.sampled_from('Gemeente;2017\t\n",.0123456789 Olen%€'), max_size=80))
def test_any_text_is_read_or_told_what_is_wrong(text):
    from django.core.exceptions import ValidationError

    reader = TableReader([Indicator(pk=1, name="Instroom")], [], Indicator(pk=1, name="Instroom"))
    try:
        lines, wrong = reader.read(text)
    except ValidationError:
        lines = []  # told in words; nothing was read
    else:
        assert all(number > 1 and said for number, said in wrong)
    assert lines == []


def test_rows_that_stretch_out_of_a_small_file_are_a_bomb():
    import zipfile

    output = io.BytesIO(raw_book(lambda sheet: None))
    swollen = io.BytesIO()
    with zipfile.ZipFile(output) as old, zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == "xl/worksheets/sheet1.xml":
                content = content.replace(b"</sheetData>", b"<row/>" * 4_000_000 + b"</sheetData>")
            new.writestr(member.filename, content)
    field = SheetField(most_rows=10)
    with pytest.raises(Exception, match="veel te groot"):
        field.clean(SimpleUploadedFile("cijfers.xlsx", swollen.getvalue()))
