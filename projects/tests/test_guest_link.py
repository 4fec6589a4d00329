"""A guest reads one dossier with a link, and nothing else; in the wrong hands it opens nothing."""

import datetime as dt
import io
import logging
import zipfile
from itertools import product

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from projects.actions import dossier_version as versions
from projects.actions import guest_link as links
from projects.models import DossierVersion, GuestLink, VersionReason
from projects.tests import dossier_factories as make
from projects.tests.test_dossier_report import kept
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry
from wegwijzer.entrance.actions import throttle
from wegwijzer.lifecycle import Refused
from wegwijzer.outbox.models import Message

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 het dossier"
PAGES = ("guest_dossier", "guest_document", "guest_archive")
SECRETS = ("Aanvraag geheim", "Loonfiche", "geheim@example.org", "Revisor geheim")
DAY = dt.timedelta(days=1)


@pytest.fixture
def dossier(cast):
    project = make.ProjectFactory(partnership=cast.a.partnership)
    dossier = make.DossierFactory(project=project, title="Aanvraag geheim", submitted=True)
    said = {"dossier": dossier, "kind": "document"}
    make.RequirementFactory(title="Offerte", document=kept(dossier, "o.txt", b"offerte", "text/plain"), **said)
    secret = kept(dossier, "loon.txt", b"loon", "text/plain")
    make.RequirementFactory(title="Loonfiche", is_confidential=True, document=secret, **said)
    return dossier


@pytest.fixture
def link(dossier, cast):
    return made(dossier, cast)


def made(dossier, cast, **changes):
    said = {"name": "Revisor geheim", "email": "geheim@example.org", "until_on": today() + 9 * DAY, "shown": None}
    return links.make(dossier, by=cast.a.coordinator, **said | changes)


def url(key, name="guest_dossier"):
    return reverse(f"projects:{name}", args=[key])


def answers(key):
    return [Client().get(url(key, name)) for name in PAGES]


def read(answer):
    return b"".join(answer.streaming_content)


# --- making it


def test_link_shows_the_dossier_as_it_was_when_it_was_made_without_confidential_pieces(dossier, link):
    assert (link.shown.reason, link.last_on) == (VersionReason.SHARED, today() + 9 * DAY)
    type(dossier).objects.filter(pk=dossier.pk).update(title="Later anders")
    answer = Client().get(url(link.key))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Aanvraag geheim" in page
    assert "Offerte" in page
    assert "Later anders" not in page
    assert "Loonfiche" not in page


def test_guest_is_mailed_and_the_key_stands_nowhere_in_the_database(link):
    message = Message.objects.get(to="geheim@example.org")
    seal = link.key.partition(".")[2]
    assert seal not in message.body
    kept_rows = f"{list(GuestLink.objects.values())}{list(Entry.objects.values())}{list(Message.objects.values())}"
    assert seal not in kept_rows


def test_link_without_an_address_is_mailed_to_nobody(dossier, cast):
    made(dossier, cast, name="Administratie", email="")
    assert not Message.objects.exists()


def test_what_says_the_same_is_not_frozen_twice(dossier, cast):
    submitted = versions.fix(dossier, by=cast.a.coordinator)
    assert made(dossier, cast).shown == submitted
    assert DossierVersion.objects.count() == 1


@pytest.mark.parametrize("days", [-1, 367])
def test_day_that_can_not_be_is_refused(days, dossier, cast):
    with pytest.raises(Refused):
        made(dossier, cast, until_on=today() + days * DAY)


def test_second_link_of_the_same_name_is_refused(dossier, cast, link):
    with pytest.raises(Refused, match="al een link"):
        made(dossier, cast)


def test_coordinator_makes_copies_and_withdraws_it_on_the_screen(dossier, cast, client):
    client.force_login(cast.a.coordinator)
    add = reverse("projects:guest_link_add", args=[dossier.pk])
    assert client.get(add).status_code == 200
    said = {"name": "Auditeur", "email": "", "until_on": f"{today() + DAY:%d/%m/%Y}", "shown": "nu"}
    answer = client.post(add, said, follow=True)
    link = GuestLink.objects.get()
    assert link.key in answer.content.decode()
    Client().get(url(link.key))
    listed = client.get(reverse("projects:dossier_versions", args=[dossier.pk])).content.decode()
    assert "laatst gebruikt" in listed
    client.post(reverse("projects:guest_link_withdraw", args=[link.pk]))
    assert [answer.status_code for answer in answers(link.key)] == [410] * 3
    page = client.get(reverse("projects:guest_link_detail", args=[link.pk])).content.decode()
    assert link.key not in page
    link.refresh_from_db()
    form = {"version": link.version, "email": "", "until_on": f"{today() + DAY:%d/%m/%Y}"}
    client.post(reverse("projects:guest_link_again", args=[link.pk]), form)
    fresh = GuestLink.objects.get()
    assert Client().get(url(fresh.key)).status_code == 200
    assert fresh.key != link.key
    verbs = list(Entry.objects.about(link).order_by("pk").values_list("verb", flat=True))
    assert verbs == [f"projects.guest_link.{word}" for word in ("made", "withdrawn", "made_again")]


# --- what it opens


def test_document_is_handed_over_once_it_is_made_and_the_archive_has_only_open_files(link):
    for answer in answers(link.key)[1:]:
        assert (answer.status_code, answer.headers["Location"]) == (302, url(link.key))
    assert "wordt nog gemaakt" in Client().get(url(link.key)).content.decode()
    versions.keep_made(f"v{link.shown_id}", PDF)
    _page, document, archive = answers(link.key)
    assert read(document) == PDF
    with zipfile.ZipFile(io.BytesIO(archive.content)) as packed:
        assert packed.namelist() == ["aanvraag-geheim-versie-1.pdf", "bijlage 01 o.txt", "controlegetallen.txt"]
        assert packed.read("aanvraag-geheim-versie-1.pdf") == PDF


