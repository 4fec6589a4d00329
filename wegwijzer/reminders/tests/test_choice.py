"""How somebody wants to be mailed: the own page, and one press in a mail (RFC 8058)."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from wegwijzer.accounts.models import User
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Stale
from wegwijzer.outbox import deliver
from wegwijzer.outbox.models import Choice, Message
from wegwijzer.reminders.actions import choice as choices
from wegwijzer.reminders.letter import address_of, stop_token
from wegwijzer.reminders.tests.conftest import MEMBER, at

USUAL = {"version": "1", "rhythm": "daily", "language": "nl", "quiet_until": ""}


@pytest.fixture
def page(cast, client):
    client.force_login(cast.a.contact)
    return client


def kept(user):
    return Choice.objects.of(user.email)


def test_choice_is_kept_with_its_history_and_shown_again(cast, page):
    sent = USUAL | {"rhythm": "weekly", "muted": ["governance.action_point"], "quiet_until": "31/12/2099"}
    assert page.post(reverse("reminders:choice"), sent).status_code == 302
    choice = kept(cast.a.contact)
    assert (choice.rhythm, choice.muted, choice.quiet_until) == (
        "weekly",
        ["governance.action_point"],
        dt.date(2099, 12, 31),
    )
    assert Entry.objects.latest("pk").verb == "outbox.choice.changed"
    shown = " ".join(page.get(reverse("reminders:choice")).content.decode().split())
    (radio,) = re.findall(r'<input[^>]*value="weekly"[^>]*>', shown)
    assert "checked" in radio


def test_quiet_days_that_are_over_do_not_have_to_be_taken_out_by_hand(cast, page):
    Choice.objects.create(address=cast.a.contact.email, quiet_until=dt.date(2020, 1, 1))
    assert 'value="2020-01-01"' not in page.get(reverse("reminders:choice")).content.decode()


def test_who_stopped_already_reads_that_and_can_begin_again(client, db):
    path = reverse("reminders:stop", args=[stop_token(MEMBER.address)])
    assert "Stop mijn herinneringen" in client.get(path).content.decode()
    client.post(path)
    assert "Herinner mij toch weer" in client.get(path).content.decode()


def test_page_says_which_mails_go_to_another_address(cast, page):
    card = cast.a.contact.cards.get()

    def told():
        return " ".join(page.get(reverse("reminders:choice")).content.decode().split())

    assert "op uw kaart daar" not in told()
    type(card).objects.filter(pk=card.pk).update(email="elders@example.org")
    assert "<strong>elders@example.org</strong>: dat adres staat op uw kaart daar" in told()
    assert f"geldt voor {cast.a.contact.email}" in told()
    type(card.partnership).objects.filter(pk=card.partnership_id).update(ended_on="2020-01-01")
    assert "elders@example.org" not in told()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("rhythm", "soms"),
        ("rhythm", ""),
        ("language", "xx"),
        ("quiet_until", "31/02/2027"),
        ("quiet_until", "1/1/2020"),
        ("muted", "bestaat.niet"),
    ],
)
def test_bad_choice_is_said_beside_its_field_and_nothing_is_kept(cast, page, field, value):
    answer = page.post(reverse("reminders:choice"), USUAL | {field: value})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Choice.objects.filter(address=cast.a.contact.email).exists()


def test_choice_that_changed_meanwhile_is_not_overwritten(cast):
    by = cast.a.contact
    values = {"rhythm": "weekly", "language": "nl", "quiet_until": None, "muted": []}
    choices.choose(by.email, by=by, version=1, **values)
    choices.stop(by.email)
    with pytest.raises(Stale):
        choices.choose(by.email, by=by, version=2, **values)
    assert kept(by).rhythm == "never"


def test_mail_program_stops_reminders_with_one_request_without_login_or_token(cast):
    address = reverse("reminders:stop", args=[stop_token(cast.a.contact.email)])
    browser = Client(enforce_csrf_checks=True)
    assert browser.get(address).status_code == 200
    assert kept(cast.a.contact).rhythm == "daily"  # looking stops nothing: mail programs fetch addresses by themselves
    for _twice in range(2):
        answer = browser.post(address, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 200
        assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert kept(cast.a.contact).rhythm == "never"
    assert list(Entry.objects.filter(verb="outbox.choice.stopped").values_list("by", flat=True)) == [None]
    assert browser.post(address, {"resume": "ja"}).status_code == 200
    assert kept(cast.a.contact).rhythm == "daily"


@pytest.mark.parametrize("rhythm", ["weekly", "at_once"])
def test_who_stopped_and_wants_them_again_gets_them_as_often_as_before(cast, rhythm):
    by = cast.a.contact
    choices.choose(by.email, by=by, version=1, rhythm=rhythm, language="nl", quiet_until=None, muted=[])
    for turn in (choices.stop, choices.stop, choices.resume, choices.resume):
        turn(by.email)
    assert kept(by).rhythm == rhythm
    choices.resume("ander@example.org")  # who never stopped: nothing to bring back
    assert not Choice.objects.filter(address="ander@example.org").exists()


def test_who_has_no_login_is_sent_to_no_page_that_asks_for_one(cast, client):
    page = reverse("reminders:choice")
    for address, has_login in ((cast.a.contact.email, True), ("zonder@example.org", False)):
        link = reverse("reminders:stop", args=[stop_token(address)])
        shown = [client.get(link), client.post(link), client.post(link, {"resume": "ja"})]
        texts = [answer.content.decode() for answer in shown]
        assert [page in text for text in texts] == [has_login, False, has_login]
        assert ("één mail per week" in texts[0]) == has_login


@pytest.mark.parametrize("has_login", [True, False])
def test_reminder_leads_to_the_page_of_choices_for_who_can_log_in(waiting, sweep, mailoutbox, has_login):
    if has_login:
        User.objects.create_user(MEMBER.address, name="Lid")
    waiting.add(1, "2026-12-04")
    sweep(at("2026-11-30"))
    with time_machine.travel(at("2026-11-30"), tick=False):
        deliver.deliver(Message.objects.get())
    (mail,) = mailoutbox
    for text in (mail.body, mail.alternatives[0][0]):
        assert (reverse("reminders:choice") in text) == ("Kies hoe vaak u mails krijgt" in text) == has_login
        assert "Geen herinneringen meer" in text


@pytest.mark.parametrize("address", ["a/b@example.org", "o'neil+x@example.org", "x?y#z%2f@example.org"])
def test_every_address_can_stop(client, db, address):
    link = reverse("reminders:stop", args=[stop_token(address)])
    assert client.post(link).status_code == 200
    assert Choice.objects.of(address).rhythm == "never"


def test_who_stops_while_the_row_changes_is_heard(cast, monkeypatch):
    """Two mail programs at once: the one that read an older version of the row stops as well."""
    choice = choices.choose(
        cast.a.contact.email, by=cast.a.contact, version=1, rhythm="weekly", language="nl", quiet_until=None, muted=[]
    )
    old = Choice.objects.get(pk=choice.pk)
    Choice.objects.filter(pk=choice.pk).update(version=9)
    monkeypatch.setattr(choices, "_row_of", lambda address: old)
    choices.stop(cast.a.contact.email)
    assert (kept(cast.a.contact).rhythm, kept(cast.a.contact).version) == ("never", 10)


@pytest.mark.parametrize("token", ["lid@example.org", "lid@example.org.AAAA", "x" * 5000, "%00"])
def test_address_that_was_not_signed_by_us_stops_nothing(client, db, token):
    assert client.post(f"/geen-mails-meer/{token}/").status_code in (400, 404)
    assert not Choice.objects.exists()


def test_reminder_carries_the_headers_of_one_click_and_can_be_read_as_text(waiting, sweep, mailoutbox):
    waiting.add(1, "2026-12-04")
    sweep(at("2026-11-30"))
    with time_machine.travel(at("2026-11-30")):
        deliver.deliver(Message.objects.get())
    (mail,) = mailoutbox
    link = mail.extra_headers["List-Unsubscribe"].strip("<>")
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address_of(link.rstrip("/").rpartition("/")[2]) == MEMBER.address
    text, (html, kind) = mail.body, mail.alternatives[0]
    assert kind == "text/html"
    assert "Doe ding 1\neen zaak van de raad\nTegen vrijdag 4 december 2026.\nhttp://127.0.0.1:8000/dingen/1/\n" in text
    assert ">Doe ding 1</a>" in html
    assert html.count("Doe ding 1") == 2  # the title of the page and the button: not once more above it
    assert link in text
    # Who reads along later what was mailed can not stop it: the database has a mark in place of that link.
    assert "/geen-mails-meer/persoonlijke-link/" in Message.objects.get().body


def test_who_stopped_between_writing_and_sending_is_not_mailed(waiting, sweep, mailoutbox):
    waiting.add(1, "2026-12-04")
    sweep(at("2026-11-30"))
    choices.stop(MEMBER.address)
    with time_machine.travel(at("2026-11-30")):
        deliver.deliver(Message.objects.get())
    assert (mailoutbox, Message.objects.get().state) == ([], "lapsed")
