"""What a decision hangs together with: the round that it waits for, the advice that it rests on, its themes.

This is not part of the decision's own text, so it can be set after the minutes were approved; it leaves a trace.
"""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.themes import themes_named
from governance.models import AgendaItem, ApprovalRound, Decision, Outcome, RoundState
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import names_of, record
from wegwijzer.lifecycle import Refused, hold, touch

RELATED = "governance.decision.related"


@transaction.atomic
def relate(
    decision: Decision,
    *,
    by: User | None,
    version: int,
    condition: ApprovalRound | None,
    advice: Collection[AgendaItem],
    themes: Iterable[str],
) -> Decision:
    """Say what the decision hangs together with; `themes` are names, new ones are added to the partnership's list.

    Raises Refused for a round or an item of another partnership, or a condition on what was not adopted.
    """
    decision.version = version
    touch(decision)
    _check(decision, condition, advice)
    partnership = decision.partnership
    hold(partnership)
    wanted = themes_named(partnership, themes)
    changes = {
        "condition": (decision.condition, condition),
        "advice": (names_of(decision.advice.all()), names_of(advice)),
        "themes": (names_of(decision.themes.all()), names_of(wanted)),
    }
    changed = {name: (old, new) for name, (old, new) in changes.items() if old != new}
    if not changed:
        return decision
    type(decision)._base_manager.filter(pk=decision.pk).update(condition=condition)
    decision.condition = condition
    decision.advice.set(advice)
    decision.themes.set(wanted)
    record(RELATED, decision, by=by, scope=partnership.organisation, changes=changed)
    return decision


def _check(decision: Decision, condition: ApprovalRound | None, advice: Collection[AgendaItem]) -> None:
    own = decision.partnership.pk
    if any(item.body.partnership_id != own for item in advice):
        raise Refused(_("Dit advies hoort bij een ander samenwerkingsverband."), field="advice")
    if condition is None:
        return
    if condition.partnership_id != own:
        raise Refused(_("Deze ronde hoort bij een ander samenwerkingsverband."), field="condition")
    if decision.outcome not in (Outcome.NONE, Outcome.ADOPTED):
        raise Refused(_("Alleen een goedgekeurd besluit kan van een ronde afhangen."), field="condition")
    if condition.state == RoundState.CANCELLED:
        raise Refused(_("Deze ronde is stopgezet. Kies een andere."), field="condition")
