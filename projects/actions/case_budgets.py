"""Loading the budgets of a case. Their amounts are illustrative, and their names say so on every screen."""

import uuid
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from projects.models import Budget, BudgetLine, BudgetSource, Contribution, CostKind, Dossier, SourceKind, read_budget
from wegwijzer.accounts.models import Organisation
from wegwijzer.audit.record import record

HUNDRED = Decimal(100)


def load(rows: list[dict[str, Any]], dossier: Dossier) -> None:
    """Versions of the budget of a dossier, after those it has; a line of the same name and year is the same line."""
    series = {(line.cost_kind.name, line.description, line.year): line.series for line in _lines_of(dossier)}
    for number, version in enumerate(rows, start=dossier.budgets.count() + 1):
        budget = Budget.objects.create(dossier=dossier, number=number, name=version["name"])
        _lines(budget, version["lines"], series)
        funder = dossier.call.funder if dossier.call else None
        BudgetSource.objects.create(
            budget=budget,
            kind=SourceKind.GRANT,
            name="Projectsubsidie",
            organisation=funder,
            amount=Decimal(version["grant"]),
        )
        for part in version["contributions"]:
            Contribution.objects.create(
                budget=budget,
                key=part["key"],
                share=Decimal(part.get("share", HUNDRED)),
                population_year=part.get("population_year"),
            )
        if "fixed_on" in version:
            budget.fixed_on, budget.frozen = version["fixed_on"], read_budget(budget).to_freeze()
            budget.save(update_fields=["fixed_on", "frozen"])
        record("projects.case.loaded", budget, by=None, scope=dossier.partnership.organisation)


def _lines_of(dossier: Dossier) -> QuerySet[BudgetLine]:
    return BudgetLine.objects.filter(budget__dossier=dossier).select_related("cost_kind").order_by("budget__number")


def _lines(budget: Budget, rows: list[list[Any]], series: dict[tuple[str, str, int], uuid.UUID]) -> None:
    """[kind, description, board or "", year, quantity or FTE, unit or yearly cost, months or 0, eligible]."""
    partnership = budget.dossier.project.partnership
    for position, (kind, description, board, year, quantity, cost, months, is_eligible) in enumerate(rows, start=1):
        cost_kind, _is_new = CostKind.objects.get_or_create(
            partnership=partnership, name=kind, defaults={"is_staff": bool(months)}
        )
        BudgetLine.objects.create(
            budget=budget,
            series=series.setdefault((kind, description, year), uuid.uuid4()),
            position=position,
            cost_kind=cost_kind,
            description=description,
            year=year,
            quantity=Decimal(quantity),
            unit_cost=Decimal(cost),
            months=months or None,
            organisation=Organisation.objects.get(name=board) if board else None,
            is_eligible=is_eligible,
        )
