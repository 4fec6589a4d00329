"""Who may do something about work in the background: who keeps the installation; 404 for everybody else."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from governance.access import administrator_only
from wegwijzer.accounts.access import get_for
from wegwijzer.accounts.models import User
from wegwijzer.jobs.models import Run
from wegwijzer.outbox.models import Message, MessageQuerySet
from wegwijzer.reports.models import Report, ReportState


def run_for(user: User, pk: int) -> Run:
    administrator_only(user)
    return get_for(user, Run.objects.all(), pk, None, _as_seen)


def message_for(user: User, pk: int) -> Message:
    """Not one that may have arrived and has a coordinator to decide about it."""
    administrator_only(user)
    message = get_for(user, Message.objects.all(), pk, None, _as_seen)
    if message.is_for_coordinator:
        raise Http404
    return message


def message_to_settle_for(user: User, pk: int) -> Message:
    """One of no partnership. Raises PermissionDenied for another: what became of that its coordinator decides."""
    message = message_for(user, pk)
    if message.scope_id is not None:
        raise PermissionDenied
    return message


def report_for(user: User, pk: int) -> Report:
    """Not one that was made: making it anew is for who asked for it."""
    administrator_only(user)
    rows = Report.objects.exclude(state__in=[ReportState.DONE, ReportState.REMOVED])
    return get_for(user, rows, pk, None, _as_seen)


def failed_messages_for(user: User) -> MessageQuerySet:
    """All that failed and can still be sent."""
    administrator_only(user)
    return Message.objects.stuck().failed().order_by("pk")


def _as_seen(user: User, row: object, need: str) -> bool:
    """Whoever sees it may try it again."""
    return True
