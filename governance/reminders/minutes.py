"""A meeting that took place and is not finished: to be written down and closed, and its minutes to be approved."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.models import Meeting, MeetingState
from governance.reminders.people import coordinators_of, secretaries_of
from wegwijzer.accounts.periods import starts_at
from wegwijzer.calendar.workdays import working_days_after
from wegwijzer.reminders.registry import Rule, Wait, Window

# Working days after the meeting: who kept notes needs them to work these out, however soon the body meets again.
TO_WRITE = 5
# Planned too, once its day is past: a meeting that took place without being called or opened here is written down too.
UNFINISHED = (MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.HELD, MeetingState.DRAFT)
# Minutes are approved at the next meeting of the body. Where none is known, a month is enough to do it in writing.
WITHOUT_NEXT = dt.timedelta(days=30)
LONGEST = dt.timedelta(days=366)  # every body meets once a year


def waits(window: Window) -> Iterator[Wait]:
    first, last = starts_at(window.since - LONGEST), starts_at(window.day)  # what begins today is not over
    next_one = Meeting.objects.filter(body=OuterRef("body"), planned_start__gt=OuterRef("planned_start"))
    next_one = next_one.exclude(state=MeetingState.CANCELLED).order_by("planned_start")
    rows = window.of(Meeting.objects.filter(state__in=UNFINISHED, planned_start__range=(first, last)))
    rows = rows.annotate(next_start=Subquery(next_one.values("planned_start")[:1]))
    meetings = [
        meeting
        for meeting in rows.select_related("body__partnership").order_by("pk")
        if window.since <= _due(meeting) <= window.until
    ]
    coordinators = coordinators_of({meeting.partnership.pk for meeting in meetings}, window.day)
    secretaries = secretaries_of({meeting.body_id for meeting in meetings}, window.day)
    for meeting in meetings:
        coordinating = coordinators.get(meeting.partnership.pk, [])
        # Whoever keeps the minutes closes the meeting; approving is for the coordinator.
        keeping = secretaries.get(meeting.body_id) if meeting.state != MeetingState.DRAFT else None
        title, page = _what(meeting)
        yield Wait(
            subject=meeting.pk,
            due_on=_due(meeting),
            people=keeping or coordinating,
            title=title,
            about=f"{meeting} – {meeting.partnership}",
            path=reverse(page, args=[meeting.pk]),
            scope=meeting.partnership.organisation_id,
            watchers=coordinating,
        )


def _due(meeting: Any) -> dt.date:
    """Closed within a week; approved on the day of the next meeting, but not sooner, or within a month."""
    day = timezone.localdate(meeting.planned_start)
    written_on = working_days_after(day, TO_WRITE)
    if meeting.state != MeetingState.DRAFT:
        return written_on
    return max(timezone.localdate(meeting.next_start), written_on) if meeting.next_start else day + WITHOUT_NEXT


def _what(meeting: Meeting) -> tuple[str, str]:
    """What there is to do, and the page where it is done."""
    if meeting.state in (MeetingState.PLANNED, MeetingState.CONVENED):
        return _("Maak het verslag van de vergadering"), "governance:sitting"
    if meeting.state == MeetingState.HELD:
        return _("Sluit de vergadering af"), "governance:sitting"
    return _("Laat het verslag goedkeuren"), "governance:meeting_detail"


# Three days ahead: the meeting itself is then two working days past.
RULE = Rule("governance.minutes", gettext_lazy("verslagen"), waits, ahead=(3,), after=(1, 6), escalate=4)
