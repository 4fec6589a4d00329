"""The weeks in which the organs of an organisation do not sit."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.council import scope_of
from governance.actions.periods import refuse_order, refuse_overlap
from governance.models import Recess
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold
from wegwijzer.lifecycle import change as write

ADDED = "governance.recess.added"
CHANGED = "governance.recess.changed"
REMOVED = "governance.recess.removed"
LONGEST = dt.timedelta(days=200)


@transaction.atomic
def add(organisation: Organisation, *, by: User | None, name: str, from_on: dt.date, until_on: dt.date) -> Recess:
    """Raises Refused when it shares a day with another recess, or lasts so long that a year must be mistyped."""
    hold(organisation)
    recess = Recess(organisation=organisation, name=name, from_on=from_on, until_on=until_on)
    _check(recess)
    recess.save(force_insert=True)
    record(ADDED, organisation, by=by, scope=scope_of(organisation, by), changes={"recesses": ([], [str(recess)])})
    return recess


@transaction.atomic
def change(recess: Recess, *, by: User, version: int, name: str, from_on: dt.date, until_on: dt.date) -> None:
    organisation = recess.organisation
    hold(organisation)
    _check(Recess(pk=recess.pk, organisation=organisation, name=name, from_on=from_on, until_on=until_on))
    recess.version = version
    changes = write(recess, name=name, from_on=from_on, until_on=until_on)
    if changes:
        record(CHANGED, recess, by=by, scope=scope_of(organisation, by), changes=changes)


@transaction.atomic
def remove(recess: Recess, *, by: User, version: int) -> None:
    organisation = recess.organisation
    hold(organisation)
    found = Recess.objects.filter(pk=recess.pk)
    if not found.filter(version=version).exists():
        raise Stale(found.first())
    found.delete()
    told = {"recesses": ([str(recess)], [])}
    record(REMOVED, organisation, by=by, scope=scope_of(organisation, by), changes=told)


def _check(recess: Recess) -> None:
    refuse_order(recess.from_on, recess.until_on)
    if recess.until_on - recess.from_on > LONGEST:
        raise Refused(_("Dit reces duurt meer dan een half jaar. Kijk de jaartallen na."), field="until_on")
    sentence = _("%(who)s heeft dan al een reces %(span)s. Kies andere dagen.")
    refuse_overlap(
        recess.organisation.recesses,
        recess.from_on,
        recess.until_on,
        sentence,
        who=recess.organisation,
        other_than=recess if recess.pk else None,
    )
