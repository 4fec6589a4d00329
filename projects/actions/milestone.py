"""The milestones of a project: added, changed with what depends on them, taken off the time line."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.periods import refuse_future
from projects.actions.schedule import agreed_shifts, hold_running, refuse_namesake, shift
from projects.actions.schedule import remove as take_off
from projects.models import Days, Milestone, Project, waits_above
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused
from wegwijzer.lifecycle import change as write

ADDED = "projects.milestone.added"
CHANGED = "projects.milestone.changed"
REMOVED = "projects.milestone.removed"
AWAITED = ("decision", "round", "dossier")


@transaction.atomic
def add(project: Project, *, by: User, **values: Any) -> Milestone:
    """A milestone is expected when it is planned. Raises Refused for a name that is taken, and as `change` does."""
    hold_running(project)
    milestone = Milestone(project=project, **values | {"expected_on": values["planned_on"]})
    _refuse(milestone, values)
    milestone.save(force_insert=True)
    changes = {name: value for name, value in values.items() if value is not None}
    record(ADDED, milestone, by=by, scope=milestone.partnership.organisation, changes=changes)
    return milestone


@transaction.atomic
def change(milestone: Milestone, *, by: User, version: int, along: str = "", **values: Any) -> None:
    """Other days, another name, or what it waits for. `along` is what a person agreed to shift as well, "" for nothing.

    Raises Refused: a day of reaching that has still to come, two things to wait for, a phase of another project; Stale.
    """
    project = milestone.project
    hold_running(project)
    _refuse(milestone, values)
    shifts = agreed_shifts(project, milestone, days_with(milestone, values), along)
    milestone.version = version
    changes = write(milestone, **values)
    if changes:
        record(CHANGED, milestone, by=by, scope=milestone.partnership.organisation, changes=changes)
    shift(shifts, by=by, reason=_("Schuift mee met “%s”.") % milestone.name)


def days_with(milestone: Milestone, values: Mapping[str, Any]) -> Days:
    """The day on which it would stand with these values: when it was reached, or else is expected."""
    now = {name: values.get(name, getattr(milestone, name)) for name in ("expected_on", "reached_on")}
    day = now["reached_on"] or now["expected_on"]
    return Days(day, day)


@transaction.atomic
def remove(milestone: Milestone, *, by: User, version: int) -> None:
    """With what depended on it. Raises Refused, Stale."""
    take_off(milestone, REMOVED, by=by, version=version)


def _refuse(milestone: Milestone, values: Mapping[str, Any]) -> None:
    now = {
        name: values.get(name, getattr(milestone, name)) for name in ("name", "reached_on", *AWAITED, "dossier_step")
    }
    refuse_future(now["reached_on"], "reached_on")
    awaited = [name for name in AWAITED if now[name] is not None]
    if len(awaited) > 1:
        words = _("Kies één ding waarop de mijlpaal wacht: een besluit, een ronde of een dossier.")
        raise Refused(words, field=awaited[1])
    if now["reached_on"] and awaited:
        raise Refused(_("Laat leeg: deze dag vult zich vanzelf in met wat de mijlpaal afwacht."), field="reached_on")
    if now["reached_on"] or awaited:
        _refuse_above(milestone, awaited[0] if awaited else "reached_on")
    if (now["dossier"] is None) != (now["dossier_step"] == ""):
        raise Refused(_("Kies het dossier, en hoever het moet zijn."), field="dossier_step")
    if now["dossier"] is not None and now["dossier"].project_id != milestone.project_id:
        raise Refused(_("Dit dossier hoort bij een ander project."), field="dossier")
    phase = values.get("phase")
    if phase is not None and phase.project_id != milestone.project_id:
        raise Refused(_("Deze fase hoort bij een ander project."), field="phase")
    refuse_namesake(milestone, now["name"])


def _refuse_above(milestone: Milestone, field: str) -> None:
    """What waits for something above this app has no day, and no other thing to wait for."""
    if milestone.pk is not None and Milestone.objects.filter(waits_above(), pk=milestone.pk).exists():
        raise Refused(_("Deze mijlpaal wacht al op resultaten. Maak ze daar eerst van los."), field=field)
