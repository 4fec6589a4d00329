"""Logging in and out: who knows the password comes in, nobody learns who has one."""

import pytest
from django.contrib.auth import hashers
from django.test import Client

from wegwijzer.accounts.models import User
from wegwijzer.audit.models import Entry
from wegwijzer.entrance.models import Throttle
from wegwijzer.entrance.tests.conftest import PASSWORD

LOGIN = "/aanmelden/"
pytestmark = pytest.mark.django_db


def log_in(client, email="coordinator@example.org", password=PASSWORD, **extra):
    return client.post(LOGIN, {"email": email, "password": password, **extra})


def verbs():
    return list(Entry.objects.values_list("verb", flat=True))


def test_who_knows_the_password_comes_in(client, known):
    response = log_in(client)
    assert response.status_code == 302
    assert response.headers["Location"] == "/"
    assert client.get("/").status_code == 200
    assert verbs() == ["entrance.session.started"]


def test_address_is_the_same_in_capitals_and_with_spaces(client, known):
    assert log_in(client, " Coordinator@Example.ORG ").status_code == 302


def test_visitor_is_sent_to_the_door_and_on_from_there(client, known):
    sent = client.get("/mijn-gegevens/?tab=1").headers["Location"]
    assert sent.startswith("/aanmelden/?next=")
    assert 'name="next" value="/mijn-gegevens/?tab=1"' in client.get(sent).content.decode()
    assert log_in(client, next="/mijn-gegevens/?tab=1").headers["Location"] == "/mijn-gegevens/?tab=1"


def test_who_is_in_is_not_asked_again(client, known):
    client.force_login(known)
    assert client.get(LOGIN + "?next=/mijn-gegevens/").headers["Location"] == "/mijn-gegevens/"


OUTSIDE = {
    "R1": "//evil.be",
    "R2": "/\\evil.be",
    "R3": "https:evil.be",
    "R4": "https://app@evil.be",
    "R5": "javascript:alert(1)",
    "R6 decoded": "/\t/evil.be",
    "R7": "\x08//evil",
    "R11": "///evil.be",
    "absolute": "https://evil.be/",
    "no slash": "evil.be",
}


INSIDE = {
    # A browser looks for the host before it decodes: this is a path of ours that does not exist.
    "R6": ("/%09/evil.be", "/%09/evil.be"),
    "line end": ("/\r\nSet-Cookie: a=b", "/%0D%0ASet-Cookie:%20a=b"),
}


@pytest.mark.parametrize("address", OUTSIDE.values(), ids=OUTSIDE.keys())
def test_next_never_leads_outside(client, known, address):
    assert log_in(client, next=address).headers["Location"] == "/"


@pytest.mark.parametrize(("address", "location"), INSIDE.values(), ids=INSIDE.keys())
def test_next_that_only_looks_like_outside_stays_a_path_of_ours(client, known, address, location):
    assert log_in(client, next=address).headers["Location"] == location


def test_next_given_twice_is_judged_as_it_is_used(client, known):
    response = client.post(LOGIN + "?next=/mijn-gegevens/", {"email": "x", "password": "y", "next": ["/", "//evil.be"]})
    assert b'value="//evil.be"' not in response.content


REFUSED = {
    "wrong password": ("coordinator@example.org", "verkeerd wachtwoord"),
    "unknown": ("niemand@example.org", PASSWORD),
    "switched off": ("oud@example.org", PASSWORD),
    "invited": ("nieuw@example.org", PASSWORD),
    "invited, empty-looking": ("nieuw@example.org", "!"),
}


def without_what_differs_each_time(response, email):
    text = response.content.decode().replace(email, "EMAIL")
    head, _, rest = text.partition('name="csrfmiddlewaretoken" value="')
    return head + rest[64:]


def test_every_refusal_is_the_same_answer(known, switched_off, invited):
    answers = []
    for email, password in REFUSED.values():
        response = log_in(Client(), email, password)
        cookies = {name: (morsel["max-age"], morsel["path"]) for name, morsel in response.cookies.items()}
        headers = {
            name: value for name, value in response.headers.items() if name not in ("Content-Length", "X-Request-ID")
        }
        answers.append((response.status_code, cookies, headers, without_what_differs_each_time(response, email)))
    assert answers[0][0] == 422
    assert "horen niet bij elkaar" in answers[0][3]
    for answer in answers[1:]:
        assert answer == answers[0]


