"""Shapes of a brochure, and all of them at once."""

import io
import re
import zipfile

import pyphen
import pytest
from django.urls import reverse
from pypdf import PdfReader

from onboarding.models import LocalText
from onboarding.models.text_ref import AllRef, Shape, TextRef
from onboarding.reports import brochures, local_text
from onboarding.reports.local_text import HYPHENATED
from onboarding.tests import refinement_factories as make
from wegwijzer.localised import LANGUAGES, LocalisedText
from wegwijzer.reports.models import Report
from wegwijzer.reports.registry import UnknownReport
from wegwijzer.reports.render import RenderFailed, html_of, render

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(cast):
    """A brochure in French, of which Olen has a section that is not translated."""
    title = LocalisedText("Welkom", fr="Bienvenue", ar="مرحبا")
    row = make.RegionalTextFactory(partnership=cast.a.partnership, brochure=True, title=title)
    said = {
        "title": LocalisedText("Wonen", fr="Habiter", ar="السكن"),
        "body": LocalisedText("Huis.", fr="Maison.", ar="بيت."),
    }
    make.SectionFactory(text=row, **said, sources=LocalisedText(fr="Wonen\n\nHuis.", ar="Wonen\n\nHuis."))
    make.EditionFactory(text=row)
    olen = make.LocalTextFactory(text=row, organisation=cast.a.boards["Gemeente Olen"])
    own = {"title": LocalisedText("Fruit", fr="Fruits"), "body": LocalisedText("Mand.", fr="Panier.")}
    make.LocalSectionFactory(local=olen, adds=True, **own, sources=LocalisedText(fr="Fruit\n\nMand."))
    return row


@pytest.mark.parametrize(
    ("ref", "read"),
    [
        ("12-3", TextRef(12, 3, "nl", "a5")),
        ("12-3-ar", TextRef(12, 3, "ar", "a5")),
        ("12-3-ar-a5", TextRef(12, 3, "ar", "a5")),
        ("12-3-ar-boekje", TextRef(12, 3, "ar", "boekje")),
        ("12-3-ar-fiche", TextRef(12, 3, "ar", "fiche")),
        ("12-3-ar-a4", TextRef(12, 3, "ar", "a4")),
        ("12-3-boekje", None),
        ("12-3-ar-a3", None),
        ("12-3-ar-boekje-x", None),
        ("12-3-xx-a5", None),
        ("12-3-ar-BOEKJE", None),
        ("١٢-3", None),
    ],
)
def test_reference_with_its_shape(ref, read):
    assert TextRef.read(ref) == read
    if read:
        assert TextRef.read(str(read)) == read


@pytest.mark.parametrize(
    ("ref", "read"), [("12", (12, "a5")), ("12-boekje", (12, "boekje")), ("12-3", None), ("", None)]
)
def test_reference_to_all(ref, read):
    assert AllRef.read(ref) == read
    assert read is None or str(AllRef(*read)) == ref


def test_words_are_broken_only_where_the_engine_knows_how():
    assert {code for code in LANGUAGES if pyphen.language_fallback(code)} == HYPHENATED


def lille(cast):
    return cast.a.boards["Gemeente Lille"].pk


@pytest.mark.once
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_shapes_have_the_paper_that_they_are_for(cast, text, language):
    sizes = {}
    for shape in Shape.values:
        made = render(local_text(str(TextRef(text.pk, lille(cast), language, shape))))
        page = PdfReader(io.BytesIO(made.content)).pages[0]
        sizes[shape] = (round(float(page.mediabox.width)), round(float(page.mediabox.height)))
    assert sizes == {"a5": (420, 595), "a4": (595, 842), "boekje": (842, 595), "fiche": (595, 842)}


@pytest.mark.once
def test_a_sheet_that_does_not_hold_the_text_says_which_sections_are_longest(cast, text):
    long = LocalisedText("Wonen in de gemeente is voor iedereen. " * 300)
    make.SectionFactory(text=text, title=LocalisedText("Lang verhaal"), body=long)
    make.EditionFactory(text=text)
    sheet = local_text(f"{text.pk}-{lille(cast)}-nl-fiche")
    with pytest.raises(RenderFailed, match=r"twee kanten van één blad\. Het langst zijn ‘Lang verhaal’"):
        render(sheet)
    booklet = render(local_text(f"{text.pk}-{lille(cast)}-nl-boekje"))
    said = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(booklet.content)).pages)
    assert len(re.findall(r"iedereen", said.replace("-\n", "").replace("\n", " "))) == 300, "nothing is cut"


def test_a_procedure_has_one_shape(cast):
    row = make.SectionFactory(text__partnership=cast.a.partnership)
    make.EditionFactory(text=row.text)
    with pytest.raises(UnknownReport, match="alleen op A4"):
        local_text(f"{row.text.pk}-{lille(cast)}-nl-boekje")
    with pytest.raises(UnknownReport, match="geen brochure"):
        brochures(str(row.text.pk))


@pytest.mark.once
def test_all_brochures_with_the_one_that_fails_named(cast, text):
    made = render(brochures(f"{text.pk}"))
    assert made.left_out == ("Gemeente Olen, Arabisch: Nog niet in het Arabisch: ‘Fruit’.",)
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        names = archive.namelist()
        rows = archive.read("inhoud.csv").decode("utf-8-sig").splitlines()
    towns = [name for name in cast.a.boards if name.startswith("Gemeente")]
    assert len(names) == 3 * len(towns) - 1 + 2
    assert "fr/welkom-gemeente-olen-fr.pdf" in names
    assert rows[0].startswith("bestand;organisatie;taal;versie;in herziening;")
    assert any(row.startswith("fr/welkom-gemeente-olen-fr.pdf;Gemeente Olen;Frans;1;nee;") for row in rows)
    for ref in ("x", "999999", ""):
        with pytest.raises(UnknownReport):
            brochures(ref)


def test_asked_from_the_pages(cast, text, as_user):
    client = as_user(cast.a.coordinator)
    page = reverse("onboarding:brochures_print", args=[text.pk])
    assert client.post(page, {"vorm": "boekje"}).status_code == 302
    report = Report.objects.get()
    assert (report.kind, report.ref, report.is_series) == ("brochures", f"{text.pk}-boekje", True)
    assert client.post(page, {"vorm": "a3"}).status_code == 404
    detail = client.get(reverse("onboarding:regional_text_detail", args=[text.pk])).content.decode()
    assert "Alle brochures ineens" in detail
    where = [text.pk, lille(cast), "ar"]
    local = reverse("onboarding:local_text_print", args=where)
    assert client.post(local, {"vorm": "fiche"}).status_code == 302
    assert Report.objects.filter(ref=f"{text.pk}-{lille(cast)}-ar-fiche").exists()
    assert client.post(local, {"vorm": "plakkaat"}).status_code == 404
    shown = client.get(reverse("onboarding:local_text_detail", args=where[:2])).content.decode()
    assert shown.count('value="boekje"') == 3
    html = html_of(local_text(f"{text.pk}-{lille(cast)}-nl-fiche"))
    assert 'class="brochure brochure-fiche hyphenates"' in html
    assert "hyphenates" not in html_of(local_text(f"{text.pk}-{lille(cast)}-ar"))
    assert LocalText.objects.count() == 1
