"""Rows to grow the claims of partnership A with; a part of `growth`."""

from typing import Any

from projects.tests import claim_factories as make
from projects.tests.dossier_factories import BudgetLineFactory
from wegwijzer.testing.people import Side


def grow_claims(side: Side, world: dict[str, Any]) -> None:
    """A claim more in every state, a payment and an account more, and more in the claims of the world."""
    dossier, board, budget = (
        world["claimed_dossier"],
        world["organisation"],
        world["claim_line_draft"].budget_line.budget,
    )
    line = BudgetLineFactory(budget=budget, cost_kind=world["cost_kind"], organisation=board)
    account = world["bank_account"]
    for state in ("draft", "submitted", "returned", "verified", "paid", "withdrawn"):
        traits: dict[str, Any] = {} if state == "draft" else {state: True}
        if state not in ("draft", "withdrawn"):
            traits["account"] = account
        claim = make.ClaimFactory(dossier=dossier, creditor=board, debtor=world["claim_draft"].debtor, **traits)
        accepted = {"accepted": 250} if state in ("verified", "paid") else {}
        for about in (claim, world[f"claim_{state}"]):
            make.ClaimLineFactory(claim=about, budget_line=line, **accepted)
            make.ClaimEvidenceFactory(claim=about)
    make.PaymentFactory(dossier=dossier, payee=board)
    make.PaymentFactory(dossier=dossier, payer=board, payee=dossier.applicant, contribution=2017)
    make.BankAccountFactory(partnership=side.partnership)
