"""Work in the background, for who keeps the installation: how it goes, and trying again what failed."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from governance.access import administrator_only
from wegwijzer.accounts.models import User
from wegwijzer.home import access, background
from wegwijzer.home.actions import run as runs
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.operations.last_backup import last_backup
from wegwijzer.outbox import fate
from wegwijzer.outbox.actions import message as mails
from wegwijzer.outbox.models import Message
from wegwijzer.reports.request import retry_report

PAGE = "home:background"


def _asker(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # behind the door it always is
    return request.user


def _whom(message: Message) -> str:
    """Who keeps the installation knows people by what stands after the @ alone."""
    return background.masked(message.to)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Who works, what waits, what ran and runs next, and what failed."""
    administrator_only(_asker(request))
    now, backup = timezone.now(), last_backup()
    context = {
        "read": background.read(now),
        "backup": backup,
        "is_old": backup is not None and not backup.is_recent(now),
    }
    return render(request, "home/background.html", context)


@require_POST
def run_again(request: HttpRequest, pk: int) -> HttpResponse:
    by = _asker(request)
    run = access.run_for(by, pk)
    return _tried(request, lambda: runs.again(run, by=by), lambda: _("Het werk begint zo meteen opnieuw."))


@require_POST
def message_again(request: HttpRequest, pk: int) -> HttpResponse:
    by = _asker(request)
    message = access.message_for(by, pk)
    return _tried(request, lambda: mails.send_again(message, by=by), lambda: fate.sent_again(message, _whom(message)))


@require_POST
def message_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """End what is stuck without sending it, of a mail that no coordinator decides about."""
    by = _asker(request)
    message, decision = access.message_to_settle_for(by, pk), request.POST.get("besluit", "")
    return _tried(request, lambda: mails.settle_stuck(message, decision, by=by), lambda: fate.settled(_whom(message)))


@require_POST
def message_again_all(request: HttpRequest) -> HttpResponse:
    by = _asker(request)
    leaving = mails.send_failed_again(access.failed_messages_for(by), by=by)
    messages.info(request, fate.all_sent_again(leaving))
    return redirect(PAGE)


@require_POST
def report_again(request: HttpRequest, pk: int) -> HttpResponse:
    by = _asker(request)
    report = access.report_for(by, pk)
    return _tried(request, lambda: retry_report(report, by=by), lambda: _("Het document wordt opnieuw gemaakt."))


def _tried(request: HttpRequest, action: Callable[[], None], said: Callable[[], str]) -> HttpResponse:
    try:
        action()
        messages.success(request, said())
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    except Stale:
        messages.info(request, _("Dit is intussen al gebeurd."))
    return redirect(PAGE)
