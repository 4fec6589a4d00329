"""Running the web server and the job worker as children of one process: they start, stop and die together.

Only the leaders are signalled, never their children: a job in a pool child may finish. Each leader has a session of its
own, so that Ctrl-C in the terminal reaches the runner alone, and asks the kernel for SIGTERM when the runner dies.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import FrameType

from wegwijzer.jobs.parent import end_with_parent

GRACE = 60.0  # seconds that a leader gets to finish what it does
MOST_RESTARTS, WITHIN = 3, 60.0  # times, seconds


class Runner:
    """Keeps `commands` ({name: arguments}) running in `folder` until it is told to stop, or until one keeps failing."""

    def __init__(self, commands: Mapping[str, list[str]], folder: Path) -> None:
        self.commands = commands
        self.folder = folder
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.restarts: list[float] = []
        self.stopping = threading.Event()
        self.signals = 0

    def run(self, started: Callable[[], bool] = lambda: True) -> int:
        """Blocks; 0 after SIGINT or SIGTERM, 1 when a child could not be kept alive. `started` is asked until it is."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        self.children = {name: self._start(name) for name in self.commands}
        status, waiting = 0, True
        while not self.stopping.wait(0.2):
            waiting = waiting and not started()
            dead = [name for name, child in self.children.items() if child.poll() is not None]
            if dead and not self._restart(dead):
                status = 1
                break
        self._end()
        return status

    def _start(self, name: str) -> subprocess.Popen[bytes]:
        runner = os.getpid()
        return subprocess.Popen(  # noqa: S603
            self.commands[name], cwd=self.folder, start_new_session=True, preexec_fn=lambda: end_with_parent(runner)
        )

    def _restart(self, names: list[str]) -> bool:
        """Start these again, unless that was done too often lately."""
        now = time.monotonic()
        self.restarts = [at for at in self.restarts if now - at < WITHIN] + [now]
        for name in names:
            child = self.children[name]
            print(f"{name} stopped with status {child.returncode}", file=sys.stderr, flush=True)  # noqa: T201
            _signal_group(child, signal.SIGKILL)  # what it may have left behind
        if len(self.restarts) > MOST_RESTARTS:
            return False
        self.children.update({name: self._start(name) for name in names})
        return True

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.signals += 1
        self.stopping.set()

    def _end(self) -> None:
        for child in self.children.values():
            child.terminate()
        end, patience = time.monotonic() + GRACE, max(self.signals, 1)
        while any(child.poll() is None for child in self.children.values()):
            if time.monotonic() > end or self.signals > patience:  # a second Ctrl-C: no more waiting
                break
            time.sleep(0.05)
        for child in self.children.values():
            _signal_group(child, signal.SIGKILL)
            child.wait()


def _signal_group(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.pid, number)
