"""Reminders when several sweep at once, and when what sweeps or sends is killed: real processes, a real mail server."""

import random

import pytest

from wegwijzer.testing.installation import ago
from wegwijzer.testing.race import together
from wegwijzer.testing.smtp_sink import SmtpSink

pytestmark = pytest.mark.processes

PEOPLE = 12
# Each person has two action points that are due today; it is a working day in office hours, whatever the clock says.
WRITE = f"""
from governance.tests import factories as make
from governance.models import ActionPoint
from wegwijzer.accounts.periods import today
body = make.BodyFactory()
for n in range({PEOPLE}):
    person = make.PersonFactory(partnership=body.partnership, email=f"lid{{n}}@example.org")
    for what in ("de nota", "de brief"):
        ActionPoint.objects.create(body=body, text=f"Schrijf {{what}}", person=person, due_on=today())
"""
ALWAYS = """
import django; django.setup()
from wegwijzer.reminders import hours
hours.is_office_time = lambda now: True
"""
SWEEP = f"""
{ALWAYS}
from django.utils import timezone
from wegwijzer.reminders.sweep import carry_out, remind
from wegwijzer.reminders.plan import plan
now = timezone.now()
made = plan(now)
AT_ONCE
carry_out(made)
remind(now)
"""
SEND = """
import django; django.setup()
from celery import current_app
from wegwijzer.jobs.sweep import Sweep
from wegwijzer.reminders import letter
letter.may_leave_at = lambda choice, now: now
sweep = Sweep("sweeper", lambda task, pk: current_app.tasks[task](pk))
current_app.loader.import_default_modules()
while sweep.once():
    pass
"""


@pytest.fixture
def sink():
    with SmtpSink() as sink:
        yield sink


def told(installation):
    """How many notices there are in each state, and how many mails."""
    states = dict(installation.sql("SELECT state, COUNT(*) FROM reminders_notice GROUP BY state"))
    return states, installation.sql("SELECT COUNT(*) FROM outbox_message")[0][0]


@pytest.mark.fault("F21")
@pytest.mark.fault("F22")
def test_four_sweeps_at_once_make_one_mail_a_person(installation, sink):
    installation.run(WRITE)
    assert together(installation, [SWEEP] * 4) == [0] * 4, installation.log()
    assert told(installation) == ({"told": 2 * PEOPLE}, PEOPLE)
    senders = [installation.start("-c", SEND, EMAIL_URL=sink.url) for _two in range(2)]
    assert [sender.wait() for sender in senders] == [0, 0], installation.log()
    assert sorted(sink.recipients) == sorted(f"lid{n}@example.org" for n in range(PEOPLE))
    assert set(sink.times().values()) == {1}


@pytest.mark.once
@pytest.mark.fault("F3")
def test_sweep_killed_at_any_moment_loses_nothing_and_doubles_nothing(installation):
    """Four are killed somewhere in the middle, one after another; the fifth may finish."""
    installation.run(WRITE)
    drawn = random.Random(7)
    script = SWEEP.replace("AT_ONCE", "")
    for _killed in range(4):
        before = told(installation)
        goal = min(before[1] + drawn.randrange(1, 4), PEOPLE)
        sweeper = installation.start("-c", script)
        installation.wait_for(lambda goal=goal: told(installation)[1] >= goal)
        installation.kill(sweeper)
        after = told(installation)
        assert after[1] >= before[1]
        # A notice is told if, and only if, it is in a mail; and a mail holds both of a person or nothing.
        assert after[0].get("told", 0) == 2 * after[1]
    assert installation.start("-c", script).wait() == 0, installation.log()
    assert told(installation) == ({"told": 2 * PEOPLE}, PEOPLE)


@pytest.mark.once
@pytest.mark.fault("F5")
def test_sender_killed_while_mails_leave_sends_none_twice(installation, sink):
    installation.run(WRITE)
    assert installation.start("-c", SWEEP.replace("AT_ONCE", "")).wait() == 0, installation.log()
    sink.delays = {"TEXT": 0.15}
    for accepted in (3, 6):
        sender = installation.start("-c", SEND, EMAIL_URL=sink.url)
        installation.wait_for(lambda accepted=accepted: len(sink.begun) >= accepted)
        installation.kill(sender)
        installation.sql("UPDATE outbox_message SET claimed_at = ? WHERE state = 'sending'", ago(seconds=61))
    sink.delays = {}
    assert installation.start("-c", SEND, EMAIL_URL=sink.url).wait() == 0, installation.log()
    states = dict(installation.sql("SELECT state, COUNT(*) FROM outbox_message GROUP BY state"))
    assert states["sent"] + states.get("uncertain", 0) + states.get("ready", 0) == PEOPLE
    assert set(sink.times().values()) == {1}
    # Of those that are uncertain the text did go out; nobody sends them again by itself.
    assert states.get("uncertain", 0) <= 2
    assert len({str(mail["Message-ID"]) for mail in sink.begun}) == len(sink.begun)
