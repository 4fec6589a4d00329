"""The gate for each noun: `noun_for(user, pk, need)` gives the row, 404 when it is not theirs, 403 when not allowed."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.http import Http404

from governance.access.rules import Can, can, row_for
from governance.models import (
    ActionPoint,
    AgendaItem,
    Attendance,
    Body,
    Decision,
    Document,
    DocumentVersion,
    Mandate,
    Meeting,
    Membership,
    Partnership,
    Person,
    Service,
    ServiceParticipation,
    organisations_visible_to,
)
from governance.reports import Reference
from wegwijzer.accounts.access import BIGGEST_ID
from wegwijzer.accounts.models import Contact, Organisation, User, contacts_of
from wegwijzer.reports.registry import UnknownReport


def partnership_for(user: User, pk: int, need: Can | None = None) -> Partnership:
    rows = Partnership.objects.visible_to(user).select_related("organisation", "managing_authority")
    return row_for(user, rows, pk, need)


def membership_for(user: User, pk: int, need: Can | None = None) -> Membership:
    rows = Membership.objects.visible_to(user).select_related("partnership", "organisation")
    return row_for(user, rows, pk, need)


def service_for(user: User, pk: int, need: Can | None = None) -> Service:
    return row_for(user, Service.objects.visible_to(user).select_related("partnership"), pk, need)


def participation_for(user: User, pk: int, need: Can | None = None) -> ServiceParticipation:
    rows = ServiceParticipation.objects.visible_to(user).select_related("service__partnership", "organisation")
    return row_for(user, rows, pk, need)


def organisation_for(user: User, pk: int, need: Can | None = None) -> Organisation:
    return row_for(user, organisations_visible_to(user), pk, need)


def contact_of(organisation: Organisation) -> Contact:
    """How the public reaches an organisation that came through its gate."""
    return contacts_of([organisation])[organisation.pk]


def body_for(user: User, pk: int, need: Can | None = None) -> Body:
    return row_for(user, Body.objects.visible_to(user).select_related("partnership"), pk, need)


def person_for(user: User, pk: int, need: Can | None = None) -> Person:
    return row_for(user, Person.objects.visible_to(user).select_related("partnership", "employer", "user"), pk, need)


def mandate_for(user: User, pk: int, need: Can | None = None) -> Mandate:
    rows = Mandate.objects.visible_to(user).select_related("partnership", "person", "body__partnership", "organisation")
    return row_for(user, rows, pk, need)


def meeting_for(user: User, pk: int, need: Can | None = None) -> Meeting:
    rows = Meeting.objects.visible_to(user).select_related("body__partnership__organisation", "chair", "secretary")
    return row_for(user, rows, pk, need)


def agenda_item_for(user: User, pk: int, need: Can | None = None) -> AgendaItem:
    rows = AgendaItem.objects.visible_to(user).select_related("body__partnership__organisation", "meeting__body")
    return row_for(user, rows, pk, need)


def minuted_item_for(user: User, pk: int, need: Can | None = None) -> AgendaItem:
    """An item on the agenda of a meeting; one in the backlog has no minutes and counts as absent."""
    rows = AgendaItem.objects.visible_to(user).filter(meeting__isnull=False)
    return row_for(user, rows.select_related("body__partnership__organisation", "meeting__body__partnership"), pk, need)


def approval_item_for(user: User, meeting: int, pk: str | None, need: Can) -> AgendaItem | None:
    """The item `pk` that approves the minutes of `meeting`, None when none is named; else as the other gates."""
    if not pk:
        return None
    if not pk.isascii() or not pk.isdigit() or len(pk) > 18:
        raise Http404
    rows = AgendaItem.objects.visible_to(user).filter(approves=meeting, meeting__isnull=False)
    return row_for(user, rows.select_related("body__partnership__organisation", "meeting__body"), int(pk), need)


def attendance_for(user: User, pk: int, need: Can | None = None) -> Attendance:
    """A seat or guest of a meeting that the user may see."""
    rows = Attendance.objects.filter(meeting__in=Meeting.objects.visible_to(user))
    return row_for(user, rows.select_related("meeting__body__partnership__organisation"), pk, need)


def decision_for(user: User, pk: int, need: Can | None = None) -> Decision:
    rows = Decision.objects.visible_to(user).select_related("body__partnership", "meeting", "item")
    return row_for(user, rows, pk, need)


def action_point_for(user: User, pk: int, need: Can | None = None) -> ActionPoint:
    rows = ActionPoint.objects.visible_to(user).select_related("body__partnership__organisation", "person")
    return row_for(user, rows, pk, need)


def document_version_of(item: AgendaItem, pk: int) -> DocumentVersion | None:
    """A version of a document that goes with this item; for an item that came through the gate."""
    if not 0 < pk <= BIGGEST_ID:
        return None
    return DocumentVersion.objects.filter(pk=pk, document__items__item=item).first()


def document_of(item: AgendaItem, pk: int) -> Document | None:
    """A document that goes with this item; for an item that came through the gate."""
    return Document.objects.filter(pk=pk, items__item=item).first() if 0 < pk <= BIGGEST_ID else None


def report_ref(user: User, meeting: Meeting, *, public: bool = False) -> str:
    """What the report of a meeting is called for this person: who may not see drafts gets the version for others."""
    return Reference(meeting.pk, public=public or not can(user, Can.SEE_DRAFT, meeting)).text


def may_see_meeting_report(user: User, ref: str, asked_at: dt.datetime) -> bool:
    """The whole report: who sits in the body. The version for others: who may see the meeting, once it is approved.

    Nobody gets the version for others of minutes that can still change. A file that was asked for before the approval
    keeps what stood there then, also what was closed since: it stays with who sits in the body.
    """
    try:
        reference = Reference.read(ref)
        meeting = meeting_for(user, reference.pk, Can.MAKE_REPORT)
    except (UnknownReport, Http404, PermissionDenied):
        return False
    if reference.public and not meeting.has_public_report:
        return False
    if can(user, Can.SEE_DRAFT, meeting):
        return True
    return reference.public and meeting.approved_at is not None and asked_at >= meeting.approved_at


def may_see_decision_report(user: User, ref: str, asked_at: dt.datetime) -> bool:
    """Who may see the decision, whenever the extract was asked for."""
    try:
        decision_for(user, Reference.read(ref).pk, Can.MAKE_REPORT)
    except (UnknownReport, Http404, PermissionDenied):
        return False
    return True
