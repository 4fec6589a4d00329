"""Documents on a server that speaks S3: what is done with them on a disk is done there, and what it refuses is told."""

import datetime as dt
import hashlib
from contextlib import contextmanager

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from governance.models import Document, DocumentVersion
from governance.tests import factories as make
from wegwijzer.audit.models import Entry
from wegwijzer.environment import Environment
from wegwijzer.jobs import lost_files
from wegwijzer.operations.checks import files
from wegwijzer.operations.doctor import Level
from wegwijzer.reports import store
from wegwijzer.reports.cleaning import remove_files
from wegwijzer.reports.models import LEASE, MOST_ATTEMPTS, Report
from wegwijzer.reports.request import request_report
from wegwijzer.reports.tasks import build_report, due
from wegwijzer.storage import StorageAway
from wegwijzer.testing.s3_server import ALWAYS, KEY, S3Server

pytestmark = pytest.mark.once

DAY = dt.timedelta(days=1)
TEXT = b"Een regel van de begroting\n" * 20_000
HANGS_UP, FULL = (0, ""), (507, "XMinioStorageFull")
AWAY = dict.fromkeys(ALWAYS, HANGS_UP)


@pytest.fixture
def desk(cast, in_bucket):
    """A coordinator with an agenda item, whose documents stand on the server."""
    item = make.AgendaItemFactory(meeting=make.MeetingFactory(body=cast.a.body))
    client = Client(raise_request_exception=False)
    client.force_login(cast.a.coordinator)
    return Desk(client, item, in_bucket)


class Desk:
    def __init__(self, client, item, server):
        self.client, self.item, self.server = client, item, server
        self.list = reverse("governance:document_list", args=[item.pk])

    def attach(self, title="Begroting"):
        file = SimpleUploadedFile("begroting.txt", TEXT)
        return self.client.post(self.list, {"file": file, "title": title, "language": "nl"})

    def download(self, version):
        return self.client.get(reverse("governance:document_download", args=[self.item.pk, version.pk]))

    @contextmanager
    def trouble(self, answer):
        self.server.trouble = answer
        yield
        self.server.trouble = {}


def ours(server):
    return sorted(key.removeprefix("wegwijzer/") for key in server.objects)


def test_document_is_kept_and_comes_back_through_its_view(desk):
    assert desk.attach().status_code == 302
    version = DocumentVersion.objects.get()
    assert ours(desk.server) == [version.file.name]
    answer = desk.download(version)
    content = b"".join(answer.streaming_content)
    assert (answer.status_code, content, answer["Content-Length"]) == (200, TEXT, str(len(TEXT)))
    assert hashlib.sha256(content).hexdigest() == version.checksum
    assert Client().get(answer.wsgi_request.path).status_code == 302  # to the door: the bucket opens nothing


def test_document_that_is_larger_than_memory_may_hold_comes_back_whole(in_bucket):
    content = bytes(range(256)) * 40_000  # 10 MB
    default_storage.save("documents/large", ContentFile(content))
    default_storage.save("documents/empty", ContentFile(b""))
    with default_storage.open("documents/empty") as file:
        assert file.read() == b""
    assert [heard.split()[0] for heard in in_bucket.heard if heard.endswith("large")] == [
        "HEAD",
        "PUT",
    ]  # whole or not at all
    with default_storage.open("documents/large") as file:
        assert (len(content), file.read() == content) == (file.size, True)
    assert in_bucket.heard[-1] == "GET /documents/wegwijzer/documents/large"
    assert default_storage.size("documents/large") == len(content)


def test_report_is_made_kept_and_removed_after_its_days(cast, in_bucket):
    meeting = make.MeetingFactory(body=cast.a.body, held=True)
    report = request_report("meeting", str(meeting.pk), by=cast.a.coordinator, scope=meeting.partnership.organisation)
    build_report(report.pk)
    report.refresh_from_db()
    assert report.state == "done", vars(report)
    kept, _at = in_bucket.objects[f"wegwijzer/{report.file.name}"]
    assert (kept[:5], hashlib.sha256(kept).hexdigest()) == (b"%PDF-", report.checksum)
    assert remove_files(report.done_at + 29 * DAY) == "0 report files removed"
    assert remove_files(report.done_at + 31 * DAY) == "1 report files removed"
    assert in_bucket.objects == {}


