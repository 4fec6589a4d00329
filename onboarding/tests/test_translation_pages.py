"""Taking a translation in: looked at first, all or nothing, and only what still fits."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import etree

from onboarding.models import RegionalText, Section
from onboarding.models.edition_content import draft_of
from onboarding.models.language_guard import states_of
from onboarding.tests import refinement_factories as make
from wegwijzer.audit.models import Entry
from wegwijzer.localised import LocalisedText

pytestmark = pytest.mark.django_db
NS = {"x": "urn:oasis:names:tc:xliff:document:1.2"}


@pytest.fixture
def text(cast):
    row = make.RegionalTextFactory(partnership=cast.a.partnership, brochure=True, title=LocalisedText("Welkom"))
    make.SectionFactory(text=row, title=LocalisedText("Wonen"), body=LocalisedText("Bel {telefoon} voor een huis."))
    make.SectionFactory(text=row, title=LocalisedText("School"), body=LocalisedText("Elk kind gaat naar school."))
    return row


def fetched(client, text, language="fr"):
    answer = client.get(reverse("onboarding:translation_export", args=[text.pk, language]))
    assert answer["Content-Type"] == "application/x-xliff+xml"
    assert answer["Content-Disposition"].endswith(f'-{language}.xlf"')
    return etree.fromstring(answer.content)


def translated(tree, words):
    """With these words in the targets, by the Dutch that they belong to."""
    for unit in tree.iterfind(".//x:trans-unit", NS):
        dutch = "".join(unit.find("x:source", NS).itertext())
        if dutch in words:
            target = unit.find("x:target", NS)
            for child in list(target):
                target.remove(child)
            target.text = words[dutch]
    return etree.tostring(tree)


WORDS = {
    "Welkom": "Bienvenue & <b>bonjour</b>",
    "Wonen": "Habiter",
    "Bel  voor een huis.": "Appelez {telefoon} pour une maison.",
    "School": "École",
    "Elk kind gaat naar school.": "Chaque enfant va à l’école.",
}


def upload(client, text, raw, language="fr", **more):
    page = reverse("onboarding:translation_import", args=[text.pk, language])
    data = more or {"file": SimpleUploadedFile("vertaald.xlf", raw)}
    return client.post(page, data)


def confirmed(client, text, answer, language="fr"):
    form = answer.context["form"]
    return upload(client, text, b"", language, read=form.data["read"], seen=form.data["seen"])


def test_out_filled_in_and_back_in(cast, text, as_user):
    client = as_user(cast.a.coordinator)
    seen = upload(client, text, translated(fetched(client, text), WORDS))
    assert seen.status_code == 200
    assert "Bewaar 5 delen van deze vertaling" in seen.content.decode()
    assert "fr" not in Section.objects.first().body
    assert confirmed(client, text, seen).status_code == 302
    text.refresh_from_db()
    assert text.title["fr"] == "Bienvenue & <b>bonjour</b>"
    assert [section.title["fr"] for section in text.sections.all()] == ["Habiter", "École"]
    [state] = [one for one in states_of(text, draft_of(text)) if one.language == "fr"]
    assert state.is_complete
    assert not state.stale_words
    assert "&lt;b&gt;bonjour" in client.get(reverse("onboarding:regional_text_edit", args=[text.pk])).content.decode()
    verbs = list(Entry.objects.order_by("-pk").values_list("verb", flat=True)[:3])
    assert sorted(verbs) == [
        "onboarding.regional_text.translated",
        "onboarding.section.translated",
        "onboarding.section.translated",
    ]
    again = upload(client, text, etree.tostring(fetched(client, text)))
    assert "Alles staat al zo in de tekst" in again.content.decode()


def test_what_changed_in_dutch_since_is_not_taken_and_named(cast, text, as_user):
    client = as_user(cast.a.coordinator)
    raw = translated(fetched(client, text), WORDS)
    school = text.sections.get(position=2)
    Section.objects.filter(pk=school.pk).update(
        body=LocalisedText("Elk kind vanaf 5 jaar gaat naar school."), version=2
    )
    seen = upload(client, text, raw)
    page = seen.content.decode()
    assert "niet overgenomen: het Nederlands wijzigde sindsdien" in page
    assert "Bewaar 4 delen van deze vertaling" in page
    confirmed(client, text, seen)
    school.refresh_from_db()
    assert school.title["fr"] == "École"
    assert "fr" not in school.body
    assert school.sources["fr"] == "School"


def test_a_title_that_came_in_does_not_make_an_old_body_look_fresh(cast, text, as_user):
    client = as_user(cast.a.coordinator)
    school = text.sections.get(position=2)
    old = {"body": LocalisedText(school.body, fr="Vieux"), "sources": LocalisedText(fr="School\n\nElk kind gaat mee.")}
    Section.objects.filter(pk=school.pk).update(title=LocalisedText("School", fr="Ecole"), **old)
    raw = translated(fetched(client, text), {"School": "L’école"})
    confirmed(client, text, upload(client, text, raw))
    school.refresh_from_db()
    assert school.title["fr"] == "L’école"
    assert school.sources["fr"] == "School\n\nElk kind gaat mee."


def test_somebody_who_wrote_meanwhile_is_not_overwritten(cast, text, as_user):
    client = as_user(cast.a.coordinator)
    seen = upload(client, text, translated(fetched(client, text), WORDS))
    Section.objects.filter(pk=text.sections.first().pk).update(title=LocalisedText("Wonen", fr="Logement"), version=5)
    answer = confirmed(client, text, seen)
    assert answer.status_code == 200  # looked at again: nothing kept
    assert text.sections.first().title["fr"] == "Logement"
    assert "fr" not in text.sections.last().title


@pytest.mark.parametrize(
    ("language", "change", "said"),
    [
        ("ar", lambda raw, pk: raw, "Dit bestand is naar het Frans, en hier hoort Arabisch."),
        (
            "fr",
            lambda raw, pk: raw.replace(f"tekst/{pk}".encode(), b"tekst/999"),
            "Dit bestand is van een andere tekst.",
        ),
        (
            "fr",
            lambda raw, pk: raw.replace(b'e-language="nl"', b'e-language="en"'),
            "niet uit het Nederlands",
        ),
        ("fr", lambda raw, pk: b"<!DOCTYPE x>" + raw, "haalt bij het openen iets op van elders"),
        ("fr", lambda raw, pk: raw[:400], "Dit bestand is beschadigd"),
        ("fr", lambda raw, pk: b"<html/>", "Dit is geen XLIFF-bestand"),
        ("fr", lambda raw, pk: b"x" * (2 * 1024 * 1024), "hoogstens 1,5 MB"),
    ],
)
def test_a_file_that_is_not_for_here_is_refused_in_words(language, change, said, cast, text, as_user):
    client = as_user(cast.a.coordinator)
    raw = change(etree.tostring(fetched(client, text)), text.pk)
    answer = upload(client, text, raw, language)
    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize(
    "read",
    [
        "x",
        "{}",
        "[]",
        '{"units": [{"key": 1}]}',
        '{"units": 5}',
        "[" * 5000,
        "5",
        "null",
        "NaN",
        '"x"',
        '{"units": [[]]}',
    ],
)
def test_a_form_that_was_tampered_with_is_refused(read, cast, text, as_user):
    answer = upload(as_user(cast.a.coordinator), text, b"", read=read, seen="x")
    assert answer.status_code == 422


def test_an_organisation_has_its_own_words_translated(cast, text, as_user):
    olen = cast.a.boards["Gemeente Olen"]
    make.EditionFactory(text=text)
    local = make.LocalTextFactory(text=text, organisation=olen)
    row = make.LocalSectionFactory(
        local=local, adds=True, title=LocalisedText("Fruit"), body=LocalisedText("Een mand.")
    )
    client = as_user(cast.a.contact)
    where = [text.pk, olen.pk, "fr"]
    tree = etree.fromstring(client.get(reverse("onboarding:local_translation_export", args=where)).content)
    assert len(tree.findall(".//x:trans-unit", NS)) == 2
    raw = translated(tree, {"Fruit": "Fruits", "Een mand.": "Un panier."})
    page = reverse("onboarding:local_translation_import", args=where)
    seen = client.post(page, {"file": SimpleUploadedFile("x.xlf", raw)})
    form = seen.context["form"]
    assert client.post(page, {"read": form.data["read"], "seen": form.data["seen"]}).status_code == 302
    row.refresh_from_db()
    assert (row.title["fr"], row.body["fr"], row.sources["fr"]) == ("Fruits", "Un panier.", "Fruit\n\nEen mand.")
    regional = upload(as_user(cast.a.coordinator), text, raw)
    assert "Dit bestand is van een andere tekst." in regional.content.decode()


def test_a_title_that_changes_makes_its_translations_older(cast, text, as_user):
    RegionalText.objects.filter(pk=text.pk).update(title=LocalisedText("Welkom", fr="Bienvenue", ar="مرحبا"))
    client = as_user(cast.a.coordinator)
    page = reverse("onboarding:regional_text_edit", args=[text.pk])

    def save(**more):
        text.refresh_from_db()
        said = {"kind": "brochure", "purpose": "Onthaal", "audience": "Iedereen", "languages": ["fr", "ar"]}
        titles = {"title": "Welkom bij ons", "title_fr": "Bienvenue", "title_ar": "مرحبا"}
        assert client.post(page, said | titles | {"version": text.version} | more).status_code == 302
        text.refresh_from_db()
        return {state.language: state.title_stale_words for state in states_of(text, draft_of(text))}

    assert save() == {"fr": 2, "ar": 2}
    assert "Vertaald toen het Nederlands zei: ‘Welkom’." in client.get(page).content.decode()
    assert save(title_fr="Bienvenue chez nous") == {"fr": 0, "ar": 2}
    assert save(title_fr="Bienvenue chez nous", holds_ar="on") == {"fr": 0, "ar": 0}
    assert save(title_fr="Bienvenue chez nous", title="Dag") == {"fr": 3, "ar": 3}
    assert save(title_fr="Bienvenue chez nous", title="Welkom bij ons") == {"fr": 0, "ar": 0}
    assert not text.title_sources
