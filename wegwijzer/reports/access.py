"""Who may do what with a report: whoever may see what it is about, today; who asked for it can follow its fate."""

from enum import StrEnum

from django.http import Http404

from wegwijzer.accounts.access import BIGGEST_ID, demand
from wegwijzer.accounts.models import User
from wegwijzer.reports.models import Report, ReportQuerySet, ReportState
from wegwijzer.reports.registry import kinds


class Can(StrEnum):
    """What can be asked for. Seeing that it exists is not in it."""

    READ_REPORT = "read_report"  # the document itself
    RETRY_REPORT = "retry_report"


def can(user: User, need: Can | str, report: Report) -> bool:
    """May `user` do `need` with this report? Asked of the app that knows what it is about, on the day itself."""
    kind = kinds.get(report.kind)
    return kind is not None and kind.may_see(user, report.ref, report.created_at)


def report_for(user: User, pk: int, need: Can | None = None) -> Report:
    """The report `pk`. Raises Http404 when it is not theirs, PermissionDenied when they may no longer do `need`."""
    report = Report.objects.select_related("requested_by", "scope").filter(pk=pk).first() if pk <= BIGGEST_ID else None
    if report is None or not (report.requested_by_id == user.pk or can(user, Can.READ_REPORT, report)):
        raise Http404
    demand(user, report, need, lambda who, row, what: can(who, what, row))
    return report


def waiting_before(report: Report) -> int:
    """How many reports, of whomever, are made before this one; 0 when it does not wait."""
    if report.state != ReportState.QUEUED:
        return 0
    return Report.objects.open().asked_before(report).count()


def reports_of(user: User) -> ReportQuerySet:
    """The reports that this person asked for."""
    return Report.objects.requested_by(user)