def test_report_that_is_kept_once_more_is_there_all_the_while(cast, in_bucket):
    report = Report.objects.create(kind="meeting", ref="1", requested_by=cast.a.coordinator)
    name = store.keep(report, b"first")
    assert store.keep(report, b"second") == name
    assert in_bucket.heard == [f"PUT /documents/wegwijzer/{name}"] * 2
    assert in_bucket.objects[f"wegwijzer/{name}"][0] == b"second"


def test_report_of_which_the_file_can_not_be_kept_is_made_however_long_that_takes(cast, in_bucket):
    meeting = make.MeetingFactory(body=cast.a.body, held=True)
    report = request_report("meeting", str(meeting.pk), by=cast.a.coordinator, scope=meeting.partnership.organisation)
    in_bucket.trouble = AWAY
    for _time in range(MOST_ATTEMPTS + 1):
        with pytest.raises(StorageAway):
            build_report(report.pk)
        report.refresh_from_db()
        assert (report.state, report.attempts) == ("working", 0)
        assert report.progress == "wacht op de server van de bestanden"
        assert [pk for _task, pk in due(timezone.now())] == []
        assert [pk for _task, pk in due(timezone.now() + LEASE)] == [report.pk]
        Report.objects.filter(pk=report.pk).update(alive_at=timezone.now() - LEASE)
    in_bucket.trouble = {}
    build_report(report.pk)
    report.refresh_from_db()
    assert (report.state, report.attempts) == ("done", 1), vars(report)


def test_lost_file_is_set_aside_comes_back_and_goes(db, in_bucket):
    in_bucket.page = 1
    for name in ("documents/2026/lost é.pdf", "documents/known.pdf", "documents/x/y/lost.pdf"):
        default_storage.save(name, ContentFile(b"tekst"))
    known = DocumentVersion(document=document_of_somebody(), number=1, name="a.txt", content_type="text/plain", size=5)
    known.file = "documents/known.pdf"
    now = timezone.now() + 2 * DAY
    assert lost_files.clear(timezone.now()) == "0 lost files set aside, 0 put back, 0 removed"
    assert lost_files.clear(now) == "3 lost files set aside, 0 put back, 0 removed"
    assert ".set-aside/documents/2026/lost é.pdf" in ours(in_bucket)
    known.save()
    assert lost_files.clear(now) == "0 lost files set aside, 1 put back, 0 removed"
    assert lost_files.clear(now + 30 * DAY) == "0 lost files set aside, 0 put back, 2 removed"
    assert ours(in_bucket) == ["documents/known.pdf"]


def document_of_somebody():
    return Document.objects.create(partnership=make.PartnershipFactory(), title="Statuten")


def test_object_that_is_not_there_is_a_file_that_is_not_there(in_bucket):
    for ask in (default_storage.open, default_storage.size, default_storage.get_modified_time):
        with pytest.raises(FileNotFoundError):
            ask("documents/none")
        in_bucket.trouble = {"HEAD ": (503, "SlowDown")}  # asked whether the bucket is there
        with pytest.raises(StorageAway, match="503"):
            ask("documents/none")
        in_bucket.trouble = {}
    assert not default_storage.exists("documents/none")
    default_storage.delete("documents/none")


@pytest.mark.fault("F16")
@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (AWAY, 503, "De bestanden zijn niet te bereiken"),
        ({"PUT": HANGS_UP}, 503, "De bestanden zijn niet te bereiken"),
        ({"PUT": (503, "SlowDown")}, 503, "De bestanden zijn niet te bereiken"),
        (dict.fromkeys(ALWAYS, (403, "AccessDenied")), 503, "De bestanden zijn niet te bereiken"),
        ({"PUT": FULL}, 507, "De schijf van deze site is vol"),
        (dict.fromkeys(ALWAYS, FULL), 507, "De schijf van deze site is vol"),
    ],
    ids=["away", "goes", "busy", "key", "full", "all full"],
)
def test_upload_that_can_not_be_kept_is_told_in_words_and_leaves_nothing(desk, answer, status, said):
    told = Entry.objects.count()
    with desk.trouble(answer):
        refused = desk.attach()
        asked_to_delete = any(heard.startswith("DELETE") for heard in desk.server.heard)
        assert asked_to_delete == (status == 507)  # who is away is not waited for once more
        page = refused.content.decode()
        assert (refused.status_code, said in page, "Traceback" in page) == (status, True, False)
        assert (Document.objects.count(), DocumentVersion.objects.count(), Entry.objects.count()) == (0, 0, told)
        assert desk.client.get(desk.list).status_code == 200
    assert desk.server.objects == {}
    assert desk.attach().status_code == 302
    assert Document.objects.count() == 1


