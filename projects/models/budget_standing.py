"""Planned, revised and actual beside each other: what was applied for, what is in force, and what was claimed."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from projects.models.budget_book import BudgetBook
from projects.models.distribution import NOTHING


class Stand(NamedTuple):
    """A kind of cost, or the whole. `actual` is None as long as nothing is known of claims."""

    label: str
    planned: Decimal
    revised: Decimal
    actual: Decimal | None

    @property
    def left(self) -> Decimal | None:
        """Of what is in force; below 0 when more was spent."""
        return None if self.actual is None else self.revised - self.actual


@dataclass(frozen=True)
class BudgetStanding:
    rows: list[Stand]
    total: Stand


def standing_of(planned: BudgetBook, revised: BudgetBook, actual: dict[int, Decimal] | None) -> BudgetStanding:
    """Per kind of cost; `actual` is by the key of the kind."""
    kinds = {row.kind.pk: row.kind for book in (revised, planned) for row in book.by_kind}
    before = {row.kind.pk: row.total for row in planned.by_kind}
    now = {row.kind.pk: row.total for row in revised.by_kind}

    def spent(key: int) -> Decimal | None:
        return None if actual is None else actual.get(key, NOTHING)

    rows = [
        Stand(kind.name, before.get(key, NOTHING), now.get(key, NOTHING), spent(key)) for key, kind in kinds.items()
    ]
    whole = None if actual is None else sum(actual.values(), NOTHING)
    return BudgetStanding(rows, Stand("", planned.total, revised.total, whole))
