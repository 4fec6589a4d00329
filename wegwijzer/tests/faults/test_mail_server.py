"""A mail server that refuses one of many, that can not be reached securely, or that is away for a while."""

import datetime as dt
import importlib
import socket

import pytest
from django.db import transaction
from django.utils import timezone

from wegwijzer.outbox import tasks
from wegwijzer.outbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def server(settings, sink):
    importlib.import_module("wegwijzer.testing.kinds")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    return sink


def write(count):
    with transaction.atomic():
        return Message.objects.bulk_create(
            Message(kind="testing.note", to=f"lid{n}@example.org", subject="Dag", body="Dag\n", dedupe_key=f"note:{n}")
            for n in range(count)
        )


def sweep():
    """What is due now is done; returns how many times something was."""
    jobs = tasks.due(timezone.now())
    for name, pk in jobs:
        {tasks.SEND: tasks.send_message, tasks.SETTLE: tasks.settle_message}[name](pk)
    return len(jobs)


def state_of(address):
    return Message.objects.values_list("state", "attempts").get(to=address)


@pytest.mark.fault("F7")
def test_of_forty_only_who_is_put_off_is_tried_again_and_who_is_refused_fails(server, time_machine):
    server.refusals = {"lid7@example.org": "450 greylisted", "lid23@example.org": "550 no such user"}
    write(40)
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    assert [sweep(), sweep()] == [40, 0]
    assert state_of("lid7@example.org") == ("ready", 1)
    server.refusals.pop("lid7@example.org")
    time_machine.shift(31)
    assert [sweep(), sweep()] == [1, 0]
    assert state_of("lid7@example.org") == ("sent", 2)
    assert state_of("lid23@example.org") == ("failed", 1)
    expected = [f"lid{n}@example.org" for n in range(40) if n != 23]
    assert sorted(server.recipients) == sorted(expected)
    assert set(server.times().values()) == {1}
    assert Message.objects.filter(state="sent").count() == 39


@pytest.mark.fault("F9")
@pytest.mark.parametrize("answers", [{}, {"STARTTLS": "454 not now"}], ids=["not offered", "refused"])
def test_without_encryption_nothing_is_said_to_the_mail_server(server, settings, answers):
    """A man in the middle takes STARTTLS out of what the server offers: neither password nor letter goes in clear."""
    settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = True, "wegwijzer", "geheim"
    server.answers = {"EHLO": "250-sink\r\n250 STARTTLS"} | answers if answers else {}
    write(1)
    assert sweep() == 1
    assert state_of("lid0@example.org") == ("ready", 1)
    assert set(server.heard) <= {"CONNECT", "EHLO", "STARTTLS", "QUIT"}
    assert server.begun == []


@pytest.mark.fault("F6")
def test_mail_server_that_swallows_everything_holds_up_one_mail_at_a_time(server, settings, time_machine, monkeypatch):
    """The rest of a queue is not tried one by one, each until its time limit, with all other work behind it."""
    tried = []

    def swallow(connection):
        tried.append(connection)
        raise TimeoutError("timed out")

    later = timezone.now() + dt.timedelta(hours=1)
    write(40)
    Message.objects.filter(to="lid39@example.org").update(send_after=later)
    time_machine.move_to(timezone.now(), tick=False)
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.smtp.EmailBackend.open", swallow)
        assert (sweep(), len(tried), sweep()) == (39, 1, 0)  # rung for, and found to be for later
        time_machine.shift(31)
        sweep()
        assert len(tried) == 2
    assert Message.objects.get(to="lid39@example.org").send_after == later  # what was for later stays so
    server.answers = {"CONNECT": "421 too busy"}
    time_machine.shift(31)
    sweep()
    assert server.connections > 30  # what answers holds nobody up: each hears it for itself
    server.answers = {}
    time_machine.shift(300)
    sweep()
    assert Message.objects.filter(state="sent").count() == 39


@pytest.mark.fault("F6")
def test_half_an_hour_without_mail_server_loses_nothing_and_all_is_sent_within_five_minutes(
    server, settings, time_machine
):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = nobody.getsockname()[1]
        write(10)
        time_machine.move_to(timezone.now(), tick=False)
        for _ in range(60):
            sweep()
            time_machine.shift(30)
    assert server.connections == 0
    assert set(Message.objects.values_list("state", flat=True)) == {"ready"}
    assert max(Message.objects.values_list("attempts", flat=True)) <= 10  # it waits longer each time
    settings.EMAIL_PORT = server.port
    time_machine.shift(300)
    assert [sweep(), sweep()] == [10, 0]
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    assert sorted(server.times().values()) == [1] * 10


@pytest.mark.fault("F8")
def test_mail_server_that_does_not_even_greet_was_given_nothing(server, settings):
    server.delays, settings.EMAIL_TIMEOUT = {"CONNECT": 2}, 1
    write(1)
    assert sweep() == 1
    assert state_of("lid0@example.org") == ("ready", 1)
    assert server.begun == []
