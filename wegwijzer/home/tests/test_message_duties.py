"""A mail that is stuck waits on the start page of who coordinates, and leads to its own page whatever it is about."""

import pytest
from django.urls import reverse
from django.utils import timezone

from wegwijzer.home.waiting import duties
from wegwijzer.outbox.models import Choice, Message, Rhythm

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail(cast):
    def written(state, **fields):
        now = timezone.now()
        number = Message.objects.count()
        handed = {"handed_over_at": now} if state == "uncertain" else {}
        return Message.objects.create(
            **{
                "kind": "projects.claim_paid",
                "to": f"lid{number}@example.org",
                "subject": "Betaald",
                "body": "Dag",
                "dedupe_key": str(number),
                "scope": cast.a.partnership.organisation,
                "state": state,
                "stopped_at": now,
                "reason": "Geen antwoord",
            }
            | handed
            | fields
        )

    return written


def told(user):
    return [(duty.title, duty.url, duty.about) for duty in duties(user) if "mail" in duty.title]


def test_uncertain_mail_waits_with_its_own_page(cast, mail):
    message = mail("uncertain")
    page = reverse("governance:message_detail", args=[message.pk])
    assert told(cast.a.coordinator) == [("Kijk na of deze mail aankwam", page, "Betaald – lid0@example.org")]
    assert told(cast.b.coordinator) == told(cast.a.contact) == []


def test_failed_mails_are_one_duty_and_those_without_text_are_none(cast, mail):
    mail("failed", cleared_at=timezone.now(), body="")
    assert told(cast.a.coordinator) == []
    first = mail("failed")
    page = reverse("governance:message_detail", args=[first.pk])
    assert told(cast.a.coordinator) == [("Deze mail kon niet weg", page, "Betaald – lid1@example.org")]
    mail("failed", to=first.to)
    listed = reverse("governance:message_list") + "?stand=failed"
    assert told(cast.a.coordinator) == [("2 mails konden niet weg", listed, "aan 1 persoon")]


@pytest.mark.parametrize(("rhythm", "is_told"), [(Rhythm.NEVER, True), (Rhythm.WEEKLY, False)])
def test_start_tells_who_wants_no_reminders_that_what_waits_stands_there_alone(cast, as_user, rhythm, is_told):
    Choice.objects.create(address=cast.a.coordinator.email, rhythm=rhythm)
    page = as_user(cast.a.coordinator).get("/").content.decode()
    assert ("U krijgt geen herinneringen" in page) is is_told
