"""A third party fills in its sheets with the link from the mail: asked, filled in, come back to, sent again."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.tests.round_factories import ThemeFactory
from projects.actions import sheet_request as requests
from projects.models import ServiceSheet, SheetRequest
from projects.notifications.sheet_request import address, still_asked
from projects.tests import factories as make
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused
from wegwijzer.outbox.compose import build
from wegwijzer.outbox.models import Message

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(days=7)


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


def ask(client, world, **others):
    cell = f"{world['theme'].pk}-{world['target_group'].pk}"
    sent = {
        "name": "Kind en Gezin",
        "organisation": "",
        "email": "Onthaal@example.org",
        "until_on": (today() + WEEK).isoformat(),
        "cells": [cell],
    }
    return client.post(reverse("projects:sheet_request_add", args=[world["plan"].pk]), sent | others)


def asked():
    return SheetRequest.objects.get(email="onthaal@example.org")


def link(request):
    return reverse("projects:sheet_link", args=[request.key])


def filled(request, **texts):
    """What the page sends: the texts of the first sheet, and the others as they are."""
    sent = {}
    for number, sheet in enumerate(request.sheets.order_by("pk")):
        said = {name: getattr(sheet, name) for name in ("client_level", "organisation_level", "policy_level")}
        for name, text in (said | (texts if number == 0 else {})).items():
            sent[f"fiche{sheet.pk}-{name}"] = text
        sent[f"fiche{sheet.pk}-version"] = sheet.version
    return sent


def test_service_is_asked_by_mail_and_the_link_is_only_in_what_leaves(contact, world):
    assert ask(contact, world).status_code == 302
    request = asked()
    message = Message.objects.get(kind="projects.sheet_asked")
    assert message.to == "onthaal@example.org"
    assert request.key not in message.body
    mail = build(message).body
    assert address(request.key) in mail
    assert "Kind en Gezin" in mail
    assert "onthaal, " in mail.lower() or str(world["theme"]) in mail
    assert "geen gegevens van personen" in mail
    sheet = request.sheets.get()
    assert (sheet.name, sheet.theme, sheet.target_group) == ("Kind en Gezin", world["theme"], world["target_group"])
    assert sheet.filled_in_at is None
    assert request.key not in str(list(Entry.objects.values_list("changes", "target_text")))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"cells": []}, "Kruis minstens één fiche aan"),
        ({"cells": ["999-999"]}, "geldige keuze"),
        ({"email": "geen adres"}, "Schrijf een e-mailadres"),
        ({"email": ""}, "Vul dit veld in"),
        ({"until_on": (today() - WEEK).isoformat()}, "Kies een datum"),
        ({"until_on": (today() + 60 * WEEK).isoformat()}, "Kies een datum"),
        ({"name": ""}, "Vul dit veld in"),
    ],
)
def test_bad_question_is_told_and_nobody_gets_a_mail(contact, world, wrong, told):
    answer = ask(contact, world, **wrong)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Message.objects.filter(kind="projects.sheet_asked").exists()
    assert not ServiceSheet.objects.filter(name="Kind en Gezin").exists()


def test_address_is_asked_once_per_plan_and_more_sheets_than_anybody_fills_in_are_refused(contact, world, cast):
    ask(contact, world)
    again = ask(contact, world, name="Andere dienst")
    assert again.status_code == 422
    assert "al een fiche gevraagd" in again.content.decode()
    for _number in range(21):
        ThemeFactory(partnership=cast.a.partnership)
    many = [f"{theme.pk}-{world['target_group'].pk}" for theme in cast.a.partnership.themes.all()]
    assert "hoogstens 20 fiches" in ask(contact, world, email="b@example.org", cells=many).content.decode()


def test_sheet_that_another_service_is_filling_in_is_not_asked_twice(contact, world):
    ask(contact, world)
    answer = ask(contact, world, email="ander@example.org")
    assert answer.status_code == 422
    assert "al gevraagd aan onthaal@example.org" in answer.content.decode()
    assert not SheetRequest.objects.filter(email="ander@example.org").exists()
    SheetRequest.objects.filter(pk=asked().pk).update(withdrawn_at=timezone.now())
    assert ask(contact, world, email="ander@example.org").status_code == 302


def test_third_party_saves_comes_back_and_goes_on_until_the_deadline(contact, world):
    ask(contact, world)
    request, outside = asked(), Client()
    page = outside.get(link(request)).content.decode()
    assert "Wij vragen geen gegevens van personen." in page
    saved = outside.post(link(request), filled(request, client_level="Zitdag op dinsdag\nvan 9 tot 12"))
    assert saved.status_code == 302
    back = outside.get(saved.url).content.decode()
    assert "Bewaard. Dank u." in back
    assert "Zitdag op dinsdag\nvan 9 tot 12" in back
    sheet = request.sheets.get()
    assert (sheet.filled_in_by, sheet.version) == (None, 2)
    assert outside.post(link(request), filled(request, policy_level="Meer plaatsen")).status_code == 302
    sheet.refresh_from_db()
    assert (sheet.client_level, sheet.policy_level) == ("Zitdag op dinsdag\nvan 9 tot 12", "Meer plaatsen")
    verbs = Entry.objects.filter(verb="projects.service_sheet.filled_in").values_list("target_id", "by")
    assert list(verbs) == [(sheet.pk, None)] * 2
    outside.post(link(request), filled(request))  # nothing changed: nothing to remember
    assert Entry.objects.filter(verb="projects.service_sheet.filled_in").count() == 2


def test_what_the_coordinator_wrote_meanwhile_is_shown_and_not_overwritten(contact, world):
    ask(contact, world)
    request, outside = asked(), Client()
    sheet = request.sheets.get()
    typed = filled(request, client_level="Van de dienst")
    ServiceSheet.objects.filter(pk=sheet.pk).update(client_level="Van de coördinator", version=2)
    answer = outside.post(link(request), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Van de coördinator" in page
    assert "Van de dienst" in page
    sheet.refresh_from_db()
    assert sheet.client_level == "Van de coördinator"
    assert outside.post(link(request), typed | {f"fiche{sheet.pk}-version": 2}).status_code == 302


def test_sheets_of_one_link_are_kept_together_or_not_at_all(contact, world):
    other = ThemeFactory(partnership=world["partnership"])
    cells = [f"{theme.pk}-{world['target_group'].pk}" for theme in (world["theme"], other)]
    ask(contact, world, cells=cells)
    request = asked()
    first, second = request.sheets.order_by("pk")
    sent = filled(request, client_level="Eerst") | {
        f"fiche{second.pk}-client_level": "Dan",
        f"fiche{second.pk}-version": 7,
    }
    assert Client().post(link(request), sent).status_code == 422
    first.refresh_from_db()
    assert first.client_level == ""


def again(client, request, **others):
    sent = {"version": request.version, "email": request.email, "until_on": (today() + 2 * WEEK).isoformat()}
    return client.post(reverse("projects:sheet_request_again", args=[request.pk]), sent | others)


def test_sent_again_makes_the_older_link_useless_and_says_so(contact, world):
    ask(contact, world)
    old = asked()
    Client().post(link(old), filled(old, client_level="Al ingevuld"))
    assert again(contact, old, email="nieuw@example.org").status_code == 302
    dead = Client().get(link(old))
    assert dead.status_code == 410
    assert "Er is een nieuwere link" in dead.content.decode()
    fresh = SheetRequest.objects.get(email="nieuw@example.org")
    assert "Al ingevuld" in Client().get(link(fresh)).content.decode()
    assert again(contact, old).status_code == 409
    first, second = Message.objects.filter(kind="projects.sheet_asked").order_by("pk")
    assert not still_asked(first)
    assert still_asked(second)


def test_withdrawn_link_is_dead_until_it_is_sent_again(contact, world):
    ask(contact, world)
    request = asked()
    url = reverse("projects:sheet_request_withdraw", args=[request.pk])
    assert [contact.post(url).status_code for _time in range(2)] == [302, 302]
    assert Entry.objects.filter(verb="projects.sheet_request.withdrawn").count() == 1
    dead = Client().get(link(request))
    assert (dead.status_code, "Deze link is ingetrokken" in dead.content.decode()) == (410, True)
    assert not still_asked(Message.objects.get(kind="projects.sheet_asked"))
    request.refresh_from_db()
    assert again(contact, request).status_code == 302
    request.refresh_from_db()
    assert Client().get(link(request)).status_code == 200


def test_mail_that_waited_past_the_deadline_is_not_sent(contact, world):
    ask(contact, world)
    message = Message.objects.get(kind="projects.sheet_asked")
    assert still_asked(message)
    past = timezone.now() - dt.timedelta(minutes=1)
    SheetRequest.objects.filter(pk=asked().pk).update(expires_at=past, created_at=past - WEEK)
    assert not still_asked(message)
    make.SheetRequestFactory()
    SheetRequest.objects.filter(pk=asked().pk).delete()
    assert not still_asked(message)


def test_link_of_a_request_that_died_while_the_page_was_open_keeps_nothing(contact, world):
    ask(contact, world)
    request = asked()
    stamp = int(request.created_at.timestamp())
    answers = [requests.Filled(sheet, 1, {"client_level": "x"}) for sheet in request.sheets.all()]
    SheetRequest.objects.filter(pk=request.pk).update(withdrawn_at=timezone.now())
    with pytest.raises(Refused):
        requests.fill_in(request, stamp, answers)


def test_last_day_is_the_whole_day_in_belgium(contact, world):
    ask(contact, world, until_on=today().isoformat())
    request = asked()
    assert timezone.localtime(request.expires_at).date() == today() + dt.timedelta(days=1)
    assert timezone.localtime(request.expires_at).time() == dt.time.min
    page = contact.get(reverse("projects:sheet_request_list", args=[world["plan"].pk])).content.decode()
    assert "loopt" in page