@pytest.mark.parametrize(("email", "password"), REFUSED.values(), ids=REFUSED.keys())
def test_every_refusal_costs_one_password_hash(client, known, switched_off, invited, monkeypatch, email, password):
    counted = []
    hasher = type(hashers.get_hasher())
    encode = hasher.encode
    monkeypatch.setattr(
        hasher, "encode", lambda self, *args, **kwargs: counted.append(1) or encode(self, *args, **kwargs)
    )
    log_in(client, email, password)
    assert len(counted) == 1


def test_refusal_keeps_the_address_and_not_the_password(client, known):
    html = log_in(client, password="geheim woord").content.decode()
    assert 'value="coordinator@example.org"' in html
    assert "geheim woord" not in html


@pytest.mark.parametrize("password", ["a\x00b", "x" * 1001, ""])
def test_password_that_cannot_be_one_is_refused_beside_its_field(client, known, password):
    assert log_in(client, password=password).status_code == 422


@pytest.mark.parametrize(
    "email", ["geen adres", "a@b", "x" * 300 + "@example.org", "a\x00@example.org", "%s{{7*7}}@example.org"]
)
def test_address_that_cannot_be_one_is_refused_beside_its_field(client, email):
    assert log_in(client, email).status_code == 422


def test_session_has_a_new_key_after_logging_in(client, known):
    client.get(LOGIN)
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    log_in(client)
    assert client.session.session_key != before


def test_session_of_another_person_is_not_taken_over(client, known, keeper):
    other = User.objects.create_user("staff@example.org", "Medewerker", PASSWORD)
    client.force_login(other)
    session = client.session
    session["planted"] = True
    session.save()
    client.post("/afmelden/")
    log_in(client)
    assert "planted" not in client.session


def test_logging_out_ends_the_session_and_has_the_browser_forget(client, known):
    client.force_login(known)
    response = client.post("/afmelden/")
    assert response.headers["Location"] == "/afgemeld/"
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/").status_code == 302
    assert "U bent afgemeld" in client.get("/afgemeld/").content.decode()
    assert verbs() == ["entrance.session.ended"]


def test_looking_at_the_address_of_logging_out_changes_nothing(client, known):
    client.force_login(known)
    assert client.get("/afmelden/").status_code == 405
    assert client.get("/").status_code == 200


def test_switched_off_person_is_out_at_the_next_click(client, known):
    client.force_login(known)
    User.objects.filter(pk=known.pk).update(is_active=False)
    assert client.get("/").status_code == 302


def test_part_of_a_page_asked_too_late_reloads_the_page(client):
    response = client.get(LOGIN + "?next=/", headers={"HX-Request": "true"})
    assert response.headers["HX-Refresh"] == "true"
    assert response.content == b""


def test_tenth_mistake_is_the_last_one_for_a_while(client, known):
    for _attempt in range(10):
        assert log_in(client, password="verkeerd").status_code == 422
    response = log_in(client)
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 15 * 60
    assert "Te veel pogingen" in response.content.decode()


def test_brake_does_not_tell_whether_there_is_a_login(client):
    answers = [log_in(client, "niemand@example.org").status_code for _attempt in range(11)]
    assert answers == [422] * 10 + [429]


def test_good_log_ins_are_not_counted(client, known):
    for _attempt in range(12):
        assert log_in(client).status_code == 302
        client.post("/afmelden/")
    assert Throttle.objects.filter(count__gt=0).count() == 0


def test_demo_shows_its_logins_with_the_password(client, known, settings):
    settings.DEMO = True
    User.objects.create_user("contact.ocmw-olen@example.org", "Contactpersoon OCMW Olen", PASSWORD)
    User.objects.create_user("staff@example.org", "Medewerker", PASSWORD)
    User.objects.create_user("echt@olen.be", "Echte persoon", PASSWORD)
    User.objects.create_user("beheer@example.org", "Beheerder", "een eigen wachtwoord")
    html = client.get(LOGIN).content.decode()
    assert settings.DEMO_PASSWORD in html
    assert "beheer@example.org" not in html
    order = [html.index(f'value="{name}@example.org"') for name in ("coordinator", "staff", "contact.ocmw-olen")]
    assert order == sorted(order)
    assert "echt@olen.be" not in html


def test_outside_demo_nothing_of_it_shows(client, known, settings):
    settings.DEMO = False
    html = client.get(LOGIN).content.decode()
    assert settings.DEMO_PASSWORD not in html
    assert "coordinator@example.org" not in html
