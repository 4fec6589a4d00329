"""Sessions end in time, on the server, and say so beforehand."""

import time

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import RequestFactory

from wegwijzer.entrance import lifetime
from wegwijzer.entrance.middleware import Sessions

PAGE = "/mijn-gegevens/"
MINUTE, HOUR = 60, 60 * 60


@pytest.fixture
def browser(client, known):
    client.force_login(known)
    client.get(PAGE)
    return client


def earlier(client, **seconds):
    """Let the session have begun, and been used last, so many seconds ago."""
    session = client.session
    for stamp, ago in seconds.items():
        session[stamp] = int(time.time()) - ago
    session.save()


@pytest.mark.parametrize(
    ("started", "seen", "status"),
    [
        (119 * MINUTE, 119 * MINUTE, 200),
        (121 * MINUTE, 121 * MINUTE, 302),
        (8 * HOUR - MINUTE, MINUTE, 200),
        (8 * HOUR + 1, 0, 302),
    ],
    ids=["119 minutes idle", "121 minutes idle", "busy for 7.59 hours", "busy for 8 hours"],
)
def test_session_ends_after_two_hours_idle_and_eight_in_all(browser, started, seen, status):
    earlier(browser, started_at=started, seen_at=seen)
    assert browser.get(PAGE).status_code == status


def test_session_that_ended_is_gone_and_the_door_says_so(browser):
    earlier(browser, started_at=9 * HOUR, seen_at=0)
    sent = browser.get(PAGE)
    assert "Uw sessie is afgelopen" in browser.get(sent.headers["Location"]).content.decode()
    assert "_auth_user_id" not in browser.session


def test_looking_at_a_page_is_a_sign_of_life_and_asking_for_the_time_is_not(browser):
    earlier(browser, started_at=HOUR, seen_at=HOUR)
    asked = browser.get("/sessie/").json()
    assert 59 * MINUTE <= asked["seconds"] <= HOUR
    assert asked["extendable"] is True
    browser.get(PAGE)
    assert browser.get("/sessie/").json()["seconds"] > 2 * HOUR - MINUTE


def test_pressing_the_button_extends_but_not_past_the_whole(browser):
    earlier(browser, started_at=HOUR, seen_at=HOUR)
    assert browser.post("/sessie/").json()["seconds"] > 2 * HOUR - MINUTE
    earlier(browser, started_at=7 * HOUR, seen_at=HOUR)
    told = browser.post("/sessie/").json()
    assert told["extendable"] is False
    assert HOUR - MINUTE < told["seconds"] <= HOUR


def test_session_is_written_once_a_minute_at_most(browser, monkeypatch):
    session = browser.session
    lifetime.touch(session)
    assert not session.modified
    later = time.time() + MINUTE + 1
    monkeypatch.setattr(time, "time", lambda: later)
    lifetime.touch(session)
    assert session.modified


def test_every_page_inside_knows_when_its_session_ends_and_no_page_outside_does(browser, client):
    html = browser.get(PAGE).content.decode()
    assert 'data-session="/sessie/"' in html
    assert "data-extendable" in html
    browser.post("/afmelden/")
    assert "data-session" not in browser.get("/aanmelden/").content.decode()


@pytest.mark.parametrize(("minutes", "words"), [(120, "2 uur"), (30, "30 minuten"), (90, "90 minuten")])
def test_door_says_how_long_a_session_lasts(client, db, settings, minutes, words):
    settings.SESSION_IDLE_MINUTES = minutes
    html = client.get("/aanmelden/").content.decode()
    assert f"Na {words} zonder activiteit" in html
    assert "ten hoogste 8 uur" in html


@pytest.fixture
def kept(db):
    """A session that is noted, and the request of its browser that changes it."""
    request = RequestFactory().post("/")
    request.session = SessionStore()
    request.session["seen"] = 1
    request.session.save()
    request.session["seen"] = 2
    return request


def test_change_counts_when_the_database_goes_before_the_session_is_saved(kept):
    def gone(execute, sql, params, many, context):
        if sql.startswith("UPDATE"):
            raise OperationalError("server closed the connection unexpectedly")
        return execute(sql, params, many, context)

    saved = HttpResponse(status=302)
    with connection.execute_wrapper(gone):
        assert Sessions(lambda request: saved).process_response(kept, saved) is saved
    assert Session.objects.get().get_decoded()["seen"] == 1


def test_session_that_was_ended_meanwhile_is_not_made_again(kept):
    Session.objects.all().delete()
    with pytest.raises(SessionInterrupted):
        Sessions(lambda request: HttpResponse()).process_response(kept, HttpResponse())
