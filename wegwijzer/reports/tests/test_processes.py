"""Real processes: several ask at once, and one is killed while it makes a report."""

import hashlib
import signal
import subprocess

import pytest

from wegwijzer.reports.models import LEASE
from wegwijzer.testing.installation import SECONDS, ago
from wegwijzer.testing.race import count, together

pytestmark = pytest.mark.processes

ASK = """
from wegwijzer.accounts.models import User
from wegwijzer.reports.request import request_report
from wegwijzer.reports import registry
registry.register("sample", build=None, may_see=lambda user, ref, asked_at: True)
by, _made = User.objects.get_or_create(email="secretary@example.org", defaults={"name": "Secretaris"})
"""
REQUEST = """
request_report("sample", "%s", by=by, scope=None)
"""
LONG = 300  # rows: long enough at work to be killed meanwhile
MAKE = """
from wegwijzer.reports.tests import maker
from wegwijzer.reports import tasks
AT_ONCE
maker.main()
"""


def maker(installation):
    return installation.start("-m", "wegwijzer.reports.tests.maker")


def row(installation):
    (found,) = installation.sql("SELECT state, attempts, file, checksum, pages FROM reports_report")
    return dict(zip(("state", "attempts", "file", "checksum", "pages"), found, strict=True))


def children_of(pid):
    listed = subprocess.run(["pgrep", "-P", str(pid), "-f", "reports/child.py"], capture_output=True)
    return [int(child) for child in listed.stdout.split()]


@pytest.mark.fault("F2")
def test_report_is_finished_after_its_maker_was_killed(installation):
    installation.run(ASK + REQUEST % LONG)
    killed = maker(installation)
    installation.wait_for(lambda: children_of(killed.pid))
    killed.send_signal(signal.SIGKILL)  # the maker only: its child has to notice
    killed.wait()
    installation.wait_for(lambda: installation.survivors() == [])
    left = row(installation)
    assert (left["state"], left["attempts"], left["file"]) == ("working", 1, "")

    assert maker(installation).wait(timeout=SECONDS) == 0, installation.log()
    assert row(installation) == left  # it may still be at work
    assert not list(installation.folder.rglob("*.pdf"))

    installation.sql("UPDATE reports_report SET alive_at = ?", ago(seconds=LEASE.total_seconds()))
    assert maker(installation).wait(timeout=SECONDS) == 0, installation.log()
    made = row(installation)
    assert (made["state"], made["attempts"]) == ("done", 2), installation.log()
    assert made["pages"] > 5
    kept = list((installation.folder / "files" / "reports").iterdir())
    assert [hashlib.sha256(path.read_bytes()).hexdigest() for path in kept] == [made["checksum"]]


def test_report_that_two_processes_begin_is_made_once(installation):
    installation.run(ASK + REQUEST % 4)
    assert together(installation, [MAKE] * 2) == [0, 0], installation.log()
    made = row(installation)
    assert (made["state"], made["attempts"]) == ("done", 1)


def test_four_requests_at_once_give_one_row(installation):
    installation.run(ASK)
    assert together(installation, [f"{ASK}AT_ONCE{REQUEST % 4}"] * 4) == [0] * 4, installation.log()
    assert count(installation, "reports_report") == 1
    assert count(installation, "audit_entry", "verb = 'reports.report.requested'") == 1
