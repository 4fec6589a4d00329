"""Lines of a budget that is worked on: many at once, corrected, taken away. A fixed version refuses them all."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from projects.actions.budget import hold_open
from projects.models import Budget, BudgetLine
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.lifecycle import change as write
from wegwijzer.ui.words import euro

ADDED = "projects.budget_line.added"
CHANGED = "projects.budget_line.changed"
REMOVED = "projects.budget_line.removed"
MOST_LINES = 2000
LARGEST = Decimal("999999999.99")


@transaction.atomic
def add(budget: Budget, rows: Sequence[Mapping[str, Any]], *, by: User) -> list[BudgetLine]:
    """All of these lines or none, after those that are there. Raises Refused for what `refusal` says."""
    hold_open(budget)
    there = budget.lines.count()
    if there + len(rows) > MOST_LINES:
        raise Refused(_("Een begroting telt hoogstens %s lijnen. Neem kosten samen.") % MOST_LINES)
    last = budget.lines.order_by("-position").values_list("position", flat=True).first() or 0
    lines = [BudgetLine(budget=budget, position=last + place, **row) for place, row in enumerate(rows, start=1)]
    for line in lines:
        _refuse(line)
    BudgetLine.objects.bulk_create(lines)
    told = [f"{line.cost_kind}: {line} {euro(line.amount)}" for line in lines]
    changes = {"count": len(lines), "lines": told[:50]}
    record(ADDED, budget, by=by, scope=budget.partnership.organisation, changes=changes)
    return lines


@transaction.atomic
def change(line: BudgetLine, *, by: User, version: int, **values: Any) -> None:
    """Correct one. Raises Refused as `add` does, Stale when the line is another by now."""
    hold_open(line.budget)
    _refuse(BudgetLine(budget=line.budget, **values))
    line.version = version
    before = line.amount
    changes: dict[str, Any] = dict(write(line, **values))
    if changes:
        if line.amount != before:
            changes["amount"] = (before, line.amount)
        record(CHANGED, line, by=by, scope=line.partnership.organisation, changes=changes)


@transaction.atomic
def remove(line: BudgetLine, *, by: User, version: int) -> None:
    """Take one away. Raises Refused for a fixed version, Stale when the line is another by now."""
    budget, told = line.budget, f"{line} {euro(line.amount)}"
    hold_open(budget)
    if not BudgetLine.objects.filter(pk=line.pk, version=version).delete()[0]:
        raise Stale(BudgetLine.objects.filter(pk=line.pk).first())
    record(REMOVED, budget, by=by, scope=budget.partnership.organisation, changes={"line": (told, "")})


def _refuse(line: BudgetLine) -> None:
    if line.cost_kind.partnership_id != line.budget.dossier.project.partnership_id:
        raise Refused(_("Deze kostensoort is van een ander samenwerkingsverband."), field="cost_kind")
    if said := refusal(line):
        raise Refused(*said.values(), field=next(iter(said)))


def refusal(line: BudgetLine) -> dict[str, str]:
    """What can not be about a line, as {field: Dutch sentence}; also asked by the form, to say it beside its cell."""
    found: dict[str, str] = {}
    is_staff = line.cost_kind.is_staff
    if is_staff and line.months is None:
        found["months"] = _("Vul in hoeveel maanden van dat jaar, van 1 tot 12.")
    if not is_staff and line.months is not None:
        found["months"] = _("Maanden staan alleen bij personeel. Laat dit leeg.")
    if found:
        return found
    if line.quantity and line.unit_cost and not line.amount:
        found["quantity"] = _("Dit is minder dan een halve cent en zou verloren gaan. Neem kosten samen.")
    if line.amount > LARGEST:
        found["unit_cost"] = _("Deze lijn komt op %s. Kijk de getallen na.") % euro(line.amount)
    return found
