"""A round begun from a dossier, and the row of its checklist that waits for it."""

from typing import Any

from django.db import transaction

from governance.actions.round_plan import Plan as RoundPlan
from governance.models import ApprovalRound
from projects.actions import requirement as requirements
from projects.actions import tie
from projects.actions.round_contributions import with_contributions
from projects.models import Dossier, Requirement, RequirementKind
from wegwijzer.accounts.models import User


@transaction.atomic
def begin(
    dossier: Dossier,
    plan: RoundPlan,
    *,
    by: User,
    send: bool,
    requirement: Requirement | None = None,
    adds_requirement: bool = False,
) -> ApprovalRound:
    """A round about the dossier: prepared, or sent at once, and tied to it.

    Where it is about money each board is asked for its own share in the budget.
    `requirement` then waits for it; with `adds_requirement` a new one does. Raises Refused as the round does, and for a
    row that is met already; Stale.
    """
    round_ = tie.begin_round(dossier, with_contributions(dossier, plan), by=by, send=send)
    if requirement is not None:
        values: dict[str, Any] = {"kind": requirement.kind, "title": requirement.title}
        requirements.change(requirement, by=by, version=requirement.version, round=round_, **values)
    elif adds_requirement:
        requirements.add(
            dossier,
            by=by,
            kind=RequirementKind.APPROVAL,
            title=round_.title[:160],
            round=round_,
            due_on=round_.deadline_on,
        )
    return round_
