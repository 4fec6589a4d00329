"""Claims and payments against a plain ledger: whatever people do, no budget is exceeded unasked and no cent is lost.

The ledger is a few sums in cents, kept beside; the application is asked to do the same through its actions.
"""

import os
from collections import defaultdict
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.actions import claim_moves as moves
from projects.actions import payment as payments
from projects.actions.claim_moves import Accepted
from projects.models import Claim, Payment, read_claims
from projects.models.settlement import Account, settle, spread
from projects.tests import claim_factories as make
from projects.tests.claims import DAY, Scene, scene, submit
from projects.tests.dossier_factories import BudgetLineFactory
from wegwijzer.lifecycle import Refused

# On the machine of a developer a few; with CLAIM_SEQUENCES=1000 as many as one has patience for.
SEQUENCES = int(os.environ.get("CLAIM_SEQUENCES", "40"))
CENTS = st.one_of(st.integers(1, 400_00), st.sampled_from([1, 33, 50, 99_99, 100_00, 120_50]))
PLACES = st.integers(0, 3)
STEPS = st.one_of(
    st.tuples(st.just("claim"), st.lists(st.tuples(st.integers(0, 1), CENTS), min_size=1, max_size=3), st.booleans()),
    st.tuples(st.just("submit"), PLACES),
    st.tuples(st.just("verify"), PLACES, st.integers(0, 100)),
    st.tuples(st.just("return"), PLACES),
    st.tuples(st.just("withdraw"), PLACES),
    st.tuples(st.just("pay"), PLACES, CENTS),
    st.tuples(st.just("advance"), CENTS),
    st.tuples(st.just("cancel"), PLACES),
)
BUDGETS = st.lists(st.integers(0, 300_00), min_size=2, max_size=2)


def money(cents: int) -> Decimal:
    return Decimal(cents) / 100


class Ledger:
    """What a bookkeeper would write down, in cents."""

    def __init__(self, budgets):
        self.budgets = budgets
        self.lines = {}  # claim → [(place in the budget, claimed, accepted or None, has a reason)]
        self.state = {}
        self.paid = {}  # payment → (claim or None, cents)

    def used(self, place, states, but=None):
        return sum(
            claimed if accepted is None else accepted
            for claim, lines in self.lines.items()
            if claim != but and self.state[claim] in states
            for at, claimed, accepted, _reason in lines
            if at == place
        )

    def over(self, claim, states):
        """Whether a claim takes more than is left somewhere without saying why."""
        taken, told = defaultdict(int), set()
        for at, claimed, accepted, reason in self.lines[claim]:
            taken[at] += claimed if accepted is None else accepted
            if reason:
                told.add(at)
        return any(
            self.used(at, states, but=claim) + cents > self.budgets[at] and at not in told
            for at, cents in taken.items()
        )

    def accepted(self, claim):
        return sum(accepted or 0 for _at, _claimed, accepted, _reason in self.lines[claim])

    @property
    def all_accepted(self):
        return sum(self.accepted(claim) for claim in self.lines if self.state[claim] == "accepted")

    @property
    def all_paid(self):
        return sum(cents for _claim, cents in self.paid.values())


COUNTING, ACCEPTED = ("submitted", "accepted"), ("accepted",)


