"""What reports lose by themselves. Periodic work: called with the moment, returns a line about what it did."""

import datetime as dt
import logging

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import transaction

from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Stale, move
from wegwijzer.reports import store
from wegwijzer.reports.models import LIFECYCLE, Report
from wegwijzer.storage import StorageAway

log = logging.getLogger("wegwijzer.reports")
AT_ONCE = 1000  # files a turn
PARTS_STAY = dt.timedelta(days=1)


def remove_files(now: dt.datetime) -> str:
    """Remove the files of reports that were made more than REPORT_DAYS days ago.

    Nothing is lost: a report is a copy of what rows and documents say, and can be made again from them.
    """
    store.drop_old_parts(now - PARTS_STAY)
    old = Report.objects.made_before(now - dt.timedelta(days=settings.REPORT_DAYS))
    count = sum(_removed(report, now) for report in old.select_related("scope")[:AT_ONCE])
    return f"{count} report files removed"


def _removed(report: Report, now: dt.datetime) -> bool:
    """Whether the file went. One that can not be removed keeps its row as it was, and stops no other.

    Raises StorageAway, for that is about them all: the turn is tried again by itself.
    """
    storage, name = report.file.storage, report.file.name
    try:
        with transaction.atomic():
            move(report, "remove", LIFECYCLE, removed_at=now, file="")
            record("reports.report.removed", report, by=None, scope=report.scope, changes={"checksum": report.checksum})
            storage.delete(name)  # while the row is ours: made again, the file gets the same name
    except Stale:  # another process was first
        return False
    except (StorageAway, SoftTimeLimitExceeded):
        raise
    except Exception:  # each storage has errors of its own
        log.exception("the file of report %s can not be removed", report.pk)
        return False
    return True
