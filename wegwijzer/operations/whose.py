"""Whose database is it: nobody's, ours, or somebody else's? Asked before anything in it is overwritten.

Tables alone do not say it: another Django application has `auth_user` as well. What was applied does: the rows of
`django_migrations` name the applications that ever made a table there. A mistyped DATABASE_URL must cost nobody's rows.
"""

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from wegwijzer.operations.problems import Refusal
from wegwijzer.operations.tables import LEFT_OUT, WRITTEN_BY_MIGRATE, applied, tables_at, unknown

BOOKS = MigrationRecorder.Migration._meta.db_table
# Applications that every release of Wegwijzer has had; all of them together are in no other database.
ALWAYS = {"accounts", "audit", "governance", "outbox"}


def demand_ours() -> None:
    """Raises Refusal when there is a table that is not ours. A database of a newer release of ours is ours."""
    there = set(connection.introspection.table_names())
    names = applied()
    found = {app for app, _name in names}
    if there - {BOOKS} and not found >= ALWAYS:
        raise Refusal(
            _("In deze database staan tabellen, maar niet die van Wegwijzer (%s). Kijk het adres na (DATABASE_URL).")
            % _some(there - {BOOKS})
        )
    if strangers := found - MigrationLoader(None).migrated_apps:
        raise Refusal(
            _("Deze database is ook van een andere toepassing (%s). Kijk het adres na (DATABASE_URL).")
            % _some(strangers)
        )
    # A release that is newer made tables that this one can not name; they bear the name of one of our applications.
    newer = tuple(f"{app}_" for app, _name in unknown(names))
    if strange := {name for name in _strange(there) if not name.startswith(newer)}:
        raise _is_strange(strange)


def demand_empty(sentence: str) -> None:
    """Raises Refusal with `sentence`, which has a place for the names of tables, when somebody wrote something.

    And when there is any table that this release does not know: nobody can say whether that is empty.
    """
    demand_ours()
    there = set(connection.introspection.table_names())
    if strange := _strange(there):
        raise _is_strange(strange)
    # Turns of periodic work are written by a worker that was only just started.
    of_the_machine = WRITTEN_BY_MIGRATE | {"jobs_run"}
    tables = [table for table in tables_at(applied()) if table.name in there - of_the_machine]
    if full := [table.name for table in tables if table.exists()]:
        raise Refusal(sentence % ", ".join(full[:3]))


def _strange(there: set[str]) -> set[str]:
    """What SQLite keeps for itself is nobody's."""
    known = {table.name for table in tables_at(applied())} | LEFT_OUT | {BOOKS}
    return {name for name in there - known if not name.startswith("sqlite_")}


def _is_strange(names: set[str]) -> Refusal:
    return Refusal(
        _("In deze database staan tabellen die deze versie van Wegwijzer niet kent (%s). Kijk het adres na.")
        % _some(names)
    )


def _some(names: set[str]) -> str:
    return ", ".join(sorted(names)[:3])
