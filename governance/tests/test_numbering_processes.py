"""Numbers of decisions under real concurrency: no gap, no double, and nothing half closed after kill -9."""

import json
import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.db import connection

from governance.actions import decision
from governance.models import Outcome
from governance.tests.meetings import World
from wegwijzer.localised import LocalisedText
from wegwijzer.testing.installation import SECONDS

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]
ROUNDS = 10


@pytest.fixture
def world():
    return World(seats=2)


@pytest.fixture
def house(tmp_path):
    """Call it once the rows are there: the environment of an installation with this database."""

    def build():
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

    return build


def start(environment, *arguments):
    command = [sys.executable, "-m", "governance.tests.closer", *(str(argument) for argument in arguments)]
    return subprocess.Popen(
        command, cwd=django_settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def answer(process):
    out, err = process.communicate(timeout=SECONDS)
    assert process.returncode == 0, err.decode()
    return [tuple(row) for row in json.loads(out)]


def with_decisions(world, count, each=3):
    """Meetings of this year that can be closed, each with `each` decisions that were taken."""
    meetings = []
    for number in range(count):
        meeting = world.held(present=2, title=f"Zitting {number}")
        for position in range(each):
            title = LocalisedText(nl=f"Besluit {number}.{position}")
            decision.draft(meeting.items.first(), by=world.coordinator, title=title, outcome=Outcome.ADOPTED)
        meetings.append(meeting)
    return meetings


def test_two_meetings_closed_at_once_give_each_number_once(world, house):
    meetings = with_decisions(world, 2 * ROUNDS)
    environment = house()
    pair = [
        start(environment, "close", "left", "right", *(meeting.pk for meeting in meetings[:ROUNDS])),
        start(environment, "close", "right", "left", *(meeting.pk for meeting in meetings[ROUNDS:])),
    ]
    for process in pair:
        answer(process)
    rows = answer(start(environment, "numbers"))
    assert [number for number, _state in rows] == list(range(1, 2 * ROUNDS * 3 + 1))
    assert {state for _number, state in rows} == {"draft"}


def test_closing_that_is_killed_halfway_leaves_nothing_behind(world, house):
    first, second = with_decisions(world, 2)
    environment = house()
    victim = start(environment, "pause", first.pk)
    assert victim.stdout.readline() == b"numbered\n"
    victim.send_signal(signal.SIGKILL)
    victim.communicate(timeout=SECONDS)
    assert set(answer(start(environment, "numbers"))) == {(None, "held")}
    # What comes after starts at one: the number that the dead process had taken is free again.
    left = start(environment, "close", "left", "left", second.pk)
    assert [number for number, state in answer(left) if state == "draft"] == [1, 2, 3]
    rows = answer(start(environment, "close", "right", "right", first.pk))
    assert [number for number, _state in rows] == [1, 2, 3, 4, 5, 6]
