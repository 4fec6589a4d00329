"""Each fault that is planted in an installation is found, and named with what to do."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from governance.models import Document, DocumentVersion
from governance.tests import factories as make
from wegwijzer.audit.models import Entry
from wegwijzer.operations import doctor
from wegwijzer.operations.checks import database, environment, files, work
from wegwijzer.operations.doctor import Level
from wegwijzer.outbox.models import Message
from wegwijzer.testing.smtp_sink import SmtpSink

FAULT, WARNING, OK = Level.FAULT, Level.WARNING, Level.OK
PUBLIC = {"DEMO": False, "ALLOWED_HOSTS": ["wegwijzer.example.org"], "SITE_URL": "https://wegwijzer.example.org"}

SMTP = {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend"}


@pytest.mark.parametrize(
    ("ask", "planted", "level", "said"),
    [
        (environment.demo, {"DEBUG": True}, FAULT, "DEBUG"),
        (environment.demo, {"DEMO": True}, FAULT, "te bereiken als wegwijzer.example.org"),
        (environment.demo, {"DEMO": True, "ALLOWED_HOSTS": ["localhost"]}, WARNING, "DEMO staat aan"),
        (environment.demo, {}, OK, "uit"),
        (environment.allowed_hosts, {"ALLOWED_HOSTS": ["*"]}, FAULT, "elke naam"),
        (environment.allowed_hosts, {"ALLOWED_HOSTS": ["127.0.0.1"]}, WARNING, "alleen deze machine"),
        (environment.allowed_hosts, {}, OK, "wegwijzer.example.org"),
        (environment.site_url, {"SITE_URL": "http://wegwijzer.example.org"}, FAULT, "niet beveiligd"),
        (environment.site_url, {"SITE_URL": "https://elders.example.org"}, FAULT, "elders.example.org wordt geweigerd"),
        (environment.site_url, {}, OK, "https://wegwijzer.example.org"),
        (environment.contact_email, {"CONTACT_EMAIL": ""}, WARNING, "er is er geen"),
        (environment.contact_email, {"CONTACT_EMAIL": "vraag@example.org"}, OK, "vraag@example.org"),
        (work.broker, {"REDIS_URL": "redis://127.0.0.1:9/0"}, WARNING, "127.0.0.1:9"),
        (work.broker, {"REDIS_URL": ""}, OK, "niet gebruikt"),
        (work.mail_server, {"EMAIL_BACKEND": "wegwijzer.outbox.mail_folder.EmailBackend"}, WARNING, "bij niemand aan"),
        (work.sender, SMTP, FAULT, "als wegwijzer@example.org, en dat adres is van niemand"),
        (work.sender, SMTP | {"DEFAULT_FROM_EMAIL": "mail@wegwijzer.example"}, OK, "mail@wegwijzer.example"),
        (work.sender, SMTP | {"DEMO": True}, OK, ""),
        (work.sender, {}, OK, ""),  # in a folder nobody looks at the sender
        (files.pdf, {"REPORT_MEMORY_MB": 1}, FAULT, ""),
        (files.pdf, {}, OK, "proefblad"),
    ],
)
def test_setting_that_is_wrong_is_named(settings, ask, planted, level, said):
    for name, value in (PUBLIC | planted).items():
        setattr(settings, name, value)
    finding = ask()
    assert (finding.level, said in finding.text, bool(finding.todo)) == (level, True, level != OK), finding


def test_key_that_others_can_read_is_found(settings, tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    settings.DATA_DIR = tmp_path
    assert environment.secret_key().level == FAULT
    (tmp_path / "secret_key").write_text("x" * 50)
    (tmp_path / "secret_key").chmod(0o644)
    assert "kunnen" in environment.secret_key().text
    (tmp_path / "secret_key").chmod(0o600)
    assert environment.secret_key().level == OK


def test_mail_server_is_greeted_and_sent_nothing(settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = False, False
    with SmtpSink() as sink:
        settings.EMAIL_PORT = sink.port
        assert work.mail_server().level == OK
        settings.EMAIL_USE_TLS = True  # which this server does not offer, or somebody on the way took out
        assert "STARTTLS" in work.mail_server().text
        assert work.mail_server().level == FAULT
        assert list(sink.recipients) == []
    assert work.mail_server().level == FAULT  # nobody answers any more


def test_disk_that_fills_up_and_backup_that_is_old_are_told(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    for free, level in ((100, FAULT), (1000, WARNING), (5000, OK)):
        monkeypatch.setattr(
            files.shutil, "disk_usage", lambda path, free=free: type("Usage", (), {"free": free * files.MB})
        )
        assert files.folder().level == level
    assert files.backup().level == WARNING
    note = {"made_at": (timezone.now() - dt.timedelta(hours=27)).isoformat(), "bytes": 1, "is_tried": True}
    (tmp_path / "last_backup.json").write_text(json.dumps(note))
    assert "de laatste is van" in files.backup().text
    note["made_at"] = timezone.now().isoformat()
    (tmp_path / "last_backup.json").write_text(json.dumps(note))
    assert files.backup().level == OK
    (tmp_path / "last_backup.json").write_text(json.dumps(note | {"missing": 2}))
    assert (files.backup().level, "ontbreken 2 bestanden" in files.backup().text) == (WARNING, True)


def entry(**fields):
    values = {"verb": "x", "target_type": "x", "target_id": 1, "previous": "0" * 64, "digest": "f" * 64}
    return Entry.objects.create(**(values | fields))


def test_database_of_which_something_is_wrong(empty):
    assert [ask().level for ask in (database.database, database.journal, database.migrations)] == [OK] * 3
    assert [ask().level for ask in (database.history, database.clock, work.messages, files.documents)] == [OK] * 4
    assert (work.worker().level, work.worker().text) == (
        FAULT,
        "niemand werkt aan: mails en periodiek werk, documenten",
    )
    entry(at=timezone.now() + dt.timedelta(hours=1))
    assert "eerste is nummer 1" in database.history().text
    assert database.clock().level == FAULT
    now = timezone.now()
    Message.objects.create(kind="x", dedupe_key="x", state="uncertain", stopped_at=now, reason="x")
    assert work.messages().text == "1 onzeker, 0 mislukt"
    Message.objects.update(cleared_at=now)  # without its text it can not be sent: there is nothing left to do
    assert work.messages().level == OK
    document = Document.objects.create(partnership=make.PartnershipFactory(), title="Statuten")
    DocumentVersion.objects.create(document=document, number=1, file="documents/weg.pdf", name="a.pdf", size=5)
    assert "1 bestanden zijn weg, het eerste is documents/weg.pdf" in files.documents().text
    MigrationRecorder(connection).record_applied("governance", "9999_of_the_future")
    assert database.migrations().level == WARNING
    MigrationRecorder(connection).record_unapplied(*MigrationLoader(None).graph.leaf_nodes("outbox")[0])
    assert database.migrations().todo == "manage.py migrate"


@pytest.mark.once
def test_file_of_sqlite_that_is_not_whole(empty):
    assert database.integrity().level == OK
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=DELETE")
        assert "delete" in database.journal().text
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute(
            "INSERT INTO outbox_attachment (message_id, position, name, content_type, content) "
            "VALUES (9, 1, '', '', '')"
        )
    assert "outbox_attachment" in database.integrity().text


def test_command_tells_a_program_and_ends_with_a_status(monkeypatch):
    def broken():
        raise OSError("de stekker is eruit")

    monkeypatch.setattr(doctor, "checks", {"well": ("Een", lambda: doctor.ok("goed"))})
    said = StringIO()
    call_command("doctor", stdout=said)
    assert said.getvalue().split() == ["ok", "Een:", "goed"]
    doctor.checks["broken"] = ("Twee", broken)
    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", "--json", stdout=said)
    assert [(told["name"], told["level"]) for told in json.loads(said.getvalue())] == [
        ("well", "ok"),
        ("broken", "fault"),
    ]
    assert "de stekker is eruit" in said.getvalue()


def test_doctor_makes_no_folder_of_documents_and_sees_one_that_is_closed(db, settings, monkeypatch):
    """Asked by root on the first day, it would leave one in which the application can not write."""
    assert files.place().level == OK
    assert not settings.MEDIA_ROOT.exists()
    (settings.MEDIA_ROOT / "reports").mkdir(parents=True)
    assert files.place().level == OK
    monkeypatch.setattr(files.os, "access", lambda path, how: path != settings.MEDIA_ROOT / "reports")
    finding = files.place()
    assert (finding.level, "reports kan niet geschreven worden" in finding.text) == (FAULT, True)
    assert list(settings.MEDIA_ROOT.iterdir()) == [settings.MEDIA_ROOT / "reports"]
