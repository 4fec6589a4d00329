"""The money of a dossier as plain data: the budget in force with its lines. Amounts are text in euro, to the cent."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from projects.models.budget import Budget, BudgetLine
from projects.models.dossier import Dossier
from projects.models.dossier_content_parts import name_of, plain

LINE_FIELDS = ("description", "quantity", "unit_cost", "months", "is_eligible")


def budget(dossier: Dossier) -> dict[str, Any]:
    """The budget in force: the latest that is fixed, else the one in the making; empty without one."""
    row = _in_force(dossier)
    if row is None:
        return {}
    lines = list(row.lines.select_related("cost_kind", "organisation"))
    kinds: dict[str, dict[int, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for line in lines:
        kinds[str(line.cost_kind)][line.year] += line.amount
    return {
        "number": row.number,
        "name": row.name,
        "fixed_on": str(row.fixed_on) if row.fixed_on else None,
        "lines": [_line(line) for line in lines],
        "years": sorted({line.year for line in lines}),
        "kinds": [[name, {str(year): str(amount) for year, amount in years.items()}] for name, years in kinds.items()],
        "total": str(sum((line.amount for line in lines), Decimal("0.00"))),
    }


def _in_force(dossier: Dossier) -> Budget | None:
    rows = list(dossier.budgets.order_by("-number"))
    return next((row for row in rows if row.is_fixed), rows[0] if rows else None)


def _line(line: BudgetLine) -> dict[str, Any]:
    return plain(line, LINE_FIELDS) | {
        "id": str(line.series),
        "year": line.year,
        "cost_kind": str(line.cost_kind),
        "is_staff": line.cost_kind.is_staff,
        "organisation": name_of(line.organisation),
        "amount": str(line.amount),
    }
