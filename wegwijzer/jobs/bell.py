"""The doorbell: says to the worker that a row waits. Never more than that, for the row itself is the queue."""

import logging

from celery import current_app
from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger("wegwijzer.jobs")


def ring(task: str, pk: int) -> None:
    """Have `task(pk)` run soon after this transaction is committed.

    Without Redis there is nobody to ring for in this process: the worker's own sweep finds the row within a second.
    With Redis down the sweep finds it too, so that failing to ring is never the visitor's problem.
    """
    if settings.REDIS_URL:
        transaction.on_commit(lambda: _ring(task, pk), robust=True)


def _ring(task: str, pk: int) -> None:
    try:
        current_app.send_task(task, args=[pk], retry=False)
    except (OperationalError, OSError) as error:
        log.warning("no bell for %s %s: %s", task, pk, error)
