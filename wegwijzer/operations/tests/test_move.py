"""Moving to another database: the same rows there, and nothing changed here."""

import os
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from wegwijzer.accounts.models import User
from wegwijzer.audit.models import Entry
from wegwijzer.jobs.models import Heartbeat, Run
from wegwijzer.lifecycle import change
from wegwijzer.operations import backup, move
from wegwijzer.operations.archive import Archive
from wegwijzer.operations.connections import settings_for, standing_in
from wegwijzer.operations.restore import restore
from wegwijzer.operations.tests.conftest import at_home
from wegwijzer.outbox.models import Message
from wegwijzer.testing.installation import copy_of
from wegwijzer.testing.migrated import KeptFile


def contents(folder):
    backup.make(folder / "contents.zip", verify=False)
    return Archive(folder / "contents.zip").manifest["tables"]


@pytest.fixture
def elsewhere(migrated_database, tmp_path):
    """An empty database beside the others."""
    (tmp_path / "elsewhere").mkdir()
    with copy_of(migrated_database, tmp_path / "elsewhere", "elsewhere") as installation:
        yield installation


def somebody():
    Entry.objects.create(verb="x", target_type="x", target_id=1, previous="0" * 64, digest="f" * 64)


def worker_that_lives():
    Heartbeat.objects.beat("worker", ["jobs"], timezone.now())


def worker_that_mailed():
    """And is gone again, longer ago than its heartbeat is looked at."""
    message, now = Message.objects.get(), timezone.now()
    change(message, state="sent", sent_at=now, handed_over_at=now)


def worker_that_took_up_a_turn():
    Run.objects.create(name="remind", due_at=timezone.now())


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (somebody, "schreef intussen"),
        (worker_that_lives, "werkt nog"),
        (worker_that_mailed, "schreef intussen"),
        (worker_that_took_up_a_turn, "schreef intussen"),
    ],
)
def test_what_is_written_meanwhile_is_not_lost_nor_done_twice(empty, elsewhere, monkeypatch, write, said):
    def written(*args, **options):
        manifest = backup.write(*args, **options)
        write()
        return manifest

    Message.objects.create(kind="testing.note", to="lid@example.org", subject="Dag", body="Dag", dedupe_key="dag")
    monkeypatch.setattr(move, "write", written)
    with pytest.raises(CommandError, match=said):
        call_command("move_database", elsewhere.database_url, stdout=StringIO())
    assert elsewhere.sql("SELECT count(*) FROM audit_entry") == [(0,)]
    assert elsewhere.sql("SELECT count(*) FROM outbox_message") == [(0,)]


def test_everything_moves_and_the_source_stays(kept, in_full, elsewhere, tmp_path):
    here, said = contents(tmp_path), StringIO()
    call_command("move_database", elsewhere.database_url, stdout=said)
    assert contents(tmp_path) == here
    with standing_in(settings_for(elsewhere.database_url)):
        assert contents(tmp_path) == here
        with pytest.raises(CommandError, match="database die nu gebruikt wordt"):
            call_command("move_database", elsewhere.database_url)
    users = next(told for told in here if told["name"] == "accounts_user")
    printed = [line.split() for line in said.getvalue().splitlines()]
    assert ["accounts_user", str(users["rows"]), users["sha256"][:16]] in printed
    with pytest.raises(CommandError, match="staan al gegevens"):
        call_command("move_database", elsewhere.database_url, stdout=StringIO())


def test_from_sqlite_to_postgresql_and_back(kept, elsewhere, tmp_path):
    if elsewhere.database_url.startswith("sqlite") or not KeptFile().exists():
        is_asked = os.environ.get("REQUIRE_SERVICES") == "1" and not elsewhere.database_url.startswith("sqlite")
        assert not is_asked, "the SQLite that the first run of these tests keeps is gone"
        pytest.skip("takes a PostgreSQL, and a SQLite that an earlier run of these tests migrated")
    with at_home(KeptFile().url, tmp_path / "small", "small"):
        restore(Archive(kept[0].path))
        here = contents(tmp_path)
        call_command("move_database", elsewhere.database_url, stdout=StringIO())
        with at_home(KeptFile().url, tmp_path / "back", "back") as back:
            with standing_in(settings_for(elsewhere.database_url)):
                assert contents(tmp_path) == here
                call_command("move_database", back.database_url, stdout=StringIO())
            assert contents(tmp_path) == here
        User.objects.filter(pk=User.objects.earliest("pk").pk).update(name="x" * 5000)  # SQLite counts no letters
        empty_again(elsewhere)
        with pytest.raises(CommandError, match="Tabel accounts_user kan niet gevuld"):
            call_command("move_database", elsewhere.database_url, stdout=StringIO())


def empty_again(elsewhere):
    """TRUNCATE passes by what refuses DELETE."""
    rows = elsewhere.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    elsewhere.sql(f"TRUNCATE {', '.join(name for (name,) in rows if name != 'django_migrations')}")


@pytest.mark.once
def test_address_that_leads_nowhere_is_told_in_words(empty, capsys, monkeypatch):
    with pytest.raises(CommandError, match="Geef het adres"):
        call_command("move_database")
    with pytest.raises(SystemExit):
        call_command("move_database", "geen adres")
    assert "Het adres is niet goed: verwacht postgres://" in capsys.readouterr().err
    monkeypatch.setenv("MOVE_TO_DATABASE_URL", "postgres://niemand:geheim@127.0.0.1:9/niets")
    with pytest.raises(CommandError, match="antwoordt niet") as refused:
        call_command("move_database", stdout=StringIO())
    assert "geheim" not in str(refused.value)
