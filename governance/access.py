"""Who may do what here: the one table, and the gate for each noun.

Everything is refused unless a role gives it. Views, templates and jobs ask the same three: `can`, `gate`, `<noun>_for`.
"""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Prefetch, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from governance.models import (
    ActionPoint,
    Agenda,
    AgendaItem,
    Attendance,
    Body,
    Decision,
    DocumentVersion,
    Mandate,
    MandateRole,
    Meeting,
    MeetingState,
    Membership,
    Partnership,
    Person,
    Rights,
    Service,
    ServiceParticipation,
    organisations_visible_to,
    organisations_within,
    partnerships_around,
    rights_of,
)
from governance.models.meeting import OPEN_STATES
from governance.reports import Reference
from wegwijzer.accounts.access import BIGGEST_ID, demand, get_for
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import today
from wegwijzer.accounts.roles import Role
from wegwijzer.audit.models import Entry
from wegwijzer.outbox.models import Message
from wegwijzer.reports.registry import UnknownReport


class Can(StrEnum):
    """What can be asked for. Seeing is not in it: that is `visible_to`."""

    EDIT_PARTNERSHIP = "edit_partnership"  # the partnership, its members, services, bodies, people and mandates
    EDIT_ORGANISATION = "edit_organisation"
    INVITE_PERSON = "invite_person"
    PLAN_MEETING = "plan_meeting"  # plan, change, convene, cancel, build the agenda
    MINUTE_MEETING = "minute_meeting"  # attendance, minutes, votes, decisions, closing
    APPROVE_MINUTES = "approve_minutes"
    CORRECT_MINUTES = "correct_minutes"
    EDIT_ACTION_POINT = "edit_action_point"
    FINISH_ACTION_POINT = "finish_action_point"
    SEE_DRAFT = "see_draft"  # agenda and minutes before they are sent or approved
    SEE_CONTACT_DETAILS = "see_contact_details"
    SEE_HISTORY = "see_history"
    SEE_MESSAGES = "see_messages"  # which mail went to whom, and its fate
    MAKE_REPORT = "make_report"


GRANTS: dict[Role, frozenset[Can]] = {
    Role.ADMINISTRATOR: frozenset(),
    Role.COORDINATOR: frozenset(Can),
    Role.CONTACT: frozenset({Can.MAKE_REPORT, Can.SEE_CONTACT_DETAILS}),
    Role.DELEGATE: frozenset({Can.MAKE_REPORT, Can.SEE_DRAFT}),
    Role.STAFF: frozenset({Can.MAKE_REPORT}),
}
# What the seat itself adds, in that body only.
SEAT_GRANTS: dict[MandateRole, frozenset[Can]] = {
    MandateRole.SECRETARY: frozenset({Can.MINUTE_MEETING, Can.EDIT_ACTION_POINT, Can.SEE_CONTACT_DETAILS}),
    MandateRole.CHAIR: frozenset({Can.SEE_CONTACT_DETAILS}),
}


def can(user: User, need: Can | str, obj: Any) -> bool:
    """May `user` do `need` to `obj`? True only when a role or seat gives it, today."""
    if isinstance(obj, Organisation):
        return _can_organisation(user, need, obj)
    body = getattr(obj, "body", None)
    body_id = body.pk if isinstance(body, Body) else None
    partnership = obj if isinstance(obj, Partnership) else obj.partnership
    rights = rights_of(user)
    if any(need in GRANTS[role] for role in rights.roles_in(partnership.pk, body_id)):
        return True
    if any(need in SEAT_GRANTS.get(MandateRole(seat), ()) for seat in rights.sits_in.get(body_id, ())):
        return True
    if isinstance(obj, Person) and need == Can.SEE_CONTACT_DETAILS:
        return obj.pk in rights.persons
    return isinstance(obj, ActionPoint) and need == Can.FINISH_ACTION_POINT and _is_own(user, obj)


