"""All claims and payments of a dossier against its budget, read at once: claimed, accepted, paid, and what is left.

The same cost can be claimed twice on its way: by a board from the applicant, and by the applicant from the funder. Each
of the two sides is counted by itself; where one figure is asked, the larger of both tells how far a line is used.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _now

from projects.models.budget import Budget, BudgetLine
from projects.models.claim import ACCEPTED, COUNTING, Claim, ClaimState
from projects.models.claim_days import pay_by
from projects.models.dossier import Dossier
from projects.models.payment import Payment
from projects.models.settlement import NOTHING, Account, Settlement, settle, spread
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.words import euro

SIDES = (False, True)  # is it to the funder?


@dataclass
class Figures:
    """Euro: what the budget gives, and what claims took from it. `claimed` has what still has to be looked at too."""

    budget: Decimal = NOTHING
    claimed: Decimal = NOTHING
    verified: Decimal = NOTHING
    paid: Decimal = NOTHING

    @property
    def left(self) -> Decimal:
        """What can still be claimed; negative where more was claimed, with a reason."""
        return self.budget - self.claimed

    def add(self, other: "Figures") -> None:
        self.budget += other.budget
        self.claimed += other.claimed
        self.verified += other.verified
        self.paid += other.paid


@dataclass
class LineFigures(Figures):
    """Of one line of the budget, over its versions; `line` is that of the budget in force, or the last there was."""

    line: BudgetLine = field(default_factory=BudgetLine)

    @property
    def series(self) -> uuid.UUID:
        return self.line.series


class Owed(NamedTuple):
    """What has to be paid, euro, and by when."""

    claim: Claim
    amount: Decimal
    due_on: dt.date


@dataclass
class ClaimBook:
    """What `read_claims` read. Keys are those of rows; `lines` are in the order of the budget."""

    dossier: Dossier
    budget: Budget | None
    known: list[BudgetLine]  # of all versions
    claims: list[Claim]
    payments: list[Payment]  # those that stand, without the contributions of boards

    @cached_property
    def newest(self) -> dict[uuid.UUID, BudgetLine]:
        """Per series the line that is spoken of: in the budget in force, or else the last one there was."""
        found = {line.series: line for line in sorted(self.known, key=lambda line: line.budget.number)}
        found |= {line.series: line for line in self.known if line.budget == self.budget}
        in_force = [series for series, line in found.items() if line.budget == self.budget]
        order = sorted(found, key=lambda series: (series not in in_force, found[series].position, found[series].pk))
        return {series: found[series] for series in order}

    @property
    def in_force(self) -> list[BudgetLine]:
        """The lines of the budget in force, in its order."""
        return [line for line in self.newest.values() if line.budget == self.budget]

    @cached_property
    def series_of(self) -> dict[int, uuid.UUID]:
        return {line.pk: line.series for line in self.known}

    def budget_of(self, series: uuid.UUID) -> Decimal:
        """What the budget in force gives for it; nothing for a line that is in it no more."""
        line = self.newest[series]
        return line.amount if line.budget == self.budget else NOTHING

    @cached_property
    def lines(self) -> list[LineFigures]:
        """Every line of the budget in force, and what was claimed of lines that are in it no more."""
        rows = [self._line(series) for series in self.newest]
        return [row for row in rows if row.line.budget == self.budget or row.claimed]

    def _line(self, series: uuid.UUID) -> LineFigures:
        sides = [self._used[side].get(series, Figures()) for side in SIDES]
        return LineFigures(
            self.budget_of(series),
            max(side.claimed for side in sides),
            max(side.verified for side in sides),
            max(side.paid for side in sides),
            self.newest[series],
        )

    @cached_property
    def _used(self) -> dict[bool, dict[uuid.UUID, Figures]]:
        """Per side and series what was claimed, accepted and paid."""
        used: dict[bool, dict[uuid.UUID, Figures]] = {side: defaultdict(Figures) for side in SIDES}
        for claim in self.claims:
            if claim.state not in COUNTING:
                continue
            side, is_accepted = claim.is_to_funder, claim.state in ACCEPTED
            paid = spread(self.settled(claim), [line.counts for line in claim.parts]) if is_accepted else []
            for place, line in enumerate(claim.parts):
                figures = used[side][self.series_of[line.budget_line_id]]
                figures.claimed += line.counts
                if is_accepted:
                    figures.verified += line.counts
                    figures.paid += paid[place]
        return used

    def claimed_by(self, claim: Claim) -> dict[uuid.UUID, Decimal]:
        """What one claim takes per series."""
        found: dict[uuid.UUID, Decimal] = defaultdict(Decimal)
        for line in claim.parts:
            found[self.series_of[line.budget_line_id]] += line.counts
        return found

    def left_for(self, claim: Claim, states: Iterable[str] = COUNTING) -> dict[uuid.UUID, Decimal]:
        """Per series what the other claims of the same side, in these states, leave."""
        left = {series: self.budget_of(series) for series in self.newest}
        for other in self.claims:
            if other.pk != claim.pk and other.state in states and other.is_to_funder == claim.is_to_funder:
                for series, amount in self.claimed_by(other).items():
                    left[series] -= amount
        return left

    def over(self, claim: Claim, states: Iterable[str] = COUNTING) -> list[str]:
        """Per line of the budget where a claim takes more than is left, unless it says why: a sentence with figures."""
        left, sentences = self.left_for(claim, states), []
        told = {self.series_of[line.budget_line_id] for line in claim.parts if line.over_reason}
        for series, amount in self.claimed_by(claim).items():
            if amount > left[series] and series not in told:
                sentences.append(too_much(self.newest[series], left[series], amount))
        return sentences

    # --- between parties

    @cached_property
    def pairs(self) -> dict[tuple[int, int], Settlement]:
        """Per debtor and creditor what is open of their claims, and what was paid in advance and not used yet."""
        accounts: dict[tuple[int, int], list[Account]] = defaultdict(list)
        advance: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
        named: dict[int, Decimal] = defaultdict(Decimal)
        for payment in self.payments:
            if payment.claim_id is None:
                advance[payment.payer_id, payment.payee_id] += payment.amount
            else:
                named[payment.claim_id] += payment.amount
        # What is paid stays paid: a claim that is verified later does not take the advance of another.
        first = [claim for claim in self.claims if claim.state == ClaimState.PAID]
        then = [claim for claim in self.claims if claim.state == ClaimState.VERIFIED]
        for claim in [*first, *sorted(then, key=lambda claim: (claim.verified_at, claim.number))]:
            pair = (claim.debtor_id, claim.creditor_id)
            accounts[pair].append(Account(claim.pk, claim.accepted, named[claim.pk]))
        return {pair: settle(accounts[pair], advance[pair]) for pair in {*accounts, *advance}}

    def open_of(self, claim: Claim) -> Decimal:
        """What still has to be paid of a claim; nothing before it is verified."""
        pair = self.pairs.get((claim.debtor_id, claim.creditor_id))
        return pair.open.get(claim.pk, NOTHING) if pair else NOTHING

    def settled(self, claim: Claim) -> Decimal:
        """What was paid of a claim, by name or in advance."""
        return claim.accepted - self.open_of(claim)

    def paid_between(self, payer: int, payee: int) -> Decimal:
        return sum((one.amount for one in self.payments if (one.payer_id, one.payee_id) == (payer, payee)), NOTHING)

    @cached_property
    def owed(self) -> list[Owed]:
        """What is accepted and not paid, what is due first first."""
        found = [
            Owed(claim, self.open_of(claim), pay_by(claim))
            for claim in self.claims
            if claim.state == ClaimState.VERIFIED and self.open_of(claim)
        ]
        return sorted(found, key=lambda owed: (owed.due_on, owed.claim.number))

    def expected(self, day: dt.date) -> dict[dt.date, Decimal]:
        """Per month (its first day) what will have to be paid, seen on `day`: what is late comes this month.

        What is submitted counts with what is claimed, as if it is looked at and paid in time.
        """
        months: dict[dt.date, Decimal] = defaultdict(Decimal)
        waiting = [
            Owed(claim, claim.amount, pay_by(claim)) for claim in self.claims if claim.state == ClaimState.SUBMITTED
        ]
        for owed in [*self.owed, *waiting]:
            months[max(owed.due_on, day).replace(day=1)] += owed.amount
        return dict(sorted(months.items()))

    # --- sums

    @cached_property
    def total(self) -> Figures:
        return _sum(self.lines)

    @cached_property
    def by_year(self) -> dict[int, Figures]:
        years = sorted({row.line.year for row in self.lines})
        return {year: _sum(row for row in self.lines if row.line.year == year) for year in years}

    @cached_property
    def by_organisation(self) -> "dict[Organisation, Figures]":
        """Per creditor: what the budget gives for its own lines, what it claimed, what was accepted and what it got."""
        found: dict[Organisation, Figures] = defaultdict(Figures)
        for row in self.lines:
            if row.line.organisation is not None:
                found[row.line.organisation].budget += row.budget
        for claim in self.claims:
            if claim.state in COUNTING:
                found[claim.creditor].claimed += claim.due
                found[claim.creditor].verified += claim.accepted
        for payment in self.payments:
            found[payment.payee].paid += payment.amount
        return dict(sorted(found.items(), key=lambda pair: pair[0].name))


def _sum(rows: Iterable[Figures]) -> Figures:
    total = Figures()
    for row in rows:
        total.add(row)
    return total


def too_much(line: BudgetLine, left: Decimal, amount: Decimal) -> str:
    """That an amount is more than is left, with the figures (euro)."""
    words = {"line": line, "left": euro(max(left, NOTHING)), "amount": euro(amount)}
    said = _now("Op ‘%(line)s’ is nog %(left)s over, en dit is %(amount)s. Verminder het of zeg waarom het meer is.")
    return said % words


def read_claims(
    dossier: Dossier, claims: Iterable[Claim] | None = None, payments: Iterable[Payment] | None = None
) -> ClaimBook:
    """The book of a dossier; five queries, whatever is in it.

    `claims` with their lines, and `payments`, are given by who read all of them that count already.
    """
    known = list(
        BudgetLine.objects.filter(budget__dossier=dossier)
        .select_related("budget", "cost_kind", "organisation")
        .order_by("budget__number", "position", "pk")
    )
    budgets = list(dossier.budgets.order_by("number"))
    fixed = [budget for budget in budgets if budget.is_fixed]
    if claims is None:
        claims = dossier.claims.select_related("creditor", "debtor", "account").prefetch_related("lines")
    if payments is None:
        payments = dossier.payments.for_costs().select_related("payer", "payee")
    listed = sorted(claims, key=lambda claim: claim.number)
    for claim in listed:
        claim.dossier = dossier
    standing = [payment for payment in payments if payment.cancelled_at is None]
    standing.sort(key=lambda payment: (payment.paid_on, payment.pk))
    in_force = (fixed or budgets)[-1] if budgets else None
    return ClaimBook(dossier, in_force, known, listed, standing)
