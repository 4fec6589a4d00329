"""Taking part in a service, and stopping; a choice apart from membership."""

import copy
import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions import organisation as organisations
from governance.actions.periods import refuse_order, refuse_outside, refuse_overlap
from governance.models import Service, ServiceParticipation
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import in_words
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import change as write

STARTED = "governance.participation.started"
CHANGED = "governance.participation.changed"
ENDED = "governance.participation.ended"


@transaction.atomic
def start(
    service: Service,
    party: organisations.Party,
    *,
    by: User | None,
    from_on: dt.date | None,
    until_on: dt.date | None = None,
) -> ServiceParticipation:
    """Let `party` take part from that day on (None: since always); it need not be a member of the partnership."""
    partnership = service.partnership
    hold(partnership)
    organisation = organisations.obtain(party, by=by, scope=partnership.organisation)
    participation = ServiceParticipation(service=service, organisation=organisation, from_on=from_on, until_on=until_on)
    _check(participation)
    participation.save(force_insert=True)
    changes = {"organisation": organisation, "from_on": from_on, "until_on": until_on}
    record(STARTED, participation, by=by, scope=partnership.organisation, changes=changes)
    return participation


@transaction.atomic
def change(
    participation: ServiceParticipation, *, by: User, version: int, from_on: dt.date | None, until_on: dt.date | None
) -> None:
    """Correct the days of taking part."""
    _write(participation, CHANGED, by=by, version=version, from_on=from_on, until_on=until_on)


@transaction.atomic
def end(participation: ServiceParticipation, *, by: User, version: int, until_on: dt.date) -> None:
    """Stop taking part; `until_on` is the last day. Raises Refused when it ends earlier already."""
    if participation.until_on is not None and participation.until_on < until_on:
        raise Refused(
            _("Deze deelname eindigt al op %s. Kies een vroegere dag, of wijzig de data.")
            % in_words(participation.until_on),
            field="until_on",
        )
    _write(participation, ENDED, by=by, version=version, from_on=participation.from_on, until_on=until_on)


def end_with(service: Service, *, by: User | None) -> int:
    """End what runs past the last day of the service; the caller holds the partnership. Returns how many."""
    assert service.until_on is not None
    running = list(service.participations.past(service.until_on).select_related("organisation"))
    for participation in running:
        if participation.from_on is not None and participation.from_on > service.until_on:
            raise Refused(
                _("%(who)s begint pas na die dag deel te nemen. Wijzig eerst die deelname.")
                % {"who": participation.organisation},
                field="until_on",
            )
        changes = write(participation, until_on=service.until_on)
        record(
            ENDED,
            participation,
            by=by,
            scope=service.partnership.organisation,
            changes=changes,
            reason=_("Einde van de dienst"),
        )
    return len(running)


def _write(
    participation: ServiceParticipation,
    verb: str,
    *,
    by: User,
    version: int,
    from_on: dt.date | None,
    until_on: dt.date | None,
) -> None:
    partnership = participation.partnership
    hold(partnership)
    wanted = copy.copy(participation)
    wanted.from_on, wanted.until_on = from_on, until_on
    _check(wanted)
    participation.version = version
    changes = write(participation, from_on=from_on, until_on=until_on)
    if changes:
        record(verb, participation, by=by, scope=partnership.organisation, changes=changes)


def _check(participation: ServiceParticipation) -> None:
    refuse_order(participation.from_on, participation.until_on)
    participation.service.refresh_from_db(fields=["from_on", "until_on"])  # as it stands since the partnership is held
    refuse_outside(participation, participation.service, _("%(who)s loopt %(span)s. Kies dagen die daarin vallen."))
    others = participation.service.participations.filter(organisation=participation.organisation)
    sentence = _("%(who)s neemt al deel %(span)s. Kies dagen die daar niet in vallen.")
    refuse_overlap(
        others,
        participation.from_on,
        participation.until_on,
        sentence,
        who=participation.organisation,
        other_than=participation,
    )
