"""Which reports are to be made, and making one."""

import datetime as dt

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from wegwijzer.logbook import trace
from wegwijzer.reports.build import make
from wegwijzer.reports.models import Report
from wegwijzer.reports.request import BUILD

AT_ONCE = 100


def due(now: dt.datetime) -> list[tuple[str, int]]:
    """Reports that wait, and reports whose maker is gone (see settings.JOB_SOURCES)."""
    return [(BUILD, pk) for pk in Report.objects.due(now).values_list("pk", flat=True)[:AT_ONCE]]


# The document has its own limit; this one is for what stands around it.
@shared_task(name=BUILD, time_limit=settings.REPORT_SECONDS + 120)
def build_report(pk: int) -> None:
    """Make the report with this id; returns at once when there is nothing to do for it."""
    report = Report.objects.due(timezone.now()).filter(pk=pk).first()
    if report is not None:
        with trace.job(BUILD, pk, report.request_id):
            make(report)
