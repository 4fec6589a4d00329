"""The services that a partnership offers."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions import participation as participations
from governance.actions.periods import refuse_order
from governance.models import Partnership, Service
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import change as write

ADDED = "governance.service.added"
CHANGED = "governance.service.changed"


@transaction.atomic
def add(partnership: Partnership, *, by: User | None, name: str, **values: Any) -> Service:
    """Offer a service (`description`, `from_on`, `until_on`). Raises Refused when there is one with this name."""
    hold(partnership)
    refuse_order(values.get("from_on"), values.get("until_on"))
    _refuse_double_name(partnership, name)
    service = Service.objects.create(partnership=partnership, name=name, **values)
    record(ADDED, service, by=by, scope=partnership.organisation, changes={"name": name} | values)
    return service


@transaction.atomic
def change(service: Service, *, by: User, version: int, **values: Any) -> int:
    """Correct a service, or let it end: who takes part stops with it. Returns how many participations ended."""
    partnership = service.partnership
    hold(partnership)
    refuse_order(values.get("from_on", service.from_on), values.get("until_on", service.until_on))
    _refuse_double_name(partnership, values.get("name", service.name), other_than=service)
    service.version = version
    changes = write(service, **values)
    if not changes:
        return 0
    record(CHANGED, service, by=by, scope=partnership.organisation, changes=changes)
    return participations.end_with(service, by=by) if service.until_on else 0


def _refuse_double_name(partnership: Partnership, name: str, other_than: Service | None = None) -> None:
    others = partnership.services.filter(name__iexact=name).exclude(pk=other_than.pk if other_than else None)
    if others.exists():
        raise Refused(_("Er is al een dienst met deze naam."), field="name")
