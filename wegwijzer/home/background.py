"""How the work in the background goes, for who keeps the installation: a reading of the rows, so many queries always.

Who keeps the installation has no right to the content: here are counts, kinds, states and ages, and no subjects, texts,
titles or names; of an address only what stands after the @. The reason of a document may name what it is about, and an
error may repeat a row of the database: the first is for who asked, of the second the name is told.
"""

import datetime as dt
import platform
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

import wegwijzer
from wegwijzer.jobs.labels import queue_label, work_label
from wegwijzer.jobs.models import Heartbeat, Run, RunState
from wegwijzer.jobs.timetable import next_turn
from wegwijzer.outbox import fate
from wegwijzer.outbox.models import Message, MessageState
from wegwijzer.reports.models import QUEUED_AT, Report, ReportState

SHOWN = 25  # of each kind that failed, the newest
LONG = dt.timedelta(minutes=5)  # what waits longer than this asks for a look
LOCAL_PART = re.compile(r'(?:"[^"]*"|[^\s<>()\[\],;:"@]+)@(?=[^\s@])')
ERROR_NAME = re.compile(r"[A-Z][A-Za-z]*(?:Error|Exception|Exceeded)\b")
PARTS = {"Django": "Django", "Celery": "celery", "WeasyPrint": "weasyprint", "gunicorn": "gunicorn"}


@dataclass(frozen=True)
class Waiting:
    """One sort of work: how many wait and since when the oldest, how many are being done, wait for later, or failed."""

    label: str
    waiting: int
    since: dt.datetime | None
    busy: int
    later: int
    failed: int

    @property
    def is_long(self) -> bool:
        return self.since is not None and timezone.now() - self.since > LONG


@dataclass(frozen=True)
class Turn:
    """One piece of periodic work: its last turn, when it last succeeded, and when it is due next."""

    label: str
    last: Run | None
    succeeded_at: dt.datetime | None
    next_at: dt.datetime

    @property
    def seconds(self) -> float | None:
        """How long the last turn took; None as long as it did not end."""
        if self.last is None or self.last.started_at is None or self.last.ended_at is None:
            return None
        return (self.last.ended_at - self.last.started_at).total_seconds()


@dataclass(frozen=True)
class Letter:
    """A mail that did not arrive, without what it says or to whom exactly."""

    message: Message
    kind: str
    domain: str
    reason: str
    means: str
    may_send: bool
    endings: list[tuple[str, str]]


@dataclass(frozen=True)
class Background:
    workers: list[Heartbeat]
    unserved: list[str]  # queues that no living worker takes from
    queues: list[Waiting]
    turns: list[Turn]
    letters: list[Letter]
    reports: list[Report]
    versions: list[tuple[str, str]] = field(default_factory=list)


def read(now: dt.datetime) -> Background:
    """All of it as it is at `now`."""
    alive = list(Heartbeat.objects.alive(now).order_by("worker"))
    served = {queue for worker in alive for queue in worker.queues.split()}
    last = _last_runs()
    return Background(
        workers=alive,
        unserved=[queue_label(name) for name in settings.JOB_SOURCES if name not in served],
        queues=[_mails(now), _reports(), _runs(now, last)],
        turns=[_turn(name, entry, last.get(name), now) for name, entry in settings.PERIODIC_JOBS.items()],
        letters=[_letter(message) for message in _stuck()],
        reports=list(Report.objects.filter(state=ReportState.FAILED).order_by("-failed_at", "-pk")[:SHOWN]),
        versions=versions(),
    )


def masked(text: str) -> str:
    """The same text with the part before the @ of each address left out."""
    return LOCAL_PART.sub("…@", text)


def error_name(note: str) -> str:
    """The name of the error that a note begins with, and nothing that the error says; "" for any other note."""
    found = ERROR_NAME.match(note)
    return found[0] if found else ""


def versions() -> list[tuple[str, str]]:
    """Names and numbers of what this installation is made of."""
    own = [("Wegwijzer", wegwijzer.__version__), ("Python", platform.python_version())]
    if connection.vendor == "sqlite":
        database = ("SQLite", sqlite3.sqlite_version)
    else:
        number = connection.pg_version  # type: ignore[attr-defined]
        database = ("PostgreSQL", f"{number // 10_000}.{number % 10_000}")
    return [*own, database, *((name, version(part)) for name, part in PARTS.items())]


def _mails(now: dt.datetime) -> Waiting:
    told = Message.objects.with_waits_since(now).aggregate(
        waiting=Count("waits_since"),
        since=Min("waits_since"),
        busy=Count("pk", filter=Q(state=MessageState.SENDING)),
        later=Count("pk", filter=Q(state=MessageState.READY, send_after__gt=now, waits_since=None)),
        failed=Count("pk", filter=Q(state__in=[MessageState.FAILED, MessageState.UNCERTAIN], cleared_at=None)),
    )
    return Waiting(label=_("Mails"), **told)


def _reports() -> Waiting:
    queued = Q(state=ReportState.QUEUED)
    told = Report.objects.aggregate(
        waiting=Count("pk", filter=queued),
        since=Min(QUEUED_AT, filter=queued),
        busy=Count("pk", filter=Q(state=ReportState.WORKING)),
        failed=Count("pk", filter=Q(state=ReportState.FAILED)),
    )
    return Waiting(label=_("Documenten"), later=0, **told)


def _runs(now: dt.datetime, last: Mapping[str, tuple[Run, dt.datetime | None]]) -> Waiting:
    """Of periodic work the last turns only: those that were missed are caught up by them."""
    runs = [run for run, _succeeded_at in last.values()]
    due = [run for run in runs if run.state == RunState.DUE and run.start_after <= now]
    return Waiting(
        label=_("Periodiek werk"),
        waiting=len(due),
        since=min((run.start_after for run in due), default=None),
        busy=sum(run.state == RunState.RUNNING for run in runs),
        later=sum(run.state == RunState.DUE and run.start_after > now for run in runs),
        failed=sum(run.state == RunState.FAILED for run in runs),
    )


def _last_runs() -> dict[str, tuple[Run, dt.datetime | None]]:
    """Per name in the timetable its last turn, and when one last succeeded: two queries."""
    known = Run.objects.filter(name__in=settings.PERIODIC_JOBS).order_by().values("name")
    told = {
        row["name"]: row
        for row in known.annotate(last=Max("due_at"), done=Max("ended_at", filter=Q(state=RunState.DONE)))
    }
    rows = Run.objects.filter(name__in=told, due_at__in={row["last"] for row in told.values()})
    return {run.name: (run, told[run.name]["done"]) for run in rows if run.due_at == told[run.name]["last"]}


def _turn(name: str, entry: Any, last: tuple[Run, dt.datetime | None] | None, now: dt.datetime) -> Turn:
    run, succeeded_at = last or (None, None)
    return Turn(work_label(name), run, succeeded_at, next_turn(entry, now))


def _stuck() -> list[Message]:
    rows = Message.objects.stuck().defer("body", "subject", "name")
    return list(rows.order_by("-stopped_at", "-pk")[:SHOWN])


def _letter(message: Message) -> Letter:
    return Letter(
        message=message,
        kind=fate.kind_label(message.kind),
        domain=masked(message.to),
        reason=masked(message.reason),
        means=fate.cause(message.reason),
        may_send=not message.is_for_coordinator,
        endings=[] if message.scope_id else fate.endings_of(message),
    )
