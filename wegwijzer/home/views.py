"""Where everybody begins."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wegwijzer.home import waiting


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What waits for this login, what comes, what was decided."""
    duties = waiting.duties(request.user)
    context = {
        "duties": duties,
        "late": sum(duty.is_late for duty in duties),
        "meetings": waiting.coming_meetings(request.user),
        "decisions": waiting.latest_decisions(request.user),
        "roles": waiting.roles(request.user),
    }
    return render(request, "home/start.html", context)
