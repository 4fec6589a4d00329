"""What everybody may read without a login, and all that nobody may learn from it."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.tests.factories import MembershipFactory
from onboarding.actions import regional_text as actions
from onboarding.models import RegionalText, Section
from onboarding.models.page_words import words_in
from onboarding.tests import refinement_factories as make
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused
from wegwijzer.localised import LANGUAGES, LocalisedText

pytestmark = pytest.mark.django_db
DUTCH = "Wonen", "Zoek een huis met **raad** van {naam}.\n\n- Bel ons"
ARABIC = "السكن", "ابحث عن منزل مع {naam}."


@pytest.fixture
def text():
    """A public brochure in Dutch and Arabic; French is asked for, and not there yet."""
    title = LocalisedText("Welkom bij ons", ar="مرحبًا")
    text = make.RegionalTextFactory(brochure=True, is_public=True, languages="fr,ar", title=title)
    sources = LocalisedText(ar="\n\n".join(DUTCH))
    words = [LocalisedText(nl, ar=ar) for nl, ar in zip(DUTCH, ARABIC, strict=True)]
    make.SectionFactory(text=text, title=words[0], body=words[1], sources=sources)
    make.EditionFactory(text=text)
    return text


@pytest.fixture
def lille(text):
    member = MembershipFactory(partnership=text.partnership, organisation__name="Gemeente Lille")
    return member.organisation


def address(board, text, language="nl"):
    return reverse("onboarding:public_text", args=[board.pk, text.pk, language])


def page(board, text, language="nl", **headers):
    return Client().get(address(board, text, language), headers=headers)


def test_a_visitor_reads_the_brochure_of_the_municipality(text, lille):
    answer = page(lille, text)
    said = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="nl" dir="ltr">' in said
    assert "<strong>raad</strong>" in said
    assert re.search(r"van <bdi[^>]*>Gemeente Lille</bdi>", said)
    assert '<a href="#deel-1">Wonen</a>' in said
    assert "<script" not in said
    assert "Vertaling uit" not in said


def test_arabic_reads_from_right_to_left_and_says_that_it_is_a_translation(text, lille):
    said = page(lille, text, "ar").content.decode()
    assert '<html lang="ar" dir="rtl">' in said
    assert "مترجم من اللغة الهولندية" in said
    assert "Vertaling uit het Nederlands" in said
    assert '<bdi dir="ltr" lang="nl">Gemeente Lille</bdi>' in said
    assert words_in("ar")["skip"] in said


def test_each_language_links_to_the_others_by_their_own_name(text, lille, settings):
    settings.SITE_URL = "https://wegwijzer.example.org"
    said = page(lille, text, "ar").content.decode()
    path = f"/welkom/{lille.pk}-gemeente-lille/{text.pk}-welkom-bij-ons"
    for code in ("nl", "ar"):
        assert f'<link rel="alternate" hreflang="{code}" href="https://wegwijzer.example.org{path}/{code}/">' in said
    assert f'<a href="{path}/nl/" lang="nl" hreflang="nl" dir="ltr">Nederlands</a>' in said
    assert f'<a href="{path}/ar/" lang="ar" hreflang="ar" dir="rtl" aria-current="page">العربية</a>' in said
    assert "français" not in said, "what is not all translated is not offered"


def test_words_in_the_address_are_for_people_and_never_another_page(text, lille):
    whole = f"/welkom/{lille.pk}-gemeente-lille/{text.pk}-welkom-bij-ons/nl/"
    assert Client().get(whole).status_code == 200
    for wrong in (f"/welkom/{lille.pk}-gratis-geld/{text.pk}/nl/", f"/welkom/{lille.pk}/{text.pk}-oude-titel/nl/"):
        answer = Client().get(wrong)
        assert (answer.status_code, answer.headers["Location"]) == (302, whole)
    found = Client().get(f"/welkom/{lille.pk}-gratis-geld/")
    assert found.headers["Location"] == f"/welkom/{lille.pk}-gemeente-lille/"


def test_the_list_names_each_text_in_each_complete_language(text, lille):
    said = Client().get(reverse("onboarding:public_text_list", args=[lille.pk])).content.decode()
    assert "Welkom bij ons" in said
    assert 'lang="ar" hreflang="ar" dir="rtl"><strong>العربية</strong> <span>مرحبًا</span>' in said
    assert "/fr/" not in said


def hidden(text, lille):
    """(What is wrong, address) of pages that are not there, for one reason or another."""
    draft = make.RegionalTextFactory(brochure=True, is_public=True, partnership=text.partnership)
    make.SectionFactory(text=draft)
    private = make.RegionalTextFactory(brochure=True, partnership=text.partnership)
    make.SectionFactory(text=private)
    make.EditionFactory(text=private)
    stranger = make.LocalTextFactory().organisation
    left = MembershipFactory(
        partnership=text.partnership, organisation__name="Weg", until_on=dt.date(2016, 12, 31)
    ).organisation
    yield from {
        "never published": address(lille, draft),
        "not public": address(lille, private),
        "not a member": address(stranger, text),
        "no member any more": address(left, text),
        "not translated": address(lille, text, "fr"),
        "not offered": address(lille, text, "uk"),
        "no language": address(lille, text, "xx"),
        "no such text": address(lille, text).replace(f"/{text.pk}/", "/987654/"),
        "no such board": address(lille, text).replace(f"/{lille.pk}/", "/987654/"),
        "past the column": address(lille, text).replace(f"/{text.pk}/", "/9999999999999999999/"),
        "list of a stranger": reverse("onboarding:public_text_list", args=[stranger.pk]),
    }.items()


def headers_of(answer):
    """All but the id of the request, which is another one each time."""
    return {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}


def test_what_is_not_public_looks_exactly_like_what_is_not_there(text, lille):
    absent = Client().get("/welkom/bestaat-niet/")
    assert absent.status_code == 404
    for why, path in hidden(text, lille):
        answer = Client().get(path)
        assert answer.status_code == 404, why
        assert answer.content == absent.content, why
        assert headers_of(answer) == headers_of(absent), why


def test_a_draft_does_not_show_before_it_is_published(text, lille):
    Section.objects.update(body=LocalisedText("Dit schrijven wij nog."))
    assert "Dit schrijven wij nog" not in page(lille, text).content.decode()


def test_one_municipality_shows_nothing_of_another(text, lille):
    olen = MembershipFactory(partnership=text.partnership, organisation__name="Gemeente Olen").organisation
    make.LocalSectionFactory(local=make.LocalTextFactory(text=text, organisation=olen), adds=True)
    assert "Stap op maat" in page(olen, text).content.decode()
    assert "Stap op maat" not in page(lille, text).content.decode()


def test_what_is_older_than_its_source_says_so_in_its_own_language(text, lille):
    section = text.sections.get()
    Section.objects.filter(pk=section.pk).update(body=section.body | {"nl": "Zoek een flat met {naam}."})
    make.EditionFactory(text=text)
    said = page(lille, text, "ar").content.decode()
    assert words_in("ar")["revision"] in said
    assert "In herziening" in said
    assert words_in("nl")["revision"] not in page(lille, text).content.decode()


def test_nothing_that_people_typed_runs(text, lille):
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    RegionalText.objects.update(title=LocalisedText(evil))
    Section.objects.update(title=LocalisedText(evil), body=LocalisedText(evil + " {telefoon} [x](javascript:alert(1))"))
    make.EditionFactory(text=text)
    make.LocalTextFactory(text=text, organisation=lille, fillings={"telefoon": evil})
    type(lille).objects.filter(pk=lille.pk).update(name=evil, address=evil)
    said = page(lille, text).content.decode()
    for sign in ("<script", "<img", 'href="javascript:'):
        assert sign not in said
    assert "&lt;script&gt;" in said


def test_no_cookie_and_a_copy_for_a_short_while_only(text, lille):
    answer = page(lille, text)
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert page(lille, text, **{"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert page(lille, text, "ar", **{"If-None-Match": answer.headers["ETag"]}).status_code == 200


def test_who_is_logged_in_gets_the_same_page_and_nothing_of_it_is_kept(text, lille, somebody):
    client = Client()
    client.force_login(somebody)
    answer = client.get(address(lille, text))
    assert answer.content == page(lille, text).content
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert "Cookie" in answer.headers["Vary"]


def test_the_host_of_a_request_stands_nowhere(text, lille, settings):
    settings.ALLOWED_HOSTS = ["*"]
    assert "evil.example" not in page(lille, text, Host="evil.example").content.decode()


def test_the_number_of_queries_does_not_grow(text, lille):
    def queries(path):
        with CaptureQueriesContext(connection) as seen:
            assert Client().get(path).status_code == 200
        return len(seen)

    paths = [address(lille, text), reverse("onboarding:public_text_list", args=[lille.pk])]
    before = [queries(path) for path in paths]
    for _time in range(3):
        more = make.RegionalTextFactory(brochure=True, is_public=True, partnership=text.partnership)
        make.SectionFactory(text=more)
        make.SectionFactory(text=text)
        make.EditionFactory(text=more)
        make.EditionFactory(text=text)
    assert [queries(path) for path in paths] == before
    assert max(before) <= 9


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_can_only_be_read(method, text, lille):
    assert getattr(Client(), method)(address(lille, text)).status_code == 405


def test_only_what_is_published_and_no_procedure_goes_on_the_web(text, somebody):
    draft = make.RegionalTextFactory(brochure=True, partnership=text.partnership)
    with pytest.raises(Refused, match="Publiceer eerst een versie"):
        actions.make_public(draft, by=somebody, version=1)
    with pytest.raises(Refused, match="procedure"):
        actions.make_public(make.EditionFactory().text, by=somebody, version=1)
    values = {"kind": "procedure", "purpose": "Doel", "audience": "Wie", "title": text.title, "languages": ""}
    with pytest.raises(Refused, match="Haal de tekst eerst van het web"):
        actions.change(text, by=somebody, version=text.version, **values)


def test_the_switch_is_told_in_history_once(text, lille, somebody):
    actions.make_private(text, by=somebody, version=text.version)
    actions.make_private(text, by=somebody, version=text.version)
    assert page(lille, text).status_code == 404
    actions.make_public(text, by=somebody, version=text.version)
    assert page(lille, text).status_code == 200
    told = Entry.objects.filter(target_id=str(text.pk), verb__contains="made_").order_by("pk")
    assert [entry.verb.rpartition(".")[2] for entry in told] == ["made_private", "made_public"]


def test_every_language_has_all_the_words():
    names = set(words_in("nl"))
    for code in LANGUAGES:
        words = words_in(code)
        assert set(words) == names, code
        assert all(words.values()), code
        assert len(set(words["days"])) == 7, code
