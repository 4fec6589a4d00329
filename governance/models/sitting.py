"""Everything of one meeting in a fixed number of queries: for the screen in the room and for the report."""

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from itertools import groupby

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from governance.models.action_point import ActionPoint
from governance.models.agenda_item import AgendaItem
from governance.models.attendance import Attendance, AttendanceStatus, Quorum
from governance.models.correction import Correction
from governance.models.decision import Decision, Vote
from governance.models.meeting import Meeting, MeetingState, lacking_to_approve, lacking_to_close

# In the order in which minutes name them.
ANSWERS = (
    AttendanceStatus.PRESENT,
    AttendanceStatus.REPRESENTED,
    AttendanceStatus.EXCUSED,
    AttendanceStatus.ABSENT,
    AttendanceStatus.UNKNOWN,
)


class Sitting:
    """A meeting with who was there, its items, decisions, votes, action points and corrections.

    `items` is the narrowed set of items that the reader may see; attendance is one for all readers.
    """

    def __init__(self, meeting: Meeting, items: "QuerySet[AgendaItem]") -> None:
        self.meeting = meeting
        self._items = items

    @cached_property
    def attendances(self) -> list[Attendance]:
        """Seats and guests; a municipality stands beside its OCMW."""
        rows = self.meeting.attendances.select_related("organisation", "represented_by").in_order()
        return list(rows)

    @cached_property
    def seats(self) -> list[Attendance]:
        return [attendance for attendance in self.attendances if attendance.person_id]

    @cached_property
    def guests(self) -> list[Attendance]:
        return [attendance for attendance in self.attendances if not attendance.person_id]

    @cached_property
    def territories(self) -> list[tuple[str, list[Attendance]]]:
        """The seats per municipality, those without a board last."""
        rows = sorted(self.seats, key=lambda seat: (territory_of(seat) == "", territory_of(seat)))
        return [(name or _("Anderen"), list(seats)) for name, seats in groupby(rows, key=territory_of)]

    def with_status(self, *statuses: AttendanceStatus) -> list[Attendance]:
        return [seat for seat in self.seats if seat.status in statuses]

    @property
    def by_status(self) -> list[tuple[AttendanceStatus, list[Attendance]]]:
        """Who was there, per answer; an answer that nobody gave is left out."""
        found = [(status, self.with_status(status)) for status in ANSWERS]
        return [(status, seats) for status, seats in found if seats]

    @property
    def unknown(self) -> list[Attendance]:
        """The seats of which nobody said yet whether they are taken."""
        return self.with_status(AttendanceStatus.UNKNOWN)

    @cached_property
    def quorum(self) -> Quorum:
        return Quorum(self.meeting, self.attendances)

    def voters(self, moment: dt.time | None = None) -> list[Attendance]:
        """The seats with a vote that are in the room (at that hour)."""
        return [seat for seat in self.seats if seat.has_vote and seat.in_the_room(moment)]

    @cached_property
    def items(self) -> list[AgendaItem]:
        """The items in order, each with what hangs on it prefetched."""
        rows = self._items.select_related("approves__body").prefetch_related(*self._corrections)
        rows = rows.prefetch_related(
            Prefetch("decisions", Decision.objects.order_by("pk")),
            "decisions__articles",
            Prefetch("decisions__votes", Vote.objects.order_by("pk")),
            Prefetch("action_points", ActionPoint.objects.select_related("person", "organisation").order_by("pk")),
        )
        items = list(rows)
        for item in items:
            item.meeting = self.meeting
            for decision in item.decisions.all():
                self._tie(decision)
        return items

    @property
    def _corrections(self) -> list[Prefetch]:
        """Only approved minutes have corrections; before that there is nothing to read."""
        if self.meeting.state != MeetingState.APPROVED:
            return []
        return [Prefetch("corrections", Correction.objects.select_related("by").order_by("at", "pk"))]

    def _tie(self, decision: Decision) -> None:
        """Hand the decision what was read already, so that showing it asks nothing more."""
        decision.meeting = self.meeting
        decision.body = self.meeting.body
        by_key = {attendance.pk: attendance for attendance in self.attendances}
        for vote in decision.votes.all():
            vote.attendance = by_key[vote.attendance_id]

    @property
    def decisions(self) -> Iterable[Decision]:
        return (decision for item in self.items for decision in item.decisions.all())

    @property
    def missing(self) -> list[str]:
        """What stands in the way of closing it, or of approving its minutes: as the guards say it."""
        if self.meeting.state == MeetingState.HELD:
            return lacking_to_close(self.attendances, self.decisions)
        return lacking_to_approve(self.meeting, self.decisions)

    @property
    def languages(self) -> list[str]:
        return self.meeting.languages or ["nl"]


def territory_of(attendance: Attendance) -> str:
    """The municipality that a seat speaks for, "" for none; a board without territory stands for itself."""
    organisation = attendance.organisation
    return (organisation.territory or organisation.name) if organisation else ""
