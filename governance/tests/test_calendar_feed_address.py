"""The address of a calendar: shown once, kept by nobody, and dead the moment that it gives nothing any more."""

import datetime as dt
import logging
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from governance.models import CalendarFeed
from governance.tests import factories as make
from governance.tests import round_factories as rounds
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry
from wegwijzer.entrance.models import Throttle
from wegwijzer.logbook.lines import Line

pytestmark = pytest.mark.django_db
OWN = "/mijn-agenda/"
ADDRESS = re.compile(r'value="(http[^"]*/agenda/([\w-]+)\.ics)"')


def token_in(answer):
    """What the page that made an address shows; None when it shows none."""
    found = ADDRESS.search(answer.content.decode())
    return found and found[2]


def ask(token):
    return Client().get(f"/agenda/{token}.ics")


def as_told(answer):
    """All of it, but for the id that each request has of its own."""
    headers = {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}
    return answer.status_code, answer.content, headers


def made_by(user, as_user, page=OWN):
    answer = as_user(user).post(page)
    assert answer.status_code == 200
    return token_in(answer)


def verbs():
    return list(
        Entry.objects.filter(target_type="governance.calendarfeed").order_by("pk").values_list("verb", flat=True)
    )


def test_address_is_shown_once_and_works(cast, as_user):
    browser = as_user(cast.a.delegate)
    assert "Maak een agenda-adres" in browser.get(OWN).content.decode()
    answer = browser.post(OWN)
    token = token_in(answer)
    assert len(token) == 43  # 256 bits
    assert f'href="webcal://{settings.SITE_URL.split("//")[1]}/agenda/{token}.ics"' in answer.content.decode()
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert ask(token).status_code == 200
    later = browser.get(OWN)
    assert token not in later.content.decode()
    assert "Wegwijzer kan het niet meer tonen" in later.content.decode()
    assert verbs() == ["governance.calendar_feed.made"]


def test_address_is_kept_nowhere(cast, as_user):
    token = made_by(cast.a.delegate, as_user)
    with connection.cursor() as cursor:
        for table in ("governance_calendarfeed", "audit_entry", "django_session"):
            cursor.execute(f"SELECT * FROM {table}")
            assert token not in repr(cursor.fetchall()), table


def test_second_address_for_the_same_calendar_is_refused(cast, as_user):
    browser = as_user(cast.a.delegate)
    browser.post(OWN)
    answer = browser.post(OWN)
    assert answer.status_code == 422
    assert token_in(answer) is None
    assert "U hebt al een adres" in answer.content.decode()
    assert CalendarFeed.objects.count() == 1


def test_new_address_ends_the_one_before_and_pressing_twice_makes_one(cast, as_user):
    browser, old = as_user(cast.a.delegate), made_by(cast.a.delegate, as_user)
    renew = reverse("governance:calendar_feed_renew", args=[CalendarFeed.objects.get().pk])
    new = token_in(browser.post(renew, {"version": 1}))
    assert (ask(old).status_code, ask(new).status_code) == (404, 200)
    again = browser.post(renew, {"version": 1})  # the page loaded once more
    assert (again.status_code, token_in(again)) == (409, None)
    assert "U maakte zonet al een nieuw adres." in again.content.decode()
    assert "Wegwijzer kan het niet meer tonen" in again.content.decode()
    assert ask(new).status_code == 200
    assert [browser.post(renew, {"version": bad}).status_code for bad in ("", "x", "9" * 30, "٣")] == [400] * 4
    assert verbs() == ["governance.calendar_feed.made", "governance.calendar_feed.renewed"]


def test_withdrawn_address_opens_nothing_and_leaves_no_row(cast, as_user):
    page = reverse("governance:calendar_feed_of_body", args=[cast.a.body.pk])
    token, browser = made_by(cast.a.delegate, as_user, page), as_user(cast.a.delegate)
    feed = CalendarFeed.objects.get()
    withdraw = reverse("governance:calendar_feed_withdraw", args=[feed.pk])
    assert browser.post(withdraw).headers["Location"] == page
    assert ask(token).status_code == 404
    assert not CalendarFeed.objects.exists()
    assert browser.post(withdraw).status_code == 404
    assert verbs() == ["governance.calendar_feed.made", "governance.calendar_feed.withdrawn"]


