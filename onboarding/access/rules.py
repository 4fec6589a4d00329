"""The one table: who may do what to what newcomers get. Everything is refused unless a role gives it."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from governance.models import Partnership, Rights, rights_of
from onboarding.models import (
    Deliverable,
    EducationProject,
    Event,
    LocalSection,
    LocalText,
    TranslationAssignment,
)
from wegwijzer.accounts.access import demand, get_for
from wegwijzer.accounts.models import User
from wegwijzer.accounts.roles import Role


class Can(StrEnum):
    """What can be asked for. Seeing is not in it: that is `visible_to`."""

    EDIT_TYPES = "edit_types"  # which types a project has, of which organisations, and by when
    WRITE_DELIVERABLE = "write_deliverable"  # how far it is, with its documents
    REVIEW_DELIVERABLE = "review_deliverable"  # call it delivered where the coordinator looks at it first
    EDIT_TEXT = "edit_text"  # regional texts: their draft, translations and editions
    TRANSLATE = "translate"  # a regional text into a language that was assigned
    REFINE = "refine"  # what an organisation makes of a regional text
    ADD_EVENT = "add_event"  # for an own organisation
    EDIT_EVENT = "edit_event"  # of who organises it: its invitations, numbers and certificates
    EDIT_INDICATORS = "edit_indicators"  # what is measured, and the figures of everybody
    ADD_EDUCATION = "add_education"  # for an own organisation
    EDIT_EDUCATION = "edit_education"  # of whose education project it is: all about it
    MAKE_REPORT = "make_report"
    MAKE_YEAR_REPORT = "make_year_report"  # of everything: not for who sits in one body only
    SEE_HISTORY = "see_history"


GRANTS: dict[Role, frozenset[Can]] = {
    Role.ADMINISTRATOR: frozenset(),
    Role.COORDINATOR: frozenset(Can),
    Role.CONTACT: frozenset({Can.MAKE_REPORT, Can.MAKE_YEAR_REPORT, Can.ADD_EVENT, Can.ADD_EDUCATION}),
    Role.DELEGATE: frozenset({Can.MAKE_REPORT}),
    Role.STAFF: frozenset({Can.MAKE_REPORT, Can.MAKE_YEAR_REPORT}),
}
# What who speaks for an organisation may do to what is of that organisation.
OWN_GRANTS = frozenset(
    {Can.WRITE_DELIVERABLE, Can.EDIT_EVENT, Can.EDIT_EDUCATION, Can.REFINE, Can.TRANSLATE, Can.SEE_HISTORY}
)


def can(user: User, need: Can | str, obj: Any) -> bool:
    """May `user` do `need` to `obj`, a partnership or something that belongs to one?"""
    partnership = obj if isinstance(obj, Partnership) else obj.partnership
    rights = rights_of(user)
    if any(need in GRANTS[role] for role in rights.roles_in(partnership.pk)):
        return True
    return need in OWN_GRANTS and _whose(obj) in rights.speaks_for.get(partnership.pk, frozenset())


def _whose(obj: Any) -> int | None:
    """The organisation that `obj` is of, by key."""
    if isinstance(obj, Event):
        return obj.organiser_id
    above = obj.local if isinstance(obj, LocalSection) else getattr(obj, "deliverable", obj)
    above = getattr(above, "education", above)
    known = Deliverable | LocalText | TranslationAssignment | EducationProject
    return above.organisation_id if isinstance(above, known) else None


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
