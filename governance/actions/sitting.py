"""Holding a meeting: opening it, who leads it and writes, closing it."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.actions import agenda_item, feedback
from governance.models import (
    LIFECYCLE,
    MINUTED_STATES,
    SEATS,
    Attendance,
    Decision,
    DecisionCounter,
    Mandate,
    MandateRole,
    Meeting,
    MeetingState,
    Outcome,
    Person,
)
from wegwijzer import lifecycle
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record

FIRST = {role: rank for rank, role in enumerate(SEATS)}
CLOSED_BOOK = {
    MeetingState.PLANNED: _("Open eerst de vergadering."),
    MeetingState.CONVENED: _("Open eerst de vergadering."),
    MeetingState.CANCELLED: _("Deze vergadering is geannuleerd."),
    MeetingState.APPROVED: _("Het verslag is goedgekeurd en ligt vast. Wat fout is, verbetert u met een correctie."),
}


def hold_open(meeting: Meeting) -> None:
    """Hold the meeting's row until the transaction ends, if its minutes may still be written.

    Raises Refused when they may not: not opened yet, cancelled, or approved (also when that happened a moment ago).
    Everything that is written about a meeting passes here, so two writers never judge by half of each other's work.
    """
    rows = Meeting._base_manager.filter(pk=meeting.pk)
    if rows.filter(state__in=MINUTED_STATES).update(version=F("version")) != 1:
        raise lifecycle.Refused(closed_book(rows.values_list("state", flat=True).get()))


def closed_book(state: str) -> str:
    """Why nothing can be written in the minutes in this state; "" where it can."""
    return CLOSED_BOOK.get(MeetingState(state), "")


@transaction.atomic
def open(meeting: Meeting, *, by: User, at: dt.datetime | None = None) -> Meeting:
    """Open the meeting at `at` (now; for a day that is past, the planned hour) with the mandates of that day.

    Raises Refused when it can not be opened, Stale when somebody was first.
    """
    start = at or _start_of(meeting)
    mandates = _seats_on(meeting, timezone.localdate(start))
    lifecycle.move(
        meeting,
        "open",
        LIFECYCLE,
        actual_start=start,
        chair=_holder(mandates, MandateRole.CHAIR),
        secretary=_holder(mandates, MandateRole.SECRETARY),
    )
    Attendance.objects.bulk_create(_one_per_seat(meeting, mandates))
    record(
        "governance.meeting.opened",
        meeting,
        by=by,
        scope=meeting.partnership.organisation,
        changes={"actual_start": start, "chair": meeting.chair, "secretary": meeting.secretary},
    )
    return meeting


def _start_of(meeting: Meeting) -> dt.datetime:
    now = timezone.now()
    past = timezone.localdate(meeting.planned_start) < timezone.localdate(now)
    return meeting.planned_start if past else now


def _seats_on(meeting: Meeting, day: dt.date) -> list[Mandate]:
    """The seats of the body on that day, the highest role of a person first."""
    rows = meeting.body.mandates.seats().on(day).select_related("person", "organisation")
    return sorted(rows, key=lambda mandate: (FIRST[MandateRole(mandate.role)], mandate.pk))


def _holder(mandates: Iterable[Mandate], role: MandateRole) -> Person | None:
    return next((mandate.person for mandate in mandates if mandate.role == role), None)


def _one_per_seat(meeting: Meeting, mandates: list[Mandate]) -> list[Attendance]:
    """One row per person and board; substitutes only come in to represent somebody.

    Who is chair or secretary without a board, and also sits for one, sits there once: one person, one chair, one vote.
    """
    seats: dict[tuple[int, int | None], Attendance] = {}
    for mandate in mandates:
        if mandate.role == MandateRole.SUBSTITUTE:
            continue
        key = (mandate.person_id, mandate.organisation_id)
        if key in seats:
            seats[key].has_vote |= mandate.has_vote
        else:
            seats[key] = Attendance(
                meeting=meeting,
                person=mandate.person,
                name=mandate.person.name,
                role=mandate.role,
                organisation=mandate.organisation,
                has_vote=mandate.has_vote,
            )
    for (person, organisation), seat in list(seats.items()):
        boards = [other for (who, board), other in seats.items() if who == person and board is not None]
        if organisation is None and boards:
            boards[0].role = seat.role
            boards[0].has_vote |= seat.has_vote
            del seats[person, None]
    return list(seats.values())


def substitutes(meeting: Meeting) -> list[Mandate]:
    """Who may stand in for somebody at this meeting: the substitutes' mandates of its day."""
    day = timezone.localdate(meeting.actual_start or meeting.planned_start)
    rows = meeting.body.mandates.on(day).filter(role=MandateRole.SUBSTITUTE)
    return list(rows.select_related("person", "organisation").order_by("person__name", "pk"))


