"""Where everybody begins."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wegwijzer.entrance.lifetime import in_words
from wegwijzer.home import waiting
from wegwijzer.outbox.models import Rhythm
from wegwijzer.reminders.access import choice_of


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What waits for this login, what comes, what was decided."""
    meetings = waiting.meetings_of(request.user)
    duties = waiting.duties(request.user, meetings)
    context = {
        "duties": duties,
        "late": sum(duty.is_late for duty in duties),
        "meetings": meetings.coming,
        "decisions": waiting.latest_decisions(request.user),
        "roles": waiting.roles(request.user),
        "may_plan": waiting.may_plan(request.user),
        "keeps_logins": waiting.keeps_logins(request.user),
        "hears_nothing": choice_of(request.user).rhythm == Rhythm.NEVER,
    }
    return render(request, "home/start.html", context)


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """What each role can do, and the main jobs step by step."""
    return render(request, "home/help.html", in_words())


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement, after the model of Commission Implementing Decision (EU) 2018/1523."""
    return render(request, "home/accessibility.html", in_words() | {"contact": settings.CONTACT_EMAIL})


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of whom, why, how long, and what they can ask (art. 13 GDPR)."""
    context = {"contact": settings.CONTACT_EMAIL, "report_days": settings.REPORT_DAYS}
    return render(request, "home/privacy.html", in_words() | context)