def test_body_page_leads_to_its_calendar(cast, as_user):
    page = reverse("governance:calendar_feed_of_body", args=[cast.a.body.pk])
    browser = as_user(cast.a.delegate)
    assert page in browser.get(reverse("governance:body_detail", args=[cast.a.body.pk])).content.decode()
    browser.post(page)
    listed = browser.get(OWN).content.decode()
    assert page in listed
    assert "hebt u" in listed


def test_who_has_no_role_has_no_calendar(cast, as_user):
    answer = as_user(cast.former_contact).post(OWN)
    assert answer.status_code == 422
    assert "U hebt nu geen rol" in answer.content.decode()


def test_address_that_is_dead_for_whatever_reason_looks_like_one_that_never_was(cast):
    """C8, C9: unknown, withdrawn, of a login that is off, of a mandate that ended, of a body one left."""
    unknown = as_told(ask("x" * 43))
    assert unknown[0] == 404
    feeds = [rounds.CalendarFeedFactory(user=user) for user in (cast.deactivated, cast.former_contact)]
    feeds.append(rounds.CalendarFeedFactory(user=cast.administrator))
    seat = make.MandateFactory(body=cast.a.body, person=cast.b.delegate.cards.get())
    feeds.append(rounds.CalendarFeedFactory(user=cast.b.delegate, body=cast.a.body))
    assert ask(rounds.feed_token(feeds[-1])).status_code == 200
    type(seat).objects.filter(pk=seat.pk).update(until_on=today() - dt.timedelta(days=1))
    dead = [*map(rounds.feed_token, feeds), "x", "x" * 500, "%ED%A0%80", "%F0%9F%A7%AD", "%0d%0aSet-Cookie:x"]
    assert [token for token in dead if as_told(ask(token)) != unknown] == []


def test_mandate_that_ends_today_is_told_of_today_and_never_after(cast):
    feed = rounds.CalendarFeedFactory(user=cast.a.delegate, body=cast.a.body)
    seat = cast.a.delegate.cards.get().mandates.get()
    for until_on, status in ((today(), 200), (today() - dt.timedelta(days=1), 404)):
        type(seat).objects.filter(pk=seat.pk).update(until_on=until_on)
        assert ask(rounds.feed_token(feed)).status_code == status


def test_after_two_hundred_wrong_addresses_in_a_minute_the_network_waits(cast):
    """C10"""
    feed = rounds.CalendarFeedFactory(user=cast.a.delegate)
    assert ask("x").status_code == 404
    assert Throttle.objects.update(count=199) == 1
    assert ask("y").status_code == 404
    answer = ask("z")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert ask(rounds.feed_token(feed)).status_code == 200  # who has one that works is not slowed down


@pytest.mark.parametrize(
    ("line", "logged"),
    [
        ("Not Found: /agenda/Ab3-_xYz0123456789Ab3-_xYz0123456789Ab3-_xYz.ics", "Not Found: /agenda/….ics"),
        ("Not Found: /agenda/te-kort.ics", "Not Found: /agenda/….ics"),
        (
            "Internal Server Error: /antwoord/17-1796000000:Zm9vYmFyZm9vYmFyZm9v-_/",
            "Internal Server Error: /antwoord/…/",
        ),
        ("Not Found: /vergaderingen/17/", "Not Found: /vergaderingen/17/"),
        ('File "/srv/wegwijzer/governance/views/calendar_feed.py", line 3', None),
    ],
)
def test_log_says_that_an_address_did_not_work_and_not_which(line, logged):
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s", (line,), None)
    written = Line().format(record)
    assert written.endswith(f"WARNING django.request {logged or line}")
    assert settings.LOGGING["formatters"]["own"]["()"].endswith(Line.__name__)
