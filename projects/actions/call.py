"""A call for projects, as the partnership follows it: added, corrected, given up."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions import approval_round as rounds
from governance.actions import organisation as organisations
from governance.actions.organisation import Party
from governance.actions.round_plan import Plan as RoundPlan
from governance.models import ApprovalRound, Partnership, RoundKind, rights_of
from projects.models import Call
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold
from wegwijzer.lifecycle import change as write

ADDED = "projects.call.added"
CHANGED = "projects.call.changed"
REMOVED = "projects.call.removed"
INTEREST_ASKED = "projects.call.interest_asked"


@transaction.atomic
def add(partnership: Partnership, *, by: User, party: Party, **values: Any) -> Call:
    """Follow a call. Raises Refused for one that is there already and for days in the wrong order."""
    hold(partnership)
    values["funder"] = organisations.obtain(party, by=by, scope=partnership.organisation)
    call = Call(partnership=partnership)
    _refuse(call, values, by)
    for name, value in values.items():
        setattr(call, name, value)
    call.save(force_insert=True)
    record(ADDED, call, by=by, scope=partnership.organisation, changes=values)
    return call


@transaction.atomic
def change(call: Call, *, by: User, version: int, party: Party, **values: Any) -> Mapping[str, Any]:
    """Correct its data; returns what changed. Raises Refused as `add` does, Stale when the row is another by now."""
    hold(call.partnership)
    values["funder"] = organisations.obtain(party, by=by, scope=call.partnership.organisation)
    _refuse(call, values, by)
    call.version = version
    changes = write(call, **values)
    if changes:
        record(CHANGED, call, by=by, scope=call.partnership.organisation, changes=changes)
    return changes


@transaction.atomic
def remove(call: Call, *, by: User, version: int) -> None:
    """Follow it no longer. Raises Refused while a dossier, a round or a later call leans on it, Stale."""
    hold(call.partnership)
    if call.dossiers.exists():
        raise Refused(_("Er is een dossier voor deze oproep. Ze blijft daarom staan."))
    if call.interest_id is not None:
        raise Refused(_("Er is een ronde over deze oproep. Ze blijft daarom staan."))
    if call.later.exists():
        raise Refused(_("Een latere oproep verwijst naar deze. Ze blijft daarom staan."))
    key = call.pk
    if not Call.objects.filter(pk=key, version=version).delete()[0]:
        raise Stale(Call.objects.filter(pk=key).first())
    call.pk = key  # history still says which one it was
    record(REMOVED, call, by=by, scope=call.partnership.organisation, changes={"title": (call.title, "")})


@transaction.atomic
def ask_interest(call: Call, plan: RoundPlan, *, by: User, send: bool) -> ApprovalRound:
    """Ask the boards whether they are interested: a round, prepared or sent at once, that belongs to the call.

    Raises Refused as the round does, and when the call has a round already.
    """
    hold(call)
    call.refresh_from_db(fields=["interest", "version"])
    if call.is_asked:
        raise Refused(_("Over deze oproep is er al een ronde."))
    make = rounds.start if send else rounds.prepare
    round_ = make(call.partnership, plan, by=by)
    changes = write(call, interest=round_)
    record(INTEREST_ASKED, call, by=by, scope=call.partnership.organisation, changes=changes)
    return round_


def _refuse(call: Call, values: Mapping[str, Any], by: User) -> None:
    """What the rows around a call ask of it; the caller holds the partnership."""
    opened_on, deadline_on = values.get("opened_on"), values["deadline_on"]
    if opened_on and deadline_on < opened_on:
        raise Refused(_("De uiterste dag ligt voor de dag waarop de oproep opent."), field="deadline_on")
    twins = Call.objects.filter(partnership=call.partnership_id, title=values["title"], deadline_on=deadline_on)
    if twins.exclude(pk=call.pk).exists():
        raise Refused(_("Deze oproep staat er al, met dezelfde uiterste dag."), field="title")
    _refuse_round(call, values.get("interest"), by)
    _refuse_earlier(call, values.get("earlier"))


def _refuse_round(call: Call, round_: ApprovalRound | None, by: User) -> None:
    """A round of another partnership only by who coordinates that one too: its answers show with the call."""
    if round_ is None or round_.pk == call.interest_id:
        return
    if round_.kind != RoundKind.INTEREST:
        raise Refused(_("Kies een ronde over de interesse."), field="interest")
    if round_.partnership_id not in rights_of(by).coordinates | {call.partnership_id}:
        raise Refused(_("Deze ronde is van een ander samenwerkingsverband."), field="interest")


def _refuse_earlier(call: Call, earlier: Call | None) -> None:
    """The row of calls has no ring in it."""
    if earlier is None:
        return
    if earlier.partnership_id != call.partnership_id:
        raise Refused(_("Deze oproep is van een ander samenwerkingsverband."), field="earlier")
    seen = set()
    step: Call | None = earlier
    while step is not None and step.pk not in seen:
        if step.pk == call.pk:
            raise Refused(_("Deze oproep kwam zelf na de andere. Kies een vroegere."), field="earlier")
        seen.add(step.pk)
        step = step.earlier
