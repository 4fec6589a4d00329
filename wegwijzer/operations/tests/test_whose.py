"""A database of somebody else is never taken for an empty one, nor for one of ours that may be replaced."""

from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from wegwijzer.operations import restore
from wegwijzer.operations.archive import Archive
from wegwijzer.operations.connections import settings_for, standing_in
from wegwijzer.operations.problems import Refusal
from wegwijzer.testing.migrated import administer, beside


@contextmanager
def database_of_somebody_else(empty, folder):
    """With the one table of a shop and a customer in it; at this address while it lasts."""
    url = f"sqlite:///{folder}/shop.sqlite3"
    if not empty.database_url.startswith("sqlite"):
        name = f"{empty.database_url.rpartition('/')[2]}_shop"
        administer(empty.database_url, f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')
        url = beside(empty.database_url, name)
    with standing_in(settings_for(url)), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE customers (name text)")
        cursor.execute("INSERT INTO customers VALUES ('klant')")
    yield url
    if not url.startswith("sqlite"):
        administer(url, f'DROP DATABASE "{name}" WITH (FORCE)')


def rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        return cursor.fetchall()


def test_database_of_somebody_else_is_never_overwritten(kept, empty, tmp_path):
    with database_of_somebody_else(empty, tmp_path) as url:
        with pytest.raises(CommandError, match=r"niet die van Wegwijzer \(customers\)"):
            call_command("move_database", url, stdout=StringIO())
        with standing_in(settings_for(url)):
            for replace in (False, True):
                with pytest.raises(Refusal, match=r"niet die van Wegwijzer \(customers\)"):
                    restore.restore(Archive(kept[0].path), replace=replace)
            assert connection.introspection.table_names() == ["customers"]
            assert rows("customers") == [("klant",)]


def test_neighbour_in_our_database_is_left_alone_and_a_newer_release_of_ours_is_not_one(kept, empty):
    archive = Archive(kept[0].path)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE customers (name text)")
    for replace in (False, True):
        with pytest.raises(Refusal, match=r"niet kent \(customers\)"):
            restore.restore(archive, replace=replace)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE customers RENAME TO governance_customer")
    recorder = MigrationRecorder(connection)
    recorder.record_applied("governance", "9999_of_the_future")
    with pytest.raises(Refusal, match=r"niet kent \(governance_customer\)"):
        restore.restore(archive)
    recorder.record_applied("shop", "0001_initial")
    with pytest.raises(Refusal, match=r"andere toepassing \(shop\)"):
        restore.restore(archive, replace=True)
    recorder.record_unapplied("shop", "0001_initial")
    restore.restore(archive, replace=True)
    assert "governance_customer" not in connection.introspection.table_names()
