"""Service sheets: what an organisation offers for a theme and target group, filled in by who keeps the plan."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.actions.analysis import refuse_elsewhere
from projects.models import Plan, ServiceSheet
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold
from wegwijzer.lifecycle import change as write

ADDED = "projects.service_sheet.added"
CHANGED = "projects.service_sheet.changed"
REMOVED = "projects.service_sheet.removed"
LEVELS = ("client_level", "organisation_level", "policy_level")


@transaction.atomic
def add(plan: Plan, *, by: User, **values: Any) -> ServiceSheet:
    """A sheet more. Raises Refused when this service has one for that theme and target group already."""
    hold(plan)
    _check(plan, values)
    sheet = ServiceSheet.objects.create(plan=plan, **values, **_stamps(values, by))
    record(ADDED, sheet, by=by, scope=plan.partnership.organisation, changes=values)
    return sheet


@transaction.atomic
def change(sheet: ServiceSheet, *, by: User, version: int, **values: Any) -> None:
    """Correct it. Who changes what it says is who filled it in last. Raises Refused, Stale."""
    plan = sheet.plan
    hold(plan)
    _check(plan, values, but=sheet.pk)
    sheet.version = version
    said = {name: values[name] for name in LEVELS}
    stamps = _stamps(said, by) if any(getattr(sheet, name) != text for name, text in said.items()) else {}
    changes = write(sheet, **values, **stamps)
    told = {name: pair for name, pair in changes.items() if name not in stamps}
    if told:
        record(CHANGED, sheet, by=by, scope=plan.partnership.organisation, changes=told)


@transaction.atomic
def remove(sheet: ServiceSheet, *, by: User, version: int) -> None:
    """Take it out of the inventory; history keeps what it said. Raises Stale."""
    plan = sheet.plan
    hold(plan)
    found = ServiceSheet.objects.filter(pk=sheet.pk)
    if not found.filter(version=version).exists():
        raise Stale(found.first())
    told = {name: (getattr(sheet, name), "") for name in LEVELS if getattr(sheet, name)}
    record(REMOVED, plan, by=by, scope=plan.partnership.organisation, changes=told, reason=str(sheet))
    found.delete()


def _stamps(said: Mapping[str, Any], by: User | None) -> dict[str, Any]:
    """When and by whom it was filled in; nothing for a sheet that says nothing."""
    if not any(said.get(name) for name in LEVELS):
        return {"filled_in_at": None, "filled_in_by": None}
    return {"filled_in_at": timezone.now(), "filled_in_by": by}


def _check(plan: Plan, values: dict[str, Any], but: int = 0) -> None:
    refuse_elsewhere(plan, theme=values["theme"], target_group=values["target_group"])
    names = ("name", "theme", "target_group")
    same = ServiceSheet.objects.filter(plan=plan, **{name: values[name] for name in names}).exclude(pk=but)
    if same.exists():
        raise Refused(_("Deze dienst heeft al een fiche voor dit thema en deze doelgroep."), field="name")
