"""Links in the wrong hands: altered, forged, of somebody else, of yesterday."""

import datetime as dt
import logging

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.models import AnswerLink, ApprovalResponse, ApprovalRound, Mandate, RoundParty
from governance.tests import factories as make
from governance.tests import round_factories as rounds
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry
from wegwijzer.entrance.actions import throttle
from wegwijzer.entrance.models import Throttle
from wegwijzer.outbox.models import Message
from wegwijzer.testing.world import build_world

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
SECRETS = ("Ronde geheim", "Mogen wij dit vragen?", "Gemeente Verborgen", "Vera Verborgen")


@pytest.fixture
def link(cast):
    round_ = rounds.ApprovalRoundFactory(
        partnership=cast.a.partnership, open=True, title="Ronde geheim", text__question="Mogen wij dit vragen?"
    )
    board = make.OrganisationFactory(municipality=True, name="Gemeente Verborgen")
    made = rounds.AnswerLinkFactory(party=rounds.RoundPartyFactory(round=round_, organisation=board))
    type(made.mandate.person).objects.filter(pk=made.mandate.person_id).update(name="Vera Verborgen")
    return made


def address(key, name="answer_link"):
    return reverse(f"governance:{name}", args=[key])


def values(link):
    return {
        "outcome": "approved",
        "answered_on": today().isoformat(),
        "organ": link.party.organ,
        "text": 1,
        "answer": 0,
    }


def answers(key, link):
    """What a key opens: the answer to looking, and to sending an answer."""
    return [Client().get(address(key)), Client().post(address(key), values(link))]


def assert_nothing_given_away(response):
    page = response.content.decode()
    assert not any(secret in page for secret in SECRETS)
    assert "Deze link werkt niet" in page


def forged(link):
    """Keys that are not what we signed, for this link."""
    pk, _dot, seal = link.key.partition(".")
    other = link.pk + 1
    text = f"{link.pk}-{link.stamp}"
    return [
        f"{other}-{link.stamp}.{seal}",  # somebody else's link with this seal
        f"{link.pk}-{link.stamp + 1}.{seal}",
        f"{pk}.{seal[:-1]}",
        f"{pk}.{seal[:-1]}{'A' if seal[-1] != 'A' else 'B'}",
        f"{pk}.{seal.swapcase()}",
        f"{pk}.",
        f"{pk}",
        seal,
        "x",
        "-",
        "%00",
        "9" * 400,
        f"{link.pk}",
        signing.Signer(sep=".").sign(text),  # without our salt
        signing.Signer(salt="entrance.invitation", sep=".").sign(text),  # signed for another purpose
        signing.dumps([link.pk, link.stamp], salt="governance.answer_link"),
        signing.Signer(salt="governance.answer_link", sep=".", key="guessed").sign(text),
        signing.Signer(salt="governance.answer_link", sep=".").sign("x"),
        signing.Signer(salt="governance.answer_link", sep=".").sign("-"),
    ]


def test_altered_and_forged_keys_open_nothing_and_tell_nothing(link):
    for key in forged(link):
        for response in answers(key, link):
            assert response.status_code in (400, 404), key
            if response.status_code == 404:
                assert_nothing_given_away(response)
    assert not ApprovalResponse.objects.exists()


def test_every_attempt_is_noted_with_the_link_it_pretended_to_be(link, caplog):
    key = f"{link.key[:-2]}xx"
    with caplog.at_level(logging.WARNING, logger="wegwijzer.access"):
        answers(key, link)
    entries = Entry.objects.filter(verb="governance.answer_link.refused")
    assert [(entry.target_id, entry.reason, entry.by) for entry in entries] == [(link.pk, "forged", None)] * 2
    assert entries[0].scope == link.party.round.partnership.organisation
    assert sum("refused answer link" in line for line in caplog.messages) == 2
    answers("nonsense", link)
    assert Entry.objects.filter(verb="governance.answer_link.refused", target_id=0, scope=None).count() == 2


def test_log_stays_one_line_whatever_the_key(link, caplog):
    with caplog.at_level(logging.WARNING, logger="wegwijzer.access"):
        Client().get("/antwoord/a%0AERROR%20all%20is%20lost/")
    assert all("\n" not in line for line in caplog.messages)


def test_guessing_is_slowed_down_and_who_has_a_link_still_answers(link):
    statuses = [Client().get(address("guess")).status_code for _try in range(throttle.LINK.per_network + 1)]
    assert statuses == [404] * throttle.LINK.per_network + [429]
    assert Entry.objects.filter(verb="governance.answer_link.refused").count() == throttle.LINK.per_network
    assert Client().get(address(link.key)).status_code == 200
    assert Client().post(address(link.key), values(link)).status_code == 302


def test_sending_without_end_with_one_link_is_slowed_down(link):
    statuses = [Client().post(address(link.key), {}).status_code for _try in range(throttle.ANSWER.per_email + 1)]
    assert statuses == [422] * throttle.ANSWER.per_email + [429]


