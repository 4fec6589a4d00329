import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from wegwijzer.reports.models import Report, ReportState

NOW = timezone.now()
DONE = {
    "state": ReportState.DONE,
    "done_at": NOW,
    "file": "reports/x.pdf",
    "file_name": "x.pdf",
    "checksum": "0" * 64,
    "size_bytes": 1,
    "pages": 1,
}


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("report_state_known", {"state": "lost"}),
        ("report_claimed_while_working", {"state": ReportState.WORKING}),
        ("report_claimed_while_working", {"state": ReportState.WORKING, "claimed_at": NOW}),
        ("report_claimed_while_working", {"claimed_at": NOW}),
        ("report_claimed_while_working", {"alive_at": NOW}),
        *[("report_done_has_file", DONE | {name: None}) for name in ("done_at", "size_bytes", "pages")],
        *[("report_done_has_file", DONE | {name: ""}) for name in ("file", "file_name", "checksum")],
        ("report_done_has_file", {"file": "reports/x.pdf"}),
        ("report_done_has_file", {"done_at": NOW}),
        ("report_failed_has_reason", {"state": ReportState.FAILED, "failed_at": NOW}),
        ("report_failed_has_reason", {"state": ReportState.FAILED, "error": "x"}),
        ("report_failed_has_reason", {"error": "x"}),
        ("report_percent_in_range", {"percent": 101}),
    ],
)
def test_database_refuses_a_report_that_contradicts_itself(queued, constraint, values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Report.objects.filter(pk=queued.pk).update(**values)


def test_database_keeps_one_open_request_per_person_and_subject(queued):
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(kind=queued.kind, ref=queued.ref, requested_by=queued.requested_by)
    Report.objects.filter(pk=queued.pk).update(**DONE)
    Report.objects.create(kind=queued.kind, ref=queued.ref, requested_by=queued.requested_by)


def test_report_is_called_by_its_title_or_else_by_its_kind(queued):
    assert str(queued) == "Vergadering van 14 september"
    queued.title = ""
    assert str(queued) == "proefverslag 4"
    queued.kind = "vervallen"
    assert str(queued) == "vervallen 4"
