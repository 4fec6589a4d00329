"""Staff on a dossier: added, corrected, taken away. What follows from it in the budget is `staff_budget`."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.periods import refuse_order
from projects.actions import staff_budget
from projects.models import Dossier, StaffAllocation
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold
from wegwijzer.lifecycle import change as write

ADDED = "projects.staff_allocation.added"
CHANGED = "projects.staff_allocation.changed"
REMOVED = "projects.staff_allocation.removed"


@transaction.atomic
def add(dossier: Dossier, *, by: User, **values: Any) -> StaffAllocation:
    """Somebody more. Raises Refused for a dossier that is over, days in the wrong order, a person from elsewhere."""
    hold(dossier)
    _refuse(dossier, values)
    row = StaffAllocation.objects.create(dossier=dossier, **values)
    record(ADDED, row, by=by, scope=dossier.partnership.organisation, changes=values)
    return row


@transaction.atomic
def change(row: StaffAllocation, *, by: User, version: int, **values: Any) -> None:
    """Correct it. Raises Refused as `add` does, Stale when the row is another by now."""
    hold(row.dossier)
    _refuse(row.dossier, values)
    row.version = version
    changes = write(row, **values)
    if changes:
        record(CHANGED, row, by=by, scope=row.partnership.organisation, changes=changes)


@transaction.atomic
def remove(row: StaffAllocation, *, by: User, version: int) -> int:
    """Take it away, and its lines out of the budget in the making; returns how many lines that were.

    History tells it of the dossier. Raises Refused for a dossier that is over or a line that was claimed on, Stale.
    """
    dossier, name = row.dossier, str(row)
    hold(dossier)
    _refuse(dossier, {})
    if not StaffAllocation.objects.filter(pk=row.pk, version=version).exists():
        raise Stale(StaffAllocation.objects.filter(pk=row.pk).first())
    lines = staff_budget.take_out(row, by=by)
    row.delete()
    record(REMOVED, dossier, by=by, scope=dossier.partnership.organisation, changes={"allocations": ([name], [])})
    return lines


def _refuse(dossier: Dossier, values: Mapping[str, Any]) -> None:
    """What the dossier asks of its staff; the caller holds it."""
    if dossier.is_over:
        raise Refused(dossier.refusal("change"))
    refuse_order(values.get("from_on"), values.get("until_on"))
    person = values.get("person")
    if person is not None and person.partnership_id != dossier.project.partnership_id:
        raise Refused(_("Kies iemand van dit samenwerkingsverband."), field="person")
