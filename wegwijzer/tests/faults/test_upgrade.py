"""Upgrades that break off, and one that is taken back."""

import os
import signal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import reverse

from wegwijzer.accounts.models import Organisation
from wegwijzer.operations.connections import standing_in
from wegwijzer.operations.tables import applied, tables_at
from wegwijzer.outbox.models import Message

BEFORE = ("outbox", "0002_request_id")


def migrate_and_die(target, statements):
    """In a process of its own, killed for real at that statement; returns how it ended."""
    config = dict(connection.settings_dict)
    connection.close()
    child = os.fork()
    if child == 0:
        done = 0
        execute = BaseDatabaseSchemaEditor.execute

        def counted(self, sql, params=()):
            nonlocal done
            done += 1
            if done == statements:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(self, sql, params)

        try:
            BaseDatabaseSchemaEditor.execute = counted
            with standing_in(config) as own:
                MigrationExecutor(own).migrate([target])
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1]


def messages():
    (table,) = [table for table in tables_at(applied()) if table.name == "outbox_message"]
    return table.content()


@pytest.mark.fault("F25")
def test_migration_that_is_killed_is_completed_by_the_next_one_without_losing_a_row(empty):
    (newest,) = MigrationLoader(None).graph.leaf_nodes("outbox")
    now = applied()
    for number in range(30):
        Message.objects.create(kind="x", dedupe_key=str(number), body="tekst " * 100)
    before = messages()
    MigrationExecutor(connection).migrate([BEFORE])
    assert applied() != now
    assert migrate_and_die(newest, statements=3) == signal.SIGKILL  # with the table half made anew
    assert newest not in applied()
    assert Message.objects.count() == 30
    call_command("migrate", verbosity=0)
    assert applied() == now
    assert messages() == before


@pytest.mark.fault("F26")
def test_older_code_works_on_the_database_of_a_newer_version(empty, tmp_path):
    """Columns that a newer version added have a default of the database itself: who does not know them, writes on."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_organisation ADD COLUMN newer varchar(10) DEFAULT 'x' NOT NULL")
    MigrationRecorder(connection).record_applied("accounts", "9999_newer")
    call_command("migrate", verbosity=0)
    assert Client().get(reverse("home:ready")).status_code == 200
    assert Client().get(reverse("entrance:login")).status_code == 200
    organisation = Organisation.objects.create(name="Bestuur", kind="other")
    Organisation.objects.filter(pk=organisation.pk).update(name="Ander bestuur")
    assert Organisation.objects.get().name == "Ander bestuur"
    # What it can not see it would leave out: a back-up is for the newer version.
    with pytest.raises(CommandError, match="nieuwere versie"):
        call_command("backup", tmp_path / "partial.zip")
