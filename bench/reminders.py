"""Reminders: a sweep over very many open subjects, and how fast mails leave.

`sweep` asks what a sweep costs when a hundred thousand action points are open of which a thousand are due, when a
hundred thousand reminders were mailed in the years before, when ten times as many exist with the same thousand due, and
when ten times as many are due: what counts is processor time, for a clock would measure what else the machine does.
`mails` needs PostgreSQL and Redis: a thousand reminders through one worker and through two to a mail server on this
machine, and how long one mail takes from its commit.
"""

import datetime as dt
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

OPEN, DUE, PEOPLE, TOLD = 100_000, 1_000, 500, 100_000
MOST_GROWTH = 1.5  # times what a sweep may cost when more exists or was told before, and no more is due
MOST_LINEAR = 1.2  # times linear when ten times as many are due
MAILS, SINGLE = 1_000, 20
ROOT = Path(__file__).resolve().parent.parent


def load(body: Any, people: list[Any], number: int, first: dt.date, days: int) -> None:
    """`number` open action points of these people, due over so many days from `first`."""
    from governance.models import ActionPoint

    for start in range(0, number, 10_000):
        ActionPoint.objects.bulk_create(
            ActionPoint(
                body=body,
                text=f"Schrijf nota {n}",
                person=people[n % len(people)],
                due_on=first + dt.timedelta(days=n % days),
            )
            for n in range(start, min(start + 10_000, number))
        )


def load_told(partnership: Any, number: int, now: dt.datetime) -> None:
    """As many reminders in as many mails, sent in the two years before."""
    from wegwijzer.outbox.models import Message, MessageState
    from wegwijzer.reminders.models import DIGEST, Notice, NoticeState

    for start in range(0, number, 10_000):
        mails = []
        for n in range(start, min(start + 10_000, number)):
            left = now - dt.timedelta(days=30 + n % 700)
            stamps = {"created_at": left, "send_after": left, "sent_at": left, "handed_over_at": left}
            to, about = f"lid{n % PEOPLE}@example.org", {"scope": partnership.organisation, "dedupe_key": f"told:{n}"}
            mails.append(Message(kind=DIGEST, to=to, subject="Dag", state=MessageState.SENT, **stamps, **about))
        Notice.objects.bulk_create(
            Notice(
                rule="governance.action_point",
                subject=-mail.pk,
                address=mail.to,
                occasion="told",
                stage_on=mail.created_at.date(),
                due_on=mail.created_at.date(),
                scope=partnership.organisation,
                state=NoticeState.TOLD,
                settled_at=mail.created_at,
                message=mail,
            )
            for mail in Message.objects.bulk_create(mails)
        )


def spent(work: Any) -> float:
    """Seconds of processor time of this process: the least of five, undone each time."""
    from django.db import transaction

    found = []
    for _turn in range(5):
        gc.collect()  # else one of them pays for the million rows that were made before it
        with transaction.atomic():
            start = time.process_time()
            work()
            found.append(time.process_time() - start)
            transaction.set_rollback(True)
    return min(found)


def measured(now: dt.datetime) -> tuple[float, float, int]:
    """Seconds to look what is due at `now`, and to carry that out; and how many mails it comes to."""
    from wegwijzer.reminders.plan import plan
    from wegwijzer.reminders.sweep import carry_out

    return spent(lambda: plan(now)), spent(lambda: carry_out(plan(now))), len(plan(now).ready)


def sweep() -> list[str]:
    """Prints what a sweep costs; says what grows faster than it may."""
    from django.utils import timezone

    from governance.models import Person
    from governance.tests.factories import BodyFactory
    from wegwijzer.calendar.workdays import next_working_day

    body = BodyFactory()
    people = Person.objects.bulk_create(
        Person(partnership=body.partnership, name=f"Lid {n}", email=f"lid{n}@example.org") for n in range(PEOPLE)
    )
    day = next_working_day(timezone.localdate() + dt.timedelta(days=30))
    now = timezone.make_aware(dt.datetime.combine(day, dt.time(9)))
    far = day + dt.timedelta(days=60)

    load(body, people, DUE, day, 1)
    load(body, people, OPEN - DUE, far, 3650)
    looked, sent, mails = measured(now)
    print(f"sweep over {OPEN:,} open subjects, {DUE:,} due: {looked:.2f} s to look, {sent:.2f} s with {mails} mails")
    load_told(body.partnership, TOLD, now)
    looked_after, sent_after, _mails = measured(now)
    ratio = looked_after / looked
    print(f"the same after {TOLD:,} reminders: {looked_after:.2f} s to look (× {ratio:.2f}), {sent_after:.2f} s")
    load(body, people, 9 * OPEN, far, 3650)
    looked_more, sent_more, _mails = measured(now)
    print(f"the same over {10 * OPEN:,}: {looked_more:.2f} s to look (× {looked_more / looked:.2f}), {sent_more:.2f} s")
    load(body, people, 9 * DUE, day, 1)
    looked_due, sent_due, mails = measured(now)
    linear = looked_due / looked_more / 10
    print(f"with {10 * DUE:,} due: {looked_due:.2f} s to look (× {linear:.2f} of linear), {sent_due:.2f} s in all")
    wrong = []
    if looked_after > MOST_GROWTH * looked:
        wrong.append(f"a sweep costs {ratio:.2f} times as much when {TOLD:,} reminders were told before")
    if looked_more > MOST_GROWTH * looked:
        wrong.append(f"a sweep costs {looked_more / looked:.2f} times as much when ten times as many exist")
    if linear > MOST_LINEAR:
        wrong.append(f"a sweep costs {linear:.2f} times linear when ten times as many are due")
    return wrong


