"""The id under which a request, and the jobs that follow from it, can be found back in the log.

It lives for as long as the request or job. A row that is to be worked on later keeps it (`request_id`), so that it
comes along through the database, which is the queue.
"""

import logging
import re
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

log = logging.getLogger("wegwijzer.jobs")
GIVEN = re.compile(r"[A-Za-z0-9_-]{8,64}")
LONGEST = 64  # characters


@dataclass(frozen=True)
class Trace:
    """What is going on here and now. `request` is None in a job."""

    id: str
    request: Any = None

    @property
    def user_id(self) -> int | None:
        """Who asks, if that is known by now: a line of the log puts no question to the database."""
        user = getattr(self.request, "_cached_user", None)
        return getattr(user, "pk", None)


_now: ContextVar[Trace | None] = ContextVar("trace", default=None)


def now() -> Trace | None:
    return _now.get()


def current_id() -> str:
    """The id of what is going on; "" when nothing is, as in a command."""
    trace = _now.get()
    return trace.id if trace else ""


def id_of(given: str | None) -> str:
    """An id that was given, if it looks like one; else a new one."""
    return given if given and GIVEN.fullmatch(given) else uuid.uuid4().hex


@contextmanager
def following(request_id: str, request: Any = None) -> Iterator[None]:
    """Everything that is said inside is about this request."""
    token = _now.set(Trace(request_id, request))
    try:
        yield
    finally:
        _now.reset(token)


@contextmanager
def job(task: str, pk: int, request_id: str = "") -> Iterator[None]:
    """Everything that is said inside belongs to this job, of the request that asked for it; says how it ended."""
    with following(id_of(request_id)):
        began = time.monotonic()
        about = {"task": task.removeprefix("wegwijzer."), "row": pk}
        try:
            yield
        except Exception:
            log.exception("job %s %s broke off", task, pk, extra=about)
            raise
        milliseconds = round((time.monotonic() - began) * 1000)
        log.info("job %s %s took %s ms", task, pk, milliseconds, extra=about | {"ms": milliseconds})
