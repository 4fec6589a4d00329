"""What is printed of a text: the procedure, and brochures in scripts that go either way."""

import re
from io import BytesIO

import pytest
from django.core.management import call_command
from pypdf import PdfReader
from pypdf.generic import ContentStream

from onboarding.models import LocalText, RegionalText
from onboarding.reports import local_text
from onboarding.tests import refinement_factories as make
from wegwijzer.localised import RIGHT_TO_LEFT, LocalisedText
from wegwijzer.reports.registry import UnknownReport
from wegwijzer.reports.render import html_of, render_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SAID = {
    "ar": ("أين تجدنا", "الهاتف: {telefoon}", "Noto-Sans-Arabic"),
    "fa": ("ما را کجا پیدا کنید", "تلفن: {telefoon}", "Noto-Sans-Arabic"),
    "ti": ("ኣበይ ትረኽቡና", "ተሌፎን፦ {telefoon}", "Noto-Sans-Ethiopic"),
    "uk": ("Де нас знайти", "Телефон: {telefoon}", "Noto-Sans"),
}


@pytest.fixture
def brochure():
    """A section in Dutch and four other languages, of an organisation that filled in its number."""
    titles = {code: said[0] for code, said in SAID.items()}
    text = make.RegionalTextFactory(brochure=True, languages=",".join(SAID), title=LocalisedText("Welkom", **titles))
    bodies = {code: said[1] for code, said in SAID.items()}
    dutch = "Waar u ons vindt", "Telefoon: {telefoon}"
    sources = LocalisedText(dict.fromkeys(SAID, "\n\n".join(dutch)))
    make.SectionFactory(
        text=text, title=LocalisedText(dutch[0], **titles), body=LocalisedText(dutch[1], **bodies), sources=sources
    )
    make.EditionFactory(text=text)
    return make.LocalTextFactory(text=text, organisation__name="Lille", fillings={"telefoon": "014 22 33 44"})


def printed(local, language="nl"):
    return local_text(f"{local.text_id}-{local.organisation_id}-{language}")


def glyphs_of(page):
    """Every glyph number on the page: fonts are Identity-H, so two bytes each."""
    found = set()
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        strings = operands[0] if operator == b"TJ" else operands if operator == b"Tj" else []
        for said in strings:
            raw = getattr(said, "original_bytes", None)
            if raw is not None:
                found |= {raw[at : at + 2] for at in range(0, len(raw), 2)}
    return found


@pytest.mark.parametrize("language", SAID)
def test_a_brochure_has_every_glyph_and_reads_its_own_way(language, brochure):
    reader = PdfReader(BytesIO(render_pdf(printed(brochure, language))))
    page = reader.pages[0]
    fonts = {str(font.get_object()["/BaseFont"]) for font in page["/Resources"]["/Font"].values()}
    assert any(SAID[language][2] in font for font in fonts), fonts
    glyphs = glyphs_of(page)
    assert len(glyphs) > 20
    assert b"\x00\x00" not in glyphs, "a sign that no font has"
    assert reader.trailer["/Root"]["/Lang"] == language
    places = []
    page.extract_text(visitor_text=lambda said, cm, tm, *rest: places.append((said, tm[4], cm[4])))
    starts = [tm + cm for said, tm, cm in places if said.strip().startswith("Lille")]
    middle = float(page.mediabox.width) / 2
    assert starts
    assert all((start > middle) == (language in RIGHT_TO_LEFT) for start in starts[:1]), starts


@pytest.mark.parametrize("language", sorted(SAID))
def test_a_translation_says_that_it_is_one_and_keeps_numbers_in_order(language, brochure):
    html = html_of(printed(brochure, language))
    assert "Vertaling uit het Nederlands" in html
    assert f'<html lang="{language}" dir="{"rtl" if language in RIGHT_TO_LEFT else "ltr"}">' in html
    assert '<bdi dir="ltr" lang="nl">014 22 33 44</bdi>' in html
    assert "In herziening" not in html


def test_dutch_is_no_translation(brochure):
    html = html_of(printed(brochure))
    assert "Vertaling uit het Nederlands" not in html
    assert '<bdi dir="ltr">014 22 33 44</bdi>' in html


def test_a_translation_older_than_its_source_says_so(brochure):
    section = brochure.text.sections.get()
    type(section).objects.filter(pk=section.pk).update(body=section.body | {"nl": "Bel naar {telefoon}"})
    make.EditionFactory(text=brochure.text)
    assert "In herziening" in html_of(printed(brochure, "ar"))


def test_a_brochure_lacks_no_section_in_another_language(brochure):
    make.SectionFactory(text=brochure.text, title=LocalisedText("Nieuw"))
    make.EditionFactory(text=brochure.text)
    with pytest.raises(UnknownReport, match="Nog niet in het Arabisch: ‘Nieuw’"):
        printed(brochure, "ar")


@pytest.mark.parametrize("ref", ["", "1", "1-1", "x-y", "1-1-de", "999999999999999999-1", "1-1-nl-nl", "-1-1"])
def test_what_is_not_there_is_said_in_words(ref):
    with pytest.raises(UnknownReport):
        local_text(ref)


def test_what_people_typed_is_shown_and_does_nothing(brochure):
    LocalText.objects.update(fillings={"telefoon": "<b>014</b> {naam}"})
    html = html_of(printed(LocalText.objects.get()))
    assert "&lt;b&gt;014&lt;/b&gt; {naam}" in html
    assert "<b>014" not in html


def test_the_procedure_of_the_case_prints_and_loads_once():
    for _time in range(2):
        call_command("load_case", "wegwijzer", verbosity=0)
    text = RegionalText.objects.get(kind="procedure")
    lille = text.locals.get(organisation__name="Gemeente Lille")
    reader = PdfReader(BytesIO(render_pdf(printed(lille))))
    said = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))
    assert "Langsgaan voor een gesprek" in said
    assert "Wij sturen geen brief" in said
    assert "In herziening" in said
    brochure = RegionalText.objects.get(kind="brochure")
    olen = brochure.locals.get(organisation__name="Gemeente Olen")
    assert {printed(olen, code).language for code in ["nl", *brochure.translations]} == {
        "nl", "fr", "en", "ar", "uk", "tr", "fa", "ti", "es",
    }  # fmt: skip
