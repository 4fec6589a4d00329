"""The pages of regional and local texts: what people type, what is refused beside its field, and what is shown."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from onboarding.models import Edition, LocalSection, LocalText, Section, Stance
from onboarding.tests import refinement_factories as make
from wegwijzer.localised import LocalisedText
from wegwijzer.testing.world_texts import build_texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def cast(furnished):
    return furnished[0]


@pytest.fixture
def world(furnished):
    return furnished[1]


@pytest.fixture
def contact(client, cast):
    client.force_login(cast.a.contact)
    return client


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


def local_address(world, name, *more, text="regional_text"):
    return reverse(f"onboarding:{name}", args=[world[text].pk, world["organisation"].pk, *more])


def test_what_changed_is_marked_with_words_and_decided(contact, world):
    row = world["local_section"]
    address = reverse("onboarding:local_section_decide", args=[row.pk])
    page = contact.get(address).content.decode()
    assert '<del><span class="visually-hidden">geschrapt: </span>maand</del>' in page
    assert '<ins><span class="visually-hidden">toegevoegd: </span>week</ins>' in page
    assert "[[uw tekst: twee weken || regio: de week]]" in page
    sent = {"version": row.version, "edition": 2, "what": "merge", "title": "Eigen"}
    body = "Geef een onthaalgesprek binnen [[uw tekst: twee weken || regio: de week]]. Bel {telefoon}."
    answer = contact.post(address, sent | {"body": body})
    assert answer.status_code == 422
    assert "Hier staan nog twee teksten naast elkaar" in answer.content.decode()
    assert "binnen [[uw tekst: twee weken" in answer.content.decode()
    answer = contact.post(address, sent | {"body": body, "choice_body_0": "theirs"})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert str(row.body) == "Geef een onthaalgesprek binnen de week. Bel {telefoon}."
    assert row.base.number == 2
    assert contact.get(address).status_code == 302, "nothing is left to decide"


def test_two_who_decide_at_once_see_both_texts(contact, world):
    row = world["local_section"]
    address = reverse("onboarding:local_section_decide", args=[row.pk])
    LocalSection.objects.filter(pk=row.pk).update(version=row.version + 1, body=LocalisedText("Intussen zo"))
    answer = contact.post(
        address, {"version": row.version, "edition": 2, "what": "merge", "title": "Mijn", "body": "Zo typte ik het"}
    )
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Intussen zo" in page
    assert "Zo typte ik het" in page


def test_adapting_asks_why_and_keeps_what_was_typed(contact, world):
    section = world["section_other"]
    address = local_address(world, "local_section_refine", section.pk)
    sent = {"version": 0, "edition": 2, "stance": "adapts", "title": "Anders", "body": "Wij gaan <b>niet</b> mee"}
    answer = contact.post(address, sent | {"reason": ""})
    assert answer.status_code == 422
    assert "Zeg kort waarom" in answer.content.decode()
    assert "Wij gaan &lt;b&gt;niet&lt;/b&gt; mee" in answer.content.decode()
    assert contact.post(address, sent | {"reason": "Geen auto"}).status_code == 302
    row = LocalSection.objects.get(section=section)
    assert (row.stance, row.reason, row.base.number) == (Stance.ADAPTS, "Geen auto", 2)
    page = contact.get(local_address(world, "local_text_detail")).content.decode()
    assert "Geen auto" in page
    assert "<b>niet</b>" not in page


def test_filling_places(contact, world):
    address = local_address(world, "local_text_fill")
    page = contact.get(address).content.decode()
    assert "Telefoon" in page
    local = world["local_text"]
    answer = contact.post(address, {"version": local.version, "place_0": "014 11 22 33"})
    assert answer.status_code == 302
    assert LocalText.objects.get(pk=local.pk).fillings["telefoon"] == "014 11 22 33"
    assert "014 11 22 33" in contact.get(local_address(world, "local_text_detail")).content.decode()


def test_publishing_shows_what_changes_and_for_whom(coordinator, world):
    text, section = world["regional_text"], world["section"]
    Section.objects.filter(pk=section.pk).update(body=LocalisedText("Geef een rondleiding."))
    address = reverse("onboarding:edition_publish", args=[text.pk])
    page = coordinator.get(address)
    assert str(world["organisation"]) in page.content.decode()
    seen = page.context["form"].initial["seen"]
    assert coordinator.post(address, {"seen": seen, "note": ""}).status_code == 422
    assert coordinator.post(address, {"seen": seen, "note": "Rondleiding erbij"}).status_code == 302
    assert Edition.objects.get(text=text, number=3).note == "Rondleiding erbij"


def test_a_draft_that_moved_on_is_looked_at_again(coordinator, world):
    text = world["regional_text"]
    address = reverse("onboarding:edition_publish", args=[text.pk])
    Section.objects.filter(pk=world["section"].pk).update(body=LocalisedText("Anders."))
    answer = coordinator.post(address, {"seen": "0" * 64, "note": "Iets"})
    assert answer.status_code == 409
    assert not Edition.objects.filter(text=text, number=3).exists()


def test_no_translation_of_a_procedure_and_none_without_its_source(coordinator, world):
    address = reverse("onboarding:regional_text_add")
    sent = {"kind": "procedure", "title": "Iets", "purpose": "Doel", "audience": "Wie", "languages": ["fr"]}
    answer = coordinator.post(address, sent | {"partnership": world["partnership"].pk})
    assert answer.status_code == 422
    assert "heeft geen vertalingen" in answer.content.decode()
    answer = coordinator.post(address, sent | {"purpose": "", "languages": [], "partnership": world["partnership"].pk})
    assert answer.status_code == 422
    bare = make.SectionFactory(text=world["brochure"], body=LocalisedText())
    address = reverse("onboarding:section_translate", args=[bare.pk, "fr"])
    answer = coordinator.post(address, {"version": bare.version, "title": "Titre", "body": "Texte"})
    assert answer.status_code == 422
    assert "eerst in het Nederlands" in answer.content.decode()
    assert coordinator.get(reverse("onboarding:section_translate", args=[bare.pk, "de"])).status_code == 404


def test_a_translation_keeps_the_places_to_fill(coordinator, world):
    hours = world["brochure_hours"]
    address = reverse("onboarding:section_translate", args=[hours.pk, "fr"])
    sent = {"version": hours.version, "title": "Ouvert"}
    answer = coordinator.post(address, sent | {"body": "Ouvert : {heures}"})
    assert answer.status_code == 422
    assert "Houd dezelfde plaatsen" in answer.content.decode()
    assert "Ouvert : {heures}" in answer.content.decode()
    assert coordinator.post(address, sent | {"body": "Ouvert : {openingsuren}"}).status_code == 302


def test_an_incomplete_language_is_not_printed(contact, world):
    answer = contact.post(local_address(world, "local_text_print", "fr", text="brochure"), follow=True)
    assert "Nog niet in het Frans" in answer.content.decode()


def test_another_language_than_there_is_is_not_there(contact, world):
    assert contact.post(local_address(world, "local_text_print", "es", text="brochure")).status_code == 404


def test_the_overview_says_who_is_behind_and_who_drops_what(coordinator, world):
    row = world["local_section_added"]
    page = coordinator.get(reverse("onboarding:text_drift", args=[row.text.pk])).content.decode()
    assert "te bekijken" in page
    assert "1 versie" in page
    assert "neemt over" in page


def test_who_speaks_for_another_board_sees_no_buttons(client, cast, world):
    client.force_login(cast.a.staff)
    page = client.get(local_address(world, "local_text_detail")).content.decode()
    assert "Bekijk wat wijzigde" not in page
    assert "Op maat maken" not in page


def grow(side, world):
    """One more of what the pages show."""
    build_texts(side, world["organisation"], world, "")
    text = world["regional_text"]
    section = make.SectionFactory(text=text)
    base = make.EditionFactory(text=text)
    make.LocalSectionFactory(local=make.LocalTextFactory(text=text), section=section, base=base)
    make.LocalSectionFactory(local=world["local_text"], section=make.SectionFactory(text=text), base=base)
    make.LocalSectionFactory(local=world["local_text"], adds=True)
    Section.objects.filter(pk=section.pk).update(body=LocalisedText("Dit staat er nu anders. Bel {telefoon}."))
    make.EditionFactory(text=text)


PAGES = ["regional_text_list", "regional_text_detail", "text_drift", "local_text_detail", "edition_publish"]


def test_pages_ask_as_much_for_ten_times_the_rows(coordinator, cast, world):
    text, own = world["regional_text"], [world["regional_text"].pk, world["organisation"].pk]
    args = {"regional_text_list": [], "local_text_detail": own}
    addresses = {name: reverse(f"onboarding:{name}", args=args.get(name, [text.pk])) for name in PAGES}

    def count(address):
        with CaptureQueriesContext(connection) as queries:
            assert coordinator.get(address).status_code == 200
        return len([query for query in queries if query["sql"].startswith("SELECT")])

    grow(cast.a, world)
    few = {name: count(address) for name, address in addresses.items()}
    for _time in range(4):
        grow(cast.a, world)
    many = {name: count(address) for name, address in addresses.items()}
    assert many == few
    assert max(many.values()) <= 12, many
