"""The sweep as a part of the Celery worker: a thread that lives as long as the worker can take jobs.

When it can not, for its broker is out of reach, a process without one sweeps in its place (see `stand_in`).
"""

import logging
import os
import threading
import time
from typing import Any

from celery import bootsteps
from celery.signals import worker_process_init
from django.db import connections

from wegwijzer.jobs.stand_in import bell
from wegwijzer.jobs.sweep import Sweep

log = logging.getLogger("wegwijzer.jobs")
EVERY, LONGEST_PAUSE = 1.0, 30.0  # seconds

# SQLite forbids to carry an open connection through a fork, and the pool forks whenever it replaces a child:
# so a sweep and a fork exclude each other, and a sweep closes its connection before it lets go.
_no_fork = threading.Lock()
os.register_at_fork(before=_no_fork.acquire, after_in_parent=_no_fork.release, after_in_child=_no_fork.release)


class Sweeper(bootsteps.StartStopStep):
    """Starts after the worker consumes, stops with it: no heartbeat while the broker is out of reach."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, parent: Any, **options: Any) -> None:
        super().__init__(parent, **options)
        self.stopping = threading.Event()
        self.thread: threading.Thread | None = None

    def start(self, parent: Any) -> None:
        self.stopping = threading.Event()
        self.thread = threading.Thread(
            target=_sweep_until, args=(self.stopping, parent.app, parent.hostname), name="sweep", daemon=True
        )
        self.thread.start()
        bell.is_heard.set()

    def stop(self, parent: Any) -> None:
        bell.is_heard.clear()
        self.stopping.set()
        if self.thread is not None:
            self.thread.join(timeout=5)

    terminate = stop


def _sweep_until(stopping: threading.Event, app: Any, worker: str) -> None:
    queues = list(app.amqp.queues.consume_from)  # all of them, or those of the option -Q

    def ring(task: str, pk: int) -> None:
        try:
            app.send_task(task, args=[pk], retry=False)
        except Exception:
            bell.is_broken = True
            raise

    sweep = Sweep(worker, ring, queues)
    pause = EVERY
    while not stopping.wait(pause):
        with _no_fork:
            try:
                sweep.once()
                pause, bell.is_broken = EVERY, False
            except Exception as error:  # the database or the broker is away: keep trying, less and less often
                pause = min(pause * 2, LONGEST_PAUSE)
                log.error("sweep failed, again in %.0f s: %s", pause, error)
            finally:
                connections.close_all()


@worker_process_init.connect
def _end_with_the_worker(**kwargs: Any) -> None:
    """A child of the pool does not outlive a worker that was killed.

    Not by PR_SET_PDEATHSIG: that looks at the thread that forked, and the pool's ends before its last job is done.
    """
    threading.Thread(target=_exit_after, args=(os.getppid(),), name="parent watch", daemon=True).start()


def _exit_after(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(EVERY)
    os._exit(1)
