"""What a person can do about a turn of periodic work. Here, because neither history nor the queue knows the other."""

from django.db import transaction
from django.utils import timezone

from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.jobs.bell import ring
from wegwijzer.jobs.models import LIFECYCLE, Run
from wegwijzer.jobs.tasks import RUN
from wegwijzer.lifecycle import move


def again(run: Run, *, by: User) -> None:
    """Have a turn that was given up done once more, from its first attempt.

    Raises Refused when it was not given up or its work is no longer in the timetable, Stale when somebody was first.
    """
    before, reason = run.state, run.note
    with transaction.atomic():
        move(run, "again", LIFECYCLE, start_after=timezone.now(), ended_at=None, attempts=0)
        record("jobs.run.again", run, by=by, changes={"state": (before, run.state)}, reason=reason)
        ring(RUN, run.pk)
