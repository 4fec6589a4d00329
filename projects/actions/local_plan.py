"""Local plans of action: started from a regional catalogue, and chosen again later."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from projects.actions import plan as plans
from projects.models import Node, Objective, Plan, PlanKind, is_adapted, read_tree
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold, touch

CHOSEN = "projects.plan.chosen_from_catalogue"


@transaction.atomic
def start(
    catalogue: Plan, *, by: User | None, owners: Collection[Organisation], chosen: Collection[int], **values: Any
) -> Plan:
    """Begin a local plan of these owners with the chosen actions (primary keys) of the catalogue.

    Raises Refused as `plan.add` does, without owners, and for what is no catalogue or not in it.
    """
    if catalogue.kind != PlanKind.CATALOGUE:
        raise Refused(_("Een lokaal plan vertrekt van een catalogus."))
    if not owners:
        raise Refused(_("Kies van welk bestuur het plan is."), field="owners")
    plan = plans.add(catalogue.partnership, by=by, kind=PlanKind.LOCAL, catalogue=catalogue, owners=owners, **values)
    choose(plan, by=by, version=plan.version, chosen=chosen)
    return plan


@transaction.atomic
def choose(plan: Plan, *, by: User | None, version: int, chosen: Collection[int]) -> None:
    """Make exactly these actions of its catalogue part of the plan; what the plan added itself stays.

    An action that is not chosen any more goes, unless the municipality adapted it or noted progress: raises Refused
    that names those. Raises Stale when the plan moved since `version`.
    """
    if plan.catalogue is None:
        raise Refused(_("Dit plan vertrok niet van een catalogus."))
    hold(plan)
    plan.version = version
    nodes = {node.pk: node for node in read_tree(plan.catalogue).walk() if node.parent or not node.children}
    if unknown := set(chosen) - set(nodes):
        raise Refused(_("%s gekozen acties staan niet in de catalogus.") % len(unknown), field="chosen")
    mine = plan.objectives.filter(origin__in=nodes).select_related("origin").prefetch_related("notes", "children")
    there = {row.origin_id: row for row in mine}
    gone = [row for key, row in there.items() if key not in chosen]
    _refuse_used(gone)
    new = [node for key, node in nodes.items() if key in chosen and key not in there]
    if not (new or gone):
        return
    groups = set(Objective.objects.filter(children__in=gone, origin__isnull=False).values_list("pk", flat=True))
    for row in gone:
        row.delete()
    Objective.objects.filter(pk__in=groups, children=None, notes=None).delete()
    _take_over(plan, new)
    touch(plan)
    changes = {"chosen": ", ".join(node.objective.title for node in new), "dropped": ", ".join(map(str, gone))}
    told = {name: text for name, text in changes.items() if text}
    record(CHOSEN, plan, by=by, scope=plan.partnership.organisation, changes=told)


def _refuse_used(rows: list[Objective]) -> None:
    used = [
        row.title
        for row in rows
        if row.notes.all() or row.children.all() or (row.origin is not None and is_adapted(row, row.origin))
    ]
    if used:
        sentence = _("Al aangepast of opgevolgd: %s. Schrap dat in het plan zelf, met een realisatie die zegt waarom.")
        raise Refused(sentence % ", ".join(f"“{title}”" for title in used), field="chosen")


def _take_over(plan: Plan, nodes: list[Node]) -> None:
    """Copy actions into the plan, under their group; a group comes along with its first action."""
    last = max(plan.objectives.values_list("position", flat=True), default=0)
    groups = {row.origin_id: row for row in plan.objectives.filter(parent=None, origin__isnull=False)}
    for position, node in enumerate(nodes, start=last + 1):
        parent = None
        if node.parent is not None:
            if node.parent.pk not in groups:
                groups[node.parent.pk] = _copy(plan, node.parent, None, position)
            parent = groups[node.parent.pk]
        _copy(plan, node, parent, position)


def _copy(plan: Plan, node: Node, parent: Objective | None, position: int) -> Objective:
    origin = node.objective
    copied = Objective.objects.create(
        plan=plan,
        parent=parent,
        position=position,
        level=origin.level,
        title=origin.title,
        explanation=origin.explanation,
        theme=origin.theme,
        product=origin.product,
        effect=origin.effect,
        origin=origin,
    )
    copied.target_groups.set(origin.target_groups.all())
    return copied
