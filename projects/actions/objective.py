"""What an objective says, apart from its place in the tree: written as a whole, with who does it and what it costs."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.periods import refuse_order
from governance.actions.themes import themes_named
from governance.models import Partnership, Theme
from projects.actions import target_group
from projects.models import Objective, ObjectiveBudget, ObjectiveParty, PartyRole
from projects.models.party_words import Who, names_said
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import names_of, record
from wegwijzer.lifecycle import Refused, hold, touch
from wegwijzer.lifecycle import change as write
from wegwijzer.ui.words import euro

CHANGED = "projects.objective.changed"


@transaction.atomic
def change(
    objective: Objective,
    *,
    by: User,
    version: int,
    theme: str,
    target_groups: Iterable[str],
    responsibles: Sequence[Who],
    partners: Sequence[Who],
    budgets: Mapping[int, Decimal],
    **values: Any,
) -> None:
    """Everything but its place. Themes and target groups that are new to the partnership come to be by being named.

    `budgets` is euro per year. Raises Refused with the field that it is about, and Stale.
    """
    plan = objective.plan
    _refuse_values(values)
    _refuse_doubles(responsibles, "responsible")
    _refuse_doubles(partners, "partner")
    hold(plan)
    objective.version = version
    changed: dict[str, Any] = dict(write(objective, theme=_theme(plan.partnership, theme), **values))
    changed |= _write_groups(objective, target_groups)
    changed |= _write_parties(objective, responsibles, partners)
    changed |= _write_budgets(objective, budgets)
    if not changed:
        return
    if objective.version == version:
        touch(objective)  # only what hangs on it changed: a second editor has to notice that as well
    record(CHANGED, objective, by=by, scope=plan.partnership.organisation, changes=changed)


def _theme(partnership: Partnership, name: str) -> Theme | None:
    """The theme that is called so, whatever the capitals; a new one when there is none."""
    if not name:
        return None
    known = Theme.objects.filter(partnership=partnership, name__iexact=name).first()
    return known or themes_named(partnership, [name.lower()])[0]


def _refuse_values(values: Mapping[str, Any]) -> None:
    refuse_order(values["from_on"], values["until_on"])
    if values["target_number"] is None:
        if values["target_unit"] or values["target_by"] or values["target_counts"]:
            raise Refused(_("Geef ook het streefcijfer, of laat eenheid en dag leeg."), field="target_number")
    elif not values["target_unit"]:
        raise Refused(_("Zeg wat u telt, bijvoorbeeld: gezinnen."), field="target_unit")


def _refuse_doubles(people: Sequence[Who], field: str) -> None:
    seen = set()
    for who in people:
        key = who.row or who.name.casefold()
        if key in seen:
            name = who.row or who.name
            raise Refused(_("%s staat er twee keer bij. Laat één keer staan.") % name, field=f"{field}_1")
        seen.add(key)


def _write_groups(objective: Objective, names: Iterable[str]) -> dict[str, tuple[str, str]]:
    before, after = objective.target_groups.all(), target_group.named(objective.plan.partnership, names)
    old, new = names_of(before), names_of(after)
    if old == new:
        return {}
    objective.target_groups.set(after)
    return {"target_groups": (old, new)}


def _write_parties(
    objective: Objective, responsibles: Sequence[Who], partners: Sequence[Who]
) -> dict[str, tuple[str, str]]:
    """All of them again when one is different, so that they stand in the order that was typed."""
    there = list(objective.parties.select_related("organisation", "body", "person"))
    told = {PartyRole.RESPONSIBLE: _("verantwoordelijken"), PartyRole.PARTNER: _("partners")}
    changed = {}
    for role, people in ((PartyRole.RESPONSIBLE, responsibles), (PartyRole.PARTNER, partners)):
        before = [Who.of(party) for party in there if party.role == role]
        if before == list(people):
            continue
        changed[told[role]] = (names_said(before), names_said(people))
        objective.parties.filter(role=role).delete()
        ObjectiveParty.objects.bulk_create(
            ObjectiveParty(objective=objective, role=role, task=who.task, **who.columns) for who in people
        )
    return changed


def _write_budgets(objective: Objective, budgets: Mapping[int, Decimal]) -> dict[str, tuple[str, str]]:
    before = dict(objective.budgets.order_by("year").values_list("year", "amount"))
    after = dict(sorted(budgets.items()))
    if before == after:
        return {}
    objective.budgets.all().delete()
    ObjectiveBudget.objects.bulk_create(
        ObjectiveBudget(objective=objective, year=year, amount=amount) for year, amount in after.items()
    )
    return {_("budget"): (_costs(before), _costs(after))}


def _costs(budgets: Mapping[int, Decimal]) -> str:
    return ", ".join(f"{year}: {euro(amount)}" for year, amount in budgets.items())
