"""Real processes: several ask at once, and one is killed while it makes a report."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings as django_settings
from django.db import connection

from wegwijzer.accounts.models import User
from wegwijzer.reports.request import BUILD
from wegwijzer.testing.installation import SECONDS

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def house(tmp_path):
    """The environment of an installation of its own, with one user; on PostgreSQL it shares the test's database."""
    User.objects.create_user("secretary@example.org", "Secretaris")
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    if connection.vendor == "sqlite":
        # The test's own database lives in memory, where no other process can see it: VACUUM INTO writes a copy.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(tmp_path / "wegwijzer.sqlite3")])
    else:
        db = connection.settings_dict
        host = f"{db['USER']}:{db['PASSWORD']}@{db['HOST']}:{db['PORT']}"
        environment["DATABASE_URL"] = f"postgres://{host}/{db['NAME']}"
    return environment | {"DATA_DIR": str(tmp_path), "DEMO": "1"}


def start(house, *arguments):
    command = [sys.executable, "-m", "wegwijzer.reports.tests.maker", *(str(argument) for argument in arguments)]
    return subprocess.Popen(
        command, cwd=django_settings.BASE_DIR, env=house, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def answer(process):
    out, err = process.communicate(timeout=SECONDS)
    assert process.returncode == 0, err.decode()
    return json.loads(out)


def run(house, *arguments):
    return answer(start(house, *arguments))


def children_of(pid):
    listed = subprocess.run(["pgrep", "-P", str(pid), "-f", "reports/child.py"], capture_output=True)
    return [int(child) for child in listed.stdout.split()]


def is_running(pid):
    """Whether it lives; a zombie that nobody has buried yet does not."""
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(") ", 1)[1][0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(condition):
    ends_at = time.monotonic() + SECONDS
    while not (result := condition()):
        assert time.monotonic() < ends_at, "waited in vain"
        time.sleep(0.05)
    return result


def test_report_is_finished_after_its_maker_was_killed(house, tmp_path):
    pk = run(house, "request")
    maker = start(house, "build", pk)
    child = wait_for(lambda: children_of(maker.pid))[0]
    maker.send_signal(signal.SIGKILL)
    maker.communicate()
    wait_for(lambda: not is_running(child))

    left = run(house, "show", pk)
    assert (left["state"], left["attempts"], left["file"]) == ("working", 1, "")
    assert run(house, "due") == []
    assert not list(tmp_path.rglob("*.pdf"))

    assert run(house, "age", pk) == 1
    assert run(house, "due") == [[BUILD, pk]]
    run(house, "build", pk)
    made = run(house, "show", pk)
    assert (made["state"], made["attempts"]) == ("done", 2)
    assert made["pages"] > 20
    kept = list((tmp_path / "files" / "reports").iterdir())
    assert [hashlib.sha256(path.read_bytes()).hexdigest() for path in kept] == [made["checksum"]]
    assert run(house, "due") == []


def test_report_that_two_processes_begin_is_made_once(house):
    pk = run(house, "request")
    makers = [start(house, "build", pk) for _ in range(2)]
    for maker in makers:
        answer(maker)
    made = run(house, "show", pk)
    assert (made["state"], made["attempts"]) == ("done", 1)


def test_four_requests_at_once_give_one_row(house):
    asked = [start(house, "request") for _ in range(4)]
    assert len({answer(process) for process in asked}) == 1
    assert len(run(house, "due")) == 1
