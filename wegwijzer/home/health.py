"""For whoever watches the installation: does it work, and may it be asked for pages?"""

import functools

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wegwijzer.jobs.models import Heartbeat, Run


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, each queue had a living worker in the last 30 seconds and work is taken up.

    503 otherwise. A worker that beats while its pool hangs is found by the periodic work that nobody takes up.
    """
    now = timezone.now()
    try:
        served = Heartbeat.objects.served(now)
        is_late = Run.objects.late(now).exists()
    except DatabaseError:
        unknown = dict.fromkeys(settings.JOB_SOURCES, "unknown")
        return JsonResponse({"status": "down", "database": "down"} | unknown, status=503)
    queues = {name: "ok" if name in served else "down" for name in settings.JOB_SOURCES}
    if is_late and queues["jobs"] == "ok":
        queues["jobs"] = "late"
    well = set(queues.values()) == {"ok"}
    return JsonResponse({"status": "ok" if well else "down", "database": "ok"} | queues, status=200 if well else 503)


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when pages may be asked for: the database answers and has all that this release needs; 503 otherwise.

    A database that is ahead of this release is fine: while a next one is brought in, both serve from it.
    """
    try:
        is_behind = not _needed() <= MigrationRecorder(connection).applied_migrations().keys()
    except DatabaseError:
        return JsonResponse({"status": "not ready", "database": "down", "migrations": "unknown"}, status=503)
    if is_behind:
        return JsonResponse({"status": "not ready", "database": "ok", "migrations": "behind"}, status=503)
    return JsonResponse({"status": "ready", "database": "ok", "migrations": "ok"})


@functools.cache
def _needed() -> frozenset[tuple[str, str]]:
    """The migrations of this release; the disk is read once."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations or ())
