"""The one table: who may do what to projects and plans. Everything is refused unless a role or an own plan gives it."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from governance.models import Partnership, Rights, rights_of
from projects.access.parties import side_needs
from projects.models import Objective, PartyRole, Plan, Requirement
from wegwijzer.accounts.access import demand, get_for
from wegwijzer.accounts.models import User
from wegwijzer.accounts.roles import Role


class Can(StrEnum):
    """What can be asked for. Seeing is not in it: that is `visible_to`."""

    EDIT_PROJECT = "edit_project"  # the project, its people, its time line and what is tied to it
    ADD_PLAN = "add_plan"  # any kind of plan in a partnership
    START_LOCAL_PLAN = "start_local_plan"  # for an own organisation
    EDIT_PLAN = "edit_plan"  # its tree, analysis, alignment, step plan and versions
    NOTE_PROGRESS = "note_progress"  # what was done for an objective
    EDIT_DOSSIER = "edit_dossier"  # calls, dossiers with their checklist, budget, staff and reports
    SEE_CLAIMS = "see_claims"  # that there are claims and payments: each side then only its own
    EDIT_CLAIM = "edit_claim"  # a claim of the own organisation, with its lines and evidence, and its account
    VERIFY_CLAIM = "verify_claim"  # look at claims on the own organisation, and note what was paid
    EVALUATE = "evaluate"  # a collaboration, for one of the two that worked together
    NOTE_EXCHANGE = "note_exchange"  # hours of expertise given or received, for an own organisation
    EDIT_EXCHANGE = "edit_exchange"  # a row of that ledger
    MEET_REQUIREMENT = "meet_requirement"  # a row of a checklist: also who sees to it
    ENTER_FIGURES = "enter_figures"  # of a dossier; who speaks for a board only those of that board
    MAKE_REPORT = "make_report"
    SEE_HISTORY = "see_history"


GRANTS: dict[Role, frozenset[Can]] = {
    Role.ADMINISTRATOR: frozenset(),
    Role.COORDINATOR: frozenset(Can),
    Role.CONTACT: frozenset(
        {Can.MAKE_REPORT, Can.NOTE_EXCHANGE, Can.START_LOCAL_PLAN, Can.SEE_CLAIMS, Can.ENTER_FIGURES}
    ),
    Role.DELEGATE: frozenset({Can.MAKE_REPORT}),
    Role.STAFF: frozenset({Can.MAKE_REPORT, Can.SEE_CLAIMS}),
}
# What who speaks for an owner of the plan may do in it as well.
OWNER_GRANTS = frozenset({Can.EDIT_PLAN, Can.NOTE_PROGRESS, Can.SEE_HISTORY})
# What who speaks for one of the organisations of a row (`party_keys`) may do to it.
PARTY_GRANTS = frozenset({Can.EVALUATE, Can.EDIT_EXCHANGE})


def can(user: User, need: Can | str, obj: Any) -> bool:
    """May `user` do `need` to `obj`, a partnership, project or plan or something that belongs to one?"""
    partnership = obj if isinstance(obj, Partnership) else obj.partnership
    rights = rights_of(user)
    if any(need in GRANTS[role] for role in rights.roles_in(partnership.pk)):
        return True
    if need == Can.MEET_REQUIREMENT and isinstance(obj, Requirement):
        return obj.is_seen_to_by(rights)
    own = rights.speaks_for.get(partnership.pk, frozenset())
    if not own:
        return False
    if need in side_needs(own, obj):
        return True
    if need in PARTY_GRANTS and own & getattr(obj, "party_keys", frozenset()):
        return True
    plan = _plan_of(obj)
    if plan is not None and need in OWNER_GRANTS and own & _owners(plan):
        return True
    return need == Can.NOTE_PROGRESS and isinstance(obj, Objective) and bool(own & _responsibles(obj))


def _plan_of(obj: Any) -> Plan | None:
    """The plan that `obj` is or belongs to."""
    if isinstance(obj, Plan):
        return obj
    for name in ("plan", "objective", "step"):
        if (above := getattr(obj, name, None)) is not None:
            return _plan_of(above)
    return None


def _owners(plan: Plan) -> frozenset[int]:
    """Their keys, remembered on the object of this request: a page asks for several needs of one plan.

    A page that shows the owners prefetches them, and asks nothing more here.
    """
    kept: frozenset[int] | None = getattr(plan, "_owner_keys", None)
    if kept is None:
        kept = frozenset(owner.pk for owner in plan.owners.all())
        plan._owner_keys = kept  # type: ignore[attr-defined]
    return kept


def _responsibles(objective: Objective) -> frozenset[int]:
    """Seen here and not asked of the database: who shows an objective has read its parties already."""
    rows = [party for party in objective.parties.all() if party.role == PartyRole.RESPONSIBLE]
    return frozenset(party.organisation_id for party in rows if party.organisation_id)


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
