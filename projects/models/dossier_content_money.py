"""The money of a dossier as plain data: the budget in force, who pays it. Amounts are text in euro, to the cent."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from projects.models.budget import BudgetLine
from projects.models.budget_book import BudgetBook, budget_in_force, read_budget
from projects.models.claim_book import Figures, read_claims
from projects.models.dossier import Dossier
from projects.models.dossier_content_parts import name_of, plain

LINE_FIELDS = ("description", "quantity", "unit_cost", "months", "is_eligible")


def budget(dossier: Dossier) -> dict[str, Any]:
    """Costs per line, kind and year, where the money comes from, and what each board pays; empty without a budget."""
    row = budget_in_force(dossier)
    if row is None:
        return {}
    book = read_budget(row)
    return {
        "number": row.number,
        "name": row.name,
        "fixed_on": str(row.fixed_on) if row.fixed_on else None,
        "years": book.years,
        "lines": [_line(book, line) for line in book.lines],
        "kinds": [_kind(kind) for kind in book.by_kind],
        "costs": _years(book.costs),
        "total": str(book.total),
        "eligible": str(book.eligible),
        "sources": [_source(given) for given in book.money.given],
        "own": _years(book.money.owns),
        "own_total": str(book.own),
        "keys": [_key(part) for part in book.contributions],
        "shares": [_share(book, board) for board in book.boards],
        "problems": book.problems,
    }


def claims(dossier: Dossier) -> dict[str, Any]:
    """What was claimed, accepted and paid, over all and per board; empty before the first claim or payment."""
    if dossier.awarded_on is None:
        return {}
    book = read_claims(dossier)
    if not (book.claims or book.payments):
        return {}
    boards = [{"id": board.pk, "name": str(board)} | _figures(row) for board, row in book.by_organisation.items()]
    return {"total": _figures(book.total), "boards": sorted(boards, key=lambda row: (row["name"], row["id"]))}


def _figures(row: Figures) -> dict[str, str]:
    return {name: str(getattr(row, name)) for name in ("budget", "claimed", "verified", "paid", "left")}


def _key(part: Any) -> str:
    return str(part) if part.share is None else f"{part} ({part.share.normalize():f} %)"


def _years(amounts: Mapping[int, Decimal]) -> dict[str, str]:
    return {str(year): str(amount) for year, amount in sorted(amounts.items())}


def _line(book: BudgetBook, line: BudgetLine) -> dict[str, Any]:
    return plain(line, LINE_FIELDS) | {
        "id": str(line.series),
        "year": line.year,
        "cost_kind": str(line.cost_kind),
        "organisation": name_of(line.organisation),
        "amount": str(book.amounts[line.pk]),
    }


def _kind(kind: Any) -> dict[str, Any]:
    return {
        "id": kind.kind.pk,
        "name": str(kind.kind),
        "years": _years(kind.years),
        "total": str(kind.total),
        "eligible": str(kind.eligible),
    }


def _source(given: Any) -> dict[str, Any]:
    source = given.source
    return {
        "id": source.pk,
        "kind": str(source.get_kind_display()),
        "name": source.name,
        "organisation": name_of(source.organisation),
        "percent": str(source.percent) if source.percent is not None else None,
        "years": _years(given.years),
        "total": str(given.total),
    }


def _share(book: BudgetBook, board: Any) -> dict[str, Any]:
    years = book.shares.get(board.pk, {})
    return {"id": board.pk, "name": str(board), "years": _years(years), "total": str(book.share_of(board.pk))}