def test_download_while_the_server_is_away_is_told_in_words(desk):
    desk.attach()
    version = DocumentVersion.objects.get()
    with desk.trouble(AWAY):
        answer = desk.download(version)
        assert (answer.status_code, answer["Retry-After"]) == (503, "120")
        assert "antwoordt niet. Dat ligt aan ons" in answer.content.decode()
    desk.server.cuts = True
    assert desk.download(version).status_code == 503  # and not the first half of a document
    desk.server.cuts = False
    assert b"".join(desk.download(version).streaming_content) == TEXT


def test_bucket_that_is_not_there_is_no_document_that_is_missing(desk, settings):
    desk.attach()
    version = DocumentVersion.objects.get()
    there, other = (
        settings.STORAGES["default"],
        Environment({"X": desk.server.url(bucket="andere")}).object_storage("X"),
    )
    settings.STORAGES = settings.STORAGES | {"default": other}
    for ask in (default_storage.open, default_storage.size, default_storage.listdir, default_storage.delete):
        with pytest.raises(StorageAway, match="De bucket andere bestaat niet"):
            ask(version.file.name)
    assert desk.download(version).status_code == 503
    settings.STORAGES = settings.STORAGES | {"default": there}
    assert b"".join(desk.download(version).streaming_content) == TEXT


def test_server_that_is_stopped_is_away(settings):
    with S3Server() as server:
        bucket = Environment({"X": server.url()}).object_storage("X")
    settings.STORAGES = settings.STORAGES | {"default": bucket}
    for ask in (default_storage.open, default_storage.exists, default_storage.listdir, default_storage.delete):
        with pytest.raises(StorageAway, match="antwoordt niet: EndpointConnectionError"):
            ask("documents/a")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"bucket": "andere"}, "De bucket andere bestaat niet."),
        ({"key": "vreemde"}, "weigert de sleutel"),
        ({"secret": "fout"}, "weigert de sleutel"),
    ],
    ids=["bucket", "key", "secret"],
)
def test_doctor_names_what_is_wrong_with_the_bucket(settings, in_bucket, given, said):
    assert files.place().level == Level.OK
    assert in_bucket.objects == {}
    bucket = Environment({"X": in_bucket.url(**given)}).object_storage("X")
    settings.STORAGES = settings.STORAGES | {"default": bucket}
    finding = files.place()
    assert (finding.level, said in finding.text, "STORAGE_URL" in finding.todo) == (Level.FAULT, True, True), finding
    assert "ge/heim" not in str(finding)
    assert in_bucket.objects == {}


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_doctor_leaves_nothing_in_a_bucket_of_which_something_is_wrong(in_bucket, method):
    in_bucket.objects["wegwijzer/documents/doctor"] = b"van iemand", 0
    in_bucket.trouble = {method: (403, "AccessDenied")}
    assert (files.place().level, "weigert de sleutel" in files.place().text) == (Level.FAULT, True)
    if method == "GET":
        assert ours(in_bucket) == ["documents/doctor"]


def test_server_of_the_tests_is_one(in_bucket):
    """What it promises beyond what the storage asks: parts of an object, the second kind of list, and no other key."""
    for name in ("a", "b/1", "b/2", "c é"):
        default_storage.save(name, ContentFile(b"0123456789"))
    client = default_storage.connection.meta.client
    part = client.get_object(Bucket="documents", Key="wegwijzer/a", Range="bytes=2-4")
    with part["Body"] as body:
        assert (part["ResponseMetadata"]["HTTPStatusCode"], body.read()) == (206, b"234")
    in_bucket.page = 1
    asked = {"Bucket": "documents", "Prefix": "wegwijzer/", "Delimiter": "/"}
    pages = list(client.get_paginator("list_objects_v2").paginate(**asked))
    assert [each["Key"] for page in pages for each in page.get("Contents", [])] == ["wegwijzer/a", "wegwijzer/c é"]
    assert [each["Prefix"] for page in pages for each in page.get("CommonPrefixes", [])] == ["wegwijzer/b/"]
    assert KEY in in_bucket.url()
