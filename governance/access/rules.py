"""The one table: who may do what. Everything is refused unless a role or a seat gives it."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from governance.models import (
    ActionPoint,
    ApprovalResponse,
    Body,
    Council,
    CouncilSitting,
    Feedback,
    MandateRole,
    Membership,
    Partnership,
    Person,
    Recess,
    Rights,
    RoundParty,
    partnerships_around,
    rights_of,
)
from wegwijzer.accounts.access import demand, get_for
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.roles import Role
from wegwijzer.entrance.access import is_administrator


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
    EDIT_QUESTION = "edit_question"
    NOTE_SIGNAL = "note_signal"  # write down what the field tells policy
    EDIT_SIGNAL = "edit_signal"  # pass it on, tie it to decisions, close it
    TELL_FEEDBACK = "tell_feedback"  # tick off what was told after a meeting
    SEE_DRAFT = "see_draft"  # agenda and minutes before they are sent or approved
    SEE_CONTACT_DETAILS = "see_contact_details"
    SEE_HISTORY = "see_history"
    SEE_MESSAGES = "see_messages"  # which mail went to whom, and its fate
    MAKE_REPORT = "make_report"
    EDIT_COUNCIL = "edit_council"  # councils, sittings and recess of an organisation
    EDIT_CONTACT = "edit_contact"  # how the public reaches an organisation, and when it is open
    EDIT_ROUND = "edit_round"  # prepare, send, change, close an approval round; who is asked in it
    ANSWER_ROUND = "answer_round"  # for one party: who speaks for that organisation, or on its behalf
    VERIFY_RESPONSE = "verify_response"


GRANTS: dict[Role, frozenset[Can]] = {
    Role.ADMINISTRATOR: frozenset(),
    Role.COORDINATOR: frozenset(Can),
    Role.CONTACT: frozenset({Can.MAKE_REPORT, Can.NOTE_SIGNAL, Can.SEE_CONTACT_DETAILS}),
    Role.DELEGATE: frozenset({Can.MAKE_REPORT, Can.SEE_DRAFT}),
    Role.STAFF: frozenset({Can.MAKE_REPORT}),
}
# What the seat itself adds, in that body only.
SEAT_GRANTS: dict[MandateRole, frozenset[Can]] = {
    MandateRole.SECRETARY: frozenset(
        {
            Can.MINUTE_MEETING,
            Can.EDIT_ACTION_POINT,
            Can.FINISH_ACTION_POINT,
            Can.TELL_FEEDBACK,
            Can.EDIT_QUESTION,
            Can.SEE_CONTACT_DETAILS,
        }
    ),
    MandateRole.CHAIR: frozenset({Can.SEE_CONTACT_DETAILS}),
}


def can(user: User, need: Can | str, obj: Any) -> bool:
    """May `user` do `need` to `obj`? True only when a role or seat gives it, today."""
    if isinstance(obj, Council | CouncilSitting | Recess):
        obj = obj.organisation
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
    if need == Can.ANSWER_ROUND and isinstance(obj, RoundParty | ApprovalResponse):
        party = obj if isinstance(obj, RoundParty) else obj.party
        return party.organisation_id in rights.speaks_for.get(partnership.pk, ())
    if need == Can.TELL_FEEDBACK and isinstance(obj, Feedback):
        return obj.organisation_id in rights.speaks_for.get(partnership.pk, ())
    return isinstance(obj, ActionPoint) and need == Can.FINISH_ACTION_POINT and _is_own(user, obj)


def _is_own(user: User, point: ActionPoint) -> bool:
    rights = rights_of(user)
    if point.person_id in rights.persons:
        return True
    return point.organisation_id in rights.speaks_for.get(point.partnership.pk, ())


def _can_organisation(user: User, need: Can | str, organisation: Organisation) -> bool:
    """A party may be in several partnerships: its data are kept where it was first a member.

    So nobody loses that right because another partnership links to the same party later on.
    """
    rights = rights_of(user)
    if need in (Can.EDIT_COUNCIL, Can.EDIT_CONTACT):
        return _keeps_calendar(rights, organisation)
    around = _partnerships_around(organisation)
    if need == Can.EDIT_ORGANISATION:
        first = next((row.partnership_id for row in _memberships(organisation)), None)
        return (first or next(iter(around), None)) in rights.coordinates
    return bool(set(around) & partnerships_with(rights, need))


def _partnerships_around(organisation: Organisation) -> list[int]:
    """Their keys, remembered on the object of this request: a page asks for several needs of one organisation."""
    kept: list[int] | None = getattr(organisation, "_around", None)
    if kept is None:
        kept = list(partnerships_around(organisation).values_list("pk", flat=True))
        organisation._around = kept  # type: ignore[attr-defined]
    return kept


def _keeps_calendar(rights: Rights, organisation: Organisation) -> bool:
    """Who speaks for the organisation, and who coordinates a partnership that it is a member of that day."""
    if any(organisation.pk in own for own in rights.speaks_for.values()):
        return True
    return any(row.partnership_id in rights.coordinates and row.holds(rights.day) for row in _memberships(organisation))


def _memberships(organisation: Organisation) -> list[Membership]:
    """All there ever were, the first in front; remembered like the partnerships around."""
    kept: list[Membership] | None = getattr(organisation, "_memberships", None)
    if kept is None:
        kept = list(organisation.memberships.order_by("pk"))
        organisation._memberships = kept  # type: ignore[attr-defined]
    return kept


def partnerships_with(rights: Rights, need: Can | str) -> set[int]:
    """Where a role for the whole partnership gives `need`."""
    return {pk for pk in rights.partnerships if any(need in GRANTS[role] for role in rights.roles_in(pk))}


def gate(user: User, need: Can, obj: Any) -> None:
    """Raise PermissionDenied unless `can(user, need, obj)`; for objects that came through a gate already."""
    demand(user, obj, need, lambda user, obj, need: can(user, need, obj))


def row_for(user: User, visible: QuerySet, pk: int, need: Can | None) -> Any:
    """What every gate ends with: the row `pk` out of what this user sees, if `need` is given to them."""
    return get_for(user, visible, pk, need, lambda user, obj, need: can(user, need, obj))


def needs(user: User, obj: Any, wanted: Iterable[Can]) -> set[str]:
    """Which of `wanted` this user has here; for templates, asked once a page."""
    return {need.value for need in wanted if can(user, need, obj)}


def is_coordinator(user: User) -> bool:
    """Whether there is a partnership where this login may add and change things."""
    return bool(rights_of(user).coordinates)


def coordinator_only(user: User) -> None:
    """For pages that stand outside one object (add, import): 404 for who coordinates nothing."""
    if not is_coordinator(user):
        raise Http404


def administrator_only(user: User) -> None:
    """For founding a partnership on behalf of others: 404 for who does not keep the installation."""
    if not is_administrator(user):
        raise Http404
