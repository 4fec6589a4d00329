"""Migrates a database for tests once, and starts every next run and every worker from a copy of it.

Migrating costs seconds, copying milliseconds. What is kept has the checksum in its name of everything that migrations
depend on, so that a changed migration makes a new one: for SQLite a file beside pytest's own cache, for PostgreSQL a
database beside those of the tests. `python -m wegwijzer.testing.migrated` makes what is kept of DATABASE_URL.
"""

import fcntl
import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg2

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / ".pytest_cache" / "migrated"
DAY = 24 * 60 * 60  # seconds; another run may still copy from what is younger


@cache
def checksum() -> str:
    """Of our migrations and of what else decides what comes out of them, as they were when this run began."""
    found = hashlib.sha256(django.get_version().encode())
    for path in sorted(path for apps in ("*", "*/*") for path in ROOT.glob(f"{apps}/migrations/*.py")):
        found.update(path.read_bytes())
    found.update(Path(__file__).read_bytes())
    return found.hexdigest()[:24]


class KeptFile:
    """What is kept for SQLite."""

    def __init__(self) -> None:
        self.path = KEPT / f"{checksum()}.sqlite3"
        self.url = f"sqlite:///{self.path}"

    def exists(self) -> bool:
        return self.path.exists()

    def keep(self, connection: Any) -> None:
        """Whole or not at all: it gets its name when it is complete. Those of yesterday go."""
        unfinished = self.path.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        target = sqlite3.connect(unfinished)
        connection.connection.backup(target)
        target.close()
        for older in KEPT.glob("*.sqlite3"):
            if older.stat().st_mtime < time.time() - DAY:
                older.unlink()
        unfinished.rename(self.path)

    def give(self, connection: Any, name: str) -> None:
        _use(connection, name)
        connection.ensure_connection()
        source = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        source.backup(connection.connection)
        source.close()
        with connection.cursor() as cursor:
            # Between tests with real transactions tables are emptied by DELETE; history must let it, here only.
            cursor.execute("DROP TRIGGER audit_no_delete")


class KeptDatabase:
    """What is kept for PostgreSQL, on the server of DATABASE_URL."""

    def __init__(self) -> None:
        self.family = urlsplit(os.environ["DATABASE_URL"]).path.removeprefix("/")[:30] + "_migrated_"
        self.name = self.family + checksum()
        self.url = beside(os.environ["DATABASE_URL"], self.name)

    def exists(self) -> bool:
        return self.name in self._family()

    def keep(self, connection: Any) -> None:
        """Whole or not at all, as the file of SQLite."""
        connection.close()
        unfinished = f"{self.family}unfinished"
        migrated = connection.settings_dict["NAME"]
        administer(
            self.url,
            *(f'DROP DATABASE "{older}" WITH (FORCE)' for older in self._family()),
            f'CREATE DATABASE "{unfinished}" TEMPLATE "{migrated}"',
            f'ALTER DATABASE "{unfinished}" RENAME TO "{self.name}"',
        )

    def give(self, connection: Any, name: str) -> None:
        connection.close()
        drop = f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'
        administer(self.url, drop, f'CREATE DATABASE "{name}" TEMPLATE "{self.name}"')
        _use(connection, name)

    def _family(self) -> list[str]:
        names = administer(self.url, "SELECT datname FROM pg_database")
        return [name for (name,) in names if name.startswith(self.family)]


def kept() -> KeptFile | KeptDatabase:
    """What this run copies from."""
    return KeptDatabase() if os.environ.get("DATABASE_URL", "").startswith("postgres") else KeptFile()


def keep_migrated_databases() -> None:
    """From now on `create_test_db` copies what is kept, and makes it when there is none."""
    from django.db.backends.postgresql.creation import DatabaseCreation as PostgreSQL
    from django.db.backends.sqlite3.creation import DatabaseCreation as SQLite

    for creation in (SQLite, PostgreSQL):
        creation.create_test_db = _copying(creation.create_test_db)  # type: ignore[method-assign]


def start_over_by_copying() -> None:
    """On SQLite a test with real transactions is followed by a fresh copy, which costs less than emptying each table.

    What migrations wrote is there again as well.
    """
    from django.db import connection
    from django.test import TransactionTestCase

    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def start_over(self: Any) -> None:
        if connection.vendor == "sqlite":
            kept().give(connection, connection.settings_dict["NAME"])
        else:
            empty(self)

    TransactionTestCase._fixture_teardown = start_over  # type: ignore[attr-defined]


def _copying(migrate: Callable[..., str]) -> Callable[..., str]:
    def create_test_db(self: Any, *args: Any, **kwargs: Any) -> str:
        source = kept()
        if not source.exists():
            with _alone():
                if not source.exists():
                    migrate(self, *args, **kwargs)
                    source.keep(self.connection)
        source.give(self.connection, name := str(self._get_test_db_name()))
        return name

    return create_test_db


def make_kept() -> None:
    """Make what is kept, by a database of a test that is thrown away again."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.creation.destroy_test_db(name, verbosity=0)


@contextmanager
def _alone() -> Iterator[None]:
    """One worker migrates, the others wait for it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _use(connection: Any, name: str) -> None:
    """Have Django connect to the database of that name from now on."""
    from django.conf import settings

    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = name
    connection.settings_dict["NAME"] = name


def beside(url: str, name: str) -> str:
    """The address of another database on the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def administer(url: str, *statements: str) -> list[Any]:
    """Have the server of this address do these statements, outside any transaction; what the last one gives."""
    connection = psycopg2.connect(beside(url, "postgres"))
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        found: list[Any] = cursor.fetchall() if cursor.description else []
    connection.close()
    return found


if __name__ == "__main__":  # beside a run of tests that looks which there are, so that no worker has to wait for it
    django.setup()
    keep_migrated_databases()
    if not kept().exists():
        make_kept()
