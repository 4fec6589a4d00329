"""Around everything else: each request has an id, and one line in the log."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from wegwijzer.logbook import trace
from wegwijzer.logbook.lines import masked

Handler = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("wegwijzer.request")
MACHINES = {"/healthz", "/readyz", "/metrics"}


def traced(get_response: Handler) -> Handler:
    """Give the request its id, and tell it to whoever asked. Only a proxy of ours may bring one along.

    No address of a network is logged, no name, no query; the path without what may be a key.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID") if settings.BEHIND_PROXY else None
        request_id, began = trace.id_of(given), time.monotonic()
        with trace.following(request_id, request):
            response = get_response(request)
            response.headers["X-Request-ID"] = request_id
            _tell(request, response.status_code, round((time.monotonic() - began) * 1000))
        return response

    return middleware


def _tell(request: HttpRequest, status: int, milliseconds: int) -> None:
    path = masked(request.path)
    quiet = status < 400 and (path in MACHINES or path.startswith(f"/{settings.STATIC_URL.lstrip('/')}"))
    about: dict[str, Any] = {"method": request.method, "path": path, "status": status, "ms": milliseconds}
    level = logging.DEBUG if quiet else logging.INFO
    log.log(level, "%s %s %s %s ms", request.method, path, status, milliseconds, extra=about)
