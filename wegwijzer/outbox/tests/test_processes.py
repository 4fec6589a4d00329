"""The outbox when processes race, and when they are killed at the worst moment. Real processes, a real mail server."""

import time

import pytest

from wegwijzer.testing.installation import ago
from wegwijzer.testing.race import together
from wegwijzer.testing.smtp_sink import SmtpSink

pytestmark = pytest.mark.processes

WRITE = """
from wegwijzer.outbox.models import Message
Message.objects.bulk_create(
    Message(kind="testing.note", to=f"lid{n}@example.org", subject="Dag", body="Dag\\n", dedupe_key=f"note:{n}")
    for n in range(%d)
)
"""
# One sweeper that does itself what it rings for.
SWEEP = """
import django; django.setup()
from celery import current_app
import wegwijzer.testing.kinds
from wegwijzer.jobs.sweep import Sweep
sweep = Sweep("sweeper", lambda task, pk: current_app.tasks[task](pk))
current_app.loader.import_default_modules()
AT_ONCE
while sweep.once():
    pass
"""


@pytest.fixture
def sink():
    with SmtpSink() as sink:
        yield sink


def states(installation):
    return [state for (state,) in installation.sql("SELECT state FROM outbox_message ORDER BY id")]


def outlive_the_lease(installation):
    installation.sql("UPDATE outbox_message SET claimed_at = ? WHERE state = 'sending'", ago(seconds=61))


def test_hundred_messages_under_four_sweepers_arrive_once_each(installation, sink):
    installation.run(WRITE % 100)
    assert together(installation, [SWEEP] * 4, EMAIL_URL=sink.url) == [0, 0, 0, 0], installation.log()
    assert states(installation) == ["sent"] * 100
    assert len(sink.times()) == 100
    assert set(sink.times().values()) == {1}
    assert sorted(sink.recipients) == sorted(f"lid{n}@example.org" for n in range(100))


def test_same_key_written_by_four_processes_gives_one_message(installation):
    code = """
import django; django.setup()
from django.db import transaction
import wegwijzer.testing.kinds
from wegwijzer.outbox import enqueue
enqueue.render = lambda kind, context: ("Dag", "Dag")
AT_ONCE
for n in range(50):
    with transaction.atomic():
        enqueue.enqueue("testing.note", to="lid@example.org", name="", context={}, dedupe_key=f"note:{n}")
"""
    assert together(installation, [code] * 4) == [0, 0, 0, 0], installation.log()
    assert installation.sql("SELECT COUNT(*) FROM outbox_message") == [(50,)]


@pytest.mark.once
@pytest.mark.fault("F10")
def test_worker_that_finds_no_redis_sends_once_and_ends_with_all_that_it_started(installation, sink):
    installation.run(WRITE % 3)
    worker = installation.worker(sink.url, REDIS_URL="redis://127.0.0.1:1/0")  # nobody listens there
    installation.wait_for(lambda: states(installation) == ["sent"] * 3)
    assert sorted(sink.times().values()) == [1, 1, 1]
    (name, queues), *others = installation.sql("SELECT worker, queues FROM jobs_heartbeat")
    assert (name.partition("@")[0], queues, others) == ("stand-in-of-celery", "jobs pdf", [])
    worker.terminate()
    installation.wait_for(lambda: not installation.survivors())


@pytest.mark.fault("F3")
def test_worker_killed_before_the_mail_server_spoke_sends_once_after_restart(installation, sink):
    sink.delays = {"CONNECT": 5}
    installation.run(WRITE % 1)
    worker = installation.worker(sink.url)
    installation.wait_for(lambda: sink.connections == 1)
    installation.kill(worker)
    assert states(installation) == ["sending"]
    sink.delays = {}
    outlive_the_lease(installation)
    installation.worker(sink.url)
    installation.wait_for(lambda: states(installation) == ["ready"] and _due_now(installation))
    installation.wait_for(lambda: states(installation) == ["sent"])
    assert list(sink.times().values()) == [1]
    assert len(sink.begun) == 1


def _due_now(installation):
    """Do not wait for the half minute that an interrupted message pauses."""
    installation.sql("UPDATE outbox_message SET send_after = ? WHERE state = 'ready'", ago(seconds=1))
    return True


@pytest.mark.fault("F4")
def test_worker_killed_between_text_and_answer_never_sends_again(installation, sink):
    sink.delays = {"TEXT": 3}
    installation.run(WRITE % 1)
    worker = installation.worker(sink.url)
    installation.wait_for(lambda: len(sink.begun) == 1)
    installation.kill(worker)
    assert states(installation) == ["sending"]
    sink.delays = {}
    outlive_the_lease(installation)
    installation.worker(sink.url)
    installation.wait_for(lambda: states(installation) == ["uncertain"])
    time.sleep(3)  # three more sweeps that could send it again
    assert states(installation) == ["uncertain"]
    assert len(sink.begun) == 1


def test_children_of_a_killed_worker_end_too(installation, sink):
    worker = installation.worker(sink.url)
    installation.wait_for(lambda: installation.sql("SELECT COUNT(*) FROM jobs_heartbeat") == [(1,)])
    assert len(installation.survivors()) == 3
    worker.kill()  # the leader only
    worker.wait()
    installation.wait_for(lambda: installation.survivors() == [])
