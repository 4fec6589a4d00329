"""A meeting that is near: who is invited, so many days ahead as the body chose."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.models import Mandate, Meeting, MeetingState
from governance.reminders.people import mailable
from wegwijzer.accounts.periods import covers, starts_at, today
from wegwijzer.calendar.workdays import previous_working_day
from wegwijzer.reminders.registry import Party, Rule, Wait, Window

FARTHEST = 68  # working days: more than the ninety days that a body may ask at most


def waits(window: Window) -> Iterator[Wait]:
    # Of today not what began already, which nobody prepares any more; of another day this clock says nothing.
    first = timezone.now() if window.day == today() else starts_at(window.day)
    last = starts_at(window.until)
    rows = window.of(Meeting.objects.filter(state=MeetingState.CONVENED, planned_start__range=(first, last)))
    meetings = list(rows.select_related("body__partnership").order_by("pk"))
    seats = _seats({meeting.body_id for meeting in meetings}, window.day)
    for meeting in meetings:
        day = timezone.localdate(meeting.planned_start)
        yield Wait(
            subject=meeting.pk,
            due_on=day,
            people=[party for from_on, until_on, party in seats[meeting.body_id] if covers(from_on, until_on, day)],
            title=_("Bereid de vergadering van %(day)s voor: %(name)s")
            % {"day": date_format(day, "l j F"), "name": meeting.title or meeting.body.name},
            about=_("om %(hour)s uur, %(place)s")
            % {"hour": f"{timezone.localtime(meeting.planned_start):%H.%M}", "place": meeting.place or meeting.link},
            path=reverse("governance:meeting_detail", args=[meeting.pk]),
            scope=meeting.partnership.organisation_id,
            told_on=timezone.localdate(meeting.announced_at) if meeting.announced_at else None,
            # Before a weekend rather than after it: that may be the day itself.
            tell_on=[previous_working_day(day - dt.timedelta(days=lead)) for lead in meeting.body.reminder_days],
        )


def _seats(bodies: Collection[int], day: dt.date) -> dict[int, list[tuple[dt.date | None, dt.date | None, Party]]]:
    """Per body (key) who ever holds a seat and can be mailed on `day`, from when until when."""
    rows = mailable(Mandate.objects.filter(body__in=bodies).seats(), day)
    found = defaultdict(list)
    for body, from_on, until_on, address, name in rows.values_list(
        "body", "from_on", "until_on", "person__email", "person__name"
    ):
        found[body].append((from_on, until_on, Party(address, name)))
    return found


RULE = Rule(
    "governance.meeting", gettext_lazy("vergaderingen die eraan komen"), waits, (FARTHEST,), (), on_the_day=True
)