def _is_own(user: User, point: ActionPoint) -> bool:
    rights = rights_of(user)
    if point.person_id in rights.persons:
        return True
    return point.organisation_id in rights.speaks_for.get(point.partnership.pk, ())


def _can_organisation(user: User, need: Can | str, organisation: Organisation) -> bool:
    """A party may be in several partnerships: only who coordinates all of them may change its data."""
    around = set(partnerships_around(organisation).values_list("pk", flat=True))
    rights = rights_of(user)
    if need == Can.EDIT_ORGANISATION:
        return bool(around) and around <= rights.coordinates
    return bool(around & _partnerships_with(rights, need))


def _partnerships_with(rights: Rights, need: Can | str) -> set[int]:
    """Where a role for the whole partnership gives `need`."""
    return {pk for pk in rights.partnerships if any(need in GRANTS[role] for role in rights.roles_in(pk))}


def gate(user: User, need: Can, obj: Any) -> None:
    """Raise PermissionDenied unless `can(user, need, obj)`; for objects that came through a gate already."""
    demand(user, obj, need, lambda user, obj, need: can(user, need, obj))


def _get(user: User, visible: QuerySet, pk: int, need: Can | None) -> Any:
    return get_for(user, visible, pk, need, lambda user, obj, need: can(user, need, obj))


def partnership_for(user: User, pk: int, need: Can | None = None) -> Partnership:
    rows = Partnership.objects.visible_to(user).select_related("organisation", "managing_authority")
    return _get(user, rows, pk, need)


def membership_for(user: User, pk: int, need: Can | None = None) -> Membership:
    rows = Membership.objects.visible_to(user).select_related("partnership", "organisation")
    return _get(user, rows, pk, need)


def service_for(user: User, pk: int, need: Can | None = None) -> Service:
    return _get(user, Service.objects.visible_to(user).select_related("partnership"), pk, need)


def participation_for(user: User, pk: int, need: Can | None = None) -> ServiceParticipation:
    rows = ServiceParticipation.objects.visible_to(user).select_related("service__partnership", "organisation")
    return _get(user, rows, pk, need)


def organisation_for(user: User, pk: int, need: Can | None = None) -> Organisation:
    return _get(user, organisations_visible_to(user), pk, need)


def body_for(user: User, pk: int, need: Can | None = None) -> Body:
    return _get(user, Body.objects.visible_to(user).select_related("partnership"), pk, need)


def person_for(user: User, pk: int, need: Can | None = None) -> Person:
    return _get(user, Person.objects.visible_to(user).select_related("partnership", "employer", "user"), pk, need)


def mandate_for(user: User, pk: int, need: Can | None = None) -> Mandate:
    rows = Mandate.objects.visible_to(user).select_related("partnership", "person", "body__partnership", "organisation")
    return _get(user, rows, pk, need)


def meeting_for(user: User, pk: int, need: Can | None = None) -> Meeting:
    rows = Meeting.objects.visible_to(user).select_related(
        "body__partnership__organisation", "chair", "secretary", "approved_in"
    )
    return _get(user, rows, pk, need)


def agenda_item_for(user: User, pk: int, need: Can | None = None) -> AgendaItem:
    rows = AgendaItem.objects.visible_to(user).select_related("body__partnership__organisation", "meeting__body")
    return _get(user, rows, pk, need)


def decision_for(user: User, pk: int, need: Can | None = None) -> Decision:
    rows = Decision.objects.visible_to(user).select_related("body__partnership__organisation", "meeting", "item")
    return _get(user, rows, pk, need)


def action_point_for(user: User, pk: int, need: Can | None = None) -> ActionPoint:
    rows = ActionPoint.objects.visible_to(user).select_related("body__partnership__organisation", "person")
    return _get(user, rows, pk, need)


# --- lists: the same gate for many


def partnerships_for(user: User) -> "QuerySet[Partnership]":
    return Partnership.objects.visible_to(user).select_related("managing_authority")


