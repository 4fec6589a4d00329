"""Processes that a test starts and kills in great number, and what is held from under them."""

import json
import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg2

from wegwijzer.testing.installation import Installation

CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> %s"


class Family:
    """Forks of one process of an installation, each of which does one of `scripts`."""

    def __init__(self, installation: Installation, *scripts: str, **env: str) -> None:
        self.installation, self.scripts = installation, scripts
        self.mother = installation.talk_to("-m", "wegwijzer.tests.faults.forker", json.dumps(scripts), **env)

    def begin(self, script: str) -> int:
        """A process that does `script`; returns its id."""
        assert self.mother.stdin is not None
        assert self.mother.stdout is not None
        self.mother.stdin.write(f"{self.scripts.index(script)}\n")
        self.mother.stdin.flush()
        line = self.mother.stdout.readline()
        assert line, self.installation.log()
        return int(line)

    def is_alive(self, pid: int) -> bool:
        return Path(f"/proc/{pid}").exists()

    def kill(self, pid: int) -> None:
        """At once and without a word; harmless when it ended by itself."""
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        self.installation.wait_for(lambda: not self.is_alive(pid))

    def finish(self, script: str) -> None:
        """Do `script` to its end; fails the test when it fails."""
        pid = self.begin(script)
        self.installation.wait_for(lambda: not self.is_alive(pid))
        assert not list(self.installation.folder.glob("failed.*")), self.installation.log()


@contextmanager
def held(installation: Installation, table: str) -> Iterator[Any]:
    """Nobody else writes in `table` (SQLite: in the database) meanwhile. Gives the cursor that holds it."""
    if installation.database_url.startswith("sqlite"):
        place = installation.database_url.removeprefix("sqlite:///")
        connection: Any = sqlite3.connect(place, timeout=20, isolation_level=None)
        begin = "BEGIN IMMEDIATE"
    else:
        connection, begin = psycopg2.connect(installation.database_url), f"LOCK TABLE {table} IN EXCLUSIVE MODE"
    with closing(connection):
        cursor = connection.cursor()
        cursor.execute(begin)
        yield cursor
        connection.rollback()
