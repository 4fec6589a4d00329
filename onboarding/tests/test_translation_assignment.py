"""Who translates what: given to an organisation or a role, seen by who has to do it, and how far it is by itself."""

import datetime as dt

import pytest
from django.urls import reverse

from onboarding.models import Section, TranslationAssignment
from onboarding.models.edition_content import draft_of
from onboarding.models.language_guard import in_words, states_of
from onboarding.tests import refinement_factories as make
from wegwijzer.localised import LocalisedText

pytestmark = pytest.mark.django_db


@pytest.fixture
def text(cast):
    row = make.RegionalTextFactory(partnership=cast.a.partnership, brochure=True, title=LocalisedText("Welkom"))
    for name in ("Wonen", "School"):
        make.SectionFactory(text=row, title=LocalisedText(name), body=LocalisedText("Kom langs bij ons."))
    return row


def french(text):
    text.refresh_from_db()
    return in_words(next(state for state in states_of(text, draft_of(text)) if state.language == "fr"))


def test_how_far_a_language_is_in_words(text):
    assert french(text) == "nog niets vertaald"
    first, second = text.sections.all()
    for row in (first, second):
        assert french(text) in ("nog niets vertaald", "1 van 2 secties")
        said = {"title": row.title | {"fr": "T"}, "body": row.body | {"fr": "B"}, "sources": {"fr": row.dutch}}
        Section.objects.filter(pk=row.pk).update(**said)
    assert french(text) == "2 van 2 secties, de titel ontbreekt"
    type(text).objects.filter(pk=text.pk).update(title=LocalisedText("Welkom", fr="Bienvenue"))
    assert french(text) == "volledig"
    Section.objects.filter(pk=first.pk).update(body=LocalisedText("Kom gerust langs bij ons.", fr="B"))
    assert french(text) == "1 woord verouderd"


def assign(client, text, **said):
    page = reverse("onboarding:translation_assign", args=[text.pk, "fr"])
    return client.post(page, {"version": 0} | said)


def test_given_to_an_organisation_it_stands_on_its_start_page_and_its_contact_may_translate(cast, text, as_user):
    olen = cast.a.boards["Gemeente Olen"]
    contact, section = as_user(cast.a.contact), text.sections.first()
    page = reverse("onboarding:section_translate", args=[section.pk, "fr"])
    assert contact.get(page).status_code == 403
    coordinator = as_user(cast.a.coordinator)
    assert assign(coordinator, text, organisation=olen.pk, due_on="30-06-2017").status_code == 302
    row = TranslationAssignment.objects.get()
    assert (row.organisation, row.due_on, row.who) == (olen, dt.date(2017, 6, 30), "Gemeente Olen")
    contact = as_user(cast.a.contact)
    start = contact.get(reverse("home:start")).content.decode()
    assert "Vertaal naar het Frans" in start
    assert "nog niets vertaald" in start
    assert contact.get(page).status_code == 200
    assert contact.get(reverse("onboarding:section_translate", args=[section.pk, "ar"])).status_code == 403
    detail = contact.get(reverse("onboarding:regional_text_detail", args=[text.pk])).content.decode()
    assert "te laat" in detail
    assert reverse("onboarding:translation_import", args=[text.pk, "fr"]) in detail
    assert reverse("onboarding:translation_import", args=[text.pk, "ar"]) not in detail
    assert "Vertaal naar het" not in as_user(cast.a.staff).get(reverse("home:start")).content.decode()


def test_given_to_a_role_the_coordinator_sees_to_it_and_can_take_it_back(cast, text, as_user):
    client = as_user(cast.a.coordinator)
    assign(client, text, role="sociaal vertaler")
    start = client.get(reverse("home:start")).content.decode()
    assert "Vertaal naar het Frans" in start
    assert assign(client, text, role="vertaalbureau").status_code == 409  # of somebody who saw none yet
    assert assign(client, text, role="vertaalbureau", version=1).status_code == 302
    assert TranslationAssignment.objects.get().role == "vertaalbureau"
    assert assign(client, text, version=2).status_code == 302
    assert not TranslationAssignment.objects.exists()
    assert "Vertaal naar het" not in client.get(reverse("home:start")).content.decode()


def test_bad_input_is_said_beside_the_field(cast, text, as_user):
    client = as_user(cast.a.coordinator)
    answer = assign(client, text, role="x" * 121, due_on="31-02-2017", organisation=999_999)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"role", "due_on", "organisation"}
    assert client.get(reverse("onboarding:translation_assign", args=[text.pk, "de"])).status_code == 404
