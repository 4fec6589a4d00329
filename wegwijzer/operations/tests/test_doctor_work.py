"""Work that is not done is found, also while every worker is alive."""

import datetime as dt

import pytest
from django.utils import timezone

from wegwijzer.jobs.models import Run
from wegwijzer.operations.checks import work
from wegwijzer.operations.doctor import Level
from wegwijzer.outbox.models import Message

pytestmark = pytest.mark.django_db
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
REMIND, FORGET = "Herinneren aan wat wacht", "Oude beurten vergeten"  # as the page calls them


def run(name, ago, state):
    moment = timezone.now() - ago
    ended = {"ended_at": moment} if state in ("done", "failed") else {}
    return Run.objects.create(name=name, due_at=moment, start_after=moment, state=state, **ended)


@pytest.mark.parametrize(
    ("turns", "named"),
    [
        ([], ""),
        ([("remind", 44 * MINUTE, "done"), ("clear_runs", 2 * DAY, "done")], ""),
        ([("remind", 46 * MINUTE, "done"), ("clear_runs", 2 * DAY, "done")], REMIND),
        ([("remind", 46 * MINUTE, "done"), ("clear_runs", 4 * DAY, "done")], f"{FORGET}, {REMIND}"),
        ([("remind", 20 * MINUTE, "done"), ("remind", 5 * MINUTE, "failed")], REMIND),
        ([("remind", 20 * MINUTE, "failed"), ("remind", 5 * MINUTE, "done")], ""),
        ([("remind", 20 * MINUTE, "due")], ""),  # not yet three turns old
        ([("clear_runs", 4 * DAY, "due")], FORGET),  # never done
        ([("no_more", 40 * DAY, "failed")], ""),  # in no timetable any more
    ],
)
def test_periodic_work_that_did_not_end_well_is_named(turns, named):
    for turn in turns:
        run(*turn)
    finding = work.periodic()
    assert finding.level == (Level.WARNING if named else Level.OK)
    assert finding.text.endswith(named)


def test_what_is_due_and_not_taken_up_is_counted():
    now = timezone.now()
    Message.objects.create(kind="x", dedupe_key="soon", send_after=now - 4 * MINUTE)
    Message.objects.create(kind="x", dedupe_key="later", send_after=now + DAY, created_at=now - DAY)
    run("remind", 4 * MINUTE, "due")
    assert work.overdue().level == Level.OK
    Message.objects.create(kind="x", dedupe_key="late", send_after=now - 6 * MINUTE)
    run("remind", 6 * MINUTE, "due")
    assert (work.overdue().level, "minuten wachten 1 mails en 1 beurten" in work.overdue().text) == (
        Level.WARNING,
        True,
    )
