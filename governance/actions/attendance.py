"""Who was there."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions import sitting
from governance.models import Attendance, AttendanceStatus, Meeting, Person, broken_by
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, change


@transaction.atomic
def note(
    attendance: Attendance,
    *,
    by: User,
    status: str,
    represented_by: Person | None = None,
    arrived_at: dt.time | None = None,
    left_at: dt.time | None = None,
    version: int | None = None,
) -> Attendance:
    """Note whether this seat is taken, by whom, and from when until when (Belgian clock of that day).

    `version` is the one that the person saw; None takes the row as it was read. Raises Refused when the minutes are
    closed, when the substitute has no mandate that day, or when a vote that was noted could then not have been; Stale
    when somebody noted something else meanwhile.
    """
    sitting.hold_open(attendance.meeting)
    values: dict[str, Any] = {
        "status": status,
        "represented_by": represented_by if status == AttendanceStatus.REPRESENTED else None,
        "arrived_at": arrived_at,
        "left_at": left_at,
    }
    _refuse_wrong(attendance, **values)
    if version is not None:
        attendance.version = version
    changes = change(attendance, **values)
    if changes:
        _refuse_broken_decisions(attendance.meeting)
        scope = attendance.meeting.partnership.organisation
        record("governance.attendance.noted", attendance, by=by, scope=scope, changes=changes)
    return attendance


def _refuse_wrong(
    attendance: Attendance,
    *,
    status: str,
    represented_by: Person | None,
    arrived_at: dt.time | None,
    left_at: dt.time | None,
) -> None:
    if arrived_at and left_at and left_at < arrived_at:
        raise Refused(_("Het vertrek ligt voor de aankomst."), field="left_at")
    if status != AttendanceStatus.REPRESENTED:
        return
    if represented_by is None:
        raise Refused(_("Kies wie vertegenwoordigt."), field="represented_by")
    boards = {
        mandate.organisation_id
        for mandate in sitting.substitutes(attendance.meeting)
        if mandate.person_id == represented_by.pk
    }
    if attendance.organisation_id not in boards and None not in boards:
        words = _("%(name)s heeft op die dag geen mandaat als plaatsvervanger hier.") % {"name": represented_by}
        raise Refused(words, field="represented_by")
    rows = attendance.meeting.attendances.filter(represented_by=represented_by).exclude(pk=attendance.pk)
    elsewhere = rows.filter(organisation=attendance.organisation_id) if None not in boards else rows
    if elsewhere.exists():
        raise Refused(_("%(name)s vertegenwoordigt al iemand.") % {"name": represented_by}, field="represented_by")


def _refuse_broken_decisions(meeting: Meeting) -> None:
    decisions = meeting.decisions.select_related("meeting__body", "body").prefetch_related("votes")
    wrong = broken_by(decisions, list(meeting.attendances.all()))
    if wrong:
        raise Refused(_("Zo kan een besluit dat genoteerd is niet blijven staan."), *wrong)


@transaction.atomic
def note_rest(meeting: Meeting, *, by: User, status: str) -> int:
    """Note `status` for every seat of which nothing is noted yet; returns how many those were."""
    sitting.hold_open(meeting)
    rest = meeting.attendances.filter(person__isnull=False, status=AttendanceStatus.UNKNOWN).in_order()
    for attendance in list(rest):
        attendance.meeting = meeting
        note(attendance, by=by, status=status)
    return len(rest)


@transaction.atomic
def add_guest(meeting: Meeting, *, by: User, name: str, organisation: Organisation | None = None) -> Attendance:
    """Somebody who was there without a seat. Saying the same twice adds one. Raises Refused when minutes are closed."""
    sitting.hold_open(meeting)
    there = meeting.attendances.filter(person=None, name=name, organisation=organisation).first()
    if there is not None:
        return there
    guest = Attendance.objects.create(
        meeting=meeting, name=name, organisation=organisation, status=AttendanceStatus.PRESENT
    )
    scope = meeting.partnership.organisation
    record("governance.attendance.guest_added", guest, by=by, scope=scope, changes={"name": name})
    return guest


@transaction.atomic
def remove_guest(guest: Attendance, *, by: User) -> None:
    """Take a guest off the list. Raises Refused when the minutes are closed, or for a seat: seats are noted absent."""
    sitting.hold_open(guest.meeting)
    if guest.person_id is not None:
        raise Refused(_("%(name)s heeft een mandaat. Duid ‘afwezig’ aan.") % {"name": guest.name})
    scope = guest.meeting.partnership.organisation
    record("governance.attendance.guest_removed", guest, by=by, scope=scope, changes={"name": (guest.name, "")})
    guest.delete()
