"""Working with a database beside the one of the settings, through the same models and functions."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.psycopg_any import IsolationLevel
from django.db.utils import load_backend

from wegwijzer.environment import Environment
from wegwijzer.operations.leftovers import new_database, schema_name

ADDRESS = "Het adres"  # as the sentence calls it


def settings_of(connection: BaseDatabaseWrapper, **options: Any) -> dict[str, Any]:
    """How this database is reached, with other options on top."""
    return {**connection.settings_dict, "OPTIONS": {**connection.settings_dict["OPTIONS"], **options}}


def settings_for(url: str) -> dict[str, Any]:
    """How the database at this address is reached. Raises WrongSetting, with a sentence, for what is no address."""
    told = Environment({ADDRESS: url}).database(ADDRESS, default="")
    options = settings.SQLITE_OPTIONS if told["ENGINE"].endswith("sqlite3") else told.get("OPTIONS", {})
    return {**connections[DEFAULT_DB_ALIAS].settings_dict, **told, "OPTIONS": dict(options)}


@contextmanager
def standing_in(config: Mapping[str, Any]) -> Iterator[BaseDatabaseWrapper]:
    """Whatever asks for the database inside gets this one: models, migrations, the check of history.

    For commands, which have one thread. The own connection is closed: SQLite locks less without it.
    """
    own = connections[DEFAULT_DB_ALIAS]
    if not own.in_atomic_block:
        own.close()
    other = load_backend(config["ENGINE"]).DatabaseWrapper(dict(config), DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = other
    try:
        yield other
    finally:
        other.close()
        connections[DEFAULT_DB_ALIAS] = own


@contextmanager
def snapshot() -> Iterator[BaseDatabaseWrapper]:
    """One moment of the database, however long one reads: no writer waits for it, and none is seen after it began."""
    own = connections[DEFAULT_DB_ALIAS]
    if own.vendor == "sqlite":
        config = settings_of(own, transaction_mode="DEFERRED")  # a reader, which in WAL keeps nobody waiting
    else:
        config = settings_of(own, isolation_level=IsolationLevel.REPEATABLE_READ)
    with standing_in(config) as connection, transaction.atomic():
        yield connection


@contextmanager
def blank_copy() -> Iterator[BaseDatabaseWrapper]:
    """A place that is thrown away again, with the tables of the database and no row in them.

    On SQLite a file beside it, on PostgreSQL a schema. Raises DatabaseError when this user may not make one.
    """
    own = connections[DEFAULT_DB_ALIAS]
    with new_file(own) if own.vendor == "sqlite" else _new_schema(own) as connection:
        yield connection


@contextmanager
def new_file(own: BaseDatabaseWrapper, *, with_tables: bool = True) -> Iterator[BaseDatabaseWrapper]:
    """A file of SQLite beside that of `own`, with its tables, indexes and triggers or with nothing."""
    statements: list[str] = []
    if with_tables:
        with own.cursor() as cursor:
            cursor.execute(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!' "
                "ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END"
            )
            statements = [sql for (sql,) in cursor.fetchall()]
    path = new_database(own.settings_dict["NAME"])
    # Nobody needs this file after a power cut.
    start = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    try:
        with standing_in(settings_of(own, init_command=start) | {"NAME": path}) as connection:
            with connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)
            yield connection
    finally:
        for part in ("", "-wal", "-shm", "-journal"):
            if os.path.exists(path + part):
                os.unlink(path + part)


@contextmanager
def _new_schema(own: BaseDatabaseWrapper) -> Iterator[BaseDatabaseWrapper]:
    """A schema of PostgreSQL with the tables, indexes and relations of the one in use; its triggers stay behind."""
    schema = schema_name()
    options = f"{own.settings_dict['OPTIONS'].get('options', '')} -c search_path={schema}".strip()
    with own.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        (source,) = cursor.fetchone()
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [source])
        tables = [name for (name,) in cursor.fetchall()]
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE contype = 'f' AND connamespace = %s::regnamespace",
            [source],
        )
        relations = cursor.fetchall()
        cursor.execute(f"CREATE SCHEMA {schema}")
    try:
        with standing_in(settings_of(own, options=options)) as connection:
            with connection.cursor() as cursor:
                for name in tables:
                    table, origin = connection.ops.quote_name(name), connection.ops.quote_name(source)
                    cursor.execute(f"CREATE TABLE {table} (LIKE {origin}.{table} INCLUDING ALL)")
                for table, name, definition in relations:
                    constraint = connection.ops.quote_name(name)
                    cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {constraint} {definition}")
            yield connection
    finally:
        with own.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {schema} CASCADE")
