"""The code on what is printed leads to the page in that language: read back by an independent reader."""

import shutil
import subprocess
from io import BytesIO

import pytest
import zxingcpp
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from governance.tests.factories import MembershipFactory
from onboarding.models import LocalText, RegionalText
from onboarding.reports import local_text
from onboarding.tests import refinement_factories as make
from wegwijzer.localised import LocalisedText
from wegwijzer.reports.render import html_of, render_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SITE = "https://wegwijzer.example.org"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


@pytest.fixture
def lille():
    title = LocalisedText("Welkom", ar="مرحبًا")
    text = make.RegionalTextFactory(brochure=True, is_public=True, languages="ar", title=title)
    make.SectionFactory(text=text, title=title, body=title)
    make.EditionFactory(text=text)
    member = MembershipFactory(partnership=text.partnership, organisation__name="Gemeente Lille")
    return LocalText(text=text, organisation=member.organisation)


def printed(local, language, shape=""):
    return local_text(f"{local.text.pk}-{local.organisation.pk}-{language}{shape}")


def codes_in(pdf, folder):
    """What a reader sees in the pages, drawn as a printer would."""
    (folder / "b.pdf").write_bytes(pdf)
    subprocess.run([shutil.which("pdftoppm"), "-r", "150", "-png", folder / "b.pdf", folder / "b"], check=True)
    found = []
    for path in sorted(folder.glob("b-*.png")):
        with Image.open(path) as page:
            found += [(code.format, code.text) for code in zxingcpp.read_barcodes(page)]
    return found


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="needs pdftoppm")
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_a_telephone_reads_the_address_of_the_page_in_that_language(language, lille, tmp_path):
    ((form, address),) = codes_in(render_pdf(printed(lille, language)), tmp_path)
    assert form == zxingcpp.BarcodeFormat.QRCode
    assert address == f"{SITE}/welkom/{lille.organisation.pk}/{lille.text.pk}/{language}/"
    answer = Client().get(address.removeprefix(SITE))
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()


def test_the_address_stands_under_it_for_who_can_not_scan(lille):
    html = html_of(printed(lille, "nl"))
    assert f'<bdi dir="ltr">{SITE}/welkom/{lille.organisation.pk}/{lille.text.pk}/nl/</bdi>' in html
    assert "Lees deze tekst op uw telefoon" in html
    assert 'role="img"' in html


@pytest.mark.parametrize("shape", ["", "-a4", "-boekje", "-fiche"])
def test_the_address_is_on_every_shape_of_paper(shape, lille):
    pages = PdfReader(BytesIO(render_pdf(printed(lille, "nl", shape)))).pages
    words = "".join("".join(page.extract_text() for page in pages).split())
    assert f"{SITE}/welkom/{lille.organisation.pk}/{lille.text.pk}/nl/" in words


def test_what_is_not_public_has_none(lille):
    RegionalText.objects.update(is_public=False)
    html = html_of(printed(lille, "nl"))
    assert "<svg" not in html
    assert "/welkom/" not in html
