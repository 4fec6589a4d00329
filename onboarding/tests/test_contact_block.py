"""How an organisation is reached, in its brochures: from one card, in every language, on paper and on the web."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from governance.tests.factories import MembershipFactory
from onboarding.models import LocalText
from onboarding.models.page_words import words_in
from onboarding.models.refinement import read_local
from onboarding.reports import local_text
from onboarding.tests import refinement_factories as make
from wegwijzer.accounts.models import ContactPoint, Organisation
from wegwijzer.localised import LANGUAGES, LocalisedText
from wegwijzer.reports.render import html_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
OTHERS = [code for code in LANGUAGES if code != "nl"]
MORNING, LATER = ["09:00", "12:00", False], ["13:30", "16:00", True]
WEEK = {"1": [MORNING], "2": [MORNING], "3": [MORNING, LATER]}


@pytest.fixture
def local():
    """A public brochure in every language, and the card of the municipality that it asks for."""
    title, body = (LocalisedText(dict.fromkeys(LANGUAGES, said)) for said in ("Waar", "{telefoon}\n\n{openingsuren}"))
    text = make.RegionalTextFactory(brochure=True, is_public=True, languages=",".join(OTHERS), title=title)
    make.SectionFactory(text=text, title=title, body=body)
    make.EditionFactory(text=text)
    board = MembershipFactory(partnership=text.partnership, organisation__name="Gemeente Olen").organisation
    Organisation.objects.filter(pk=board.pk).update(address="Dorp 1", postcode="2250", city="Olen")
    closed = [["2027-07-21", "2027-07-21", "Feestdag"], ["2026-01-01", "2026-01-02", "Voorbij"]]
    ContactPoint.objects.create(organisation=board, phone="014 00 00 03", hours=WEEK, closed=closed)
    board.refresh_from_db()
    return LocalText(text=text, organisation=board)


def page(local, language="nl"):
    path = reverse("onboarding:public_text", args=[local.organisation.pk, local.text.pk, language])
    return Client().get(path).content.decode()


def paper(local, language="nl"):
    return html_of(local_text(f"{local.text.pk}-{local.organisation.pk}-{language}"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shown", [page, paper], ids=["page", "paper"])
def test_days_are_named_in_the_language_and_hours_read_from_left_to_right(shown, language, local):
    said, words = shown(local, language), words_in(language)
    assert f"<caption>{words['hours']}</caption>" in said
    row = f'<tr><th scope="row">{words["days"][2]}</th><td>'
    assert row + '<span class="times"><bdi dir="ltr">9:00–12:00</bdi></span>' in said
    assert f'<bdi dir="ltr">13:30–16:00</bdi> {words["appointment"]}</span>' in said
    assert f'<tr><th scope="row">{words["days"][6]}</th><td>{words["closed"]}</td></tr>' in said


def test_places_in_a_text_fill_themselves_from_the_card(local):
    assert read_local(local).unfilled == []
    said = page(local)
    assert '<bdi dir="ltr">014 00 00 03</bdi>' in said
    assert "<bdi>maandag – dinsdag 9:00–12:00; woensdag 9:00–12:00, 13:30–16:00 op afspraak</bdi>" in said
    assert "الاثنين – الثلاثاء \u20669:00–12:00\u2069" in page(local, "ar")


def test_what_was_filled_in_by_hand_goes_before_the_card(local):
    local.fillings = {"openingsuren": "alleen na een belletje"}
    local.save()
    said = page(local, "fr")
    assert '<bdi dir="ltr" lang="nl">alleen na een belletje</bdi>' in said
    assert "lundi – mardi" not in said


def test_without_a_card_the_own_data_of_the_organisation_are_there_and_no_hours(local):
    ContactPoint.objects.all().delete()
    said = page(local)
    assert "2250 Olen" in said
    assert "<table" not in said
    assert "tel:" not in said
    assert read_local(local).unfilled == ["telefoon", "openingsuren"]


def test_the_page_dials_and_leads_to_a_map_without_loading_anything_of_it(local):
    said = page(local, "ar")
    assert '<a href="tel:+3214000003"><bdi dir="ltr">014 00 00 03</bdi></a>' in said
    address = "https://www.openstreetmap.org/search?query=Dorp+1%2C+2250+Olen"
    assert f'<a href="{address}" rel="noopener noreferrer">{words_in("ar")["map"]}</a>' in said
    assert "openstreetmap" not in paper(local)


def test_days_that_are_over_are_not_told(local):
    with time_machine.travel(dt.datetime(2026, 6, 1, tzinfo=dt.UTC), tick=False):
        said = page(local)
    assert '<bdi dir="ltr">21/7/2027</bdi> <bdi lang="nl" dir="ltr">Feestdag</bdi>' in said
    assert "Voorbij" not in said


def test_what_is_on_the_card_does_nothing(local):
    evil = '"><script>alert(1)</script>'
    closed = [["2999-07-21", "2999-07-21", evil]]
    ContactPoint.objects.update(
        name=evil, phone=evil, city=evil, note=evil, website="https://x.be/" + evil, closed=closed
    )
    for said in (page(local), paper(local)):
        assert "<script" not in said
        assert "&lt;script&gt;" in said
