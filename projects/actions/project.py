"""A project from idea to its end: added, corrected, moved on."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.periods import refuse_future, refuse_order
from governance.models import Partnership
from projects.models import PROJECT_LIFECYCLE, Project
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import change as write
from wegwijzer.lifecycle import move as step

ADDED = "projects.project.added"
CHANGED = "projects.project.changed"
MOVED = {
    "prepare": "projects.project.prepared",
    "start": "projects.project.started",
    "wind_down": "projects.project.winding_down",
    "close": "projects.project.closed",
    "reopen": "projects.project.reopened",
    "stop": "projects.project.stopped",
    "resume": "projects.project.resumed",
}


@transaction.atomic
def add(partnership: Partnership, *, by: User, **values: Any) -> Project:
    """A project starts as an idea. Raises Refused for a name that is taken and for days in the wrong order."""
    hold(partnership)
    _refuse(Project(partnership=partnership), values)
    project = Project.objects.create(partnership=partnership, **values)
    record(ADDED, project, by=by, scope=partnership.organisation, changes=values)
    return project


@transaction.atomic
def change(project: Project, *, by: User, version: int, **values: Any) -> Mapping[str, Any]:
    """Correct its data; returns what changed. Raises Refused as `add` does, Stale when the row is another by now."""
    hold(project.partnership)
    _refuse(project, values)
    project.version = version
    changes = write(project, **values)
    if changes:
        record(CHANGED, project, by=by, scope=project.partnership.organisation, changes=changes)
    return changes


@transaction.atomic
def move(
    project: Project, verb: str, *, by: User, version: int, ended_on: dt.date | None = None, end_reason: str = ""
) -> None:
    """One move of its lifecycle. To close or stop takes the day (today), to stop also the reason.

    Raises Refused for what is missing first, and for an end before the start or in the future; Stale.
    """
    ends = verb in ("close", "stop")
    ended_on = (ended_on or today()) if ends else None
    refuse_future(ended_on, "ended_on")
    if ended_on and project.from_on and ended_on < project.from_on:
        raise Refused(_("Het project was toen nog niet begonnen. Kies een latere dag."), field="ended_on")
    if verb == "stop" and not end_reason:
        raise Refused(_("Zeg waarom het project stopt."), field="end_reason")
    project.version = version
    stamps = {"ended_on": ended_on, "end_reason": end_reason}
    before = {name: getattr(project, name) for name in ("state", *stamps)}
    step(project, verb, PROJECT_LIFECYCLE, **stamps)
    after = {name: getattr(project, name) for name in before}
    changes = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
    scope = project.partnership.organisation
    record(MOVED[verb], project, by=by, scope=scope, changes=changes, reason=end_reason)


def _refuse(project: Project, values: Mapping[str, Any]) -> None:
    """What the rows around a project ask of it; the caller holds the partnership."""
    refuse_order(values.get("from_on"), values.get("until_on"))
    coordinator = values.get("coordinator")
    if coordinator is not None and coordinator.partnership_id != project.partnership_id:
        raise Refused(_("Deze persoon hoort bij een ander samenwerkingsverband."), field="coordinator")
    namesakes = Project.objects.filter(partnership=project.partnership_id, name=values["name"]).exclude(pk=project.pk)
    if namesakes.exists():
        raise Refused(_("Er is al een project met deze naam."), field="name")
