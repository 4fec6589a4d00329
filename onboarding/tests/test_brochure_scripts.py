"""Brochures in other scripts, looked at inside: which fonts and glyphs, in which order, on which side of the page."""

import io
import re
import subprocess
import unicodedata
from functools import cache

import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import ContentStream

from onboarding.models.text_ref import Shape, TextRef
from onboarding.reports import local_text
from onboarding.tests import refinement_factories as make
from wegwijzer.localised import LANGUAGES, RIGHT_TO_LEFT, LocalisedText
from wegwijzer.reports.render import render

pytestmark = [pytest.mark.usefixtures("db"), pytest.mark.once]
# A title, a sentence with a number in it, and the font that has to carry them; as people of these languages write.
SAID = {
    "nl": ("Waar u ons vindt", "Bel ons gratis op {telefoon}.", "Noto-Sans"),
    "fr": ("Où nous trouver", "Appelez-nous gratuitement au {telefoon}.", "Noto-Sans"),
    "en": ("Where to find us", "Call us for free: {telefoon}.", "Noto-Sans"),
    "de": ("Wo Sie uns finden", "Rufen Sie uns kostenlos an: {telefoon}.", "Noto-Sans"),
    "ar": ("أين تجدنا", "اتصل بنا مجانًا على الرقم {telefoon}.", "Noto-Sans-Arabic"),
    "uk": ("Де нас знайти", "Телефонуйте безкоштовно: {telefoon}.", "Noto-Sans"),
    "tr": ("Bizi nerede bulursunuz", "Bizi ücretsiz arayın: {telefoon}.", "Noto-Sans"),
    "fa": ("ما را کجا پیدا کنید", "رایگان با ما تماس بگیرید: {telefoon}.", "Noto-Sans-Arabic"),
    "ti": ("ኣበይ ትረኽቡና", "ብናጻ ደውሉልና፦ {telefoon}።", "Noto-Sans-Ethiopic"),
    "es": ("Dónde encontrarnos", "Llámenos gratis: {telefoon}.", "Noto-Sans"),
}
NUMBER = "014 22 33 44"


@pytest.fixture
def db(db_that_is_held):
    """The database of all tests here is the one with the brochure."""


@pytest.fixture(scope="module")
def made(held):
    """The bytes of the brochure in a language and a shape: each is laid out once, for all that is looked at in it."""
    others = [code for code in SAID if code != "nl"]
    titles = {code: said[0] for code, said in SAID.items()}
    bodies = {code: said[1] for code, said in SAID.items()}
    text = make.RegionalTextFactory(brochure=True, languages=",".join(others), title=LocalisedText(titles))
    sources = LocalisedText(dict.fromkeys(others, "\n\n".join(SAID["nl"][:2])))
    for _page in range(12):  # so that there are pages to number
        make.SectionFactory(text=text, title=LocalisedText(titles), body=LocalisedText(bodies), sources=sources)
    make.EditionFactory(text=text)
    local = make.LocalTextFactory(text=text, organisation__name="Lille", fillings={"telefoon": NUMBER})

    @cache
    def lay_out(language, shape=Shape.A5):
        ref = TextRef(local.text_id, local.organisation_id, language, shape)
        return render(local_text(str(ref))).content

    return lay_out


def opened(content):
    return PdfReader(io.BytesIO(content))


def used_in(page):
    """{font: glyph numbers} of what is drawn on a page, forms inside it included: Identity-H, two bytes a glyph."""
    found = {}

    def look(content, resources):
        fonts, name = resources.get("/Font", {}), None
        for operands, operator in ContentStream(content, page.pdf).operations:
            if operator == b"Tf":
                name = str(fonts[operands[0]].get_object()["/BaseFont"])
            elif operator in (b"TJ", b"Tj"):
                for said in operands[0] if operator == b"TJ" else operands:
                    raw = getattr(said, "original_bytes", b"")
                    found.setdefault(name, set()).update(
                        int.from_bytes(raw[at : at + 2]) for at in range(0, len(raw), 2)
                    )
            elif operator == b"Do":
                form = resources["/XObject"][operands[0]].get_object()
                if form["/Subtype"] == "/Form":
                    look(form, form.get("/Resources", resources))

    look(page.get_contents(), page["/Resources"])
    return found


