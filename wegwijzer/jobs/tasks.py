"""Periodic work: which turns are due, and doing one."""

import datetime as dt
import logging

from celery import shared_task
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from wegwijzer.jobs.models import LIFECYCLE, MOST_ATTEMPTS, Run
from wegwijzer.jobs.timetable import latest_turns
from wegwijzer.lifecycle import Refused, Stale, move
from wegwijzer.logbook import trace

log = logging.getLogger("wegwijzer.jobs")
RUN, RELEASE = "wegwijzer.jobs.tasks.run_periodic", "wegwijzer.jobs.tasks.release_run"
PAUSE = dt.timedelta(minutes=5)


def due(now: dt.datetime) -> list[tuple[str, int]]:
    """The turns that wait; makes the rows of turns that came due. The second of two sweeps finds them there."""
    turns = dict(latest_turns(settings.PERIODIC_JOBS, now))
    known = set(Run.objects.filter(name__in=turns, due_at__in=turns.values()).values_list("name", "due_at"))
    fresh = [
        Run(name=name, due_at=due_at, start_after=now) for name, due_at in turns.items() if (name, due_at) not in known
    ]
    if fresh:
        Run.objects.bulk_create(fresh, ignore_conflicts=True)
    waiting = Run.objects.due(now).filter(name__in=turns).values_list("pk", flat=True)
    left = Run.objects.abandoned(now).values_list("pk", flat=True)
    return [(RUN, pk) for pk in waiting] + [(RELEASE, pk) for pk in left]


@shared_task(name=RUN, soft_time_limit=600, time_limit=660)
def run_periodic(pk: int) -> None:
    """Do one turn. What it calls may run twice (a killed process is tried again) and says what it did in a line."""
    run = Run.objects.filter(pk=pk).first()
    if run is None or not _moved(run, "start", started_at=timezone.now(), attempts=run.attempts + 1):
        return
    with trace.job(RUN, pk):
        try:
            note = import_string(settings.PERIODIC_JOBS[run.name]["call"])(timezone.now())
        except Exception as error:
            log.exception("periodic work %s failed", run)
            _stop(run, type(error).__name__)  # what it says may repeat a row of the database: that is for the log
        else:
            _moved(run, "finish", ended_at=timezone.now(), note=str(note)[:300])


@shared_task(name=RELEASE, soft_time_limit=30, time_limit=40)
def release_run(pk: int) -> None:
    """Take a turn back from a process that is gone."""
    run = Run.objects.abandoned(timezone.now()).filter(pk=pk).first()
    if run is not None:
        with trace.job(RELEASE, pk):
            _stop(run, "process ended while running")


def _stop(run: Run, note: str) -> None:
    now = timezone.now()
    if run.attempts >= MOST_ATTEMPTS:
        _moved(run, "give_up", ended_at=now, note=note[:300])
    else:
        _moved(run, "try_later", start_after=now + PAUSE, note=note[:300])


def _moved(run: Run, verb: str, **stamps: object) -> bool:
    """Whether this process made the move; if not, another one was first and the turn is theirs."""
    try:
        move(run, verb, LIFECYCLE, **stamps)
    except (Refused, Stale):
        return False
    return True
