"""Migrates a SQLite database for tests once, and starts every next run and every worker from a copy of it.

Migrating costs seconds, copying milliseconds. The copy is kept beside pytest's own cache, under the checksum of
everything that migrations depend on, so that a changed migration makes a new one.
"""

import fcntl
import hashlib
import sqlite3
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / ".pytest_cache" / "migrated"


def checksum() -> str:
    """Of our migrations and of what else decides what comes out of them."""
    found = hashlib.sha256(django.get_version().encode())
    patterns = ("*/migrations/*.py", "*/*/migrations/*.py", "wegwijzer/testing/*.py")
    for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern)):
        found.update(path.read_bytes())
    return found.hexdigest()[:24]


def keep_migrated_databases() -> None:
    """From now on `create_test_db` of SQLite copies, when there is something to copy."""
    from django.db.backends.sqlite3.creation import DatabaseCreation

    migrate = DatabaseCreation.create_test_db

    def create_test_db(self: Any, *args: Any, **kwargs: Any) -> str:
        if not self.is_in_memory_db(self._get_test_db_name()):
            return migrate(self, *args, **kwargs)
        KEPT.mkdir(parents=True, exist_ok=True)
        kept = KEPT / f"{checksum()}.sqlite3"
        with (KEPT / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                name = migrate(self, *args, **kwargs)
                _copy(self.connection, kept)
                return name
        return _start_from(self, kept)

    DatabaseCreation.create_test_db = create_test_db  # type: ignore[method-assign]


def _copy(connection: Any, kept: Path) -> None:
    """Whole or not at all: it gets its name when it is complete. Older copies go."""
    unfinished = kept.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with sqlite3.connect(unfinished) as target:
        connection.connection.backup(target)
    target.close()
    for older in KEPT.glob("*.sqlite3"):
        older.unlink()
    unfinished.rename(kept)


def _start_from(creation: Any, kept: Path) -> str:
    from django.conf import settings

    connection = creation.connection
    name: str = creation._get_test_db_name()
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = name
    connection.settings_dict["NAME"] = name
    connection.ensure_connection()
    source = sqlite3.connect(f"file:{kept}?mode=ro", uri=True)
    source.backup(connection.connection)
    source.close()
    return name
