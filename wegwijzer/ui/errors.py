"""Pages for what went wrong, in words that help.

The page for "not there" says nothing that depends on the address, the row or the moment: whoever may not know of a
thing gets, byte for byte, the page of a thing that never was.
"""

import errno
import logging
import math
import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader

from wegwijzer.logbook import trace
from wegwijzer.storage import StorageAway
from wegwijzer.ui import conflicts, places
from wegwijzer.ui.context import frame

log = logging.getLogger("wegwijzer.errors")
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
DISK_FULL = "53100"  # as PostgreSQL calls it
BROKEN, AWAY, FULL = 500, 503, 507
WAIT = {"Retry-After": "120"}  # seconds
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def _inside(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """A page with the places but without anything personal or random: no form (its token differs each time)."""
    user = getattr(request, "user", None)
    known = user is not None and user.is_authenticated
    context = {"places": places.places() if known else [], "logout_url": None, "session_url": None, "person_links": []}
    return render(request, template, context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when there was too much of it."""
    if isinstance(exception, TOO_LARGE):
        return too_large(request)
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """You may see it, but not do this (403)."""
    return _inside(request, "403.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not there, or not yours: the same page (404)."""
    return _inside(request, "404.html", 404)


def only_sends(request: HttpRequest) -> HttpResponse:
    """An address behind a button, typed or opened by itself (405): there is nothing to read, and nothing was done."""
    return _inside(request, "405.html", 405)


def too_large(request: HttpRequest) -> HttpResponse:
    """More was sent than a form of ours can hold (413)."""
    return render(request, "413.html", status=413)


def too_many(request: HttpRequest, seconds: float) -> HttpResponse:
    """Tried too often; says after how many minutes it can be tried again (429)."""
    wait = max(1, math.ceil(seconds))
    response = render(request, "429.html", {"minutes": math.ceil(wait / 60)}, status=429)
    response.headers["Retry-After"] = str(wait)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Our own fault (500), files out of reach (503), or a disk that is full (507).

    Asks nothing of the database, which may be what is broken.
    """
    status = _status_of(sys.exception())
    try:
        page = loader.get_template(f"{status}.html").render(frame() | {"request_id": trace.current_id()})
        return HttpResponseServerError(page, status=status, headers=WAIT if status == AWAY else {})
    except Exception:
        log.exception("the page for errors is broken too")
        return HttpResponseServerError(
            "Er ging iets mis. Probeer het over enkele minuten opnieuw.", content_type="text/plain; charset=utf-8"
        )


def _status_of(error: BaseException | None) -> int:
    """Whether it comes from a place, of the files or of the database, that is full or can not be reached."""
    while error is not None:
        if isinstance(error, StorageAway):
            return AWAY
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            return FULL
        if isinstance(error, DatabaseError):
            is_full = getattr(error.__cause__, "pgcode", "") == DISK_FULL or "database or disk is full" in str(error)
            return FULL if is_full else BROKEN
        error = error.__cause__ or error.__context__
    return BROKEN


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or came from elsewhere: say so and offer the way back (403)."""
    log.warning("csrf refused: %s", reason)
    return render(request, "403_csrf.html", status=403)


def conflict(
    request: HttpRequest,
    current: Model | None,
    form: Any = None,
    *,
    mine: str = "",
    theirs: str = "",
    back: str = "",
) -> HttpResponse:
    """Somebody saved first (409): both versions side by side, and what was typed can still be saved.

    `current` is `Stale.current`. With `form` (bound to what was typed) the differing fields stay editable and the page
    sends the whole form again, now knowing the newest `version`; without one, `mine` and `theirs` are shown as text.
    `back` is where the saved version can be read.
    """
    context = conflicts.compare(request, current, form) if form is not None else {"differences": [], "kept": []}
    context |= {
        "current": current,
        "mine": mine,
        "theirs": theirs,
        "back": back,
        "last": conflicts.last_change(current),
    }
    response = render(request, "409.html", context, status=409)
    if getattr(request, "htmx", False):  # the answer is a page, whatever part was asked for
        for name, value in (("HX-Retarget", "#main"), ("HX-Reselect", "#main"), ("HX-Reswap", "outerHTML")):
            response.headers[name] = value
    return response