def embedded(page):
    """{font: the font itself}, out of the file."""
    found = {}
    for font in page["/Resources"]["/Font"].values():
        below = font.get_object()["/DescendantFonts"][0].get_object()
        about = below["/FontDescriptor"].get_object()
        data = (about.get("/FontFile2") or about["/FontFile3"]).get_object().get_data()
        found[str(font.get_object()["/BaseFont"])] = TTFont(io.BytesIO(data))
    return found


def plain(text):
    """Each letter in its plain form, without the marks on it and without those of direction."""
    letters = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in letters if unicodedata.category(sign) not in ("Mn", "Cf"))


def reading(content):
    """What a reader takes out of it, line by line in the order of the language."""
    done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return plain(done.stdout.decode())


@pytest.mark.parametrize("language", SAID)
def test_every_sign_has_its_glyph_in_a_font_of_the_house_that_lies_in_the_file(language, made):
    assert set(SAID) == set(LANGUAGES)
    reader = opened(made(language))
    assert len(reader.pages) > 1
    for page in reader.pages:
        fonts, used = embedded(page), used_in(page)
        assert set(used) <= set(fonts), "a font that lies outside the file"
        for name, glyphs in used.items():
            assert "Noto-Sans" in name
            assert 0 not in glyphs, f"a sign that {name} has not"
            font = fonts[name]
            order = font.getGlyphOrder()
            assert max(glyphs) < len(order)
            drawn = [glyph for glyph in glyphs if has_ink(font, order[glyph])]
            assert len(drawn) >= len(glyphs) - 2, "glyphs without ink, beside the space"
    assert any(SAID[language][2] in name for name in used_in(reader.pages[0]))


def has_ink(font, name):
    if "glyf" in font:
        return font["glyf"][name].numberOfContours != 0
    return name in font["CFF "].cff.topDictIndex[0].CharStrings


@pytest.mark.parametrize("language", SAID)
def test_it_reads_in_its_own_order_with_numbers_from_left_to_right(language, made):
    said = reading(made(language))
    title, body, _font = SAID[language]
    assert said.count(plain(title)) >= 13, "the title, and each section"
    assert said.count(NUMBER) == 12
    first = plain(body.split()[0])
    lines = [line for line in said.splitlines() if NUMBER in line and first in line]
    assert all(line.index(first) < line.index(NUMBER) for line in lines), "what is read first comes first"


@pytest.mark.parametrize("language", ["nl", "uk", "ti", "ar", "fa"])
@pytest.mark.parametrize("shape", [Shape.A5, Shape.A4])
def test_the_page_is_mirrored_where_it_reads_from_right_to_left(language, shape, made):
    for page in opened(made(language, shape)).pages:
        # Places are told in pixels of 3/4 point, from the top of the page.
        middle, height, places = float(page.mediabox.width) * 2 / 3, float(page.mediabox.height) * 4 / 3, []

        def place(said, cm, tm, *_rest, places=places):
            if said.strip():
                places.append((said.strip(), tm[4], tm[5]))

        page.extract_text(visitor_text=place)
        foot = [(said, x) for said, x, y in places if y > 0.91 * height]
        number = [x for said, x in foot if re.fullmatch(r"[\d /]+", said)]
        publisher = [x for said, x in foot if said == "Lille"]
        assert number, foot
        assert publisher, foot
        mirrored = language in RIGHT_TO_LEFT
        assert all((x < middle) == mirrored for x in number)
        assert all((x > middle) == mirrored for x in publisher)
