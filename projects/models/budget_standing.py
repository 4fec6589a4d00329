"""Planned, revised and actual beside each other: what was applied for, what is in force, and what was claimed."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from projects.models.budget_book import BudgetBook
from projects.models.claim_book import ClaimBook
from projects.models.distribution import NOTHING


class Stand(NamedTuple):
    """A kind of cost, or the whole, in euro.

    `planned` is None as long as nothing was submitted, `actual` (claimed and accepted) for who does not read claims.
    """

    label: str
    planned: Decimal | None
    revised: Decimal
    actual: Decimal | None

    @property
    def left(self) -> Decimal:
        """Of what is in force; below 0 when more was spent."""
        return self.revised - (self.actual or NOTHING)


@dataclass(frozen=True)
class BudgetStanding:
    rows: list[Stand]
    total: Stand


def standing_of(planned: BudgetBook | None, revised: BudgetBook, claims: ClaimBook | None) -> BudgetStanding:
    """Per kind of cost, those of what is in force first."""
    kinds = {row.kind.pk: row.kind.name for row in revised.by_kind}
    now = {row.kind.pk: row.total for row in revised.by_kind}
    before = {}
    if planned is not None:
        kinds = kinds | {row.kind.pk: row.kind.name for row in planned.by_kind if row.kind.pk not in kinds}
        before = {row.kind.pk: row.total for row in planned.by_kind}
    spent: dict[int, Decimal] = defaultdict(Decimal)
    for line in claims.lines if claims else ():
        kinds.setdefault(line.line.cost_kind_id, line.line.cost_kind.name)
        spent[line.line.cost_kind_id] += line.verified
    rows = [
        Stand(
            name,
            None if planned is None else before.get(key, NOTHING),
            now.get(key, NOTHING),
            None if claims is None else spent[key],
        )
        for key, name in kinds.items()
    ]
    total = None if claims is None else sum(spent.values(), NOTHING)
    return BudgetStanding(rows, Stand("", planned.total if planned else None, revised.total, total))
