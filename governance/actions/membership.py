"""Joining and leaving a partnership. History stays: who leaves keeps the years of membership."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions import mandate as mandates
from governance.actions import organisation as organisations
from governance.actions.periods import refuse_order, refuse_overlap
from governance.models import Mandate, MandateRole, Membership, Partnership
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import in_words
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import change as write

STARTED = "governance.membership.started"
CHANGED = "governance.membership.changed"
ENDED = "governance.membership.ended"


@transaction.atomic
def start(
    partnership: Partnership,
    party: organisations.Party,
    *,
    by: User | None,
    from_on: dt.date | None,
    until_on: dt.date | None = None,
) -> Membership:
    """Make `party` a member from that day on (None: since always).

    Raises Refused when it is a member on one of those days already.
    """
    hold(partnership)
    organisation = organisations.obtain(party, by=by, scope=partnership.organisation)
    if organisation.pk == partnership.organisation_id:
        raise Refused(_("Een samenwerkingsverband kan geen lid zijn van zichzelf."), field="organisation")
    _refuse_double(partnership, organisation, from_on, until_on)
    membership = Membership.objects.create(
        partnership=partnership, organisation=organisation, from_on=from_on, until_on=until_on
    )
    changes = {"organisation": organisation, "from_on": from_on, "until_on": until_on}
    record(STARTED, membership, by=by, scope=partnership.organisation, changes=changes)
    return membership


@transaction.atomic
def change(membership: Membership, *, by: User, version: int, from_on: dt.date | None, until_on: dt.date | None) -> int:
    """Correct the days of a membership; mandates that would outlast it end with it. Returns how many those were."""
    return _write(membership, CHANGED, by=by, version=version, from_on=from_on, until_on=until_on)


@transaction.atomic
def end(membership: Membership, *, by: User, version: int, until_on: dt.date) -> int:
    """Leave the partnership; `until_on` is the last day as a member. Returns how many mandates ended with it.

    Taking part in a service is a choice of its own, and goes on (Kasterlee left ISOM and kept the legal aid).
    """
    if membership.until_on is not None and membership.until_on < until_on:
        raise Refused(
            _("Dit lidmaatschap eindigt al op %s. Kies een vroegere dag, of wijzig de data.")
            % in_words(membership.until_on),
            field="until_on",
        )
    return _write(membership, ENDED, by=by, version=version, from_on=membership.from_on, until_on=until_on)


def _write(
    membership: Membership, verb: str, *, by: User, version: int, from_on: dt.date | None, until_on: dt.date | None
) -> int:
    partnership = membership.partnership
    hold(partnership)
    _refuse_double(partnership, membership.organisation, from_on, until_on, other_than=membership)
    _refuse_late_start(membership, from_on)
    resting_on_it = _held_for(membership)  # by the days it had until now: what begins later rests on it too
    membership.version = version
    changes = write(membership, from_on=from_on, until_on=until_on)
    if not changes:
        return 0
    record(verb, membership, by=by, scope=partnership.organisation, changes=changes)
    if until_on is None:
        return 0
    reason = _("Einde van het lidmaatschap van %s") % membership.organisation
    return mandates.end_with(resting_on_it, until_on, by=by, reason=reason)


def _held_for(membership: Membership) -> "mandates.Rows":
    """The mandates for this member. A coordinator works for the whole, so no member takes that mandate along."""
    held = Mandate.objects.filter(partnership=membership.partnership, organisation=membership.organisation)
    return held.exclude(role=MandateRole.COORDINATOR).overlapping(membership.from_on, membership.until_on)


def _refuse_double(
    partnership: Partnership,
    organisation: Organisation,
    from_on: dt.date | None,
    until_on: dt.date | None,
    other_than: Membership | None = None,
) -> None:
    refuse_order(from_on, until_on)
    others = Membership.objects.filter(partnership=partnership, organisation=organisation)
    sentence = _("%(who)s is al lid %(span)s. Kies dagen die daar niet in vallen.")
    refuse_overlap(others, from_on, until_on, sentence, who=organisation, other_than=other_than)


def _refuse_late_start(membership: Membership, from_on: dt.date | None) -> None:
    """A membership may not begin after the mandates that rest on it."""
    if from_on is None or (membership.from_on is not None and from_on <= membership.from_on):
        return
    early = _held_for(membership).exclude(from_on__gte=from_on)
    if count := early.count():
        raise Refused(
            _("Voor deze dag waren er al mandaten voor %(who)s (%(count)s). Wijzig eerst de data van die mandaten.")
            % {"who": membership.organisation, "count": count},
            field="from_on",
        )
