"""A form that is sent after the session ended: nothing is lost, nothing is sent by itself, nobody else sees it."""

import re
from html import unescape

import pytest
from django import forms
from django.test import Client

from wegwijzer.accounts.models import User
from wegwijzer.entrance import typed
from wegwijzer.entrance.forms.password import NewPasswordForm, PasswordChangeForm
from wegwijzer.entrance.forms.session import LoginForm
from wegwijzer.entrance.tests.conftest import PASSWORD

PAGE = "/mijn-gegevens/"
LOGIN = "/aanmelden/"


def session_ends(client):
    """As time does it: the session is gone, the other cookies stay."""
    client.session.flush()


@pytest.fixture
def late(client, known):
    """A browser in which `known` worked until the session ended."""
    client.force_login(known)
    client.get(PAGE)
    session_ends(client)
    return client


def sealed_in(response):
    found = re.search(r'name="typed" value="([^"]*)"', response.content.decode())
    return unescape(found[1]) if found else ""


def log_in(client, sealed, email="coordinator@example.org", password=PASSWORD, **extra):
    return client.post(LOGIN, {"email": email, "password": password, "typed": sealed, **extra})


def test_form_comes_back_filled_in_and_is_not_sent_by_itself(late, known):
    answer = late.post(PAGE, {"name": "Coördinator & Co"})
    assert answer.status_code == 401
    assert "er is niets verloren" in answer.content.decode()
    back = log_in(late, sealed_in(answer))
    assert back.headers["Location"] == PAGE
    page = late.get(PAGE)
    assert page.status_code == 200
    assert 'value="Coördinator &amp; Co"' in page.content.decode()
    assert "Er is nog niets bewaard" in page.content.decode()
    known.refresh_from_db()
    assert known.name == "Coördinator"
    assert "Coördinator &amp; Co" not in late.get(PAGE).content.decode()  # once


def test_form_that_comes_back_carries_a_fresh_token(known):
    client = Client(enforce_csrf_checks=True)
    client.post(LOGIN, {"email": "x"})
    token = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')

    def token_of(response):
        return token.search(response.content.decode())[1]

    door = token_of(client.get(LOGIN))
    client.post(LOGIN, {"email": known.email, "password": PASSWORD, "csrfmiddlewaretoken": door})
    inside = token_of(client.get(PAGE))
    session_ends(client)
    answer = client.post(PAGE, {"name": "Nieuwe naam", "csrfmiddlewaretoken": inside})
    assert answer.status_code == 401
    log_in(client, sealed_in(answer), csrfmiddlewaretoken=token_of(answer))
    fresh = token_of(client.get(PAGE))
    assert client.post(PAGE, {"name": "Nieuwe naam", "csrfmiddlewaretoken": inside}).status_code == 403
    assert client.post(PAGE, {"name": "Nieuwe naam", "csrfmiddlewaretoken": fresh}).status_code == 302
    known.refresh_from_db()
    assert known.name == "Nieuwe naam"


def test_mistyped_password_does_not_lose_the_text(late):
    answer = late.post(PAGE, {"name": "Nog niet kwijt"})
    again = log_in(late, sealed_in(answer), password="verkeerd")
    assert again.status_code == 422
    log_in(late, sealed_in(again))
    assert "Nog niet kwijt" in late.get(PAGE).content.decode()


def test_somebody_else_does_not_see_it(late):
    User.objects.create_user("ander@example.org", "Ander", PASSWORD)
    answer = late.post(PAGE, {"name": "Alleen voor mij"})
    back = log_in(late, sealed_in(answer), email="ander@example.org")
    assert back.headers["Location"] == "/"
    for address in ("/", PAGE):
        assert "Alleen voor mij" not in late.get(address).content.decode()


def test_stranger_gets_nothing_to_carry(client, db):
    answer = client.post(PAGE, {"name": "Van niemand"})
    assert answer.status_code == 401
    assert sealed_in(answer) == ""
    assert "kunnen uw tekst niet meenemen" in answer.content.decode()


def test_text_that_was_not_sealed_here_is_not_shown(late, known):
    sealed = sealed_in(late.post(PAGE, {"name": "Echt"}))
    forged = sealed[:-2] + ("AA" if sealed[-2:] != "AA" else "BB")
    assert log_in(late, forged).headers["Location"] == "/"


def test_text_of_more_than_an_hour_ago_is_not_carried_on(late, monkeypatch):
    sealed = sealed_in(late.post(PAGE, {"name": "Oud"}))
    monkeypatch.setattr(typed, "VALID_SECONDS", -1)
    assert log_in(late, sealed).headers["Location"] == "/"


def test_passwords_files_and_tokens_do_not_travel(rf):
    request = rf.post("/", {"name": "A", "new_password": "geheim", "csrfmiddlewaretoken": "t", "current_password": "g"})
    assert typed.fields_of(request) == [("name", "A")]


@pytest.mark.parametrize("form", [LoginForm, NewPasswordForm, PasswordChangeForm])
def test_every_password_field_is_called_so(form):
    secret = [name for name, field in form.base_fields.items() if isinstance(field.widget, forms.PasswordInput)]
    assert secret
    assert all(typed.SECRET.search(name) for name in secret)


@pytest.mark.parametrize(("size", "carried"), [(199_000, True), (200_001, False)])
def test_what_is_too_long_is_said_to_be(late, size, carried):
    answer = late.post(PAGE, {"name": "x" * size})
    assert bool(sealed_in(answer)) is carried
    assert ("kunnen uw tekst niet meenemen" in answer.content.decode()) is not carried


def test_what_no_form_can_show_is_shown_as_it_is(late):
    late.get("/")
    answer = late.post("/afspraak/9/", {"reden": "Een lange <b>reden</b>", "version": "3"})
    assert answer.status_code == 404  # an address of nobody carries nothing
    answer = late.post("/gebruikers/9/schakelen/", {"reden": "Een lange <b>reden</b>", "version": "3"})
    back = log_in(late, sealed_in(answer))
    page = late.get(back.headers["Location"])
    html = page.content.decode()
    assert page.status_code == 200
    assert "Nog niet verstuurd" in html
    assert "Een lange &lt;b&gt;reden&lt;/b&gt;" in html
    assert '<input type="hidden" name="version" value="3">' in html
    assert 'action="/gebruikers/9/schakelen/"' in html


def test_script_is_told_in_its_own_language(late):
    answer = late.post(PAGE, {"name": "x"}, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()) == (401, {"said": "Uw sessie is afgelopen."})


def test_part_of_a_page_gets_the_whole_door(late):
    answer = late.post(PAGE, {"name": "x"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (401, "#main")
    assert sealed_in(answer)
