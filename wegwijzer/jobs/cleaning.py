"""What is thrown away by itself. Periodic work: called with the moment, returns a line about what it did."""

import datetime as dt
from importlib import import_module

from django.conf import settings

from wegwijzer.jobs.models import Run

KEEP_RUNS = dt.timedelta(days=90)


def clear_sessions(now: dt.datetime) -> str:
    """Forget the sessions that have expired."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return "expired sessions cleared"


def clear_runs(now: dt.datetime) -> str:
    """Forget the turns of periodic work of more than 90 days ago."""
    count, _ = Run.objects.filter(due_at__lt=now - KEEP_RUNS).delete()
    return f"{count} old runs cleared"
