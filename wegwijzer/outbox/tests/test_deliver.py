"""Sending a message: each way it can end."""

import datetime as dt
import socket
from dataclasses import replace

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused
from wegwijzer.logbook import trace
from wegwijzer.outbox import deliver
from wegwijzer.outbox.actions import message as actions
from wegwijzer.outbox.cleaning import clear_texts
from wegwijzer.outbox.enqueue import Attachment
from wegwijzer.outbox.models import Message, MessageState
from wegwijzer.outbox.registry import Kind, Letter, kinds
from wegwijzer.outbox.tasks import due, send_message, settle_message
from wegwijzer.outbox.tests.factories import fresh, note
from wegwijzer.testing.kinds import NOTE

pytestmark = pytest.mark.django_db


def sent(message):
    deliver.deliver(fresh(message))
    return fresh(message)


@pytest.fixture
def coordinator(django_user_model):
    return django_user_model.objects.create_user("coordinator@example.org", "Coördinator")


def test_job_speaks_under_the_id_of_the_request_that_the_message_came_from(sink, monkeypatch):
    """Through the row, so also when no bell rang and another process does it days later."""
    with trace.following("abcdefgh"):
        message = note()
    seen = []
    monkeypatch.setattr(deliver, "_send", lambda message: seen.append(trace.current_id()))
    send_message(message.pk)
    assert seen == ["abcdefgh"]
    assert trace.current_id() == ""


