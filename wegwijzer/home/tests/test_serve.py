"""One command for everything: what it starts, what it survives, what it leaves behind."""

import json
import os
import signal
import socket
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from wegwijzer.home.management.commands.serve import _commands
from wegwijzer.testing.installation import SECONDS

pytestmark = pytest.mark.processes


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def status(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as answer:
        return answer.code, json.load(answer)
    except OSError:
        return 0, {}


def serve(installation, port):
    runner = installation.start("manage.py", "serve", PORT=str(port), DEMO="0")
    installation.wait_for(lambda: status(port)[0] == 200)
    return runner


def leaders(runner):
    """What the runner started: {process id: command}."""
    try:
        children = Path(f"/proc/{runner.pid}/task/{runner.pid}/children").read_text().split()
        return {int(pid): Path(f"/proc/{pid}/cmdline").read_bytes().decode() for pid in children}
    except OSError:  # one of them ended while we looked
        return {}


def leader(runner, word):
    """The one with `word` in its command, or None."""
    return next((pid for pid, command in leaders(runner).items() if word in command), None)


def test_ctrl_c_ends_everything_in_order(installation, port):
    runner = serve(installation, port)
    assert f"http://127.0.0.1:{port}/" in installation.log()
    runner.send_signal(signal.SIGINT)
    assert runner.wait(timeout=SECONDS) == 0
    assert installation.survivors() == []


def test_worker_that_dies_is_started_again_and_a_killed_runner_leaves_no_orphans(installation, port):
    runner = serve(installation, port)
    worker = leader(runner, "jobs@")
    os.kill(worker, signal.SIGKILL)
    installation.wait_for(lambda: leader(runner, "jobs@") not in (None, worker))
    installation.sql("DELETE FROM jobs_heartbeat")
    installation.wait_for(lambda: status(port)[0] == 200)
    runner.kill()
    runner.wait()
    installation.wait_for(lambda: installation.survivors() == [])


def test_each_queue_has_a_worker_of_its_own(settings):
    """A pool is shared by the queues of its worker: with one for both, two long documents would hold up all mail."""
    workers = [command for name, command in _commands("127.0.0.1", 8000).items() if name != "web"]
    taken = [command[command.index("--queues") + 1] for command in workers]
    assert sorted(taken) == sorted(settings.JOB_SOURCES)


# Two leaders that do nothing, each with a child of its own.
SLEEPERS = """
import sys
from pathlib import Path
from wegwijzer.home.processes import Runner
family = [sys.executable, "-c", "import subprocess, sys; subprocess.run(['sleep', '60'])"]
sys.exit(Runner({"first": family, "second": family}, Path.cwd()).run())
"""


def sleeping(installation):
    runner = installation.start("-c", SLEEPERS)
    installation.wait_for(lambda: len(installation.survivors()) == 5)
    return runner


def test_sigterm_ends_everything(installation):
    runner = sleeping(installation)
    runner.terminate()
    assert runner.wait(timeout=SECONDS) == 0
    assert installation.survivors() == []


def test_runner_gives_up_on_what_keeps_dying_and_ends_the_rest(installation):
    runner = sleeping(installation)
    for _ in range(4):
        before = leaders(runner)
        os.kill(min(before), signal.SIGKILL)
        installation.wait_for(
            lambda before=before: runner.poll() is not None or len(leaders(runner).keys() - before.keys()) == 1
        )
    assert runner.wait(timeout=SECONDS) == 1
    assert installation.survivors() == []


def test_port_that_is_taken_is_said_at_once(installation):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        runner = installation.start("manage.py", "serve", PORT=str(port))
        assert runner.wait(timeout=SECONDS) == 1
    assert f"poort {port} niet gebruikt worden" in installation.log()
