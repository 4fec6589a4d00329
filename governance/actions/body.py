"""Governing bodies and their rules."""

import copy
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions import mandate as mandates
from governance.actions.periods import refuse_order
from governance.models import Body, Composition, Partnership, QuorumRule
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import change as write

ADDED = "governance.body.added"
CHANGED = "governance.body.changed"


@transaction.atomic
def add(partnership: Partnership, *, by: User | None, **values: Any) -> Body:
    """Set up a body with its rules. Raises Refused when the name is taken or a rule is only half there."""
    hold(partnership)
    body = Body(partnership=partnership, **values)
    _check(body)
    body.save(force_insert=True)
    record(ADDED, body, by=by, scope=partnership.organisation, changes=values)
    return body


@transaction.atomic
def change(body: Body, *, by: User, version: int, **values: Any) -> int:
    """Correct a body and its rules, or let it end: its seats end with it. Returns how many seats ended."""
    partnership = body.partnership
    hold(partnership)
    wanted = copy.copy(body)
    for name, value in values.items():
        setattr(wanted, name, value)
    _check(wanted)
    if wanted.composition == Composition.ONE_PER_MEMBER:
        mandates.refuse_crowded(wanted)
    body.version = version
    changes = write(body, **values)
    if not changes:
        return 0
    record(CHANGED, body, by=by, scope=partnership.organisation, changes=changes)
    if body.until_on is None:
        return 0
    return mandates.end_with(body.mandates.all(), body.until_on, by=by, reason=_("Einde van %s") % body)


def _check(body: Body) -> None:
    refuse_order(body.from_on, body.until_on)
    others = Body.objects.filter(partnership=body.partnership_id, name__iexact=body.name).exclude(pk=body.pk)
    if others.exists():
        raise Refused(_("Er is al een orgaan met deze naam in dit samenwerkingsverband."), field="name")
    has_number = body.quorum_number is not None
    if (body.quorum_rule == QuorumRule.NUMBER) != has_number:
        sentence = (
            _("Laat dit leeg: bij deze regel hoort geen vast aantal.")
            if has_number
            else _("Geef het aantal voor het quorum, of kies een andere regel.")
        )
        raise Refused(sentence, field="quorum_number")
    if body.cadence_count is None and body.cadence_period:
        raise Refused(_("Geef ook het aantal vergaderingen, of kies geen ritme."), field="cadence_count")
    if body.cadence_count is not None and not body.cadence_period:
        raise Refused(_("Kies of dit aantal per maand of per jaar is."), field="cadence_period")
