"""For whoever watches the installation: does it work?"""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wegwijzer.jobs.models import Heartbeat


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers and each queue had a living worker in the last 30 seconds, 503 otherwise."""
    try:
        served = Heartbeat.objects.served(timezone.now())
    except DatabaseError:
        return JsonResponse(
            {"status": "down", "database": "down"} | dict.fromkeys(settings.JOB_SOURCES, "unknown"), status=503
        )
    queues = {name: "ok" if name in served else "down" for name in settings.JOB_SOURCES}
    well = "down" not in queues.values()
    return JsonResponse({"status": "ok" if well else "down", "database": "ok"} | queues, status=200 if well else 503)
