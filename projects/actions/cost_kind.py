"""The kinds of cost of a partnership: added, and called otherwise."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.models import Partnership
from projects.models import CostKind
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import change as write

ADDED = "projects.cost_kind.added"
CHANGED = "projects.cost_kind.changed"


@transaction.atomic
def add(partnership: Partnership, *, by: User, **values: Any) -> CostKind:
    """Raises Refused for a name that is there already."""
    hold(partnership)
    kind = CostKind(partnership=partnership, **values)
    _refuse_namesake(kind)
    kind.save(force_insert=True)
    record(ADDED, kind, by=by, scope=partnership.organisation, changes=values)
    return kind


@transaction.atomic
def change(kind: CostKind, *, by: User, version: int, name: str, is_staff: bool) -> None:
    """Raises Refused for a name that is taken, and when lines would be counted otherwise by it; Stale."""
    hold(kind.partnership)
    if is_staff != kind.is_staff and kind.lines.exists():
        said = _("Er staan al lijnen van deze soort in een begroting, en die zouden anders gerekend worden.")
        raise Refused(said, field="is_staff")
    kind.version = version
    _refuse_namesake(CostKind(pk=kind.pk, partnership=kind.partnership, name=name))
    changes = write(kind, name=name, is_staff=is_staff)
    if changes:
        record(CHANGED, kind, by=by, scope=kind.partnership.organisation, changes=changes)


def _refuse_namesake(kind: CostKind) -> None:
    others = CostKind.objects.filter(partnership=kind.partnership_id, name__iexact=kind.name).exclude(pk=kind.pk)
    if others.exists():
        raise Refused(_("Er is al een kostensoort met deze naam."), field="name")
