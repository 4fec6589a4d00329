"""What waits for what on the time line of a project. A circle is refused, and named."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from projects.actions.schedule import hold_running
from projects.actions.schedule import remove as take_off
from projects.models import Circle, Dependency, Link, Moment, Project, Schedule, key_of, link_of
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused
from wegwijzer.lifecycle import change as write

ADDED = "projects.dependency.added"
CHANGED = "projects.dependency.changed"
REMOVED = "projects.dependency.removed"


@transaction.atomic
def add(project: Project, *, by: User, earlier: Moment, later: Moment, lag_days: int) -> Dependency:
    """`later` waits for `earlier`. Raises Refused for a circle and for what stands there already."""
    hold_running(project)
    dependency = Dependency(project=project, lag_days=lag_days, **_ends(earlier, later))
    _refuse(dependency, earlier, later)
    dependency.save(force_insert=True)
    changes = {"earlier": str(earlier), "later": str(later), "lag_days": lag_days}
    record(ADDED, dependency, by=by, scope=project.partnership.organisation, changes=changes)
    return dependency


@transaction.atomic
def change(dependency: Dependency, *, by: User, version: int, earlier: Moment, later: Moment, lag_days: int) -> None:
    """Other ends or another lag. Raises Refused as `add` does, Stale."""
    hold_running(dependency.project)
    _refuse(dependency, earlier, later)
    dependency.version = version
    changes = write(dependency, lag_days=lag_days, **_ends(earlier, later))
    if changes:
        record(CHANGED, dependency, by=by, scope=dependency.partnership.organisation, changes=changes)


@transaction.atomic
def remove(dependency: Dependency, *, by: User, version: int) -> None:
    """Raises Refused, Stale."""
    take_off(dependency, REMOVED, by=by, version=version)


def _ends(earlier: Moment, later: Moment) -> dict[str, Any]:
    """The four columns: of each side the one that it is, and the other one empty."""
    sides = (("earlier", earlier), ("later", later))
    return {
        f"{side}_{name}": moment if moment._meta.model_name == name else None
        for side, moment in sides
        for name in ("phase", "milestone")
    }


def _refuse(dependency: Dependency, earlier: Moment, later: Moment) -> None:
    """The caller holds the project."""
    project = dependency.project
    if {earlier.project_id, later.project_id} != {project.pk}:
        raise Refused(_("Dit hoort bij een ander project."), field="later")
    if key_of(earlier) == key_of(later):
        raise Refused(_("Iets kan niet op zichzelf wachten. Kies twee verschillende."), field="later")
    twins = project.dependencies.filter(**_ends(earlier, later)).exclude(pk=dependency.pk)
    if twins.exists():
        raise Refused(_("Deze afhankelijkheid staat er al."), field="later")
    schedule = Schedule.of(project)
    try:
        instead_of = link_of(project.dependencies.get(pk=dependency.pk)) if dependency.pk else None
        schedule.refuse_circle(Link(key_of(earlier), key_of(later)), instead_of)
    except Circle as circle:
        names = " → ".join(str(schedule.moments[key]) for key in circle.keys)
        words = _("Zo ontstaat een kring: %(names)s. Kies een andere volgorde.") % {"names": names}
        raise Refused(words, field="later") from circle
