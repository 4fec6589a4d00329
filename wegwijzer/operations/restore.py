"""Putting a back-up back: everything is checked, loaded and compared before the first byte is overwritten.

On SQLite a new file is filled beside the database and copied over it in one step; on PostgreSQL all happens in one
transaction. Whoever pulls the plug half-way finds the old installation.
"""

import datetime as dt
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from wegwijzer.jobs.models import Heartbeat
from wegwijzer.operations import leftovers
from wegwijzer.operations.archive import Archive
from wegwijzer.operations.backup import Say, fill, tell_of_history
from wegwijzer.operations.connections import new_file
from wegwijzer.operations.documents import Documents
from wegwijzer.operations.problems import Refusal
from wegwijzer.operations.tables import Name, Table, applied, tables_at, unknown
from wegwijzer.operations.whose import BOOKS, demand_empty, demand_ours

Finish = Callable[[], None]


def restore(archive: Archive, *, replace: bool = False, say: Say = lambda line: None) -> None:
    """Make this installation what the back-up says. Raises Refusal, and then nothing has changed.

    Refuses a database of somebody else, and an installation in which something is (unless `replace`) or in which
    somebody works.
    """
    names = _checked(archive)
    demand_ours()
    demand_quiet()
    leftovers.clear()
    if not replace:
        demand_empty(_("In deze installatie staan al gegevens (%s). Met --replace worden ze vervangen."))
    say(_("Back-up van %(when)s: %(rows)s rijen, %(documents)s bestanden") % _described(archive))
    documents = Documents(archive)
    with documents.coming():
        put_in(archive, names, say, finish=lambda: _after(archive, documents, say))


def put_in(archive: Archive, names: list[Name], say: Say, finish: Finish) -> None:
    """Fill the database with the rows of `archive`, bring it up to date, call `finish`, and only then let it count."""
    has_tables = applied() == names
    if connection.vendor == "sqlite":
        own = connection.settings_dict
        with new_file(connections[DEFAULT_DB_ALIAS], with_tables=has_tables) as place:
            _rows_in(place, archive, names, say, has_tables=has_tables, finish=finish)
            place.close()
            _copy_file(place.settings_dict["NAME"], own["NAME"], own["OPTIONS"].get("timeout", 20))
        return
    with transaction.atomic():
        _emptied(keep_tables=has_tables)
        _rows_in(connections[DEFAULT_DB_ALIAS], archive, names, say, has_tables=has_tables, finish=finish)


def _checked(archive: Archive) -> list[Name]:
    """The migrations of the back-up. Raises Refusal when it is damaged or newer than this release."""
    names = sorted((app, name) for app, name in archive.manifest["migrations"])
    if unknown(names):
        raise Refusal(
            _("Deze back-up is gemaakt door versie %(theirs)s, die nieuwer is dan deze. Installeer eerst die versie.")
            % {"theirs": archive.manifest["application"]}
        )
    archive.check_members()
    return names


def demand_quiet() -> None:
    """Raises Refusal when a worker lives: what it writes meanwhile would be lost."""
    has_heartbeats = Heartbeat._meta.db_table in connection.introspection.table_names()
    if has_heartbeats and Heartbeat.objects.alive(timezone.now()).exists():
        raise Refusal(_("Wegwijzer werkt nog. Stop eerst de toepassing en wacht een halve minuut."))


def _described(archive: Archive) -> dict[str, Any]:
    told = archive.manifest
    when = timezone.localtime(dt.datetime.fromisoformat(told["made_at"]))
    rows = sum(each["rows"] for each in told["tables"])
    return {"when": f"{when:%d-%m-%Y %H:%M}", "rows": rows, "documents": len(told["documents"])}


def _rows_in(place: Any, archive: Archive, names: list[Name], say: Say, *, has_tables: bool, finish: Finish) -> None:
    tables = tables_at(names)
    if has_tables and place.vendor == "sqlite":
        recorder = MigrationRecorder(place)
        recorder.ensure_schema()
        for app, name in names:
            recorder.record_applied(app, name)
    elif not has_tables:
        _migrate_to(place, names)
        _clear(place, tables)
    fill(place, tables, archive)
    say(_("Database: alle aantallen en controlegetallen zijn gelijk"))
    executor = MigrationExecutor(place)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)
        say(_("Database: bijgewerkt naar deze versie"))
    tell_of_history(say)
    finish()


def _migrate_to(place: Any, names: list[Name]) -> None:
    """Build the tables as that release had them: by its migrations, without what `migrate` writes afterwards."""
    executor = MigrationExecutor(place)
    full = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    executor.migrate([], plan=[step for step in full if (step[0].app_label, step[0].name) in names])


def _clear(place: Any, tables: list[Table]) -> None:
    """What migrations wrote comes back from the back-up."""
    if any(table.exists() for table in tables):
        place.ops.execute_sql_flush(place.ops.sql_flush(no_style(), [table.name for table in tables]))


def _emptied(*, keep_tables: bool) -> None:
    """PostgreSQL: no rows (by TRUNCATE, which history lets pass), or no tables when they are of another release.

    For a database that is ours (`demand_ours`): all goes, also the tables that only a newer release knows.
    """
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1")
        there = [quote(name) for (name,) in cursor.fetchall()]
        if keep_tables:
            cursor.execute(f"TRUNCATE {', '.join(name for name in there if name != quote(BOOKS))} RESTART IDENTITY")
            return
        if not there:
            return
        cursor.execute(
            "SELECT DISTINCT tgfoid::regprocedure::text FROM pg_trigger "
            "WHERE NOT tgisinternal AND tgrelid = ANY(%s::text[]::regclass[])",
            [there],
        )
        functions = [name for (name,) in cursor.fetchall()]
        cursor.execute(f"DROP TABLE {', '.join(there)} CASCADE")
        for name in functions:
            cursor.execute(f"DROP FUNCTION {name}")


def _copy_file(source: str, target: str, seconds: float) -> None:
    """In one transaction of SQLite, which also those who have the file open will see."""
    with closing(sqlite3.connect(source)) as new, closing(sqlite3.connect(target, timeout=seconds)) as old:
        new.backup(old)


def _after(archive: Archive, documents: Documents, say: Say) -> None:
    made_at = dt.datetime.fromisoformat(archive.manifest["made_at"])
    for path in settings.AFTER_RESTORE:
        say(import_string(path)(made_at))
    documents.bring()
    for name in archive.manifest["missing"]:
        say(_("Let op: het bestand %s was er al niet toen de back-up gemaakt werd.") % name)