class Office:
    """Does what is asked in the application and in the ledger, and compares them."""

    def __init__(self, at: Scene, budgets):
        self.at, self.ledger = at, Ledger(budgets)
        first = at.line
        type(first).objects.filter(pk=first.pk).update(quantity=1, unit_cost=money(budgets[0]))
        first.refresh_from_db()
        other = BudgetLineFactory(
            budget=first.budget,
            cost_kind=first.cost_kind,
            organisation=at.board,
            quantity=1,
            unit_cost=money(budgets[1]),
        )
        self.rows, self.claims = [first, other], []

    def find(self, place):
        if place >= len(self.claims):
            return None
        return Claim.objects.select_related("dossier__project__partnership", "creditor", "debtor").get(
            pk=self.claims[place]
        )

    def do(self, step):
        name, *rest = step
        getattr(self, name if name != "return" else "send_back")(*rest)
        self.compare()

    @contextmanager
    def allowed(self, expected):
        """What the ledger says of it is what the application does."""
        try:
            with transaction.atomic():
                yield
        except Refused:
            assert not expected
        else:
            assert expected

    def claim(self, lines, has_reason):
        if len(self.claims) == 4:
            return
        claim = make.ClaimFactory(dossier=self.at.dossier, creditor=self.at.board)
        make.ClaimEvidenceFactory(claim=claim)
        reason = "Besloten in de stuurgroep" if has_reason else ""
        for place, cents in lines:
            make.ClaimLineFactory(claim=claim, budget_line=self.rows[place], amount=money(cents), over_reason=reason)
        self.claims.append(claim.pk)
        self.ledger.lines[claim.pk] = [(place, cents, None, has_reason) for place, cents in lines]
        self.ledger.state[claim.pk] = "draft"

    def submit(self, place):
        claim = self.find(place)
        if claim is None or self.ledger.state[claim.pk] != "draft":
            return
        fits = not self.ledger.over(claim.pk, COUNTING)
        with self.allowed(fits):
            submit(claim, self.at)
        if fits:
            self.ledger.state[claim.pk] = "submitted"

    def verify(self, place, percent):
        """Of every line that part, to the cent; of what is not all of it with the reason."""
        claim = self.find(place)
        if claim is None or self.ledger.state[claim.pk] != "submitted":
            return
        before = self.ledger.lines[claim.pk]
        after = [(at, claimed, claimed * percent // 100, reason) for at, claimed, _accepted, reason in before]
        self.ledger.lines[claim.pk] = after
        fits = not self.ledger.over(claim.pk, ACCEPTED) and self.ledger.accepted(claim.pk) > 0
        told = {
            line.pk: Accepted(money(cents), "" if cents == claimed else "Te veel")
            for line, (_at, claimed, cents, _reason) in zip(claim.parts, after, strict=True)
        }
        with self.allowed(fits):
            moves.verify(claim, by=self.at.by, version=claim.version, accepted=told)
        if fits:
            self.ledger.state[claim.pk] = "accepted"
        else:
            self.ledger.lines[claim.pk] = before

    def send_back(self, place):
        claim = self.find(place)
        if claim is None or claim.state not in ("submitted", "verified"):
            return
        fits = claim.pk not in {about for about, _cents in self.ledger.paid.values()}
        with self.allowed(fits):
            moves.send_back(claim, by=self.at.by, version=claim.version, reason="Vul aan")
        if fits:
            self.ledger.state[claim.pk] = "draft"
            lines = self.ledger.lines[claim.pk]
            self.ledger.lines[claim.pk] = [(at, claimed, None, reason) for at, claimed, _accepted, reason in lines]

    def withdraw(self, place):
        claim = self.find(place)
        if claim is None or self.ledger.state[claim.pk] not in ("draft", "submitted"):
            return
        moves.withdraw(claim, by=self.at.by, version=claim.version, reason="Dubbel")
        self.ledger.state[claim.pk] = "withdrawn"

    def pay(self, place, cents):
        claim = self.find(place)
        if claim is None:
            return
        still_open = read_claims(self.at.dossier).open_of(claim)
        with self.allowed(claim.state == "verified" and money(cents) <= still_open):
            self._note(claim, cents)

    def _note(self, claim, cents):
        payment = payments.add(
            self.at.dossier,
            by=self.at.by,
            kind="instalment",
            payer=self.at.applicant,
            payee=self.at.board,
            amount=money(cents),
            paid_on=DAY,
            claim=claim,
            # Two payments of as much on a day are told apart by what was written with them.
            communication=f"{Payment.objects.count() + 1:012}",
            is_another=True,
        )
        self.ledger.paid[payment.pk] = (claim.pk if claim else None, cents)

    def advance(self, cents):
        room = sum(self.ledger.budgets) - self.ledger.all_paid
        with self.allowed(cents <= room):
            self._note(None, cents)

    def cancel(self, place):
        standing = sorted(self.ledger.paid)
        if place >= len(standing):
            return
        payment = Payment.objects.select_related("dossier__project__partnership").get(pk=standing[place])
        payments.cancel(payment, by=self.at.by, version=payment.version, reason="Verkeerd")
        del self.ledger.paid[payment.pk]

    def compare(self):
        book, ledger = read_claims(self.at.dossier), self.ledger
        for place, row in enumerate(self.rows):
            figures = next(line for line in book.lines if line.series == row.series)
            told = any(
                reason
                for claim, lines in ledger.lines.items()
                if ledger.state[claim] in COUNTING
                for at, _claimed, _accepted, reason in lines
                if at == place
            )
            assert figures.claimed == money(ledger.used(place, COUNTING))
            assert figures.verified == money(ledger.used(place, ACCEPTED))
            assert figures.left >= 0 or told
            assert figures.verified <= figures.budget or told
        settlement = book.pairs.get((self.at.applicant.pk, self.at.board.pk))
        still_open = sum(settlement.open.values()) if settlement else 0
        unused = settlement.unused if settlement else 0
        # Every cent that was paid is of a claim, or waits for one.
        assert money(ledger.all_accepted) - still_open + unused == money(ledger.all_paid)
        assert book.total.paid == money(ledger.all_accepted) - still_open
        for claim in book.claims:
            assert (claim.state == "paid") == (ledger.state.get(claim.pk) == "accepted" and not book.open_of(claim))


@pytest.mark.django_db
@settings(max_examples=SEQUENCES, deadline=None, suppress_health_check=list(HealthCheck))
@given(BUDGETS, st.lists(STEPS, max_size=14))
def test_whatever_is_claimed_and_paid_the_book_agrees_with_a_plain_ledger(budgets, steps):
    with transaction.atomic():
        office = Office(scene(), budgets)
        for step in steps:
            office.do(step)
        transaction.set_rollback(True)


AMOUNTS = st.integers(0, 10**9).map(money)


@settings(max_examples=1000)
@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), max_size=8), AMOUNTS)
def test_advance_is_divided_over_claims_without_a_cent_lost(pairs, advance):
    accounts = [Account(key, max(pair), min(pair)) for key, pair in enumerate(pairs)]
    still_open, unused = settle(accounts, advance)
    asked = sum(account.accepted - account.paid for account in accounts)
    assert sum(still_open.values()) - unused == asked - advance
    assert min([unused, *still_open.values()]) >= 0
    assert not unused or not any(still_open.values())
    # The first one first: nothing goes to a claim while one before it is still open.
    waiting = [account.key for account in accounts if still_open[account.key]]
    later = [account for account in accounts if waiting and account.key > waiting[0]]
    assert all(still_open[account.key] == account.accepted - account.paid for account in later)


@settings(max_examples=1000)
@given(st.lists(AMOUNTS, min_size=1, max_size=30), st.fractions(0, 1))
def test_payment_is_spread_over_lines_to_the_cent(weights, part):
    amount = money(int(Fraction(sum(weights)) * 100 * part))
    parts = spread(amount, weights)
    assert sum(parts) == (amount if sum(weights) else 0)
    assert all(0 <= one <= weight for one, weight in zip(parts, weights, strict=True))