def test_message_arrives_with_name_text_and_files(sink):
    calendar = "BEGIN:VCALENDAR\r\nSUMMARY:Beheerscomité\r\nEND:VCALENDAR\r\n".encode()
    files = [
        Attachment("agenda.pdf", "application/pdf", b"%PDF-1.7 inhoud"),
        Attachment("uitnodiging.ics", "text/calendar; method=REQUEST", calendar),
    ]
    message = sent(note(name='Lid "Jan, <a@b>" é', subject="Uitnodiging: één zitting", attachments=files))
    assert (message.state, message.attempts) == (MessageState.SENT, 1)
    (mail_in,) = sink.received
    assert sink.recipients == [message.to]
    assert mail_in["Subject"] == "Uitnodiging: één zitting"
    assert [(a.display_name, a.addr_spec) for a in mail_in["To"].addresses] == [('Lid "Jan, <a@b>" é', message.to)]
    assert mail_in["Auto-Submitted"] == "auto-generated"
    assert mail_in.get_body(("plain",)).get_content().startswith("Beste Lid")
    (part,) = [part for part in mail_in.walk() if part.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "REQUEST"
    assert "Beheerscomité" in part.get_content()
    assert [(file.get_filename(), file.get_content_type()) for file in mail_in.iter_attachments()] == [
        ("agenda.pdf", "application/pdf"),
        ("uitnodiging.ics", "application/ics"),
    ]


def test_sent_message_is_not_sent_twice(sink):
    message = note()
    send_message(message.pk)
    send_message(message.pk)
    assert list(sink.times().values()) == [1]


def test_message_id_stays_the_same_when_sent_again(sink, coordinator):
    sink.answers = {"TEXT": ""}
    message = sent(note())
    sink.answers = {}
    actions.send_again(message, by=coordinator)
    sent(message)
    other = sent(note())
    first, second, third = [mail_in["Message-ID"] for mail_in in sink.begun]
    assert first == second
    assert first.startswith(f"<message-{message.pk}.")
    assert third.startswith(f"<message-{other.pk}.")


@pytest.mark.fault("F7")
@pytest.mark.parametrize(
    ("answers", "state", "reason"),
    [
        ({"RCPT": "450 greylisted"}, MessageState.READY, "450 greylisted"),
        ({"MAIL": "421 too busy"}, MessageState.READY, "421 too busy"),
        ({"TEXT": "451 disk full"}, MessageState.READY, "451 disk full"),
        ({"CONNECT": "554 go away"}, MessageState.READY, "554"),
        ({"RCPT": "550 no such user"}, MessageState.FAILED, "550 no such user"),
        ({"DATA": "554 no"}, MessageState.FAILED, "554 no"),
        ({"TEXT": "552 too big"}, MessageState.FAILED, "552 too big"),
        ({"TEXT": ""}, MessageState.UNCERTAIN, "De mailserver heeft niet bevestigd"),
    ],
)
def test_what_the_mail_server_says_decides(sink, answers, state, reason):
    sink.answers = answers
    message = sent(note())
    assert (message.state, message.attempts) == (state, 1)
    assert reason in message.reason
    assert sink.received == []


@pytest.mark.fault("F8")
def test_silence_after_the_text_is_uncertain_and_never_sent_again(sink, settings):
    sink.delays, settings.EMAIL_TIMEOUT = {"TEXT": 3}, 1
    message = sent(note())
    assert message.state == MessageState.UNCERTAIN
    assert list(Message.objects.doubtful()) == [message]
    assert due(timezone.now() + dt.timedelta(days=300)) == []


@pytest.mark.fault("F6")
def test_unreachable_mail_server_means_trying_later(settings):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = unused.getsockname()
        began, message = timezone.now(), sent(note())
    assert message.state == MessageState.READY
    assert "ConnectionRefusedError" in message.reason
    assert began <= message.send_after - deliver.pause_after(1) <= timezone.now()


@pytest.mark.fault("F6")
def test_pauses_grow_from_half_a_minute_to_five_minutes():
    pauses = [deliver.pause_after(attempts).total_seconds() for attempts in (1, 2, 3, 4, 5, 6, 800)]
    assert pauses == [30, 60, 120, 240, 300, 300, 300]


@pytest.mark.fault("F7")
def test_trying_ends_after_three_days(sink):
    sink.answers = {"RCPT": "450 greylisted"}
    message = note()
    Message.objects.update(attempts=deliver.MOST_ATTEMPTS - 1)
    message = sent(message)
    assert (message.state, message.reason) == (MessageState.FAILED, "450 greylisted")


@pytest.mark.parametrize("address", ["geen adres", "", "lid@example.org RCPT TO:", "a@b@example.org"])
def test_message_to_no_address_fails_without_bothering_the_server(address):
    message = sent(note(to=address))
    assert message.state == MessageState.FAILED
    assert mail.outbox == []


def test_file_that_cannot_be_attached_fails_the_message():
    message = sent(note(attachments=[Attachment("a", "nonsense", b"")]))
    assert message.state == MessageState.FAILED
    assert "kan geen e-mail gemaakt worden" in message.reason


@pytest.mark.fault("F24")
def test_message_that_no_longer_holds_lapses():
    message = sent(note(subject="Vervallen uitnodiging"))
    assert message.state == MessageState.LAPSED
    assert mail.outbox == []


def test_question_that_fails_is_asked_again_later(monkeypatch):
    monkeypatch.setattr(deliver, "kinds", {NOTE: Kind("", still_valid=lambda message: 1 / 0)})
    message = sent(note())
    assert message.state == MessageState.READY
    assert "ZeroDivisionError" in message.reason


def test_what_may_not_be_kept_is_filled_in_when_the_mail_leaves(sink, monkeypatch):
    filled = "https://geheim"
    completed = Kind("", completed=lambda message: Letter("Dag", message.body.replace("HIER", filled)))
    monkeypatch.setitem(kinds, NOTE, completed)
    message = sent(note(text="Antwoord op HIER."))
    assert "Antwoord op https://geheim." in sink.received[0].get_body(("plain",)).get_content()
    assert "geheim" not in message.body


def test_text_that_cannot_be_completed_fails_the_message(monkeypatch):
    monkeypatch.setitem(kinds, NOTE, Kind("", completed=lambda message: {}[message.pk]))
    assert sent(note()).state == MessageState.FAILED


def test_kind_that_was_removed_fails_the_message(monkeypatch):
    message = note()
    monkeypatch.setattr(deliver, "kinds", {})
    assert sent(message).state == MessageState.FAILED


@pytest.mark.fault("F3")
def test_claimed_message_of_a_dead_process_is_tried_again(sink):
    message = note()
    long_ago = timezone.now() - dt.timedelta(seconds=61)
    Message.objects.update(state="sending", claimed_at=long_ago, attempts=1)
    assert due(timezone.now()) == [("wegwijzer.outbox.tasks.settle_message", message.pk)]
    settle_message(message.pk)
    assert fresh(message).state == MessageState.READY


@pytest.mark.fault("F4")
def test_message_handed_over_by_a_dead_process_is_uncertain():
    message = note()
    long_ago = timezone.now() - dt.timedelta(seconds=61)
    Message.objects.update(state="sending", claimed_at=long_ago, handed_over_at=long_ago, attempts=1)
    settle_message(message.pk)
    message = fresh(message)
    assert message.state == MessageState.UNCERTAIN
    assert message.reason == "Het versturen werd onderbroken nadat het bericht aan de mailserver gegeven was."


def test_message_that_is_being_sent_is_left_alone():
    message = note()
    Message.objects.update(state="sending", claimed_at=timezone.now() - dt.timedelta(seconds=50))
    assert due(timezone.now()) == []
    settle_message(message.pk)
    send_message(message.pk)
    assert fresh(message).state == MessageState.SENDING


def test_process_that_slept_through_its_lease_sends_nothing(sink, monkeypatch):
    """Between claim and hand-over another process took the row back."""
    message = note()
    real_build = deliver.build

    def slow_build(row):
        Message.objects.update(claimed_at=timezone.now() - dt.timedelta(seconds=61))
        settle_message(row.pk)
        return real_build(row)

    monkeypatch.setattr(deliver, "build", slow_build)
    message = sent(message)
    assert (message.state, sink.begun) == (MessageState.READY, [])


def test_doubtful_message_is_sent_again_by_a_person_and_history_says_so(sink, coordinator):
    sink.answers = {"TEXT": ""}
    message = sent(note())
    sink.answers = {}
    actions.send_again(message, by=coordinator)
    assert sent(message).state == MessageState.SENT
    assert len(sink.received) == 1
    entry = Entry.objects.about(message).get()
    assert (entry.verb, entry.by, entry.changes) == (
        "outbox.message.sent_again",
        coordinator,
        {"state": ["uncertain", "ready"]},
    )


@pytest.mark.parametrize("state", ["ready", "sent", "lapsed"])
def test_message_that_is_not_in_doubt_is_not_sent_again(coordinator, state):
    message = note(subject="Vervallen" if state == "lapsed" else "Dag")
    if state != "ready":
        message = sent(message)
    with pytest.raises(Refused):
        actions.send_again(message, by=coordinator)
    assert fresh(message).state == state


def test_text_and_files_are_forgotten_after_thirty_days(coordinator):
    old, recent, waiting = (
        sent(note(attachments=[Attachment("a.pdf", "application/pdf", b"%PDF")])),
        sent(note()),
        note(),
    )
    Message.objects.filter(pk=old.pk).update(sent_at=timezone.now() - dt.timedelta(days=31))
    Message.objects.filter(pk=waiting.pk).update(created_at=timezone.now() - dt.timedelta(days=31))
    assert clear_texts(timezone.now()) == "1 texts cleared"
    assert clear_texts(timezone.now()) == "0 texts cleared"
    assert [fresh(message).body == "" for message in (old, recent, waiting)] == [True, False, False]
    assert old.attachments.count() == 0
    assert fresh(old).state == MessageState.SENT


def test_message_without_its_text_cannot_be_sent_again(coordinator):
    message = sent(note(to="geen adres"))
    Message.objects.update(stopped_at=timezone.now() - dt.timedelta(days=31))
    clear_texts(timezone.now())
    with pytest.raises(Refused, match="na 30 dagen gewist"):
        actions.send_again(fresh(message), by=coordinator)


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "posted"},
        {"state": "sending"},
        {"claimed_at": timezone.now()},
        {"handed_over_at": timezone.now()},
        {"state": "sent", "sent_at": timezone.now()},
        {"state": "sent", "handed_over_at": timezone.now()},
        {"sent_at": timezone.now()},
        {"state": "failed", "reason": "x"},
        {"state": "failed", "stopped_at": timezone.now()},
        {"state": "uncertain", "reason": "x"},
        {"stopped_at": timezone.now()},
        {"target_id": 3},
    ],
)
def test_database_refuses_a_state_without_its_moments(broken):
    message = note()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**broken)


@pytest.mark.parametrize(("hour", "rings"), [("now", 1), ("later", 0), ("broken", 1)])
def test_what_is_sent_again_rings_at_once_unless_its_kind_has_an_hour(coordinator, monkeypatch, hour, rings):
    message = sent(note(to="geen adres"))

    def not_before(row):
        if hour == "broken":
            raise ZeroDivisionError
        return timezone.now() + dt.timedelta(hours=hour == "later")  # a moment after the one of the button

    monkeypatch.setitem(kinds, message.kind, replace(kinds[message.kind], not_before=not_before))
    rung = []
    monkeypatch.setattr(actions, "ring", lambda task, pk: rung.append(pk))
    actions.send_again(message, by=coordinator)
    assert (fresh(message).state, len(rung)) == (MessageState.READY, rings)
