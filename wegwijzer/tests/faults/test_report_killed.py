"""Who makes a document is killed, at moments that nobody chose: whole files or none, and each is made after all."""

import hashlib
import subprocess
import time

import pytest

from wegwijzer.testing.installation import ago
from wegwijzer.tests.faults.family import Family
from wegwijzer.tests.faults.invariants import LOOK, broken

# A file is written and a row is moved in the same way on every database.
pytestmark = [pytest.mark.processes, pytest.mark.once]
KILLS = 3
ASK = """
from wegwijzer.accounts.models import User
from wegwijzer.reports import registry
from wegwijzer.reports.models import Report
from wegwijzer.reports.request import request_report
registry.register("sample", build=None, may_see=lambda user, ref, asked_at: True)
by, _made = User.objects.get_or_create(email="secretary@example.org", defaults={"name": "Secretaris"})
request_report("sample", str(4 + Report.objects.count()), by=by, scope=None)
"""
MAKE = """
from wegwijzer.reports import tasks
from wegwijzer.reports.tests import maker
maker.main()
"""


@pytest.fixture
def family(installation):
    (installation.folder / "tmp").mkdir()
    return Family(installation, ASK, MAKE, LOOK, TMPDIR=str(installation.folder / "tmp"))


def layout_of(pid):
    """The process that lays out what `pid` makes, or None."""
    found = subprocess.run(["pgrep", "-P", str(pid), "-f", "reports/child.py"], capture_output=True)
    return next(map(int, found.stdout.split()), None)


def rows(installation):
    return installation.sql("SELECT state, attempts, file, checksum FROM reports_report ORDER BY id")


def files(installation):
    folder = installation.folder / "files" / "reports"
    return {f"reports/{path.name}": path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def is_whole(installation):
    """Every file that is there is the whole of a row that says so; nothing else lies about."""
    done = {name: checksum for state, _attempts, name, checksum in rows(installation) if state == "done"}
    shown = {name: content for name, content in files(installation).items() if name.endswith(".pdf")}
    return done == {name: hashlib.sha256(shown[name]).hexdigest() for name in done}


@pytest.mark.fault("F1", "F2")
def test_whenever_its_makers_are_killed_each_document_is_whole_and_made_after_all(installation, family, moments):
    family.finish(ASK)
    began = time.monotonic()
    family.finish(MAKE)
    lasts = time.monotonic() - began
    for _ in range(KILLS):
        family.finish(ASK)
        maker = family.begin(MAKE)
        time.sleep(moments.uniform(0.05, 0.95) * lasts)
        family.kill(maker)
        # Its layout notices by itself. What is asked is whether it ended, and not how soon.
        installation.wait_for(lambda: len(installation.survivors()) == 1)
        assert is_whole(installation), rows(installation)
    installation.sql("UPDATE reports_report SET alive_at = ? WHERE state = 'working'", ago(seconds=3600))
    family.finish(MAKE)
    made = rows(installation)
    assert [state for state, *_rest in made] == ["done"] * (1 + KILLS), installation.log()
    assert all(attempts <= 2 for _state, attempts, *_rest in made)
    assert is_whole(installation)
    assert sorted(files(installation)) == sorted(name for _state, _attempts, name, _checksum in made)
    assert list((installation.folder / "tmp").iterdir()) == []
    assert broken(installation, family) == []


@pytest.mark.fault("F1")
def test_document_whose_layout_is_killed_is_said_to_have_failed_and_leaves_no_file(installation, family):
    family.finish(ASK)
    maker, killed = family.begin(MAKE), []

    def its_layout():
        killed[:] = [layout_of(maker)]
        return killed[0] or not family.is_alive(maker)

    installation.wait_for(its_layout)
    subprocess.run(["kill", "-9", str(killed[0])], check=True)
    installation.wait_for(lambda: not family.is_alive(maker))
    ((state, attempts, name, _checksum),) = rows(installation)
    assert (state, attempts, name) == ("failed", 1, "")
    assert installation.sql("SELECT error FROM reports_report") != [("",)]
    assert files(installation) == {}
    assert broken(installation, family) == []
