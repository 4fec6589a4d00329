"""Files of reports go after a while; what they say stays, and they can be made again."""

import datetime as dt
from unittest.mock import Mock

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils import timezone

from wegwijzer.audit.models import Entry
from wegwijzer.reports.cleaning import remove_files
from wegwijzer.reports.models import Report, ReportState
from wegwijzer.reports.request import retry_report
from wegwijzer.reports.tasks import build_report
from wegwijzer.storage import StorageAway

LATER = dt.timedelta(days=30, minutes=1)


class Found(list):
    """What a process read before another one was first."""

    def select_related(self, *names):
        return self


def test_file_goes_after_thirty_days_and_its_checksum_stays(made):
    name, checksum, now = made.file.name, made.checksum, made.done_at + LATER
    assert remove_files(now) == "1 report files removed"
    assert remove_files(now) == "0 report files removed"
    made.refresh_from_db()
    assert (made.state, made.file.name, made.removed_at) == (ReportState.REMOVED, "", now)
    assert made.checksum == checksum
    assert not default_storage.exists(name)
    entry = Entry.objects.about(made).latest("pk")
    assert (entry.verb, entry.by, entry.changes) == ("reports.report.removed", None, {"checksum": checksum})


def test_file_of_less_than_thirty_days_stays(made):
    assert remove_files(made.done_at + dt.timedelta(days=29, hours=23)) == "0 report files removed"
    made.refresh_from_db()
    assert made.state == ReportState.DONE
    assert default_storage.exists(made.file.name)


def test_installation_says_how_many_days(made, settings):
    settings.REPORT_DAYS = 365
    assert remove_files(made.done_at + LATER) == "0 report files removed"
    settings.REPORT_DAYS = 7
    assert remove_files(made.done_at + dt.timedelta(days=8)) == "1 report files removed"


def test_what_is_being_made_or_failed_is_left_alone(queued, broken):
    assert remove_files(timezone.now() + dt.timedelta(days=365)) == "0 report files removed"
    assert {report.state for report in Report.objects.all()} == {ReportState.QUEUED, ReportState.FAILED}


def test_removed_report_is_made_again_with_a_file_of_its_own(made, secretary):
    first = made.checksum
    remove_files(made.done_at + LATER)
    made.refresh_from_db()
    retry_report(made, by=secretary)
    assert (made.state, made.checksum, made.removed_at) == (ReportState.QUEUED, "", None)
    build_report(made.pk)
    made.refresh_from_db()
    assert (made.state, made.checksum) == (ReportState.DONE, first)
    assert default_storage.exists(made.file.name)


def test_file_that_can_not_be_removed_keeps_its_row_and_stops_no_other(made, secretary, monkeypatch, caplog):
    other = Report.objects.create(
        kind="sample",
        ref="7",
        requested_by=secretary,
        state=ReportState.DONE,
        done_at=made.done_at,
        file="reports/other.pdf",
        file_name="other.pdf",
        checksum="0" * 64,
        size_bytes=1,
        pages=1,
    )
    delete = FileSystemStorage.delete

    def stuck(storage, name):
        if name == made.file.name:
            raise PermissionError(name)
        delete(storage, name)

    monkeypatch.setattr(FileSystemStorage, "delete", stuck)
    assert remove_files(made.done_at + LATER) == "1 report files removed"
    made.refresh_from_db()
    other.refresh_from_db()
    assert (made.state, other.state) == (ReportState.DONE, ReportState.REMOVED)
    assert f"the file of report {made.pk} can not be removed" in caplog.text


@pytest.mark.parametrize("error", [StorageAway("antwoordt niet"), SoftTimeLimitExceeded()])
def test_turn_in_which_no_file_can_be_removed_ends_and_is_tried_again(made, monkeypatch, error):
    monkeypatch.setattr(FileSystemStorage, "delete", Mock(side_effect=error))
    with pytest.raises(type(error)):
        remove_files(made.done_at + LATER)
    made.refresh_from_db()
    assert made.state == ReportState.DONE


def test_report_that_somebody_else_just_removed_is_left_to_them(made, monkeypatch):
    read, now = Report.objects.get(pk=made.pk), made.done_at + LATER
    remove_files(now)
    monkeypatch.setattr("wegwijzer.reports.models.ReportQuerySet.made_before", lambda rows, moment: Found([read]))
    assert remove_files(now) == "0 report files removed"
    assert Entry.objects.filter(verb="reports.report.removed").count() == 1
