"""What has to be said in time. Called by the timetable (settings.PERIODIC_JOBS) with the moment; may run twice."""

import datetime as dt

from django.utils import timezone

from governance.actions.round_deadline import note_passed
from governance.models import ApprovalRound


def note_deadlines(now: dt.datetime) -> str:
    """Write in the history of every round that runs that its deadline went by, once."""
    rows = ApprovalRound.objects.running().filter(deadline_on__lt=timezone.localdate(now)).order_by("pk")
    return f"{sum(note_passed(round_, now) for round_ in rows)} deadlines passed"
