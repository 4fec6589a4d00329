import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused
from wegwijzer.reports.models import Report, ReportState
from wegwijzer.reports.registry import UnknownReport, register
from wegwijzer.reports.request import request_report, retry_report


def verbs_of(report):
    return [entry.verb for entry in Entry.objects.about(report).order_by("pk")]


def test_request_waits_in_the_queue_and_stands_in_history(queued, secretary):
    assert queued.state == ReportState.QUEUED
    entry = Entry.objects.get()
    assert (entry.verb, entry.by, entry.changes) == (
        "reports.report.requested",
        secretary,
        {"kind": "sample", "ref": "4"},
    )


def test_second_click_gives_the_same_row(queued, secretary):
    assert request_report("sample", "4", by=secretary, scope=None) == queued
    assert Report.objects.count() == 1
    assert verbs_of(queued) == ["reports.report.requested"]


def test_another_subject_and_another_person_get_their_own_row(queued, secretary, stranger, readers):
    readers.add(stranger)
    others = {
        request_report("sample", "5", by=secretary, scope=None).pk,
        request_report("sample", "4", by=stranger, scope=None).pk,
    }
    assert len(others | {queued.pk}) == 3


def test_who_may_not_see_the_subject_gets_no_report_of_it(stranger):
    with pytest.raises(PermissionDenied):
        request_report("sample", "4", by=stranger, scope=None)
    assert not Report.objects.exists()


def test_unknown_kind_is_refused_by_name(secretary):
    with pytest.raises(UnknownReport, match="Onbekende soort verslag: jaarboek"):
        request_report("jaarboek", "4", by=secretary, scope=None)


def test_kind_is_registered_once():
    with pytest.raises(ValueError, match="registered twice: sample"):
        register("sample", build=lambda ref: None, may_see=lambda user, ref, asked_at: False)


def test_failed_report_can_be_asked_again(broken, secretary):
    retry_report(broken, by=secretary)
    broken.refresh_from_db()
    assert (broken.state, broken.attempts, broken.error, broken.failed_at) == (ReportState.QUEUED, 0, "", None)
    assert verbs_of(broken) == ["reports.report.requested", "reports.report.failed", "reports.report.retried"]


def test_report_that_is_asked_again_stands_in_the_queue_behind_what_was_asked_meanwhile(broken, secretary):
    first_asked = timezone.now() - dt.timedelta(days=3)
    Report.objects.filter(pk=broken.pk).update(created_at=first_asked, queued_at=first_asked)
    other = request_report("sample", "5", by=secretary, scope=None)
    of_the_last_release = request_report("sample", "6", by=secretary, scope=None)
    Report.objects.filter(pk=of_the_last_release.pk).update(queued_at=None)
    broken.refresh_from_db()
    retry_report(broken, by=secretary)
    broken.refresh_from_db()
    assert broken.created_at == first_asked
    assert list(Report.objects.due(timezone.now())) == [other, of_the_last_release, broken]
    assert Report.objects.open().asked_before(broken).count() == 2


def test_only_a_failed_report_can_be_asked_again(queued, secretary):
    with pytest.raises(Refused, match="Alleen een verslag dat mislukt of verwijderd is"):
        retry_report(queued, by=secretary)


def test_twin_that_is_asked_for_at_the_same_moment_goes_first(broken, secretary, monkeypatch):
    request_report("sample", "weg", by=secretary, scope=None)
    monkeypatch.setattr("wegwijzer.reports.request._underway", lambda report: None)  # it was not there yet
    with pytest.raises(Refused, match="wordt al opnieuw gemaakt"):
        retry_report(broken, by=secretary)
    broken.refresh_from_db()
    assert broken.state == ReportState.FAILED


def test_report_is_not_asked_again_while_its_twin_is_being_made(broken, secretary):
    twin = request_report("sample", "weg", by=secretary, scope=None)
    assert twin != broken
    with pytest.raises(Refused, match="wordt al opnieuw gemaakt"):
        retry_report(broken, by=secretary)