@transaction.atomic
def change(
    meeting: Meeting,
    *,
    by: User,
    version: int,
    chair: Person | None,
    secretary: Person | None,
    started_at: dt.time,
    ended_at: dt.time | None = None,
) -> Meeting:
    """Another chair or secretary, or other hours on the day of the meeting (Belgian clock).

    Raises Refused when the minutes are closed or the end lies before the start, Stale when somebody was first.
    """
    hold_open(meeting)
    if meeting.actual_start is None:
        raise lifecycle.Refused(closed_book(MeetingState.PLANNED))
    values: dict[str, object] = {"chair": chair, "secretary": secretary}
    start = _at(meeting.actual_start, started_at)
    end = _at(meeting.actual_end, ended_at) if meeting.actual_end and ended_at else meeting.actual_end
    if end is not None and end < start:
        raise lifecycle.Refused(_("Het einde ligt voor het begin."), field="ended_at")
    meeting.version = version
    changes = lifecycle.change(meeting, **values, actual_start=start, actual_end=end)
    if changes:
        scope = meeting.partnership.organisation
        record("governance.meeting.changed", meeting, by=by, scope=scope, changes=changes)
    return meeting


def _at(moment: dt.datetime, hour: dt.time) -> dt.datetime:
    """The same Belgian day at another hour; to the second where the hour and minute are the same."""
    local = timezone.localtime(moment)
    if (local.hour, local.minute) == (hour.hour, hour.minute):
        return moment
    return timezone.make_aware(dt.datetime.combine(local.date(), hour))


@transaction.atomic
def close(meeting: Meeting, *, by: User, at: dt.datetime | None = None) -> Meeting:
    """Close the meeting: its decisions get their numbers, and the next planned meeting approves these minutes.

    Without `at` it ends now, or at the planned hour when that day is past. Raises Refused with what is still missing,
    Stale when somebody was first.
    """
    hold_open(meeting)
    lifecycle.move(meeting, "close", LIFECYCLE, actual_end=at or _end_of(meeting))
    # Rows are held in one order everywhere: meetings, then the counter, and history's own lock at the end.
    coming = Meeting.objects.filter(body=meeting.body_id, planned_start__date__gte=today()).upcoming()
    following = coming.first()
    if following is not None:
        lifecycle.hold(following)
    numbered = [number(decision) for decision in _to_number(meeting)]
    if following is not None:
        agenda_item.gather(following, by=by)
    scope = meeting.partnership.organisation
    changes = {"actual_end": meeting.actual_end}
    record("governance.meeting.closed", meeting, by=by, scope=scope, changes=changes)
    for decision in numbered:
        record("governance.decision.numbered", decision, by=by, scope=scope, changes={"number": decision.number})
    feedback.list_for(meeting, by=by)
    return meeting


def _end_of(meeting: Meeting) -> dt.datetime:
    now = timezone.now()
    start = meeting.actual_start or meeting.planned_start
    if timezone.localdate(start) < timezone.localdate(now):
        return max(meeting.planned_end, start)
    return max(now, start)


def _to_number(meeting: Meeting) -> list[Decision]:
    """What gets a number at closing, in the order of the agenda."""
    rows = meeting.decisions.filter(number__isnull=True).exclude(outcome=Outcome.WITHDRAWN)
    return list(rows.select_related("body").order_by("item__position", "item", "pk"))


def number(decision: Decision) -> Decision:
    """Give the decision the next number of its body and year; the caller holds the meeting and writes history."""
    lifecycle.change(decision, number=DecisionCounter.next_number(decision.body, decision.year))
    return decision