def organisations_for(user: User) -> "QuerySet[Organisation]":
    return organisations_visible_to(user)


def services_for(user: User) -> "QuerySet[Service]":
    return Service.objects.visible_to(user).select_related("partnership")


def bodies_for(user: User) -> "QuerySet[Body]":
    return Body.objects.visible_to(user).select_related("partnership")


def people_for(user: User) -> "QuerySet[Person]":
    return Person.objects.visible_to(user).select_related("partnership", "employer", "user")


def people_with_mandates_for(user: User, day: dt.date) -> "QuerySet[Person]":
    """Cards with `seen_mandates`: what each holds on that day, as far as this login may see it."""
    held = Prefetch("mandates", queryset=mandates_for(user).on(day).order_by("pk"), to_attr="seen_mandates")
    return people_for(user).prefetch_related(held)


def organisations_around(partnership: Partnership) -> "QuerySet[Organisation]":
    """What can be chosen in forms of this partnership, which came through its own gate."""
    return organisations_within([partnership.pk])


def memberships_for(user: User) -> "QuerySet[Membership]":
    return Membership.objects.visible_to(user).select_related("partnership", "organisation")


def participations_for(user: User) -> "QuerySet[ServiceParticipation]":
    return ServiceParticipation.objects.visible_to(user).select_related("service__partnership", "organisation")


def mandates_for(user: User) -> "QuerySet[Mandate]":
    return Mandate.objects.visible_to(user).select_related("partnership", "person", "body", "organisation")


LONGEST_HISTORY = 20


def history_for(user: User, *targets: "Model | QuerySet") -> list[Entry]:
    """The latest entries about these rows, newest first; only of partnerships whose history this login may read."""
    about = Q()
    for target in targets:
        keys = target.values("pk") if isinstance(target, QuerySet) else [target.pk]
        label = (target.model if isinstance(target, QuerySet) else target)._meta.label_lower
        about |= Q(target_type=label, target_id__in=keys)
    within = _partnerships_with(rights_of(user), Can.SEE_HISTORY)
    if not within:
        return []
    rows = Entry.objects.filter(about, scope__partnership__in=within).select_related("by")
    return list(rows.order_by("-pk")[:LONGEST_HISTORY])


def coordinated_partnerships(user: User) -> "QuerySet[Partnership]":
    """Where this login may add and change things; empty for everybody but a coordinator."""
    return Partnership.objects.filter(pk__in=rights_of(user).coordinates)


def coordinator_only(user: User) -> None:
    """For pages that stand outside one object (add, import): 404 for who coordinates nothing."""
    if not rights_of(user).coordinates:
        raise Http404


def needs(user: User, obj: Any, wanted: Iterable[Can]) -> set[str]:
    """Which of `wanted` this user has here; for templates, asked once a page."""
    return {need.value for need in wanted if can(user, need, obj)}


def minuted_item_for(user: User, pk: int, need: Can | None = None) -> AgendaItem:
    """An item on the agenda of a meeting; one in the backlog has no minutes and counts as absent."""
    rows = AgendaItem.objects.visible_to(user).filter(meeting__isnull=False)
    return _get(user, rows.select_related("body__partnership__organisation", "meeting__body__partnership"), pk, need)


def approval_item_for(user: User, meeting: int, pk: str | None, need: Can) -> AgendaItem | None:
    """The item `pk` that approves the minutes of `meeting`, None when none is named; else as the other gates."""
    if not pk:
        return None
    if not pk.isascii() or not pk.isdigit() or len(pk) > 18:
        raise Http404
    rows = AgendaItem.objects.visible_to(user).filter(approves=meeting, meeting__isnull=False)
    return _get(user, rows.select_related("body__partnership__organisation", "meeting__body"), int(pk), need)


def attendance_for(user: User, pk: int, need: Can | None = None) -> Attendance:
    """A seat or guest of a meeting that the user may see."""
    rows = Attendance.objects.filter(meeting__in=Meeting.objects.visible_to(user))
    return _get(user, rows.select_related("meeting__body__partnership__organisation"), pk, need)