def test_whole_document_is_kept_apart_and_no_guest_gets_it(link):
    versions.keep_made(f"v{link.shown_id}-vertrouwelijk", b"%PDF-1.7 met loonfiche")
    assert Client().get(url(link.key, "guest_document")).status_code == 302
    versions.keep_made(f"v{link.shown_id}", PDF)
    versions.keep_made(f"v{link.shown_id}", b"%PDF-1.7 een andere")  # kept once
    assert read(Client().get(url(link.key, "guest_document"))) == PDF


def test_link_is_no_login_and_a_login_adds_nothing(link, dossier, client, cast):
    outside = Client()
    outside.get(url(link.key))
    for name, pk in (("dossier_detail", dossier.pk), ("dossier_version_file", link.shown_id)):
        assert outside.get(reverse(f"projects:{name}", args=[pk])).status_code == 302
    client.force_login(cast.a.coordinator)
    assert "Loonfiche" not in client.get(url(link.key)).content.decode()
    links.withdraw(link, by=cast.a.coordinator)
    assert client.get(url(link.key)).status_code == 410


def test_it_can_only_be_read(link):
    for name in PAGES:
        assert Client().post(url(link.key, name), {"x": 1}).status_code == 405


# --- in the wrong hands


def forged(link):
    """Keys that are not what we signed, for this link."""
    pk, _dot, seal = link.key.partition(".")
    text, salt = f"{link.pk}-{link.stamp}", "projects.guest_link"
    return [
        f"{link.pk + 1}-{link.stamp}.{seal}",  # somebody else's link with this seal
        f"{link.pk}-{link.stamp + 1}.{seal}",
        f"{pk}.{seal[:-1]}",
        f"{pk}.{seal.swapcase()}",
        f"{pk}.",
        pk,
        "x",
        "%00",
        "9" * 400,
        signing.Signer(sep=".").sign(text),  # without our salt
        signing.Signer(salt="projects.sheet_request", sep=".").sign(text),  # signed for another purpose
        signing.Signer(salt="governance.answer_link", sep=".").sign(text),
        signing.Signer(salt=salt, sep=".", key="guessed").sign(text),
        signing.Signer(salt=salt, sep=".").sign(f"{link.pk + 99}-{link.stamp}"),  # of a link that is gone
    ]


def test_altered_and_forged_keys_open_nothing_and_tell_nothing(link):
    versions.keep_made(f"v{link.shown_id}", PDF)
    for key in forged(link):
        for answer in answers(key):
            assert answer.status_code in (400, 404), key
            assert not any(secret in answer.content.decode() for secret in SECRETS), key
    link.refresh_from_db()
    assert link.last_used_at is None


def test_every_attempt_is_noted_with_the_link_it_pretended_to_be(link, caplog):
    with caplog.at_level(logging.WARNING, logger="wegwijzer.access"):
        Client().get(url(f"{link.key[:-2]}xx"))
        Client().get(url("nonsense", "guest_archive"))
    entries = Entry.objects.filter(verb="projects.guest_link.refused").order_by("pk")
    assert [(entry.target_id, entry.reason, entry.by) for entry in entries] == [
        (link.pk, "forged", None),
        (0, "forged", None),
    ]
    assert sum("refused guest link" in line for line in caplog.messages) == 2


def test_guessing_is_slowed_down_and_who_has_a_link_still_reads(link):
    statuses = [Client().get(url("guess")).status_code for _try in range(throttle.LINK.per_network + 1)]
    assert statuses == [404] * throttle.LINK.per_network + [429]
    assert Client().get(url(link.key)).status_code == 200


def test_downloading_without_end_with_one_link_is_slowed_down(link):
    statuses = [Client().get(url(link.key)).status_code for _try in range(throttle.ANSWER.per_email + 1)]
    assert statuses == [200] * throttle.ANSWER.per_email + [429]


@pytest.mark.parametrize(
    ("happens", "words"),
    [
        ({"withdrawn_at": timezone.now()}, "Deze link is ingetrokken"),
        ({"created_at": timezone.now() - DAY, "expires_at": timezone.now() - DAY / 2}, "Inkijken kan niet meer"),
        ({"created_at": timezone.now() + dt.timedelta(hours=1)}, "Er is een nieuwere link"),
    ],
    ids=["withdrawn", "expired", "replaced"],
)
def test_dead_link_says_why_and_nothing_of_the_dossier(link, happens, words):
    versions.keep_made(f"v{link.shown_id}", PDF)
    key = link.key
    GuestLink.objects.filter(pk=link.pk).update(**happens)
    if "expires_at" in happens:
        key = GuestLink.objects.get(pk=link.pk).key
    for answer in answers(key):
        assert answer.status_code == 410
        assert words in answer.content.decode()
        assert not any(secret in answer.content.decode() for secret in SECRETS)


def test_pages_are_kept_nowhere_and_told_to_nobody(link):
    versions.keep_made(f"v{link.shown_id}", PDF)
    for key, name in product((link.key, "forged"), PAGES):
        answer = Client().get(url(key, name))
        b"".join(answer)  # read to its end, a file is closed
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store, private"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert not answer.cookies
    assert 'href="http' not in Client().get(url(link.key)).content.decode()
