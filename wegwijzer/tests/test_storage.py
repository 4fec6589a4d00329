"""Documents may stand elsewhere than on this disk: nothing asks them for a path."""

import datetime as dt
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage, default_storage
from django.utils import timezone

from governance.models import Document, DocumentVersion
from governance.tests import factories as make
from wegwijzer.environment import Environment, WrongSetting
from wegwijzer.jobs import lost_files
from wegwijzer.reports import store
from wegwijzer.reports.cleaning import remove_files
from wegwijzer.reports.models import Report
from wegwijzer.storage.bucket import Bucket

ROOT = Path(__file__).resolve().parents[2]
DAY = dt.timedelta(days=1)
# What stands on this disk whatever keeps the documents, or is asked only where it is a disk that keeps them.
OWN_DISK = {"wegwijzer/settings.py", "wegwijzer/reports/store.py", "wegwijzer/home/static_files.py"}


class Nowhere(Storage):
    """Keeps everything and, unlike the one that it keeps it in, knows no paths."""

    def __init__(self):
        self.kept = InMemoryStorage()
        for name in ("_open", "_save", "delete", "exists", "listdir", "size", "get_modified_time"):
            setattr(self, name, getattr(self.kept, name))

    def replace(self, name, content):
        self.kept.delete(name)
        self.kept.save(name, content)


@pytest.fixture
def nowhere(db, settings):
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": f"{__name__}.Nowhere"}}


def test_no_code_asks_for_the_place_of_a_file_on_the_disk():
    code = [
        path for app in ("wegwijzer", "governance", "projects", "onboarding") for path in (ROOT / app).rglob("*.py")
    ]
    asks = re.compile(r"MEDIA_ROOT|\bstorage\.path\(|\bfile\.path\b|FileSystemStorage")
    found = {path.relative_to(ROOT).as_posix() for path in code if asks.search(path.read_text())}
    assert {name for name in found if "/tests/" not in name and "/testing/" not in name} == OWN_DISK


def test_report_is_kept_under_its_name_made_twice_and_removed(nowhere, cast):
    report = Report.objects.create(kind="meeting", ref="1", requested_by=cast.a.coordinator)
    name = store.keep(report, b"first")
    assert (name, store.keep(report, b"second")) == (f"reports/{report.key.hex}.pdf",) * 2
    with default_storage.open(name) as file:
        assert file.read() == b"second"
    made = {"file": name, "file_name": "a.pdf", "checksum": "0" * 64, "size_bytes": 6, "pages": 1}
    Report.objects.filter(pk=report.pk).update(state="done", done_at=timezone.now(), **made)
    assert remove_files(timezone.now() + 31 * DAY) == "1 report files removed"
    assert not default_storage.exists(name)


def test_what_a_series_left_on_the_disk_goes_after_a_day(db, settings, cast):
    report = Report.objects.create(kind="meeting", ref="1", requested_by=cast.a.coordinator)
    parts = store.parts_of(report)
    parts.mkdir(parents=True)
    remove_files(timezone.now() + DAY / 2)
    assert parts.exists()
    remove_files(timezone.now() + 2 * DAY)
    assert not parts.exists()


def test_lost_file_is_set_aside_comes_back_and_goes(nowhere):
    for name in ("documents/2026/lost.pdf", "documents/known.pdf"):
        default_storage.save(name, ContentFile(b"tekst"))
    document = Document.objects.create(partnership=make.PartnershipFactory(), title="Statuten")
    version = DocumentVersion(document=document, number=1, file="documents/known.pdf", name="a.txt")
    now = timezone.now() + 2 * DAY
    assert lost_files.clear(now) == "2 lost files set aside, 0 put back, 0 removed"
    version.content_type, version.size = "text/plain", 5
    version.save()
    assert lost_files.clear(now) == "0 lost files set aside, 1 put back, 0 removed"
    assert lost_files.clear(now + 30 * DAY) == "0 lost files set aside, 0 put back, 1 removed"
    assert default_storage.exists("documents/known.pdf")
    assert not default_storage.exists(".set-aside/documents/2026/lost.pdf")


def test_move_that_was_broken_off_leaves_one_file(nowhere):
    for name in ("documents/lost.pdf", ".set-aside/documents/lost.pdf"):
        default_storage.save(name, ContentFile(b"tekst"))
    lost_files.clear(timezone.now() + 2 * DAY)
    assert default_storage.listdir(".set-aside/documents") == ([], ["lost.pdf"])
    assert not default_storage.exists("documents/lost.pdf")


