"""The page of mails: what asks somebody's attention, and sending it again."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from governance import access
from governance.tests import factories as make
from wegwijzer.audit.models import Entry
from wegwijzer.outbox import tasks
from wegwijzer.outbox.actions import message as actions
from wegwijzer.outbox.models import Attachment, Message

pytestmark = pytest.mark.django_db
LIST = reverse("governance:message_list")
STOPPED = {"stopped_at": dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)}
HANDED = {"handed_over_at": dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)}
FATES = {
    "sending": {},
    "ready": {"send_after": dt.datetime(2026, 3, 9, 8, tzinfo=dt.UTC)},
    "sent": HANDED | {"sent_at": dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)},
    "failed": STOPPED | {"reason": "550 5.1.1 <weg@example.org>: User unknown"},
    "uncertain": STOPPED | HANDED | {"reason": "De mailserver heeft niet bevestigd: TimeoutError"},
    "lapsed": STOPPED | {"reason": "Niet meer van toepassing op het moment van versturen."},
}


@pytest.fixture
def mail(cast):
    """A mail of partnership A (or of `side`) in a state; its name is its state, unless it is given."""

    def written(state, side=cast.a, **fields):
        values = {
            "kind": "governance.round_asked",
            "to": f"{state}@example.org",
            "name": state.capitalize(),
            "subject": f"Vraag {state}",
            "body": "Beste\n\nAntwoord hier:\nhttps://x.example/antwoord/persoonlijke-link/\n",
            "dedupe_key": f"{state}:{Message.objects.count()}",
            "scope": side.partnership.organisation,
        }
        return Message.objects.create(state=state, **(values | FATES[state] | fields))

    return written


@pytest.fixture
def client(cast, as_user):
    return as_user(cast.a.coordinator)


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def names_on(page, *names):
    """Those of `names` that the list shows, in its order."""
    return sorted((name for name in names if f">{name}</a>" in page), key=lambda name: page.index(f">{name}</a>"))


def test_what_asks_attention_stands_in_front_with_the_reason_in_plain_words(client, mail):
    for state in FATES.keys() - {"sending"}:
        mail(state)
    page = read(client, LIST)
    assert names_on(page, *(state.capitalize() for state in FATES))[:2] == ["Uncertain", "Failed"]
    assert "Het adres bestaat niet of wordt geweigerd." in page
    assert "Misschien kwam ze al aan." in page
    assert "Niet meer nodig toen ze zou vertrekken." in page
    assert "niet voor ma 9 mrt 2026, 9.00 uur" in page
    assert page.count(">Opnieuw sturen<") == 2  # of the uncertain and of the failed one
    assert "Stuur 1 mislukte mail opnieuw" in page


def test_list_is_narrowed_by_state_kind_person_and_words(client, cast, mail):
    person = make.PersonFactory(partnership=cast.a.partnership, name="Raadslid", email="raadslid@example.org")
    mail("sent", to=person.email, name="Raadslid")
    mail("failed", kind="governance.meeting_convened")
    known = ("Raadslid", "Failed")
    assert names_on(read(client, f"{LIST}?stand=failed"), *known) == ["Failed"]
    assert names_on(read(client, f"{LIST}?soort=governance.round_asked"), *known) == ["Raadslid"]
    assert names_on(read(client, f"{LIST}?wie={person.pk}"), *known) == ["Raadslid"]
    assert names_on(read(client, f"{LIST}?q=raadslid"), *known) == ["Raadslid"]
    unknown = read(client, f"{LIST}?stand=weg&soort=weg&wie=abc&page=0")
    assert set(names_on(unknown, *known)) == set(known)  # narrows nothing, and says so beside the fields
    assert unknown.count('class="field-error"') == 3
    assert "Geen mail past hierbij" in read(client, f"{LIST}?stand=lapsed")


def test_empty_list_says_where_mails_come_from(client):
    assert "Nog geen mails" in read(client, LIST)


def test_one_press_sends_an_uncertain_mail_again_and_a_second_press_does_nothing(client, mail):
    doubtful = mail("uncertain")
    again = reverse("governance:message_again", args=[doubtful.pk])
    answer = client.post(f"{again}?stand=uncertain", {"van": "lijst"}, follow=True)
    assert answer.redirect_chain == [(f"{LIST}?stand=uncertain", 302)]
    assert "De mail aan Uncertain vertrekt opnieuw." in answer.content.decode()
    assert "Dit bericht is klaar om te versturen." in client.post(again, follow=True).content.decode()
    doubtful.refresh_from_db()
    assert (doubtful.state, doubtful.reason, doubtful.attempts) == ("ready", "", 0)
    assert Entry.objects.about(doubtful).values_list("verb", flat=True).get() == "outbox.message.sent_again"


@pytest.mark.parametrize(
    ("state", "decided", "came", "verb", "said"),
    [
        ("uncertain", "confirm", "sent", "confirmed", "iemand ging na dat ze aankwam"),
        ("uncertain", "drop", "lapsed", "dropped", "Misschien kwam deze mail aan. Iemand besliste"),
        ("failed", "drop", "lapsed", "dropped", "Deze mail is niet verstuurd. Iemand besliste"),
    ],
)
def test_mail_that_is_stuck_is_ended_without_sending_it(client, cast, mail, state, decided, came, verb, said):
    stuck = mail(state)
    reason, handed = stuck.reason, stuck.handed_over_at
    page = read(client, reverse("governance:message_detail", args=[stuck.pk]))
    assert f'value="{decided}"' in page
    answer = client.post(reverse("governance:message_settle", args=[stuck.pk]), {"besluit": decided}, follow=True)
    page = answer.content.decode()
    assert (answer.redirect_chain[0][1], f"De mail aan {stuck.name} is afgehandeld." in page) == (302, True)
    assert (said in page, 'name="besluit"' in page, "Opnieuw sturen" in page) == (True, False, False)
    stuck.refresh_from_db()
    assert (stuck.state, stuck.handed_over_at) == (came, handed)  # of what may have arrived that stays known
    entry = Entry.objects.about(stuck).get()
    told = (entry.verb, entry.by, entry.reason, entry.changes)
    assert told == (f"outbox.message.{verb}", cast.a.coordinator, reason, {"state": [state, came]})
    assert list(Message.objects.stuck()) == []


def test_decision_that_is_none_or_comes_too_late_changes_nothing(client, mail):
    failed, sent = mail("failed"), mail("sent")
    for message, decided, said in (
        (failed, "", "Kies of de mail aankwam"),
        (failed, "weg", "Kies of de mail aankwam"),
        (failed, "confirm", "Dit bericht is mislukt."),  # the mail server refused it: it did not come
        (sent, "drop", "Dit bericht is verstuurd."),
    ):
        settle = reverse("governance:message_settle", args=[message.pk])
        assert said in client.post(settle, {"besluit": decided}, follow=True).content.decode()
    assert dict(Message.objects.values_list("pk", "state")) == {failed.pk: "failed", sent.pk: "sent"}


def test_decision_about_a_mail_that_somebody_just_sent_again_is_a_conflict(client, cast, mail, monkeypatch):
    stuck = mail("failed")

    def read_before(user, pk):
        message = Message.objects.get(pk=pk)
        actions.send_again(Message.objects.get(pk=pk), by=user)
        return message

    monkeypatch.setattr(access, "message_for", read_before)
    settle = reverse("governance:message_settle", args=[stuck.pk])
    assert client.post(settle, {"besluit": "drop"}).status_code == 409
    stuck.refresh_from_db()
    assert stuck.state == "ready"


@pytest.mark.fault("F4")
def test_mail_whose_process_died_after_handing_over_asks_its_coordinator_within_two_minutes(client, mail):
    now = timezone.now()
    died = mail("sending", claimed_at=now, handed_over_at=now, name="Contactpersoon")
    with time_machine.travel(now + dt.timedelta(minutes=2), tick=False):
        assert tasks.due(timezone.now()) == [(tasks.SETTLE, died.pk)]
        tasks.settle_message(died.pk)
    died.refresh_from_db()
    assert died.state == "uncertain"
    page = read(client, LIST)
    assert names_on(page, "Contactpersoon") == ["Contactpersoon"]
    assert reverse("governance:message_again", args=[died.pk]) in page


def test_all_that_failed_leave_again_and_none_that_may_have_arrived(client, cast, mail):
    failed, doubtful = [mail("failed"), mail("failed")], mail("uncertain")
    gone = mail("failed", body="", cleared_at=timezone.now())
    theirs = mail("failed", side=cast.b)
    page = client.post(reverse("governance:message_again_all"), follow=True).content.decode()
    assert "2 mails vertrekken opnieuw." in page
    states = dict(Message.objects.values_list("pk", "state"))
    assert [states[row.pk] for row in (*failed, doubtful, gone, theirs)] == [
        "ready",
        "ready",
        "uncertain",
        "failed",
        "failed",
    ]
    again = client.post(reverse("governance:message_again_all"), follow=True).content.decode()
    assert "Er was geen mislukte mail om opnieuw te sturen." in again


def test_button_for_all_keeps_to_the_filters(client, mail):
    one, other = mail("failed"), mail("failed", kind="governance.meeting_convened")
    client.post(f"{reverse('governance:message_again_all')}?soort=governance.round_asked")
    assert dict(Message.objects.values_list("pk", "state")) == {one.pk: "ready", other.pk: "failed"}
    assert "mislukte" not in read(client, f"{LIST}?q=failed").split("<table")[0].split('class="sentence"')[0]


def test_mail_is_read_as_it_was_sent_without_its_personal_link(client, mail):
    message = mail("sent")
    Attachment.objects.create(message=message, position=1, name="agenda.pdf", content_type="x/y", content=b"1")
    page = read(client, reverse("governance:message_detail", args=[message.pk]))
    assert "https://x.example/antwoord/persoonlijke-link/" in page
    assert "een link die alleen voor de ontvanger is" in page
    assert "agenda.pdf" in page
    assert "De mailserver nam deze mail aan op ma 2 mrt 2026, 10.00 uur." in page
    assert "wordt gewist 30 dagen nadat de mail vertrok of stopte" in page


def test_mail_whose_text_is_gone_says_so_and_can_not_be_sent(client, mail):
    message = mail("failed", body="", cleared_at=dt.datetime(2026, 4, 2, 1, tzinfo=dt.UTC))
    page = read(client, reverse("governance:message_detail", args=[message.pk]))
    assert "gewist op do 2 apr 2026: Wegwijzer bewaart ze 30 dagen" in page
    assert "Opnieuw sturen" not in page
    refused = client.post(reverse("governance:message_again", args=[message.pk]), follow=True).content.decode()
    assert "De tekst van dit bericht is na 30 dagen gewist." in refused


def test_mail_tells_what_it_is_about_and_whose_address_it_is(client, cast, mail):
    person = make.PersonFactory(partnership=cast.a.partnership, name="Raadslid", email="raadslid@example.org")
    meeting = make.MeetingFactory(body=cast.a.body, title="Overleg")
    message = mail("failed", to=person.email, target_type="governance.meeting", target_id=meeting.pk)
    page = read(client, reverse("governance:message_detail", args=[message.pk]))
    assert f'<a href="{reverse("governance:meeting_detail", args=[meeting.pk])}">{meeting}</a>' in page
    assert reverse("governance:person_detail", args=[person.pk]) in page
    Message.objects.filter(pk=message.pk).update(target_type="weg.niets")
    assert "Gaat over" not in read(client, reverse("governance:message_detail", args=[message.pk]))


def test_reminder_that_tells_of_another_partnership_too_shows_what_became_of_it_and_not_its_text(mail, client):
    message = mail("failed", kind="reminders.digest", subject="2 dingen wachten op u", body="")
    page = read(client, reverse("governance:message_detail", args=[message.pk]))
    assert "gaat over meer dan één samenwerkingsverband" in page
    assert "User unknown" in page
