"""The plug is pulled while somebody writes: what lies on the disk at that moment opens, with all that was committed."""

import os
import shutil
import signal
import sqlite3

import pytest
from django.conf import settings

WRITER = """
import sqlite3, sys
link = sqlite3.connect(sys.argv[1], timeout=20, isolation_level=None)
for setting in sys.argv[2].split(";"):
    link.execute(setting).fetchall()
for number in range(1_000_000):
    link.execute("BEGIN IMMEDIATE")
    link.execute("INSERT INTO auth_group (name) VALUES (?)", [str(number)])
    link.execute(
        "INSERT INTO jobs_run (name, due_at, state, start_after, attempts, note, version) "
        "VALUES (?, '2026-01-01', 'due', '2026-01-01', 0, ?, 1)", [str(number), "x" * 300]
    )
    link.execute("COMMIT")
    print(number, flush=True)
"""


@pytest.mark.once
@pytest.mark.processes
@pytest.mark.fault("F18")
def test_copy_of_the_files_of_that_moment_opens_with_every_committed_row(installation):
    path = installation.folder / "wegwijzer.sqlite3"
    writer = installation.talk_to("-c", WRITER, str(path), settings.SQLITE_OPTIONS["init_command"])
    for moment in range(3):
        for _line in range(150):
            last = int(writer.stdout.readline())
        os.kill(writer.pid, signal.SIGSTOP)
        copy = installation.folder / f"cut-{moment}.sqlite3"
        for part in ("", "-wal"):  # the index of the log is rebuilt; after a power cut it is gone or worthless
            shutil.copy(f"{path}{part}", f"{copy}{part}")
        os.kill(writer.pid, signal.SIGCONT)
        left = sqlite3.connect(copy)
        assert left.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        (groups,) = left.execute("SELECT COUNT(*) FROM auth_group").fetchone()
        (runs,) = left.execute("SELECT COUNT(*) FROM jobs_run").fetchone()
        assert groups == runs > last  # both or none, and not one of those that were said to be committed is lost
        left.close()
    os.killpg(writer.pid, signal.SIGKILL)
