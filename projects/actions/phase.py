"""The phases of a project: added, changed with what depends on them, taken off the time line."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from projects.actions.schedule import agreed_shifts, hold_running, refuse_namesake, shift
from projects.actions.schedule import remove as take_off
from projects.models import Days, Phase, Project
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused
from wegwijzer.lifecycle import change as write

ADDED = "projects.phase.added"
CHANGED = "projects.phase.changed"
REMOVED = "projects.phase.removed"


@transaction.atomic
def add(project: Project, *, by: User, name: str, planned_from_on: dt.date, planned_until_on: dt.date) -> Phase:
    """A phase starts as it is planned. Raises Refused for a name that is taken and for days in the wrong order."""
    hold_running(project)
    phase = Phase(
        project=project,
        name=name,
        planned_from_on=planned_from_on,
        planned_until_on=planned_until_on,
        from_on=planned_from_on,
        until_on=planned_until_on,
    )
    _refuse(phase, name, (("planned_until_on", planned_from_on, planned_until_on),))
    phase.save(force_insert=True)
    changes = {"name": name, "planned_from_on": planned_from_on, "planned_until_on": planned_until_on}
    record(ADDED, phase, by=by, scope=phase.partnership.organisation, changes=changes)
    return phase


@transaction.atomic
def change(phase: Phase, *, by: User, version: int, along: str = "", **values: Any) -> None:
    """Other days or another name. `along` is what a person agreed to shift as well (`fingerprint`), "" for nothing.

    Raises Refused, Stale.
    """
    project = phase.project
    hold_running(project)
    now = {name: values.get(name, getattr(phase, name)) for name in DATES}
    orders = (
        ("planned_until_on", now["planned_from_on"], now["planned_until_on"]),
        ("until_on", now["from_on"], now["until_on"]),
    )
    _refuse(phase, values.get("name", phase.name), orders)
    shifts = agreed_shifts(project, phase, Days(now["from_on"], now["until_on"]), along)
    phase.version = version
    changes = write(phase, **values)
    if changes:
        record(CHANGED, phase, by=by, scope=phase.partnership.organisation, changes=changes)
    shift(shifts, by=by, reason=_("Schuift mee met “%s”.") % phase.name)


@transaction.atomic
def remove(phase: Phase, *, by: User, version: int) -> None:
    """With what depended on it; its milestones stay. Raises Refused, Stale."""
    take_off(phase, REMOVED, by=by, version=version)


DATES = ("planned_from_on", "planned_until_on", "from_on", "until_on")


def _refuse(phase: Phase, name: str, orders: tuple[tuple[str, dt.date, dt.date], ...]) -> None:
    for field, first, last in orders:
        if last < first:
            raise Refused(_("De einddatum ligt voor de begindatum. Kies een latere einddatum."), field=field)
    refuse_namesake(phase, name)
