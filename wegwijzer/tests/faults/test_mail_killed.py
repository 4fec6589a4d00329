"""Whoever sends mail is killed, at moments that nobody chose: what the mail server took is what counts."""

import threading
import time

import pytest

from wegwijzer.testing.installation import ago
from wegwijzer.tests.faults.family import CUT, Family, held
from wegwijzer.tests.faults.invariants import wrong_mails

pytestmark = pytest.mark.processes
MAILS, KILLS = 40, 15
WRITE = f"""
from wegwijzer.outbox.models import Message
Message.objects.bulk_create(
    Message(kind="testing.note", to=f"lid{{n}}@example.org", subject="Dag", body="Dag\\n", dedupe_key=f"note:{{n}}")
    for n in range({MAILS})
)
"""
# What a worker does each second, by a process that also does what it rings for.
SWEEP = """
from celery import current_app
import wegwijzer.testing.kinds
import wegwijzer.jobs.tasks
import wegwijzer.outbox.tasks
from wegwijzer.jobs.sweep import Sweep
sweep = Sweep("sweeper", lambda task, pk: current_app.tasks[task](pk), ["jobs"])
while sweep.once():
    pass
"""


@pytest.fixture
def family(installation, sink):
    family = Family(installation, WRITE, SWEEP, EMAIL_URL=sink.url)
    family.finish(WRITE)
    return family


def states(installation):
    return [state for (state,) in installation.sql("SELECT state FROM outbox_message ORDER BY id")]


def a_while_later(installation):
    """The minute after which a claim is over, and the pause of what is tried again, have passed."""
    installation.sql("UPDATE outbox_message SET claimed_at = ? WHERE state = 'sending'", ago(seconds=61))
    installation.sql("UPDATE outbox_message SET send_after = ? WHERE state = 'ready'", ago(seconds=1))


def kill_two_senders(installation, sink, family, moments):
    pair = [family.begin(SWEEP), family.begin(SWEEP)]
    steps = len(sink.heard) + moments.randint(1, 15)  # a conversation has seven
    installation.wait_for(lambda: len(sink.heard) >= steps or not any(map(family.is_alive, pair)))
    time.sleep(moments.uniform(0, 0.02))
    for pid in pair:
        family.kill(pid)


@pytest.mark.fault("F3", "F4", "F5")
def test_whenever_its_senders_are_killed_each_mail_is_sent_once_or_said_to_be_uncertain(
    installation, sink, family, moments
):
    sink.delays = {"CONNECT": 0.01, "TEXT": 0.02}
    for _ in range(KILLS):
        kill_two_senders(installation, sink, family, moments)
        a_while_later(installation)
    for _ in range(3):  # to take back what was left; then to send it, after its pause
        family.finish(SWEEP)
        a_while_later(installation)
    fates = states(installation)
    assert len(fates) == MAILS
    assert set(fates) <= {"sent", "uncertain"}, installation.log()
    assert fates.count("uncertain") <= 2 * KILLS
    assert wrong_mails(installation, sink) == []
    begun = [str(mail["Message-ID"]) for mail in sink.begun]
    assert len(begun) == len(set(begun))  # not even begun twice


@pytest.mark.fault("F5")
def test_mail_that_was_taken_and_could_not_be_noted_is_not_sent_again(installation, sink, family):
    installation.sql("DELETE FROM outbox_message WHERE id <> (SELECT MIN(id) FROM outbox_message)")
    sink.gates = {"TEXT": threading.Event()}
    sender = family.begin(SWEEP)
    installation.wait_for(lambda: len(sink.begun) == 1)
    with held(installation, "outbox_message") as cursor:
        sink.gates["TEXT"].set()
        installation.wait_for(lambda: len(sink.received) == 1)
        family.kill(sender)
        if not installation.database_url.startswith("sqlite"):  # the server would do what the dead one asked
            cursor.execute(CUT, [cursor.connection.get_backend_pid()])
    assert states(installation) == ["sending"]
    a_while_later(installation)
    family.finish(SWEEP)
    family.finish(SWEEP)
    assert states(installation) == ["uncertain"]
    assert len(sink.begun) == 1
    assert wrong_mails(installation, sink) == []
