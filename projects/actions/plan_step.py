"""The modules of a step plan: added, corrected, put in order, taken away. History is the plan's."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.periods import refuse_future, refuse_order
from projects.models import Plan, PlanStep, PlanStepPartner
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold, touch
from wegwijzer.lifecycle import change as write

ADDED = "projects.plan_step.added"
CHANGED = "projects.plan_step.changed"
MOVED = "projects.plan_step.moved"
REMOVED = "projects.plan_step.removed"
MOST_STEPS = 100

Partners = Sequence[tuple[str, str]]  # name, how they take part


@transaction.atomic
def add(plan: Plan, *, by: User, partners: Partners = (), **values: Any) -> PlanStep:
    """A new module, after the others. Raises Refused for days that can not be, and for a partner named twice."""
    hold(plan)
    _refuse(values, partners)
    count = plan.steps.count()
    if count >= MOST_STEPS:
        raise Refused(_("Een stappenplan telt hoogstens %s modules.") % MOST_STEPS, field="title")
    last = plan.steps.order_by("-position").values_list("position", flat=True).first() or 0
    step = PlanStep.objects.create(plan=plan, position=last + 1, **values)
    _set_partners(step, partners)
    record(ADDED, step, by=by, scope=plan.partnership.organisation, changes=values | {"partners": _told(partners)})
    return step


@transaction.atomic
def change(step: PlanStep, *, by: User, version: int, partners: Partners, **values: Any) -> None:
    """Correct it. Raises Refused as `add` does, Stale when the module is another by now."""
    _refuse(values, partners)
    step.version = version
    before = _told([(partner.name, partner.participation) for partner in step.partners.all()])
    changes: dict[str, Any] = dict(write(step, **values))
    if before != _told(partners):
        if not changes:
            touch(step)  # only its partners changed: a second editor has to notice that as well
        changes["partners"] = (before, _told(partners))
        _set_partners(step, partners)
    if changes:
        record(CHANGED, step, by=by, scope=step.partnership.organisation, changes=changes)


@transaction.atomic
def move(step: PlanStep, *, by: User, places: int) -> None:
    """Up (-1) or down (1) among the modules. Raises Refused at either end."""
    hold(step.plan)
    steps = list(step.plan.steps.order_by("position", "pk"))
    at = steps.index(step)
    if not 0 <= at + places < len(steps):
        raise Refused(_("Deze module staat al vooraan.") if places < 0 else _("Deze module staat al achteraan."))
    steps.insert(at + places, steps.pop(at))
    _renumber(steps)
    record(MOVED, step, by=by, scope=step.partnership.organisation, changes={"position": (at + 1, at + places + 1)})


@transaction.atomic
def remove(step: PlanStep, *, by: User, version: int) -> None:
    """Take it away, with its partners. Raises Stale when the module is another by now."""
    plan, key, title = step.plan, step.pk, step.title
    hold(plan)
    if not PlanStep.objects.filter(pk=key, version=version).exists():
        raise Stale(PlanStep.objects.filter(pk=key).first())
    PlanStep.objects.filter(pk=key).delete()
    _renumber(list(plan.steps.order_by("position", "pk")))
    record(REMOVED, plan, by=by, scope=plan.partnership.organisation, changes={"step": (title, "")})


def _renumber(steps: list[PlanStep]) -> None:
    for position, step in enumerate(steps, start=1):
        step.position = position
    PlanStep.objects.bulk_update(steps, ["position"])


def _refuse(values: dict[str, Any], partners: Partners) -> None:
    refuse_order(values.get("from_on"), values.get("until_on"))
    done_on: dt.date | None = values.get("done_on")
    if done_on is not None:
        refuse_future(done_on, "done_on")
    names = [name for name, _how in partners]
    if len(set(names)) != len(names):
        raise Refused(_("Een partner staat er twee keer bij. Schrijf ze samen op één regel."), field="partner_1")


def _set_partners(step: PlanStep, partners: Partners) -> None:
    """Those who stay keep what else is known of them."""
    wanted = dict(partners)
    for partner in step.partners.all():
        if partner.name not in wanted:
            partner.delete()
        elif (participation := wanted.pop(partner.name)) != partner.participation:
            partner.participation = participation
            partner.save(update_fields=["participation"])
    PlanStepPartner.objects.bulk_create(
        PlanStepPartner(step=step, name=name, participation=participation) for name, participation in wanted.items()
    )


def _told(partners: Partners) -> str:
    return "; ".join(f"{name} ({how})" if how else name for name, how in partners)
