"""A whole installation of its own in a test's folder, whose processes can be started and killed for real."""

import datetime as dt
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2
import pytest

from wegwijzer.testing.migrated import administer, beside, kept, make_kept

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 120.0  # a guard against waiting for ever, no measure: a busy machine may be slow


class Installation:
    """A migrated database, a DATA_DIR, and the processes that work with them."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder = folder
        self.database_url = database_url
        self.processes: list[subprocess.Popen[bytes]] = []
        self.spoken_with: list[subprocess.Popen[str]] = []
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "REDIS_URL")}
        self.env = {**kept, "DATA_DIR": str(folder), "DATABASE_URL": database_url, "PYTHONPATH": str(ROOT)}

    def start(self, *arguments: str, **env: str) -> "subprocess.Popen[bytes]":
        """A Python process with `arguments` in a session of its own; what it says goes to `log` in the folder."""
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env={**self.env, "DJANGO_SETTINGS_MODULE": "wegwijzer.settings", **env},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def talk_to(self, *arguments: str, **env: str) -> "subprocess.Popen[str]":
        """A Python process that one speaks with, a line at a time; what it says besides goes to `log`."""
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env={**self.env, "DJANGO_SETTINGS_MODULE": "wegwijzer.settings", **env},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                bufsize=1,
                start_new_session=True,
            )
        self.spoken_with.append(process)
        return process

    def run(self, code: str, **env: str) -> None:
        """Run Python with Django set up; fails the test when it fails."""
        process = self.start("-c", f"import django; django.setup()\n{code}", **env)
        assert process.wait(timeout=SECONDS) == 0, self.log()

    def worker(self, mail_url: str, *, also: str = "", **env: str) -> "subprocess.Popen[bytes]":
        """The job worker, with the messages of tests; `also` is a module that it imports besides."""
        jobs = ["-m", "celery", "-q", "-A", "wegwijzer", "worker", "--loglevel", "warning", "--concurrency", "2"]
        modules = ",".join(filter(None, ["wegwijzer.testing.kinds", also]))
        return self.start(*jobs, "--without-gossip", "--without-mingle", "-I", modules, EMAIL_URL=mail_url, **env)

    def kill(self, process: "subprocess.Popen[bytes]") -> None:
        """As a power cut: the process and all that it started, at once."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def sql(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a query gives; `?` stands for a value on both databases."""
        if self.database_url.startswith("sqlite"):
            connection: Any = sqlite3.connect(self.database_url.removeprefix("sqlite:///"), timeout=20)
        else:
            connection, query = psycopg2.connect(self.database_url), query.replace("?", "%s")
        try:
            with connection:
                cursor = connection.cursor()
                cursor.execute(query, values)
                return list(cursor.fetchall()) if cursor.description else []
        finally:
            connection.close()

    def wait_for(self, condition: Callable[[], object]) -> None:
        """Until `condition()` holds; fails the test with the log when it does not."""
        end = time.monotonic() + SECONDS
        while not condition():
            assert time.monotonic() < end, self.log()
            time.sleep(0.05)

    def survivors(self) -> list[int]:
        """The processes that still work in this folder."""
        mine = f"DATA_DIR={self.folder}\0".encode()
        found = []
        for entry in Path("/proc").iterdir():
            try:
                if entry.name.isdecimal() and mine in (entry / "environ").read_bytes() + b"\0":
                    found.append(int(entry.name))
            except OSError:
                continue  # ended while we looked, or not ours to look at
        return found

    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")[-4000:]

    def close(self) -> None:
        for pid in self.survivors():
            os.kill(pid, signal.SIGKILL)
        for process in self.processes:
            process.wait()
        for talker in self.spoken_with:
            talker.communicate()


def ago(**duration: float) -> str:
    """A moment in the past as both databases write it (UTC)."""
    return (dt.datetime.now(dt.UTC) - dt.timedelta(**duration)).strftime("%Y-%m-%d %H:%M:%S.%f")


@pytest.fixture(scope="session")
def migrated_database(django_db_setup: None, django_db_blocker: Any) -> str:
    """The address of a database with all migrations, to copy from.

    pytest-django makes none for a run of which no test asks one for itself, as those of processes alone.
    """
    if not kept().exists():
        with django_db_blocker.unblock():
            make_kept()
    return kept().url


@pytest.fixture
def installation(tmp_path: Path, migrated_database: str) -> Iterator[Installation]:
    """An installation without rows. Its processes end with the test."""
    with copy_of(migrated_database, tmp_path, "copy") as installation:
        yield installation


@contextmanager
def copy_of(template: str, folder: Path, name: str) -> Iterator[Installation]:
    """An installation in `folder` with a copy of the database `template`, for as long as it is wanted."""
    name = f"wegwijzer_processes_{os.getpid()}_{name}"
    if template.startswith("sqlite"):
        url = f"sqlite:///{folder}/wegwijzer.sqlite3"
        shutil.copy(template.removeprefix("sqlite:///"), folder / "wegwijzer.sqlite3")
        # As `migrate` leaves it: processes that all come first would refuse one another while they turn it into WAL.
        turned = sqlite3.connect(folder / "wegwijzer.sqlite3")
        turned.execute("PRAGMA journal_mode=WAL")
        turned.close()
    else:
        url = beside(template, name)
        source = urlsplit(template).path.removeprefix("/")
        administer(template, f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    installation = Installation(folder, url)
    try:
        yield installation
    finally:  # also where a test failed inside: what it leaves would work on beside the next
        try:
            installation.close()
        finally:
            if not template.startswith("sqlite"):
                administer(template, f'DROP DATABASE "{name}" WITH (FORCE)')
