"""Which types of deliverables a project has, and in which order."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from onboarding.models import Deliverable, DeliverableState, DeliverableType
from projects.models import Project
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.record import names_of, record
from wegwijzer.lifecycle import Refused, Stale, hold
from wegwijzer.lifecycle import change as write

ADDED = "onboarding.deliverable_type.added"
CHANGED = "onboarding.deliverable_type.changed"
MOVED = "onboarding.deliverable_type.moved"
REMOVED = "onboarding.deliverable_type.removed"
MOST = 60  # types of one project


@transaction.atomic
def add(project: Project, *, by: User, **values: Any) -> DeliverableType:
    """One more type, at the end. Raises Refused for a name that is taken, for a theme of elsewhere, and past sixty."""
    hold(project)
    rows = DeliverableType.objects.filter(project=project)
    if rows.count() >= MOST:
        raise Refused(_("Een project telt hoogstens %s soorten resultaten.") % MOST)
    row = DeliverableType(project=project)
    _refuse(row, values)
    position = (rows.aggregate(last=Max("position"))["last"] or 0) + 1
    row = DeliverableType.objects.create(project=project, position=position, **values)
    record(ADDED, row, by=by, scope=_scope(project), changes=values)
    return row


@transaction.atomic
def change(row: DeliverableType, *, by: User, version: int, **values: Any) -> Mapping[str, Any]:
    """Correct it; cells that were made keep their own day. Raises Refused as `add` does, Stale."""
    hold(row.project)
    _refuse(row, values)
    row.version = version
    changes = write(row, **values)
    if changes:
        record(CHANGED, row, by=by, scope=_scope(row.project), changes=changes)
    return changes


@transaction.atomic
def move(row: DeliverableType, *, by: User, up: bool) -> None:
    """One place to the left or right; at the end nothing happens."""
    hold(row.project)
    order = list(DeliverableType.objects.filter(project=row.project).order_by("position", "pk"))
    place = next(index for index, one in enumerate(order) if one.pk == row.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(order):
        return
    order[place], order[other] = order[other], order[place]
    for position, one in enumerate(order, start=1):
        if one.position != position:
            DeliverableType.objects.filter(pk=one.pk).update(position=position)
    record(MOVED, row, by=by, scope=_scope(row.project), changes={"position": (place + 1, other + 1)})


@transaction.atomic
def remove(row: DeliverableType, *, by: User, version: int) -> None:
    """Take away a type nobody began with, and the planned cells of it. Raises Refused, Stale."""
    hold(row.project)
    found = DeliverableType.objects.filter(pk=row.pk)
    if not found.filter(version=version).exists():
        raise Stale(found.first())
    cells = Deliverable.objects.filter(type=row)
    if cells.exclude(state=DeliverableState.PLANNED).exists() or cells.filter(attached__isnull=False).exists():
        raise Refused(_("Er is al aan gewerkt. Zet wat niet meer hoeft op ‘niet van toepassing’, met de reden."))
    boards = names_of(cell.organisation for cell in cells.select_related("organisation"))
    told = {"naam": row.name, "was gepland bij": boards}
    cells.delete()
    found.delete()
    record(REMOVED, row.project, by=by, scope=_scope(row.project), changes=told)


def _refuse(row: DeliverableType, values: Mapping[str, Any]) -> None:
    """The caller holds the project."""
    theme = values.get("theme")
    if theme is not None and theme.partnership_id != row.project.partnership_id:
        raise Refused(_("Dit thema hoort bij een ander samenwerkingsverband."), field="theme")
    text = values.get("text")
    if text is not None and text.partnership_id != row.project.partnership_id:
        raise Refused(_("Deze tekst hoort bij een ander samenwerkingsverband."), field="text")
    name = values.get("name", row.name)
    if DeliverableType.objects.filter(project=row.project, name=name).exclude(pk=row.pk).exists():
        raise Refused(_("Er is al een soort resultaat met deze naam."), field="name")


def _scope(project: Project) -> Organisation:
    return project.partnership.organisation
