"""A section as it will be read, while it is being written: inert, in its direction, and nothing is kept."""

import re

import pytest
from django.db import connection
from django.urls import reverse

from onboarding.models import LocalSection, Section

pytestmark = [pytest.mark.django_db, pytest.mark.once]
EVIL = "<script>alert(1)</script> [x](javascript:alert(1)) **vet**"


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


def no_writing(execute, sql, params, many, context):
    """Fails a request that writes anything but the sign of life of its session."""
    assert sql.split()[0] in ("SELECT", "SAVEPOINT", "RELEASE") or "django_session" in sql, sql
    return execute(sql, params, many, context)


def asked(client, name, keys, **typed):
    with connection.execute_wrapper(no_writing):
        return client.post(reverse(f"onboarding:{name}", args=keys), typed)


def test_what_is_typed_is_shown_and_does_nothing(coordinator, world):
    answer = asked(coordinator, "section_preview", [world["brochure"].pk, "nl"], title=EVIL, body=EVIL)
    said = answer.content.decode()
    assert "<script" not in said
    assert "javascript:" not in said.replace("[x](javascript:alert(1))", "")
    assert "<strong>vet</strong>" in said
    assert "<html" not in said, "only the part that changes"


@pytest.mark.parametrize(("language", "direction"), [("nl", "ltr"), ("fr", "ltr"), ("ar", "rtl")])
def test_it_reads_in_the_direction_of_its_language(language, direction, coordinator, world):
    said = asked(coordinator, "section_preview", [world["brochure"].pk, language], body="مرحبا").content.decode()
    assert f'lang="{language}" dir="{direction}"' in said


@pytest.mark.parametrize("language", ["uk", "xx"])
def test_a_language_that_is_not_offered_is_not_there(language, coordinator, world):
    assert asked(coordinator, "section_preview", [world["brochure"].pk, language]).status_code == 404


def test_an_organisation_sees_its_own_places_filled(contact, world):
    keys = [world["brochure"].pk, world["organisation"].pk, "nl"]
    said = asked(contact, "local_section_preview", keys, body="Bel {telefoon}, {iets}").content.decode()
    assert "014 00 00 01" in said
    assert "<strong>[iets]</strong>" in said


def test_without_a_script_the_button_shows_it_with_all_that_was_typed_and_saves_nothing(coordinator, world):
    section = world["brochure_section"]
    before = Section.objects.filter(pk=section.pk).values().get()
    typed = {"version": 1, "title": "", "body": "Zo **moet** het", "voorbeeld": "1"}
    answer = asked(coordinator, "section_edit", [section.pk], **typed)
    said = answer.content.decode()
    assert answer.status_code == 200, "what is half written is not judged"
    assert "<strong>moet</strong>" in said
    assert "Zo **moet** het</textarea>" in said
    assert '<form id="sectie"' in said or re.search(r'<form [^>]*id="sectie"', said)
    assert Section.objects.filter(pk=section.pk).values().get() == before


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("section_add", ["brochure"]),
        ("section_translate", ["brochure_section", "fr"]),
    ],
)
def test_every_form_of_the_region_has_one(name, keys, coordinator, world):
    keys = [world[key].pk if key in world else key for key in keys]
    count = Section.objects.count()
    answer = asked(coordinator, name, keys, title="Titre", body="Le **texte**", voorbeeld="1", version=1)
    assert "<strong>texte</strong>" in answer.content.decode()
    assert Section.objects.count() == count


def test_every_form_of_an_organisation_has_one(contact, world):
    text, board = world["regional_text"].pk, world["organisation"].pk
    forms = [
        ("local_section_refine", [text, board, world["section_other"].pk]),
        ("local_section_add", [text, board]),
        ("local_section_edit", [world["local_section_added"].pk]),
        ("local_section_translate", [world["brochure_local_section"].pk, "fr"]),
    ]
    before = list(LocalSection.objects.order_by("pk").values())
    for name, keys in forms:
        answer = asked(contact, name, keys, title="Titel", body="De **tekst**", voorbeeld="1", version=1)
        assert answer.status_code == 200, name
        assert "<strong>tekst</strong>" in answer.content.decode(), name
    assert list(LocalSection.objects.order_by("pk").values()) == before


def test_a_stranger_gets_none(client, cast, world):
    client.force_login(cast.b.coordinator)
    assert asked(client, "section_preview", [world["brochure"].pk, "nl"], body="x").status_code == 404
    assert client.get(reverse("onboarding:section_preview", args=[world["brochure"].pk, "nl"])).status_code == 405
