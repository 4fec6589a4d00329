"""Links to sheets in the wrong hands: altered, forged, of another request, too late, too long, with a script in it."""

import datetime as dt
import logging

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from projects.models import ServiceSheet, SheetRequest
from projects.tests import factories as make
from wegwijzer.audit.models import Entry
from wegwijzer.entrance.actions import throttle
from wegwijzer.testing.world import build_world

pytestmark = pytest.mark.django_db
SALT = "projects.sheet_request"
SECRETS = ("Plan geheim", "Dienst geheim", "Aanbod geheim", "geheim@example.org")


@pytest.fixture
def sheet(cast):
    plan = make.PlanFactory(partnership=cast.a.partnership, title="Plan geheim", mission="Missie geheim")
    request = make.SheetRequestFactory(plan=plan, name="Dienst geheim", email="geheim@example.org")
    return make.ServiceSheetFactory(plan=plan, name="Dienst geheim", client_level="Aanbod geheim", request=request)


@pytest.fixture
def request_(sheet):
    return sheet.request


def address(key):
    return reverse("projects:sheet_link", args=[key])


def values(sheet, **texts):
    said = {"client_level": "Gewijzigd", "organisation_level": "", "policy_level": "", "version": sheet.version} | texts
    return {f"fiche{sheet.pk}-{name}": text for name, text in said.items()}


def tries(key, sheet):
    """Looking and sending."""
    return [Client().get(address(key)), Client().post(address(key), values(sheet))]


def assert_untouched(sheet):
    sheet.refresh_from_db()
    assert (sheet.client_level, sheet.version) == ("Aanbod geheim", 1)


def forged(request):
    """Keys that are not what we signed, for this request."""
    pk, _dot, seal = request.key.partition(".")
    stamp = int(request.created_at.timestamp())
    text = f"{request.pk}-{stamp}"
    return [
        f"{request.pk + 1}-{stamp}.{seal}",  # somebody else's request with this seal
        f"{request.pk}-{stamp + 1}.{seal}",
        f"{pk}.{seal[:-1]}",
        f"{pk}.{seal[:-1]}{'A' if seal[-1] != 'A' else 'B'}",
        f"{pk}.{seal.swapcase()}",
        f"{pk}.",
        pk,
        seal,
        "x",
        "%00",
        "9" * 400,
        signing.Signer(sep=".").sign(text),  # without our salt
        signing.Signer(salt="governance.answer_link", sep=".").sign(text),  # signed for another purpose
        signing.dumps([request.pk, stamp], salt=SALT),
        signing.Signer(salt=SALT, sep=".", key="guessed").sign(text),
        signing.Signer(salt=SALT, sep=".").sign("-"),
        signing.Signer(salt=SALT, sep=".").sign(f"{request.pk + 99}-{stamp}"),  # of a request that is gone
    ]


def test_altered_and_forged_keys_open_nothing_and_tell_nothing(sheet, request_):
    for key in forged(request_):
        for answer in tries(key, sheet):
            assert answer.status_code in (400, 404), key
            page = answer.content.decode()
            assert not any(secret in page for secret in SECRETS), key
            assert answer.status_code == 400 or "Deze link werkt niet" in page
    assert_untouched(sheet)


def test_every_attempt_is_noted_with_the_request_it_pretended_to_be(sheet, request_, caplog):
    with caplog.at_level(logging.WARNING, logger="wegwijzer.access"):
        tries(f"{request_.key[:-2]}xx", sheet)
        tries("nonsense", sheet)
    entries = Entry.objects.filter(verb="projects.sheet_request.refused").order_by("pk")
    assert [(entry.target_id, entry.reason, entry.by) for entry in entries] == [
        (request_.pk, "forged", None),
        (request_.pk, "forged", None),
        (0, "forged", None),
        (0, "forged", None),
    ]
    assert entries[0].scope == request_.partnership.organisation
    assert sum("refused sheet link" in line for line in caplog.messages) == 4
    assert all("\n" not in line for line in caplog.messages)


def test_guessing_is_slowed_down_and_who_has_a_link_still_fills_in(sheet, request_):
    statuses = [Client().get(address("guess")).status_code for _try in range(throttle.LINK.per_network + 1)]
    assert statuses == [404] * throttle.LINK.per_network + [429]
    assert Client().post(address(request_.key), values(sheet)).status_code == 302


def test_sending_without_end_with_one_link_is_slowed_down(request_):
    statuses = [Client().post(address(request_.key), {}).status_code for _try in range(throttle.ANSWER.per_email + 1)]
    assert statuses == [422] * throttle.ANSWER.per_email + [429]


