"""What has to be said in time. Called by the timetable (settings.PERIODIC_JOBS) with the moment; may run twice."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from governance.actions.round_deadline import note_passed
from governance.models import Agenda, AgendaItem, ApprovalRound, Meeting, MeetingState
from governance.notifications import meeting as notifications

FARTHEST = dt.timedelta(days=100)  # no reminder is asked earlier than 90 days ahead


def remind_meetings(now: dt.datetime) -> str:
    """Remind who is invited, at each lead time of the body that is reached and not told yet."""
    rows = Meeting.objects.filter(state=MeetingState.CONVENED, planned_start__gt=now, planned_start__lt=now + FARTHEST)
    meetings = mails = 0
    for meeting in rows.select_related("body__partnership__organisation").order_by("planned_start", "pk"):
        lead = due_lead(meeting, now)
        if lead is None:
            continue
        with transaction.atomic():
            agenda = Agenda(meeting, AgendaItem.objects.filter(meeting=meeting).with_documents())
            count = notifications.remind(meeting, lead=lead, agenda=agenda)
        meetings += count > 0
        mails += count
    return f"{mails} reminders for {meetings} meetings"


def note_deadlines(now: dt.datetime) -> str:
    """Write in the history of every round that runs that its deadline went by, once."""
    rows = ApprovalRound.objects.running().filter(deadline_on__lt=timezone.localdate(now)).order_by("pk")
    return f"{sum(note_passed(round_, now) for round_ in rows)} deadlines passed"


def due_lead(meeting: Meeting, now: dt.datetime) -> int | None:
    """The lead time (days) that asks for a reminder now: the tightest that is reached, never one that passed unsaid.

    None when none is reached, or when the members heard of it on that day or later: then that was the reminder.
    """
    day, today = timezone.localdate(meeting.planned_start), timezone.localdate(now)
    reached = [lead for lead in meeting.body.reminder_days if (day - today).days <= lead]
    if not reached:
        return None
    lead = min(reached)
    told = timezone.localdate(meeting.announced_at) if meeting.announced_at else None
    return None if told is not None and told >= day - dt.timedelta(days=lead) else lead