WRITE = f"""
from governance.tests import factories as make
from governance.models import ActionPoint, Person
from wegwijzer.accounts.periods import today
from wegwijzer.reminders.sweep import remind
from django.utils import timezone
import bench.any_hour
body = make.BodyFactory()
people = Person.objects.bulk_create(
    Person(partnership=body.partnership, name=f"Lid {{n}}", email=f"lid{{n}}@example.org") for n in range({MAILS})
)
ActionPoint.objects.bulk_create(
    ActionPoint(body=body, text="Schrijf de nota", person=person, due_on=today()) for person in people
)
print(remind(timezone.now()))
"""
ONE = """
import sys, time
from django.db import transaction
from wegwijzer.outbox.enqueue import enqueue
import wegwijzer.testing.kinds
from wegwijzer.outbox import enqueue as module
module.render = lambda kind, context, language="nl": ("Dag", "Dag")
with transaction.atomic():
    enqueue("testing.note", to="een@example.org", name="", context={}, dedupe_key=f"one:{time.time_ns()}")
print(time.time(), flush=True)
"""


@contextmanager
def installation() -> Iterator[Any]:
    """A database of its own on the PostgreSQL that answers, with Redis; None where they do not."""
    probe = [sys.executable, str(ROOT / ".ci/probe_services.py")]
    asked = subprocess.run(probe, capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    database, redis = ([*asked.stdout.splitlines(), "", ""])[:2]
    if not database or not redis:
        yield None
        return
    from wegwijzer.testing.installation import Installation
    from wegwijzer.testing.migrated import administer, beside

    name = f"wegwijzer_bench_{os.getpid()}"
    url = beside(database, name)
    administer(database, f'CREATE DATABASE "{name}"')
    with tempfile.TemporaryDirectory() as folder:
        made = Installation(Path(folder), url)
        made.env["REDIS_URL"] = redis
        try:
            assert made.start("manage.py", "migrate", "-v0").wait() == 0, made.log()
            yield made
        finally:
            made.close()
            administer(database, f'DROP DATABASE "{name}" WITH (FORCE)')


def mails() -> dict[str, float]:
    """Prints mails a second with one worker and with two, and the median of seconds from commit to mail."""
    from wegwijzer.testing.smtp_sink import SmtpSink

    found: dict[str, float] = {}
    for workers in (1, 2):
        with installation() as made, SmtpSink() as sink:
            if made is None:
                print("mails: no PostgreSQL and Redis here, not measured")
                return found
            made.run(WRITE)
            for _one in range(workers):
                made.worker(sink.url, also="bench.any_hour")
            made.wait_for(lambda sink=sink: len(sink.received) >= MAILS)
            # From the first mail on, so that the start of the processes does not count.
            found[f"{workers}"] = (MAILS - 1) / (sink.received_at[MAILS - 1] - sink.received_at[0])
            assert set(sink.times().values()) == {1}
            print(f"reminders through {workers} worker(s) of two processes: {found[f'{workers}']:.0f} mails a second")
            if workers == 1:
                found["seconds"] = _one_by_one(made, sink)
    return found


def _one_by_one(made: Any, sink: Any) -> float:
    taken = []
    script = "import django; django.setup()\n" + "".join(f"{ONE}\nsys.stdin.readline()\n" for _one in range(SINGLE))
    talker = made.talk_to("-c", script)
    for number in range(SINGLE):
        committed = float(talker.stdout.readline())
        made.wait_for(lambda number=number: len(sink.received) >= MAILS + number + 1)
        taken.append(sink.received_at[-1] - committed)
        talker.stdin.write("\n")
    talker.wait()
    print(f"from commit to mail: median {statistics.median(taken) * 1000:.0f} ms, most {max(taken) * 1000:.0f} ms")
    return statistics.median(taken)


def report() -> list[str]:
    """Everything; what grows faster than it may, or takes too long."""
    wrong = sweep()
    mails()
    return wrong