@pytest.mark.parametrize(
    "given",
    [
        "https://host/bucket",
        "s3://host/bucket",
        "s3://key:geheim@host",
        "s3://key:geheim@host/",
        "s3://key:geheim@host/bucket?tls=nee",
        "s3://key:geheim@host/bucket?style=host",
        "s3://key:geheim@host/bucket?regio=eu-1",
        "s3://key:geheim@host/bucket#map",
        *(f"s3://key:geheim@{host}/bucket" for host in ("a_b", "-a", "a..b", "[::1%25eth0]", "[::1]:x", "[::g]", "é")),
        *(f"s3://{key}@host/bucket" for key in ("k%0Aey:geheim", "k%20ey:geheim", "key:gehe%C3%A9im")),
        *(f"s3://key:geheim@host/{bucket}" for bucket in ("ab", "b%20cket", "-bucket", "/bucket", "b" * 64)),
        *(
            f"s3://key:geheim@host/bucket/{folder}"
            for folder in ("/a", "a//b", "../a", "a/..", "a/./b", "a%20b", "a//")
        ),
        *(
            f"s3://key:geheim@host/bucket?{asked}"
            for asked in ("tls", "tls=", "region", "region=", "style=", "tls=0&tls=1")
        ),
        *(f"s3://key:geheim@host/bucket?region={region}" for region in ("eu_1", "eu%201", "eu%0A1")),
    ],
)
def test_address_of_a_storage_that_is_wrong_is_refused(given):
    with pytest.raises(WrongSetting) as refused:
        Environment({"X": given}).object_storage("X")
    assert "geheim@" not in refused.value.sentence.partition("verwacht")[0]


@pytest.mark.parametrize(
    "host", ["[2001:db8::1]", "[::1]:9000", "10.0.0.1:9000", "s3", "S3.example.org", "s-3.example.org"]
)
@pytest.mark.parametrize("place", ["bucket", "bucket/", "a.b-c/Map_1/x.y/"])
def test_address_of_a_storage_that_is_right_leads_there(host, place):
    """As far as it is known before the server is asked: what is signed is an address of it."""
    options = Environment({"X": f"s3://key:secret@{host}/{place}?region=eu-1"}).object_storage("X")["OPTIONS"]
    assert Bucket(**options).url("a.pdf").startswith(f"https://{host.lower()}/{place.rstrip('/')}/a.pdf?X-Amz-")


def test_storage_elsewhere_is_refused_beside_sqlite(tmp_path):
    given = "s3://key:geheim@host/bucket"
    with pytest.raises(WrongSetting):
        Environment({"X": given}).object_storage("X", on_sqlite=True)
    assert Environment({}).object_storage("X", on_sqlite=True) == {}
    said = started(tmp_path, "pass", STORAGE_URL=given)
    assert (said.returncode, said.stdout) == (4, "")
    assert said.stderr.startswith("STORAGE_URL vraagt PostgreSQL (DATABASE_URL): met SQLite wacht iedereen"), (
        said.stderr
    )


def started(folder, code, **given):
    """A process of its own with these settings."""
    env = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    env |= {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "wegwijzer.settings"} | given
    code = f"import sys, django; django.setup(); {code}"
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True)


def test_address_of_a_storage_says_all_that_it_needs():
    url = "s3://key:se%2Fcret@s3.example.org:9000/documents/wegwijzer?region=eu-1&tls=0"
    options = Environment({"X": url}).object_storage("X")["OPTIONS"]
    assert options["endpoint_url"] == "http://s3.example.org:9000"
    assert (options["access_key"], options["secret_key"], options["region_name"]) == ("key", "se/cret", "eu-1")
    assert (options["bucket_name"], options["location"], options["file_overwrite"]) == ("documents", "wegwijzer", False)


def test_storage_is_spoken_to_by_path_or_by_name_and_is_soon_given_up():
    for asked, address in (("", "s3.example.org/documents/"), ("?style=virtual", "documents.s3.example.org/")):
        options = Environment({"X": f"s3://key:secret@s3.example.org/documents{asked}"}).object_storage("X")["OPTIONS"]
        signed = Bucket(**options).url("a.pdf")
        assert signed.startswith(f"https://{address}a.pdf?X-Amz-Algorithm=AWS4-HMAC-SHA256&")
        assert "%2Fus-east-1%2Fs3%2F" in signed
    limits = options["client_config"]
    assert (limits.connect_timeout, limits.read_timeout, limits.retries["total_max_attempts"]) == (5, 30, 2)


def test_who_keeps_documents_on_a_disk_does_not_load_what_speaks_s3(tmp_path):
    look = "from django.core.files.storage import default_storage as kept; import wegwijzer.urls, wegwijzer.wsgi\n"
    loaded = "print(sorted({'boto3', 'botocore', 's3transfer', 'storages', 'urllib3'} & sys.modules.keys()))"
    said = started(tmp_path, f"{look}kept.exists('a')\n{loaded}")
    assert said.stdout == "[]\n", said.stderr
    elsewhere = {
        "STORAGE_URL": "s3://key:secret@127.0.0.1:9/bucket?tls=0",
        "DATABASE_URL": "postgres://127.0.0.1:9/none",
    }
    said = started(tmp_path, look + loaded, **elsewhere)
    assert "boto3" in said.stdout, said.stderr
