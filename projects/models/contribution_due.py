"""What each board owes to the applicant of a dossier, per year, and what it paid of it.

What is owed are the shares of the budget in force, once it is fixed; nothing of it is kept twice. What the applicant
carries itself is no debt: it pays nobody for it.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from projects.models.budget_book import budget_in_force, read_budget
from projects.models.distribution import NOTHING, Shares
from projects.models.dossier import Dossier
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.communication import communication, in_groups

MARK = 9  # the first digit: those of claims never begin with it


class Due(NamedTuple):
    """The contribution of a board for a year, euro."""

    dossier: Dossier
    board: Organisation
    year: int
    amount: Decimal
    paid: Decimal

    @property
    def open(self) -> Decimal:
        """What it still has to pay; never below 0."""
        return max(self.amount - self.paid, NOTHING)

    @property
    def over(self) -> Decimal:
        """What it paid too much: its share became less after it paid."""
        return max(self.paid - self.amount, NOTHING)

    @property
    def communication(self) -> str:
        return communication_for(self.dossier, self.board, self.year)

    @property
    def in_groups(self) -> str:
        """Its communication as a transfer prints it."""
        return in_groups(self.communication)

    def is_due(self, day: dt.date) -> bool:
        """Whether it can be asked on `day`: a year is paid for from its first day on."""
        return self.year <= day.year


class Dues:
    """Those of one dossier, by year and then in the order of the boards."""

    def __init__(self, rows: Iterable[Due]) -> None:
        self.rows = list(rows)

    def only(self, boards: Collection[int]) -> "Dues":
        """Those of these boards (keys)."""
        return Dues(row for row in self.rows if row.board.pk in boards)

    @property
    def owed(self) -> "Dues":
        """Those of which something is still to pay."""
        return Dues(row for row in self.rows if row.open)

    @property
    def settled(self) -> "Dues":
        return Dues(row for row in self.rows if not row.open)

    @property
    def by_year(self) -> list[tuple[int, "Dues"]]:
        return [(year, Dues(row for row in self.rows if row.year == year)) for year in self.years]

    @property
    def years(self) -> list[int]:
        return sorted({row.year for row in self.rows})

    def of(self, board: int, year: int) -> Due | None:
        return next((row for row in self.rows if (row.board.pk, row.year) == (board, year)), None)

    def open_on(self, day: dt.date) -> Decimal:
        """What all boards together still have to pay that can be asked by then."""
        return sum((row.open for row in self.rows if row.is_due(day)), NOTHING)

    @property
    def open(self) -> Decimal:
        """The same, also of years to come."""
        return sum((row.open for row in self.rows), NOTHING)

    @property
    def amount(self) -> Decimal:
        return sum((row.amount for row in self.rows), NOTHING)

    @property
    def paid(self) -> Decimal:
        return sum((row.paid for row in self.rows), NOTHING)


def read_dues(dossier: Dossier) -> Dues:
    """Nothing to pay before there is a budget that is fixed; what was paid is told all the same."""
    budget = budget_in_force(dossier)
    book = read_budget(budget) if budget is not None and budget.is_fixed else None
    shares, boards = (book.shares, {board.pk: board for board in book.boards}) if book else ({}, {})
    paid: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for payment in dossier.payments.standing().contributions().select_related("payer").order_by("pk"):
        assert payment.year is not None
        boards.setdefault(payment.payer_id, payment.payer)
        paid[payment.payer_id, payment.year] += payment.amount
    boards.pop(dossier.applicant_id or 0, None)
    return Dues(_rows(dossier, shares, paid, boards))


def _rows(
    dossier: Dossier,
    shares: Shares,
    paid: Mapping[tuple[int, int], Decimal],
    boards: Mapping[int, Organisation],
) -> Iterable[Due]:
    years = sorted({year for row in shares.values() for year in row} | {year for _board, year in paid})
    for year in years:
        for key, board in boards.items():
            due = Due(dossier, board, year, shares.get(key, {}).get(year, NOTHING), paid.get((key, year), NOTHING))
            if due.amount or due.paid:
                yield due


def communication_for(dossier: Dossier, board: Organisation, year: int) -> str:
    """With which communication a board pays its contribution: always the same one, never that of a claim.

    After the mark three digits of the dossier, one of the year and five of the board: within a dossier of at most ten
    years every board and year has its own. Which payment it is, is never read from it alone.
    """
    return communication(MARK * 10**9 + dossier.pk % 1000 * 10**6 + year % 10 * 10**5 + board.pk % 10**5)
