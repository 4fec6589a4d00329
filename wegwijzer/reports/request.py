"""Asking for a report, and asking again. Writing the row is all it takes: the row itself is the queue."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.record import record
from wegwijzer.jobs.bell import ring
from wegwijzer.lifecycle import Refused, move
from wegwijzer.logbook import trace
from wegwijzer.reports.models import LIFECYCLE, Report
from wegwijzer.reports.registry import kind_named

BUILD = "wegwijzer.reports.tasks.build_report"
NOT_MADE = {
    "error": "",
    "failed_at": None,
    "done_at": None,
    "removed_at": None,
    "checksum": "",
    "size_bytes": None,
    "pages": None,
    "left_out": "",
}


def request_report(kind: str, ref: str, *, by: User, scope: Organisation | None, title: str = "") -> Report:
    """The report of `kind` about `ref` that is being made for `by`; a new one when none is.

    `title` is what lists call it until it is made. Raises UnknownReport for a kind that nobody registered,
    PermissionDenied when `by` may not see it.
    """
    now = timezone.now()
    if not kind_named(kind).may_see(by, ref, now):
        raise PermissionDenied
    with transaction.atomic():
        report = Report(kind=kind, ref=ref, title=title[:200], requested_by=by, scope=scope, created_at=now)
        report.queued_at, report.request_id = now, trace.current_id()
        underway = _underway(report)
        if underway is not None:
            return underway
        try:
            with transaction.atomic():
                report.save(force_insert=True)
        except IntegrityError:  # the second of two clicks; the unique constraint says who was first
            underway = _underway(report)
            if underway is None:
                raise
            return underway
        record("reports.report.requested", report, by=by, scope=scope, changes={"kind": kind, "ref": ref})
        ring(BUILD, report.pk)
    return report


def retry_report(report: Report, *, by: User) -> None:
    """Have a report made once more that failed, or whose file was removed.

    Raises Refused when it is neither or the same one is under way already, Stale when somebody was first.
    """
    before, reason = report.state, report.error
    with transaction.atomic():
        if _underway(report) is not None:
            raise _already_made_again()
        try:
            with transaction.atomic():
                move(
                    report,
                    "retry",
                    LIFECYCLE,
                    attempts=0,
                    percent=0,
                    progress="",
                    queued_at=timezone.now(),
                    request_id=trace.current_id(),
                    **NOT_MADE,
                )
        except IntegrityError as error:  # its twin was asked for between the look and the move
            raise _already_made_again() from error
        record(
            "reports.report.retried",
            report,
            by=by,
            scope=report.scope,
            changes={"state": (before, report.state)},
            reason=reason,
        )
        ring(BUILD, report.pk)


def _already_made_again() -> Refused:
    return Refused(_("Ditzelfde verslag wordt al opnieuw gemaakt. Kijk in de lijst van uw verslagen."))


def _underway(report: Report) -> Report | None:
    rows = Report.objects.about(report.kind, report.ref).requested_by(report.requested_by).open()
    return rows.exclude(pk=report.pk).first()