HINDRANCES = {
    "mandate ended yesterday": lambda link: Mandate.objects.update(until_on=today() - DAY),
    "mandate begins tomorrow": lambda link: Mandate.objects.filter(pk=link.mandate_id).update(from_on=today() + DAY),
    "speaks for another board": lambda link: Mandate.objects.update(
        organisation=make.OrganisationFactory(municipality=True)
    ),
    "has another role": lambda link: Mandate.objects.filter(pk=link.mandate_id).update(role="coordinator"),
    "login switched off": lambda link: (
        type(link.mandate.person)
        .objects.filter(pk=link.mandate.person_id)
        .update(user=make.UserFactory(is_active=False))
    ),
    "board left": lambda link: RoundParty.objects.update(until_on=today() - DAY),
    "mandate withdrawn": lambda link: AnswerLink.objects.filter(pk=link.pk).delete(),
}


@pytest.mark.parametrize("happens", HINDRANCES.values(), ids=HINDRANCES)
def test_link_is_dead_from_the_day_that_its_holder_is_nobody_there(link, happens):
    happens(link)
    for response in answers(link.key, link):
        assert response.status_code == 404
        assert_nothing_given_away(response)
    for name in ("answer_link_undo", "answer_link_extract", "answer_link_renew"):
        assert Client().post(address(link.key, name)).status_code == 404
    assert not ApprovalResponse.objects.exists()
    assert Entry.objects.filter(verb="governance.answer_link.refused").count() == 5
    assert not Message.objects.exists()


def test_mandate_that_ends_today_answers_today(link):
    Mandate.objects.update(until_on=today())
    assert [response.status_code for response in answers(link.key, link)] == [200, 302]


@pytest.mark.parametrize(
    ("state", "stamps", "words"),
    [
        ("closed", {"closed_on": today()}, "Deze ronde is afgesloten"),
        ("cancelled", {"cancelled_at": timezone.now(), "cancel_reason": "Geen geld"}, "U hoeft niets meer te doen"),
    ],
)
def test_link_is_dead_when_the_round_is_over_and_says_so(link, state, stamps, words):
    ApprovalRound.objects.filter(pk=link.party.round_id).update(state=state, **stamps)
    for response in answers(link.key, link):
        assert response.status_code == 410
        assert words in response.content.decode()
    assert not ApprovalResponse.objects.exists()


def expire(link):
    AnswerLink.objects.filter(pk=link.pk).update(created_at=timezone.now() - 60 * DAY, expires_at=timezone.now() - DAY)
    link.refresh_from_db()


def test_expired_link_says_how_to_go_on_and_sends_a_fresh_one_to_the_known_address_only(link):
    expire(link)
    dead = link.key
    looked, sent = answers(dead, link)
    assert [looked.status_code, sent.status_code] == [410, 410]
    assert "Deze link is verlopen" in looked.content.decode()
    assert link.mandate.person.email not in looked.content.decode()
    asked = Client().post(address(dead, "answer_link_renew"), {"email": "thief@example.org", "to": "thief@example.org"})
    assert asked.status_code == 200
    assert link.mandate.person.email not in asked.content.decode()
    assert [message.to for message in Message.objects.all()] == [link.mandate.person.email]
    assert Client().get(address(dead)).status_code == 410  # the old address stays dead
    Client().post(address(dead, "answer_link_renew"))
    assert Message.objects.count() == 1
    link.refresh_from_db()
    assert Client().post(address(link.key), values(link)).status_code == 302


def test_fresh_links_are_not_asked_without_end(link):
    statuses = []
    for _try in range(throttle.FRESH_LINK.per_email + 1):
        expire(link)
        statuses.append(Client().post(address(link.key, "answer_link_renew")).status_code)
        Throttle.objects.filter(count=0).delete()
    assert statuses == [200] * throttle.FRESH_LINK.per_email + [429]


def test_link_opens_its_own_question_for_its_own_board_and_nothing_else(link, cast):
    other = rounds.AnswerLinkFactory(party__round=link.party.round)
    stranger = rounds.ApprovalResponseFactory(party=other.party)
    client = Client()
    client.post(address(link.key), values(link) | {"party": other.party_id, "organisation": 1, "channel": "page"})
    assert ApprovalResponse.objects.exclude(pk=stranger.pk).get().party == link.party
    client.post(address(link.key, "answer_link_undo"), {"answer": 1, "pk": stranger.pk})
    stranger.refresh_from_db()
    assert stranger.undone_at is None


def test_link_is_no_login(link):
    client = Client()
    client.get(address(link.key))
    client.post(address(link.key), values(link))
    response = ApprovalResponse.objects.get()
    assert client.get(reverse("governance:approval_response_detail", args=[response.pk])).status_code == 302
    assert client.get(reverse("home:start")).status_code == 302


def test_login_adds_nothing_to_a_link_and_a_dead_one_stays_dead(cast, as_user):
    world = build_world(cast.a)
    link = world["answer_link"]
    Mandate.objects.filter(pk=link.mandate_id).update(until_on=today() - DAY)
    assert as_user(cast.a.coordinator).get(address(link.key)).status_code == 404


def test_pages_are_kept_nowhere_and_told_to_nobody(link):
    client = Client()
    for response in [*answers(link.key, link), client.get(address(link.key)), *answers("forged", link)]:
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "no-store, private"
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert not response.cookies
    page = client.get(address(link.key)).content.decode()
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert 'href="http' not in page
