"""Telling somebody elsewhere that something broke: by a function of the installation (ERROR_HOOK) or ERROR_EMAIL.

What goes out names the place in the code and the request, and nobody: an exception's own words may hold what people
typed, so they stay in the log, under the same id.
"""

import datetime as dt
import json
import logging
import threading
import time
import traceback
from typing import Any

from django.conf import settings
from django.core.mail import send_mail  # noqa: TID251 - the outbox is in the database, which may be what is broken
from django.utils.module_loading import import_string

from wegwijzer import __version__
from wegwijzer.logbook import trace
from wegwijzer.logbook.lines import masked

log = logging.getLogger("wegwijzer.faults")
AGAIN = 600.0  # seconds in which one process tells of the same place once


class Teller(logging.Handler):
    """Hears every exception that reaches the log, of pages and of jobs. Never raises, and keeps nobody waiting."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: dict[str, float] = {}

    def emit(self, record: logging.LogRecord) -> None:
        if not record.exc_info or record.exc_info[0] is None or record.name == log.name:
            return
        fault = fault_of(record)
        place = f"{fault['exception']} {fault['frames'][-1:]}"
        now = time.monotonic()
        if now - self.told.get(place, -AGAIN) < AGAIN:
            return
        self.told[place] = now
        threading.Thread(target=tell, args=(fault,), name="fault", daemon=True).start()


def fault_of(record: logging.LogRecord) -> dict[str, Any]:
    """What may leave the house: which exception, where, during what."""
    assert record.exc_info
    kind, _error, trail = record.exc_info
    now = trace.now()
    return {
        "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="seconds"),
        "release": __version__,
        "exception": f"{kind.__module__}.{kind.__qualname__}" if kind else "",
        "frames": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trail)],
        "request_id": now.id if now else "",
        "path": masked(now.request.path) if now and now.request is not None else "",
        "task": getattr(record, "task", ""),
        "logger": record.name,
    }


def tell(fault: dict[str, Any]) -> None:
    """To the function and to the address that the installation names; what goes wrong with that is a warning."""
    try:
        if settings.ERROR_HOOK:
            import_string(settings.ERROR_HOOK)(dict(fault))
    except Exception as error:
        log.warning("the hook for errors failed: %s", type(error).__name__)
    try:
        if settings.ERROR_EMAIL:
            subject = f"Wegwijzer: {fault['exception']} ({fault['request_id'] or fault['logger']})"
            send_mail(subject, json.dumps(fault, indent=1), None, [settings.ERROR_EMAIL])
    except Exception as error:
        log.warning("the mail about an error failed: %s", type(error).__name__)
