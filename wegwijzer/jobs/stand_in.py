"""What a worker does while its broker is out of reach: it has a second worker do the work, one that needs no broker.

The rows are the queue, so all that is missing is the bell. The stand-in is started with the words that the worker was
started with and without REDIS_URL: it rings in its own memory, and so has the same queues, limits of time and leases.
Both may be there for a moment: a job claims its row, so that it is done once.
"""

import logging
import os
import subprocess
import sys
import threading
from typing import Any

from celery import bootsteps
from django.conf import settings

from wegwijzer.jobs.parent import end_with_parent

log = logging.getLogger("wegwijzer.jobs")
LOOK_EVERY = 5.0  # seconds
GRACE = 55.0  # seconds that its jobs get when the worker itself stops: less than `serve` gives the worker


class Bell:
    """Whether this worker hears and rings: told by its sweep, read by its stand-in."""

    def __init__(self) -> None:
        self.is_heard = threading.Event()  # the worker takes jobs from the broker
        self.is_broken = False  # a ring failed, and no sweep went well since


bell = Bell()


class StandIn(bootsteps.StartStopStep):
    """A thread that lives as long as the worker: the consumer, and its sweep with it, stops when the broker goes."""

    requires = ("celery.worker.components:Pool",)

    def __init__(self, parent: Any, **options: Any) -> None:
        super().__init__(parent, **options)
        self.enabled = bool(settings.REDIS_URL)
        self.stopping = threading.Event()
        self.thread: threading.Thread | None = None

    def start(self, parent: Any) -> None:
        watch = Watch(parent.app, f"stand-in-of-{parent.hostname}")
        self.thread = threading.Thread(target=watch.until, args=(self.stopping,), name="stand-in", daemon=True)
        self.thread.start()

    def stop(self, parent: Any) -> None:
        self.stopping.set()
        if self.thread is not None:
            self.thread.join(timeout=GRACE)

    terminate = stop


class Watch:
    """Starts the stand-in, called `name`, when the broker is away, and ends it when the worker hears again."""

    def __init__(self, app: Any, name: str) -> None:
        self.app, self.name = app, name
        self.process: subprocess.Popen[bytes] | None = None
        self.leaving: list[subprocess.Popen[bytes]] = []  # told to stop, and finishing their jobs

    def until(self, stopping: threading.Event) -> None:
        while not stopping.wait(LOOK_EVERY):
            try:
                self.look()
            except Exception:  # no memory for another process, for example: looked at again
                log.exception("no stand-in for the broker")
        self.end()
        for process in self.leaving:
            process.wait()

    def look(self) -> None:
        self.leaving = [process for process in self.leaving if process.poll() is None]
        if bell.is_broken or not self.broker_answers():
            if self.process is None or self.process.poll() is not None:
                self.start()
        elif bell.is_heard.is_set():
            self.end()

    def broker_answers(self) -> bool:
        try:
            with self.app.connection_for_write() as connection:
                connection.connect()
        except Exception as error:  # of the network, of TLS, or an answer that makes no sense: all mean no bell
            log.warning("the broker is out of reach: %s", error)
            return False
        return True

    def start(self) -> None:
        worker = os.getpid()
        self.process = subprocess.Popen(  # noqa: S603 - the words that this very process was started with
            [sys.executable, *sys.orig_argv[1:], "--hostname", self.name],
            env={**os.environ, "REDIS_URL": ""},
            preexec_fn=lambda: end_with_parent(worker),
        )
        log.warning("the work goes on without the broker, in process %s", self.process.pid)

    def end(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.leaving.append(self.process)
            self.process = None
