"""Lines of other plans, linked to the objectives of this one that answer to them."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from projects.models import Alignment, Objective, Plan
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import change as write

LINKED = "projects.alignment.linked"
CHANGED = "projects.alignment.changed"
UNLINKED = "projects.alignment.unlinked"


@transaction.atomic
def link(plan: Plan, *, by: User, line: Objective, objective: Objective, note: str = "") -> Alignment:
    """Say that an objective of `plan` answers to a line of another plan of the same partnership.

    Raises Refused for what belongs elsewhere, and for two that are aligned already, whichever way around.
    """
    hold(plan)
    if objective.plan_id != plan.pk:
        raise Refused(_("Deze doelstelling hoort bij een ander plan."), field="objective")
    if line.plan_id == plan.pk:
        raise Refused(_("Kies een lijn van een ander plan: deze staat in het plan zelf."), field="line")
    if line.plan.partnership_id != plan.partnership_id:
        raise Refused(_("Deze lijn hoort bij een ander samenwerkingsverband."), field="line")
    there = Alignment.objects.filter(Q(line=line, objective=objective) | Q(line=objective, objective=line))
    if there.exists():
        raise Refused(_("Deze twee zijn al op elkaar afgestemd."), field="objective")
    made = Alignment.objects.create(line=line, objective=objective, note=note)
    told = {"aligned_lines": ([], [_named(line)]), "note": note}
    record(LINKED, objective, by=by, scope=plan.partnership.organisation, changes=told)
    return made


@transaction.atomic
def change(alignment: Alignment, *, by: User, version: int, note: str) -> None:
    """Say otherwise how the two hang together. Raises Stale when somebody did so first."""
    alignment.version = version
    changes: dict[str, Any] = dict(write(alignment, note=note))
    if changes:
        objective = alignment.objective
        told = changes | {"aligned_lines": _named(alignment.line)}
        record(CHANGED, objective, by=by, scope=objective.plan.partnership.organisation, changes=told)


@transaction.atomic
def unlink(alignment: Alignment, *, by: User) -> None:
    """Take the link away; the line and the objective stay."""
    objective = alignment.objective
    hold(objective.plan)
    told = {"aligned_lines": ([_named(alignment.line)], [])}
    record(UNLINKED, objective, by=by, scope=objective.plan.partnership.organisation, changes=told)
    alignment.delete()


def _named(line: Objective) -> str:
    return f"{line} ({line.plan})"
