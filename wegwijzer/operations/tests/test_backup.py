"""A back-up holds everything of one moment, and putting it back gives the same installation, which mails nobody."""

import hashlib
import os
import sqlite3
import threading
from pathlib import Path

import psycopg2
import pytest
from django.contrib.auth.models import Group
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from governance.models import DocumentVersion
from wegwijzer.audit.record import broken_links
from wegwijzer.jobs.models import Heartbeat, Run
from wegwijzer.operations import backup, leftovers, restore
from wegwijzer.operations.archive import Archive
from wegwijzer.operations.checks import files
from wegwijzer.operations.doctor import Level
from wegwijzer.operations.last_backup import last_backup
from wegwijzer.operations.problems import Refusal
from wegwijzer.operations.tables import applied
from wegwijzer.operations.tests.conftest import added_person
from wegwijzer.outbox import tasks
from wegwijzer.outbox.models import Message


def contents(path):
    """What the manifest says of each table: rows, checksum, last number."""
    return {told["name"]: told for told in Archive(path).manifest["tables"]}


def test_what_comes_back_is_what_went_in(kept, empty):
    made, number = kept
    assert (made.is_tried, made.missing, made.damaged, made.documents > 0) == (True, [], [], True)
    restore.restore(Archive(made.path))
    again = backup.make(empty.folder / "again.zip", verify=False)
    before, after = contents(made.path), contents(again.path)
    # What waited to be told is held back; all the rest is the same, to the last number that was given.
    assert {name for name, told in before.items() if told != after[name]} == {"outbox_message", "reminders_notice"}
    assert sum(told["rows"] for told in before.values()) > 500
    assert list(broken_links()) == []
    for version in DocumentVersion.objects.exclude(file=""):
        archived = Archive(made.path).open_document(version.file.name)
        with default_storage.open(version.file.name) as file:
            assert hashlib.file_digest(file, "sha256").digest() == hashlib.file_digest(archived, "sha256").digest()
    assert added_person().pk == number + 1


def test_restore_mails_nobody(kept, empty):
    restore.restore(Archive(kept[0].path))
    states = set(Message.objects.values_list("state", flat=True))
    assert "uncertain" in states
    assert not states & {"ready", "sending"}
    assert tasks.due(timezone.now()) == []
    for key in ("waits", "leaves"):
        held = Message.objects.may_have_left().get(dedupe_key=key)
        assert "die is teruggezet" in held.reason


def test_last_backup_is_remembered(kept, in_full, settings):
    noted = last_backup()
    assert (noted.file, noted.rows, noted.is_tried) == (str(kept[0].path), kept[0].rows, True)
    assert noted.is_recent(timezone.now())
    (Path(settings.DATA_DIR) / "last_backup.json").write_text('{"made_at": "gisteren"}')
    assert last_backup() is None


def test_file_that_is_damaged_is_told_by_the_backup_and_one_that_was_cut_off_by_the_doctor(kept, empty):
    restore.restore(Archive(kept[0].path))
    assert files.documents().level == Level.OK
    version = DocumentVersion.objects.exclude(file="").earliest("pk")
    path = Path(default_storage.path(version.file.name))
    content = path.read_bytes()
    path.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    said: list[str] = []
    made = backup.make(empty.folder / "damaged.zip", say=said.append)
    assert (made.missing, made.damaged, last_backup().damaged) == ([], [version.file.name], 1)
    assert any(f"het bestand {version.file.name} is beschadigd" in line for line in said)
    assert "waren 1 bestanden beschadigd" in files.backup().text
    path.write_bytes(content[:-1])
    assert (files.documents().level, version.file.name in files.documents().text) == (Level.FAULT, True)


def test_secrets_and_sessions_stay_behind(kept, settings):
    archive = Archive(kept[0].path)
    assert not {"django_session", "jobs_heartbeat"} & contents(kept[0].path).keys()
    assert settings.SECRET_KEY.encode() not in b"".join(archive.zip.read(name) for name in archive.zip.namelist())
    assert kept[0].path.stat().st_mode & 0o077 == 0


