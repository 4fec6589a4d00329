"""The matrix of a body: which audience hears by which channel, and how soon."""

from django.db import transaction
from django.utils.translation import gettext as _

from governance.models import Body, CommunicationRule
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import change as write

ADDED = "governance.communication_rule.added"
CHANGED = "governance.communication_rule.changed"
REMOVED = "governance.communication_rule.removed"


@transaction.atomic
def add(body: Body, *, by: User, audience: str, channel: str, within_days: int, what: str) -> CommunicationRule:
    """Agree that this audience hears by this channel. Raises Refused when that was agreed already."""
    hold(body)
    if CommunicationRule.objects.filter(body=body, audience=audience, channel=channel).exists():
        raise Refused(_("Deze doelgroep krijgt dit kanaal al. Wijzig die afspraak."), field="channel")
    values = {"audience": audience, "channel": channel, "within_days": within_days, "what": what}
    rule = CommunicationRule.objects.create(body=body, **values)
    record(ADDED, rule, by=by, scope=body.partnership.organisation, changes=values)
    return rule


@transaction.atomic
def change(rule: CommunicationRule, *, by: User, version: int, within_days: int, what: str) -> None:
    """Agree on another term. What is on checklists already stays as it was. Raises Stale."""
    rule.version = version
    changes = write(rule, within_days=within_days, what=what)
    if changes:
        record(CHANGED, rule, by=by, scope=rule.body.partnership.organisation, changes=changes)


@transaction.atomic
def remove(rule: CommunicationRule, *, by: User) -> None:
    """Stop telling this audience by this channel; checklists that were made stay."""
    changes = {"audience": (rule.audience, ""), "channel": (rule.channel, "")}
    record(REMOVED, rule, by=by, scope=rule.body.partnership.organisation, changes=changes)
    rule.delete()
