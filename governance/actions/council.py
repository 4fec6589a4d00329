"""The deciding organs of an organisation, shared by every partnership that it is part of."""

from django.db import transaction
from django.utils.translation import gettext as _

from governance.models import Council, CouncilKind, Partnership, organs_of, partnerships_around, rights_of
from wegwijzer.accounts.models import LOCAL_BOARDS, Organisation, User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import change as write

ADDED = "governance.council.added"
CHANGED = "governance.council.changed"


def scope_of(organisation: Organisation, by: User | None) -> Organisation | None:
    """The partnership in whose history a change to a shared calendar stands: one of who makes it.

    So that nobody of another partnership reads there who did it.
    """
    around = partnerships_around(organisation).select_related("organisation")
    if by is not None:
        rights = rights_of(by)
        around = around.filter(pk__in=rights.coordinates | frozenset(rights.speaks_for))
    first = around.first()
    return first.organisation if first else None


@transaction.atomic
def add(organisation: Organisation, *, by: User | None, kind: str, closing_days: int = 14) -> Council:
    """Keep the calendar of an organ. Raises Refused when it is no organ of that kind of party, or is there already."""
    hold(organisation)
    if kind not in organs_of(organisation.kind):
        raise Refused(_("Dit orgaan hoort niet bij deze soort organisatie."), field="kind")
    if organisation.councils.filter(kind=kind).exists():
        raise Refused(_("Dit orgaan staat al bij deze organisatie."), field="kind")
    return _make(organisation, by=by, kind=kind, closing_days=closing_days)


def _make(organisation: Organisation, *, by: User | None, kind: str, closing_days: int) -> Council:
    council = Council.objects.create(organisation=organisation, kind=kind, closing_days=closing_days)
    values = {"kind": CouncilKind(kind).label, "closing_days": closing_days}
    record(ADDED, council, by=by, scope=scope_of(organisation, by), changes=values)
    return council


@transaction.atomic
def fill(partnership: Partnership, *, by: User) -> list[Council]:
    """Give every municipality and OCMW that is a member today its usual council, where it has none at all."""
    hold(partnership)
    made = []
    for membership in partnership.members_on().filter(organisation__kind__in=LOCAL_BOARDS):
        organisation = membership.organisation
        hold(organisation)
        if not organisation.councils.exists():
            made.append(_make(organisation, by=by, kind=organs_of(organisation.kind)[0], closing_days=14))
    return made


@transaction.atomic
def change(council: Council, *, by: User, version: int, closing_days: int) -> None:
    """Another habit for the sittings that are still to be typed in; those that are there keep their day."""
    council.version = version
    changes = write(council, closing_days=closing_days)
    if changes:
        record(CHANGED, council, by=by, scope=scope_of(council.organisation, by), changes=changes)
