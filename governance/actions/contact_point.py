"""How the public reaches an organisation: its desk, and when that is open."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from governance.models import partnerships_around
from wegwijzer.accounts import opening_hours as hours
from wegwijzer.accounts.models import ContactPoint, Organisation, User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Stale, hold
from wegwijzer.lifecycle import change as write

CHANGED = "governance.contact_point.changed"


@transaction.atomic
def change(
    organisation: Organisation,
    *,
    by: User | None,
    version: int,
    week: hours.Week,
    closed: Iterable[hours.ClosedDays],
    **values: Any,
) -> None:
    """Keep all of it at once. `version` is 0 where nothing was kept yet. Raises Stale when somebody else was first."""
    hold(organisation)
    point = ContactPoint.objects.filter(organisation=organisation).first()
    if (point is None) != (version == 0):
        raise Stale(point)
    if point is None:
        point = ContactPoint.objects.create(organisation=organisation)
        version = point.version
    point.version = version
    told = write(point, hours=hours.plain_week(week), closed=hours.plain_closed(closed), **values)
    if told:
        first = partnerships_around(organisation).select_related("organisation").first()
        changes = {name: _in_words(name, pair) for name, pair in told.items()}
        record(CHANGED, point, by=by, scope=first.organisation if first else None, changes=changes)


def _in_words(name: str, pair: tuple[Any, Any]) -> tuple[Any, ...]:
    """As history tells it."""
    if name == "hours":
        return tuple(
            "; ".join(f"{day}: {hours.write_day(one)}" for day, one in hours.week_of(said).items() if one)
            for said in pair
        )
    if name == "closed":
        return tuple(hours.write_closed(hours.closed_of(said)).replace("\n", "; ") for said in pair)
    return pair