def test_installation_with_rows_or_with_a_worker_is_left_alone(kept, empty):
    restore.restore(Archive(kept[0].path))
    with pytest.raises(Refusal, match="staan al gegevens"):
        restore.restore(Archive(kept[0].path))
    restore.restore(Archive(kept[0].path), replace=True)
    Heartbeat.objects.beat("worker", ["jobs"], timezone.now())
    with pytest.raises(Refusal, match="werkt nog"):
        restore.restore(Archive(kept[0].path), replace=True)


def test_backup_of_an_older_release_is_brought_up_to_date(empty):
    now = applied()
    MigrationExecutor(connection).migrate([("outbox", "0002_request_id")])
    assert applied() != now
    Message.objects.create(kind="testing.note", to="lid@example.org", subject="Dag", body="Dag", dedupe_key="dag")
    path = empty.folder / "older.zip"
    backup.make(path)
    restore.restore(Archive(path), replace=True)
    assert applied() == now
    assert Message.objects.get().state == "uncertain"


def test_copies_that_a_killed_backup_left_are_told_and_cleared(empty):
    name = connection.settings_dict["NAME"]
    places = [empty.folder / leftovers.part_name("x.zip"), empty.folder / f"{leftovers.MOVING}x"]
    places += [Path(leftovers.new_database(name))] if connection.vendor == "sqlite" else []
    at_work = empty.folder / leftovers.part_name("x.zip")
    for path in [*places, at_work]:
        path.touch()
    for path in places:
        os.utime(path, (0, 0))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA wegwijzer_check_5_{'a' * 16}; CREATE SCHEMA {leftovers.schema_name()}")
    assert leftovers.old_files(empty.folder) == sorted(places)
    assert "2 kopieën van gegevens" in files.backup_leftovers().text
    backup.make(empty.folder / "clean.zip", verify=False)
    assert (leftovers.old_files(empty.folder), leftovers.old_schemas(), at_work.exists()) == ([], [], True)
    assert files.backup_leftovers().text == "geen"


def connect(url):
    return sqlite3.connect(url.removeprefix("sqlite:///"), timeout=20) if "sqlite" in url else psycopg2.connect(url)


class Writer(threading.Thread):
    """Writes a row in two tables, each time in one transaction, until it is told to stop."""

    def __init__(self, url, number):
        super().__init__()
        self.url, self.number, self.stopped, self.pairs, self.error = url, number, threading.Event(), 0, None

    def run(self):
        link = connect(self.url)
        try:
            while not self.stopped.is_set():
                name, cursor = f"{self.number}-{self.pairs}", link.cursor()
                cursor.execute(f"INSERT INTO auth_group (name) VALUES ('{name}')")
                cursor.execute(
                    "INSERT INTO jobs_run (name, due_at, state, start_after, attempts, note, version) VALUES "
                    f"('{name}', '2026-01-01 00:00:00+00:00', 'due', '2026-01-01 00:00:00+00:00', 0, '', 1)"
                )
                link.commit()
                self.pairs += 1
        except Exception as error:
            self.error = error
        finally:
            link.close()


def test_backup_while_others_write_is_of_one_moment(empty):
    connection.close()
    writers = [Writer(empty.database_url, number) for number in range(3)]
    for writer in writers:
        writer.start()

    def wait_for_more():
        target = [writer.pairs + 5 for writer in writers]
        empty.wait_for(lambda: all(w.pairs >= t or w.error for w, t in zip(writers, target, strict=True)))

    wait_for_more()
    made = backup.make(empty.folder / "live.zip", verify=False)
    wait_for_more()
    for writer in writers:
        writer.stopped.set()
        writer.join()
    assert [writer.error for writer in writers] == [None] * 3
    rows = contents(made.path)
    assert 15 <= rows["auth_group"]["rows"] == rows["jobs_run"]["rows"] <= Group.objects.count() - 15
    assert Run.objects.count() == Group.objects.count() == sum(writer.pairs for writer in writers)
