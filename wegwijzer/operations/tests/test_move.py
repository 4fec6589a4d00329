"""Moving to another database: the same rows there, and nothing changed here."""

import os
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from wegwijzer.accounts.models import User
from wegwijzer.audit.models import Entry
from wegwijzer.operations import backup, move
from wegwijzer.operations.archive import Archive
from wegwijzer.operations.connections import settings_for, standing_in
from wegwijzer.operations.restore import restore
from wegwijzer.operations.tests.conftest import at_home
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


def test_what_somebody_writes_meanwhile_is_not_lost(empty, elsewhere, monkeypatch):
    def written(*args, **options):
        manifest = backup.write(*args, **options)
        entry = {"verb": "x", "target_type": "x", "target_id": 1, "previous": "0" * 64, "digest": "f" * 64}
        Entry.objects.create(**entry)
        return manifest

    monkeypatch.setattr(move, "write", written)
    with pytest.raises(CommandError, match="schreef intussen"):
        call_command("move_database", elsewhere.database_url, stdout=StringIO())
    assert elsewhere.sql("SELECT count(*) FROM audit_entry") == [(0,)]


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
