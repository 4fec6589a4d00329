"""A planned meeting of which the invitation has to leave: who coordinates."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.models import AgendaItem, Meeting, MeetingState
from governance.reminders.people import coordinators_of
from wegwijzer.accounts.periods import starts_at
from wegwijzer.reminders.registry import Rule, Wait, Window

LONGEST_NOTICE = dt.timedelta(days=91)  # a body asks for ninety days at most, and a day begins before it ends


def waits(window: Window) -> Iterator[Wait]:
    # One that is over is convened no more.
    first, last = starts_at(window.day), starts_at(window.until + LONGEST_NOTICE)
    rows = window.of(Meeting.objects.filter(state=MeetingState.PLANNED, planned_start__range=(first, last)))
    rows = rows.annotate(has_items=Exists(AgendaItem.objects.filter(meeting=OuterRef("pk"))))
    near = [
        meeting
        for meeting in rows.select_related("body__partnership").order_by("pk")
        if window.since <= meeting.send_on <= window.until
    ]
    coordinators = coordinators_of({meeting.partnership.pk for meeting in near}, window.day)
    for meeting in near:
        empty = _("Stel de agenda op en roep de vergadering bijeen")
        yield Wait(
            subject=meeting.pk,
            due_on=meeting.send_on,
            people=coordinators.get(meeting.partnership.pk, []),
            title=_("Roep de vergadering bijeen") if meeting.has_items else empty,
            about=f"{meeting} – {meeting.partnership}",
            path=reverse("governance:meeting_detail", args=[meeting.pk]),
            scope=meeting.partnership.organisation_id,
        )


RULE = Rule("governance.meeting_to_convene", gettext_lazy("vergaderingen om bijeen te roepen"), waits, (5, 1), (1,))
