"""What no row points at leaves the disk, in two steps; what a row points at never does, whatever the model."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from governance.models import Document, DocumentVersion
from governance.tests import factories as make
from wegwijzer.jobs import lost_files
from wegwijzer.reports.models import Report

NOW = timezone.now()
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


def put(name, age=25 * HOUR):
    """A file of that age on the disk; returns where."""
    path = Path(default_storage.path(default_storage.save(name, ContentFile(b"tekst"))))
    written = (NOW - age).timestamp()
    os.utime(path, (written, written))
    return path


def version_of(name):
    document = Document.objects.create(partnership=make.PartnershipFactory(), title="Statuten")
    return DocumentVersion.objects.create(
        document=document, number=1, file=name, name="statuten.txt", content_type="text/plain", size=5
    )


def asides(disk):
    return sorted(path.relative_to(disk / ".set-aside").as_posix() for path in (disk / ".set-aside").rglob("*.pdf"))


def test_lost_file_is_set_aside_and_removed_a_month_later(db, disk):
    lost = put("documents/2026/01/lost.pdf")
    assert lost_files.clear(NOW) == "1 lost files set aside, 0 put back, 0 removed"
    assert not lost.exists()
    assert asides(disk) == ["documents/2026/01/lost.pdf"]
    assert lost_files.clear(NOW + dt.timedelta(days=29)) == "0 lost files set aside, 0 put back, 0 removed"
    assert lost_files.clear(NOW + dt.timedelta(days=31)) == "0 lost files set aside, 0 put back, 1 removed"
    assert asides(disk) == []


def test_files_of_documents_and_of_reports_stay_also_when_nothing_points_at_their_rows(db, cast, disk):
    """A document that was taken away from an item is on no page any more; somebody has read it there."""
    version = version_of("documents/detached.pdf")
    report = Report.objects.create(
        kind="meeting",
        ref="1",
        requested_by=cast.a.coordinator,
        state="done",
        done_at=NOW,
        file="reports/made.pdf",
        file_name="verslag.pdf",
        checksum="0" * 64,
        size_bytes=5,
        pages=1,
    )
    kept = [put(version.file.name), put(report.file.name)]
    assert lost_files.clear(NOW) == "0 lost files set aside, 0 put back, 0 removed"
    assert all(path.exists() for path in kept)


def test_upload_that_is_under_way_is_not_hit(db, disk):
    fresh = put("documents/fresh.pdf", age=23 * HOUR)
    assert lost_files.clear(NOW) == "0 lost files set aside, 0 put back, 0 removed"
    assert fresh.exists()


def test_row_that_is_written_while_the_disk_is_read_is_known(db, disk, monkeypatch):
    """Asked for the rows after the disk: a file can come in with its row, and never without."""
    path, read = put("documents/late.pdf"), lost_files.known_names
    monkeypatch.setattr(lost_files, "known_names", lambda: (version_of("documents/late.pdf"), read())[1])
    lost_files.clear(NOW)
    assert path.exists()


def test_after_a_day_with_the_wrong_database_every_file_comes_back(db, disk):
    version = version_of("documents/statutes.pdf")
    path = put(version.file.name)
    DocumentVersion.objects.all().delete()
    assert lost_files.clear(NOW) == "1 lost files set aside, 0 put back, 0 removed"
    version.save(force_insert=True)
    # Long past the month: what a row points at is put back, and not removed.
    assert lost_files.clear(NOW + dt.timedelta(days=40)) == "0 lost files set aside, 1 put back, 0 removed"
    assert path.read_bytes() == b"tekst"


def test_installation_without_a_single_file_is_fine(db, disk):
    assert lost_files.clear(NOW) == "0 lost files set aside, 0 put back, 0 removed"
