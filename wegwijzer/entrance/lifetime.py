"""How long a session lasts: so long after the last thing that was done in it, and never longer than a working day."""

import time
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.utils.translation import gettext as _

STARTED, SEEN = "started_at", "seen_at"
# Looking at a page writes the session at most this often (seconds).
STEP = 60


def is_over(session: SessionBase) -> bool:
    """Whether one of the two limits has passed. A session without stamps has just begun."""
    return SEEN in session and left(session)["seconds"] <= 0


def touch(session: SessionBase) -> None:
    """Somebody is there: the time without activity begins again."""
    now = int(time.time())
    if STARTED not in session:
        session[STARTED] = session[SEEN] = now
    elif now - session[SEEN] >= STEP:
        session[SEEN] = now


def left(session: SessionBase) -> dict[str, Any]:
    """`seconds` until the session ends by itself, and whether a sign of life would make that later."""
    now = int(time.time())
    idle = session.get(SEEN, now) + settings.SESSION_IDLE_MINUTES * 60 - now
    whole = session.get(STARTED, now) + settings.SESSION_COOKIE_AGE - now
    return {"seconds": min(idle, whole), "extendable": whole > idle}


def in_words() -> dict[str, str]:
    """The two limits as people say them: `idle` and `whole`."""
    hours, minutes = divmod(settings.SESSION_IDLE_MINUTES, 60)
    idle = _("%d minuten") % settings.SESSION_IDLE_MINUTES if minutes else _("%d uur") % hours
    return {"idle": idle, "whole": _("%d uur") % settings.SESSION_HOURS}
