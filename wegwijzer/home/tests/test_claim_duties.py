"""Claims on the start page: to look at, to put right, to pay; each for its own side."""

import pytest
from django.urls import reverse

from governance.models import MandateRole
from governance.tests import factories as gov
from projects.actions import claim_moves as moves
from projects.models import Claim
from projects.tests.claims import contact, draft, pay, scene, submit, verified
from wegwijzer.home.waiting import duties

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    return scene(title="Aanvraag Wegwijzer")


@pytest.fixture
def creditor(at):
    return contact(at, at.board, "olen@example.org")


@pytest.fixture
def debtor(at):
    return contact(at, at.applicant, "herentals@example.org")


@pytest.fixture
def coordinator(at):
    user = gov.UserFactory()
    person = gov.PersonFactory(partnership=at.dossier.partnership, user=user)
    gov.MandateFactory(
        partnership=at.dossier.partnership, person=person, body=None, role=MandateRole.COORDINATOR, organisation=None
    )
    return user


def waiting(user):
    return [duty.title for duty in duties(user) if "chuldvordering" in duty.title]


def test_claim_waits_for_who_looks_at_it_one_click_away(at, creditor, debtor, coordinator):
    claim = submit(draft(at), at)
    assert [waiting(user) for user in (creditor, debtor, coordinator)] == [
        [],
        ["Kijk de schuldvordering na"],
        ["Kijk de schuldvordering na"],
    ]
    (duty,) = [duty for duty in duties(debtor) if duty.title == "Kijk de schuldvordering na"]
    assert duty.url == reverse("projects:claim_detail", args=[claim.pk])


def test_claim_that_came_back_waits_for_who_made_it(at, creditor, debtor, coordinator):
    claim = submit(draft(at), at)
    moves.send_back(claim, by=at.by, version=claim.version, reason="Vul aan")
    assert [waiting(user) for user in (creditor, debtor, coordinator)] == [["Vul de schuldvordering aan"], [], []]


def test_payment_waits_when_it_is_near_and_is_late_after_thirty_days(at, creditor, debtor):
    claim = verified(at)
    assert waiting(debtor) == []  # thirty days is further than one looks ahead
    Claim.objects.filter(pk=claim.pk).update(verified_at="2016-07-01T10:00Z")
    (duty,) = [duty for duty in duties(debtor) if duty.title == "Betaal de schuldvordering"]
    assert duty.is_late
    assert waiting(creditor) == []
    pay(Claim.objects.get(), at, "250.00")
    assert waiting(debtor) == []
