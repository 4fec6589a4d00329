"""Figures for a watcher such as Prometheus, in its text format 0.0.4, read from the database when they are asked for.

Several processes serve, and any of them may be asked: what one of them counted for itself would be wrong. So there are
no counters here, only what rows and the disk say at this moment, in a fixed number of queries however much there is.
"""

import datetime as dt
import shutil
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.models import Count, DurationField, ExpressionWrapper, F, Max, Min, Q, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from wegwijzer import __version__
from wegwijzer.jobs.models import Heartbeat, Run, RunState
from wegwijzer.operations.last_backup import last_backup
from wegwijzer.outbox.models import LIFECYCLE, Message, MessageState
from wegwijzer.reports.models import QUEUED_AT, Report, ReportState

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Sample = tuple[dict[str, str], float]
Figures = Iterator[tuple[str, str, Iterable[Sample]]]
Rows = dict[str, dict[str, Any]]  # by state


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures, for who knows METRICS_TOKEN; without it there is no such page."""
    given = request.headers.get("Authorization", "")
    if not settings.METRICS_TOKEN or not constant_time_compare(given, f"Bearer {settings.METRICS_TOKEN}"):
        raise Http404
    now = timezone.now()
    groups = (_installation(now), _messages(now), _reports(now), _runs(), _workers(now))
    text = "".join(_told(name, meaning, samples) for group in groups for name, meaning, samples in group)
    return HttpResponse(text, content_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"})


def _told(name: str, meaning: str, samples: Iterable[Sample]) -> str:
    lines = [f"# HELP wegwijzer_{name} {meaning}", f"# TYPE wegwijzer_{name} gauge"]
    for labels, value in samples:
        shown = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels.items())
        lines.append(f"wegwijzer_{name}{{{shown}}} {value:.15g}" if shown else f"wegwijzer_{name} {value:.15g}")
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _installation(now: dt.datetime) -> Figures:
    yield "info", "Release and database.", [({"version": __version__, "database": connection.vendor}, 1)]
    yield "database_bytes", "Size of the database.", [({}, _database_bytes())]
    yield "disk_free_bytes", "Free space in DATA_DIR.", [({}, shutil.disk_usage(settings.DATA_DIR).free)]
    last = last_backup()
    ages: list[Sample] = [({}, max(0.0, (now - last.made_at).total_seconds()))] if last else []
    yield "backup_age_seconds", "Since the last good back-up.", ages


def _database_bytes() -> float:
    asked = {
        "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
        "postgresql": "SELECT pg_database_size(current_database())",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        return float(cursor.fetchone()[0])


def _messages(now: dt.datetime) -> Figures:
    # Of what is stuck without its text nobody can decide any more: a watcher would hear of it for ever.
    over = Q(state__in=LIFECYCLE["send_again"].sources, cleared_at__isnull=False)
    rows = Message.objects.exclude(over).order_by().with_waits_since(now).values("state")
    rows = rows.annotate(count=Count("pk"), oldest=Min("waits_since"))
    found: Rows = {row["state"]: dict(row) for row in rows}
    yield "messages", "Messages by state.", _by_state(found, MessageState.values)
    yield (
        "message_wait_seconds",
        "How long the oldest message waits to be sent.",
        _wait(found, [MessageState.READY], now),
    )


def _reports(now: dt.datetime) -> Figures:
    took = ExpressionWrapper(F("done_at") - QUEUED_AT, output_field=DurationField())
    rows: Any = Report.objects.order_by().values("state")
    rows = rows.annotate(count=Count("pk"), oldest=Min(QUEUED_AT), took=Sum(took))
    found: Rows = {row["state"]: dict(row) for row in rows}
    made = [found[state] for state in (ReportState.DONE, ReportState.REMOVED) if state in found]
    yield "reports", "Documents by state.", _by_state(found, ReportState.values)
    waiting = [ReportState.QUEUED, ReportState.WORKING]
    yield "report_wait_seconds", "How long the oldest document is waited for.", _wait(found, waiting, now)
    seconds = sum(row["took"].total_seconds() for row in made if row["took"])
    yield "reports_made", "Documents made, ever.", [({}, sum(row["count"] for row in made))]
    yield "report_seconds", "From asking to file, of all of these together.", [({}, seconds)]


def _runs() -> Figures:
    rows = list(Run.objects.order_by().values("name", "state").annotate(count=Count("pk"), last=Max("ended_at")))
    done = {row["name"]: row["last"].timestamp() for row in rows if row["state"] == RunState.DONE}
    yield (
        "run_success_timestamp",
        "When periodic work last ended well; 0 when it never did.",
        [({"job": name}, done.get(name, 0)) for name in settings.PERIODIC_JOBS],
    )
    failed = {row["name"]: row["count"] for row in rows if row["state"] == RunState.FAILED}
    counts = [({"job": name}, failed.get(name, 0)) for name in settings.PERIODIC_JOBS]
    yield "runs_failed", "Turns of periodic work of the last 90 days that were given up.", counts


def _workers(now: dt.datetime) -> Figures:
    alive = [queues.split() for queues in Heartbeat.objects.alive(now).values_list("queues", flat=True)]
    counts = [({"queue": name}, sum(name in queues for queues in alive)) for name in settings.JOB_SOURCES]
    yield "workers", "Workers alive in the last 30 seconds.", counts


def _by_state(found: Rows, states: Iterable[str]) -> list[Sample]:
    return [({"state": state}, found[state]["count"] if state in found else 0) for state in states]


def _wait(found: Rows, states: Iterable[str], now: dt.datetime) -> list[Sample]:
    moments = [found[state]["oldest"] for state in states if state in found]
    oldest = min((moment for moment in moments if moment is not None), default=now)
    return [({}, max(0.0, (now - oldest).total_seconds()))]
