"""Forgotten, reset and changed passwords."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth import hashers
from django.test import Client
from django.utils import timezone

from wegwijzer.accounts.models import User
from wegwijzer.audit.models import Entry
from wegwijzer.entrance.actions import password
from wegwijzer.entrance.tests.conftest import PASSWORD
from wegwijzer.lifecycle import Refused

FORGOTTEN = "/wachtwoord/vergeten/"
NEW = "een heel ander rijtje woorden"
pytestmark = pytest.mark.django_db


@pytest.fixture
def link(client, known, mails, link_in, settings):
    """The address in the mail that the known person got."""
    client.post(FORGOTTEN, {"email": "coordinator@example.org"})
    return link_in(mails()[-1], settings.SITE_URL)


def test_link_lets_its_owner_choose_a_new_password(client, known, link):
    page = client.get(link)
    assert page.status_code == 200
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert client.post(link, {"new_password": NEW}).headers["Location"] == "/"
    assert client.get("/").status_code == 200
    known.refresh_from_db()
    assert known.check_password(NEW)
    assert list(Entry.objects.values_list("verb", flat=True)) == [
        "entrance.password.forgotten",
        "entrance.password.reset",
        "entrance.session.started",
    ]


def test_link_works_once(client, link):
    client.post(link, {"new_password": NEW})
    stranger = Client()
    assert stranger.get(link).status_code == 404
    assert stranger.post(link, {"new_password": "iets anders van een ander"}).status_code == 404


def test_looking_at_the_link_does_not_use_it_up(client, link):
    for _program in range(3):
        assert Client().get(link).status_code == 200
        assert Client().head(link).status_code == 200


def test_link_ends_after_an_hour(client, link):
    with time_machine.travel(timezone.localtime() + dt.timedelta(minutes=59)):
        assert client.get(link).status_code == 200
    with time_machine.travel(timezone.localtime() + dt.timedelta(minutes=61)):
        response = client.get(link)
    assert response.status_code == 404
    assert "Deze link werkt niet meer" in response.content.decode()


def test_link_of_who_was_switched_off_since_is_dead(client, known, link):
    User.objects.filter(pk=known.pk).update(is_active=False)
    assert client.post(link, {"new_password": NEW}).status_code == 404


@pytest.mark.parametrize("uid", ["MQ", "AAAA", "___", "é", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk"])
def test_made_up_link_is_not_there(client, known, uid):
    assert client.get(f"/wachtwoord/nieuw/{uid}/abc-def/").status_code == 404


def test_two_people_with_one_link_do_not_both_get_in(known):
    first, second = User.objects.get(pk=known.pk), User.objects.get(pk=known.pk)
    password.reset(first, NEW)
    with pytest.raises(Refused):
        password.reset(second, "het wachtwoord van de tweede")
    known.refresh_from_db()
    assert known.check_password(NEW)


@pytest.mark.parametrize("email", ["niemand@example.org", "oud@example.org", "nieuw@example.org"])
def test_answer_is_the_same_whether_or_not_there_is_a_login(known, switched_off, invited, mails, email):
    answers = []
    for address in ("coordinator@example.org", email):
        response = Client().post(FORGOTTEN, {"email": address})
        headers = {name: value for name, value in response.headers.items() if name != "X-Request-ID"}
        answers.append((response.status_code, headers, response.content, sorted(response.cookies)))
    assert answers[0] == answers[1]
    assert answers[0][0] == 302
    assert [mail.to for mail in mails()] == ["coordinator@example.org"]


@pytest.mark.parametrize("email", ["coordinator@example.org", "niemand@example.org", "oud@example.org"])
def test_asking_costs_one_password_hash_in_every_case(client, known, switched_off, monkeypatch, email):
    counted = []
    hasher = type(hashers.get_hasher())
    encode = hasher.encode
    monkeypatch.setattr(
        hasher, "encode", lambda self, *args, **kwargs: counted.append(1) or encode(self, *args, **kwargs)
    )
    client.post(FORGOTTEN, {"email": email})
    assert len(counted) == 1


def test_mail_leads_to_our_own_site_whatever_the_browser_says(client, known, mails, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post(FORGOTTEN, {"email": "coordinator@example.org"}, headers={"Host": "evil.example"})
    [mail] = mails()
    assert "evil.example" not in mail.body
    assert settings.SITE_URL in mail.body
    assert mail.subject == "Kies een nieuw wachtwoord voor Wegwijzer"


def test_fourth_question_within_the_hour_waits(client, known, mails):
    statuses = [client.post(FORGOTTEN, {"email": "coordinator@example.org"}).status_code for _question in range(4)]
    assert statuses == [302, 302, 302, 429]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("kort", "12 tekens"),
        ("password1234", "te algemeen"),
        ("coordinator@example.org", "lijkt te veel"),
        ("x" * 129, "129"),
        ("", "Vul dit veld in."),
    ],
)
def test_weak_password_is_refused_beside_the_field(client, known, link, typed, says):
    response = client.post(link, {"new_password": typed})
    html = response.content.decode()
    assert response.status_code == 422
    assert says in html
    assert 'id="id_new_password_error"' in html
    assert "<title>Fout: " in html


def test_password_is_changed_with_the_old_one_and_other_sessions_end(known):
    here, there = Client(), Client()
    here.force_login(known)
    there.force_login(known)
    response = here.post("/wachtwoord/wijzigen/", {"current_password": PASSWORD, "new_password": NEW})
    assert response.headers["Location"] == "/mijn-gegevens/"
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302


def test_link_ends_the_sessions_of_who_may_have_stolen_the_password(known, mails, link_in, settings):
    thief = Client()
    thief.force_login(known)
    Client().post(FORGOTTEN, {"email": "coordinator@example.org"})
    Client().post(link_in(mails()[-1], settings.SITE_URL), {"new_password": NEW})
    assert thief.get("/").status_code == 302


def test_password_is_not_changed_without_the_old_one(client, known):
    client.force_login(known)
    response = client.post("/wachtwoord/wijzigen/", {"current_password": "mis", "new_password": NEW})
    assert response.status_code == 422
    assert "Dit is niet uw huidige wachtwoord." in response.content.decode()
    known.refresh_from_db()
    assert known.check_password(PASSWORD)


def test_guessing_the_old_password_from_an_open_session_is_slowed_down(client, known):
    client.force_login(known)
    guess = {"current_password": "mis", "new_password": NEW}
    statuses = [client.post("/wachtwoord/wijzigen/", guess).status_code for _guess in range(11)]
    assert statuses == [422] * 10 + [429]


def test_no_password_is_kept_in_history_or_mail(client, known, link, mails):
    client.post(link, {"new_password": NEW})
    kept = [*Entry.objects.values_list("changes", "reason", "target_text"), *((m.subject, m.body) for m in mails())]
    assert NEW not in str(kept)
    assert "argon2" not in str(kept)


@pytest.mark.parametrize(
    ("password_", "said"),
    [
        ("te kort", "Dit wachtwoord is te kort. Neem er een van minstens 12 tekens."),
        ("123456789012345", "Dit wachtwoord bevat alleen cijfers."),
        ("password1234", "Dit wachtwoord is te algemeen."),
        ("coordinator@example.org", "Het wachtwoord lijkt te veel op de e-mail."),
    ],
)
def test_password_that_is_too_easy_is_refused_in_dutch(client, link, password_, said):
    answer = client.post(link, {"new_password": password_})
    assert answer.status_code == 422
    assert said in answer.content.decode()
