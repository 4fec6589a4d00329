"""For whoever watches the installation: does it work?"""

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
    """200 when the database answers and a worker was alive in the last 30 seconds, 503 otherwise."""
    try:
        alive = Heartbeat.objects.alive(timezone.now()).exists()
    except DatabaseError:
        return JsonResponse({"status": "down", "database": "down", "jobs": "unknown"}, status=503)
    if not alive:
        return JsonResponse({"status": "down", "database": "ok", "jobs": "down"}, status=503)
    return JsonResponse({"status": "ok", "database": "ok", "jobs": "ok"})
