"""Who is mailed about a claim, and when such a mail no longer holds."""

import pytest

from governance.models import MandateRole, Person
from governance.tests import factories as gov
from projects.actions import claim_moves as moves
from projects.actions.claim_moves import Accepted
from projects.models import Claim
from projects.notifications.claim import still_stands
from projects.tests.claims import contact, draft, euro, pay, scene, submit, verify
from wegwijzer.outbox.models import Message
from wegwijzer.ui.words import NARROW
from wegwijzer.ui.words import euro as written

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    made = scene(title="Aanvraag Wegwijzer")
    contact(made, made.board, "olen@example.org")
    contact(made, made.applicant, "herentals@example.org")
    return made


def mails():
    return list(Message.objects.order_by("pk").values_list("kind", "to"))


def test_each_side_is_told_of_what_the_other_did(at):
    claim = submit(draft(at), at)
    moves.send_back(claim, by=at.by, version=claim.version, reason="De factuur ontbreekt")
    verify(submit(claim, at), at)
    pay(claim, at, "250.00")
    assert mails() == [
        ("projects.claim_submitted", "herentals@example.org"),
        ("projects.claim_returned", "olen@example.org"),
        ("projects.claim_submitted", "herentals@example.org"),
        ("projects.claim_verified", "olen@example.org"),
        ("projects.claim_paid", "olen@example.org"),
    ]


def test_mail_says_in_plain_words_what_happened_and_where_to_go(at):
    claim = submit(draft(at, "250.00"), at)
    message = Message.objects.get()
    assert message.subject == f"OCMW Olen vordert {written(250)}: kijk het na".replace(NARROW, " ")
    assert f"/vorderingen/{claim.pk}/" in message.body
    moves.send_back(claim, by=at.by, version=claim.version, reason="De factuur ontbreekt & is nodig")
    assert "De factuur ontbreekt & is nodig" in Message.objects.order_by("pk").last().body


def test_mail_about_a_part_says_what_was_not_accepted_and_why(at):
    claim = submit(draft(at, "250.00"), at)
    only = claim.lines.get()
    verify(claim, at, {only.pk: Accepted(euro("200.00"), "Portkosten tellen niet mee")})
    body = Message.objects.order_by("pk").last().body
    assert f"Gidsen: {written(200)} van {written(250)}. Portkosten tellen niet mee" in body


def test_without_a_contact_of_the_debtor_the_coordinator_is_told(at):
    Person.objects.filter(email="herentals@example.org").update(email="")
    card = gov.PersonFactory(partnership=at.dossier.partnership, email="coordinator@example.org")
    gov.MandateFactory(
        partnership=at.dossier.partnership, person=card, body=None, role=MandateRole.COORDINATOR, organisation=None
    )
    submit(draft(at), at)
    assert mails() == [("projects.claim_submitted", "coordinator@example.org")]


def test_mail_lapses_when_the_claim_moved_on_or_its_reader_left(at):
    claim = submit(draft(at), at)
    message = Message.objects.get()
    assert still_stands(message)
    moves.withdraw(claim, by=at.by, version=claim.version, reason="Dubbel")
    assert not still_stands(message)
    other = submit(draft(at), at)
    message = Message.objects.order_by("pk").last()
    assert still_stands(message)
    Person.objects.filter(email="herentals@example.org").update(email="anders@example.org")
    assert not still_stands(message)
    Claim.objects.filter(pk=other.pk)


def test_mail_about_an_earlier_signature_does_not_go_out_after_the_claim_came_back(at):
    claim = submit(draft(at), at)
    first = Message.objects.get()
    moves.send_back(claim, by=at.by, version=claim.version, reason="Vul aan")
    submit(claim, at)
    assert Message.objects.filter(kind="projects.claim_submitted").count() == 2
    assert not still_stands(first)
    assert still_stands(Message.objects.order_by("pk").last())