@pytest.mark.parametrize(
    ("happens", "words"),
    [
        ({"withdrawn_at": timezone.now()}, "Deze link is ingetrokken"),
        ({"expires_at": timezone.now() - dt.timedelta(days=2)}, "Invullen kan niet meer"),
        ({"created_at": timezone.now() + dt.timedelta(hours=1)}, "Er is een nieuwere link"),
    ],
    ids=["withdrawn", "expired", "replaced"],
)
def test_dead_link_says_why_and_gives_back_what_was_typed(sheet, request_, happens, words):
    key = request_.key
    if "expires_at" in happens:
        happens = happens | {"created_at": timezone.now() - dt.timedelta(days=9)}
        SheetRequest.objects.filter(pk=request_.pk).update(**happens)
        key = SheetRequest.objects.get(pk=request_.pk).key
    else:
        SheetRequest.objects.filter(pk=request_.pk).update(**happens)
    looked, sent = tries(key, sheet)
    assert [looked.status_code, sent.status_code] == [410, 410]
    assert words in looked.content.decode()
    assert "Gewijzigd" in sent.content.decode()
    assert "Aanbod geheim" not in looked.content.decode()
    assert_untouched(sheet)
    assert not Entry.objects.filter(verb="projects.sheet_request.refused").exists()


def test_link_opens_its_own_sheets_and_nothing_else_of_the_plan(sheet, request_, cast):
    plan = request_.plan
    other = make.ServiceSheetFactory(plan=plan, name="Andere dienst", client_level="Niet voor u")
    asked = make.ServiceSheetFactory(plan=plan, request=make.SheetRequestFactory(plan=plan), client_level="Van hen")
    make.FindingFactory(plan=plan, text="Bevinding van ons")
    make.ObjectiveFactory(plan=plan, title="Doelstelling van ons")
    page = Client().get(address(request_.key)).content.decode()
    hidden = ("Niet voor u", "Van hen", "Bevinding van ons", "Doelstelling van ons", "Missie geheim", "Andere dienst")
    assert not any(words in page for words in hidden)
    sent = values(sheet) | values(other, client_level="Inbraak") | values(asked, client_level="Inbraak")
    assert Client().post(address(request_.key), sent | {"request": 1, "plan": 1}).status_code == 302
    assert not ServiceSheet.objects.filter(client_level="Inbraak").exists()
    sheet.refresh_from_db()
    assert (sheet.client_level, sheet.name) == ("Gewijzigd", "Dienst geheim")


def test_script_in_a_text_stays_text_everywhere(sheet, request_, client, cast):
    script = '<script>alert("x")</script><img src=x onerror=alert(1)>'
    assert Client().post(address(request_.key), values(sheet, client_level=script)).status_code == 302
    client.force_login(cast.a.coordinator)
    pages = [
        Client().get(address(request_.key)),
        client.get(reverse("projects:service_sheet_detail", args=[sheet.pk])),
        client.get(reverse("projects:service_sheet_list", args=[sheet.plan_id])),
        client.get(reverse("projects:service_sheet_edit", args=[sheet.pk])),
    ]
    for page in pages:
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()
        assert "<img src=x" not in page.content.decode()
    assert "&lt;script&gt;" in pages[0].content.decode()


@pytest.mark.parametrize("text", ["x" * 4001, "naam\x00", "tekst \u202e om"], ids=["too long", "NUL", "turned around"])
def test_text_that_can_not_be_kept_is_told_and_stays(sheet, request_, text):
    answer = Client().post(address(request_.key), values(sheet, client_level=text, policy_level="Blijft staan"))
    assert answer.status_code == 422
    assert "Blijft staan" in answer.content.decode()
    assert_untouched(sheet)


def test_more_than_a_form_can_hold_is_refused(sheet, request_):
    answer = Client().post(address(request_.key), values(sheet, client_level="x" * 3_000_000))
    assert answer.status_code == 422
    assert "hoogstens 4000 tekens" in answer.content.decode()
    assert_untouched(sheet)


def test_altered_version_or_none_changes_nothing(sheet, request_):
    for version in ("", "x", "-1", "9" * 30, 7):
        assert Client().post(address(request_.key), values(sheet, version=version)).status_code == 422
    assert_untouched(sheet)


def test_link_is_no_login_and_a_login_adds_nothing(sheet, request_, client, cast):
    outside = Client()
    outside.get(address(request_.key))
    assert outside.get(reverse("projects:service_sheet_detail", args=[sheet.pk])).status_code == 302
    client.force_login(cast.a.coordinator)
    SheetRequest.objects.update(withdrawn_at=timezone.now())
    assert client.get(address(request_.key)).status_code == 410


def test_pages_are_kept_nowhere_and_told_to_nobody(sheet, request_):
    for answer in [*tries(request_.key, sheet), *tries("forged", sheet)]:
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store, private"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert not answer.cookies
    page = Client().get(address(request_.key)).content.decode()
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert 'href="http' not in page


def test_key_stands_nowhere_in_the_database(cast):
    request = build_world(cast.a)["sheet_request"]
    kept = str(list(SheetRequest.objects.values())) + str(list(Entry.objects.values()))
    assert request.key.partition(".")[2] not in kept