def decisions_of(user: User) -> "QuerySet[Decision]":
    """The register as this person may see it."""
    return Decision.objects.visible_to(user)


def report_ref(user: User, meeting: Meeting, *, public: bool = False) -> str:
    """What the report of a meeting is called for this person: who may not see drafts gets the version for others."""
    return Reference(meeting.pk, public=public or not can(user, Can.SEE_DRAFT, meeting)).text


def may_see_meeting_report(user: User, ref: str) -> bool:
    """The whole report: who sits in the body. The version for others: who may see the meeting, once it is approved."""
    try:
        reference = Reference.read(ref)
        meeting = meeting_for(user, reference.pk, Can.MAKE_REPORT)
    except (UnknownReport, Http404, PermissionDenied):
        return False
    return can(user, Can.SEE_DRAFT, meeting) or (reference.public and meeting.state == MeetingState.APPROVED)


def may_see_decision_report(user: User, ref: str) -> bool:
    try:
        decision_for(user, Reference.read(ref).pk, Can.MAKE_REPORT)
    except (UnknownReport, Http404, PermissionDenied):
        return False
    return True


# --- meetings, their agenda and what is to be done


def meetings_for(user: User) -> "QuerySet[Meeting]":
    return Meeting.objects.visible_to(user).select_related("body__partnership")


def agenda_for(user: User, meeting: Meeting) -> Agenda:
    """The agenda with the items that this login may see; for a meeting that came through the gate."""
    return Agenda(meeting, items_of(user, meeting).with_documents())


def backlog_for(user: User, body: Body) -> "QuerySet[AgendaItem]":
    """What waits for a meeting of this body, oldest first."""
    return AgendaItem.objects.visible_to(user).filter(body=body).backlog().with_documents()


def action_points_for(user: User) -> "QuerySet[ActionPoint]":
    rows = ActionPoint.objects.visible_to(user)
    return rows.select_related("body__partnership", "person", "organisation", "item__meeting")


def messages_about(user: User, meeting: Meeting) -> "QuerySet[Message]":
    """The mails about this meeting, newest first; none for who may not see them."""
    return Message.objects.about(meeting) if can(user, Can.SEE_MESSAGES, meeting) else Message.objects.none()


def bodies_to_plan(user: User) -> "QuerySet[Body]":
    """The bodies for which this login may plan meetings, those that exist today or later."""
    rows = Body.objects.past(today() - dt.timedelta(days=1)).filter(partnership__in=rights_of(user).coordinates)
    return rows.select_related("partnership").order_by("partnership__name", "name")


def items_of(user: User, meeting: Meeting) -> "QuerySet[AgendaItem]":
    return AgendaItem.objects.visible_to(user).filter(meeting=meeting)


def seats_at(user: User, meeting: Meeting) -> "QuerySet[Mandate]":
    """Who sits in the body on the day of the meeting, as far as this login may know."""
    day = timezone.localdate(meeting.planned_start)
    return mandates_for(user).filter(body=meeting.body).seats().on(day).in_order()


def open_meetings_of(user: User, body: Body) -> "QuerySet[Meeting]":
    """The meetings of a body whose agenda can still change, soonest first."""
    rows = meetings_for(user).filter(body=body, state__in=OPEN_STATES, planned_start__date__gte=today())
    return rows.order_by("planned_start")


def document_version_of(item: AgendaItem, pk: int) -> DocumentVersion | None:
    """A version of a document that goes with this item; for an item that came through the gate."""
    if not 0 < pk <= BIGGEST_ID:
        return None
    return DocumentVersion.objects.filter(pk=pk, document__items__item=item).first()


def bodies_to_note(user: User) -> list[Body]:
    """The bodies in which this login may give people something to do."""
    return [body for body in bodies_for(user).on(today()) if can(user, Can.EDIT_ACTION_POINT, body)]
