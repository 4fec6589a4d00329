"""Plans: begun, and their texts and frame kept right. Their objectives are in objective_tree.py."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.periods import refuse_order
from governance.models import Partnership, organisations_within
from projects.actions import dossier as dossiers
from projects.models import Dossier, Plan, PlanKind
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold, touch
from wegwijzer.lifecycle import change as write

ADDED = "projects.plan.added"
CHANGED = "projects.plan.changed"


@transaction.atomic
def add(
    partnership: Partnership,
    *,
    by: User | None,
    title: str,
    owners: Collection[Organisation] = (),
    dossier: Dossier | None = None,
    **values: Any,
) -> Plan:
    """Begin a plan of these owners, or of the whole partnership when there are none; `dossier` is then made from it.

    Raises Refused for a title that is taken, days out of order, and what belongs to another partnership.
    """
    hold(partnership)
    plan = Plan(partnership=partnership, title=title, **values)
    _refuse_frame(plan, owners)
    plan.save()
    plan.owners.set(owners)
    changes = {"title": title} | values | {"owners": _names(owners)}
    record(ADDED, plan, by=by, scope=partnership.organisation, changes=changes)
    if dossier is not None and by is not None:
        dossiers.change(dossier, by=by, version=dossier.version, plan=plan)
    return plan


@transaction.atomic
def change(
    plan: Plan, *, by: User, version: int, owners: Collection[Organisation] | None = None, **values: Any
) -> None:
    """Correct its frame and texts; `owners=None` leaves them as they are. Raises Refused as `add` does, and Stale."""
    hold(plan.partnership)
    wanted = Plan(pk=plan.pk, partnership=plan.partnership)
    for field in Plan._meta.concrete_fields:
        setattr(wanted, field.name, values.get(field.name, getattr(plan, field.name)))
    before = list(plan.owners.all())
    _refuse_frame(wanted, before if owners is None else owners)
    plan.version = version
    changes: dict[str, Any] = dict(write(plan, **values))
    if owners is not None and _names(before) != _names(owners):
        if not changes:
            touch(plan)  # only what hangs on it changed: a second editor has to notice that as well
        changes["owners"] = (_names(before), _names(owners))
        plan.owners.set(owners)
    if changes:
        record(CHANGED, plan, by=by, scope=plan.partnership.organisation, changes=changes)


def _refuse_frame(plan: Plan, owners: Collection[Organisation]) -> None:
    """Raise Refused for a plan that can not stand as it is described."""
    refuse_order(plan.from_on, plan.until_on)
    _refuse_short_term(plan)
    others = Plan.objects.filter(partnership=plan.partnership).exclude(pk=plan.pk)
    if others.filter(title__iexact=plan.title).exists():
        raise Refused(_("Er is al een plan met deze titel. Geef het een andere titel."), field="title")
    _refuse_kin(plan)
    known = organisations_within([plan.partnership.pk])
    if known.filter(pk__in=[owner.pk for owner in owners]).count() != len(owners):
        raise Refused(_("Kies besturen en organisaties van het samenwerkingsverband."), field="owners")
    if plan.pk and plan.kind != PlanKind.CATALOGUE and plan.started.exists():
        raise Refused(_("Andere plannen vertrekken van dit plan. Het blijft een catalogus."), field="kind")


def _refuse_short_term(plan: Plan) -> None:
    day = plan.short_term_until_on
    if day is None:
        return
    if (plan.from_on and day < plan.from_on) or (plan.until_on and day > plan.until_on):
        raise Refused(
            _("De korte termijn eindigt binnen de periode van het plan. Kies een andere dag."),
            field="short_term_until_on",
        )


def _refuse_kin(plan: Plan) -> None:
    """Its project, its body and the plan that it is part of are of the same partnership; none is part of itself."""
    if plan.project is not None and plan.project.partnership_id != plan.partnership.pk:
        raise Refused(_("Dit project hoort bij een ander samenwerkingsverband."), field="project")
    if plan.steered_by is not None and plan.steered_by.partnership_id != plan.partnership.pk:
        raise Refused(_("Dit orgaan hoort bij een ander samenwerkingsverband."), field="steered_by")
    above = plan.part_of
    if above is not None and above.partnership_id != plan.partnership.pk:
        raise Refused(_("Dit plan hoort bij een ander samenwerkingsverband."), field="part_of")
    while above is not None:
        if above.pk == plan.pk:
            raise Refused(_("Dan zou het plan deel zijn van zichzelf. Kies een ander plan."), field="part_of")
        above = above.part_of


def _names(rows: Collection[Any]) -> str:
    return ", ".join(sorted(str(row) for row in rows))
