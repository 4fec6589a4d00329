"""The part of the world around claims and payments: one of everything, in partnership A or in B."""

import datetime as dt
from typing import Any

from projects.tests import claim_factories as make
from projects.tests import dossier_factories
from wegwijzer.accounts.models import Organisation
from wegwijzer.testing.people import Side


def build_claims(side: Side, board: Organisation, world: dict[str, Any], mark: str) -> dict[str, Any]:
    """Objects by the names that the access matrix uses for them; `mark` is put in every text.

    The first board claims from the second, which is the applicant of a dossier of its own.
    """
    applicant = list(side.boards.values())[1]
    dossier = dossier_factories.DossierFactory(
        project=world["project"], call=world["call"], title=f"Vervolg{mark}", applicant=applicant, running=True
    )
    budget = dossier_factories.BudgetFactory(
        dossier=dossier,
        name=f"toegekend{mark}",
        fixed_on=dt.date(2015, 12, 8),
        fixed_by=side.coordinator,
        frozen={"shares": {str(who.pk): {"2016": "602.50"} for who in (board, applicant)}},
    )
    line = dossier_factories.BudgetLineFactory(
        budget=budget, cost_kind=world["cost_kind"], description=f"Drukwerk{mark}", organisation=board
    )
    account = make.BankAccountFactory(partnership=side.partnership, organisation=board, holder=f"OCMW{mark}")
    made: dict[str, Any] = {"claimed_dossier": dossier, "bank_account": account}
    for state in ("draft", "submitted", "returned", "verified", "paid", "withdrawn"):
        traits: dict[str, Any] = {} if state == "draft" else {state: True}
        if state not in ("draft", "withdrawn"):
            traits |= {"account": account, "submitted_by": side.contact, "signer_name": f"Directeur{mark}"}
        claim = make.ClaimFactory(
            dossier=dossier, creditor=board, debtor=applicant, remarks=f"Opmerking {state}{mark}", **traits
        )
        accepted = {"accepted": 200, "accepted_reason": f"Te duur{mark}"} if state in ("verified", "paid") else {}
        made |= {
            f"claim_{state}": claim,
            f"claim_line_{state}": make.ClaimLineFactory(
                claim=claim, budget_line=line, description=f"Brochure {state}{mark}", **accepted
            ),
        }
    made["claim_evidence"] = make.ClaimEvidenceFactory(claim=made["claim_draft"], document=world["document"])
    made["payment"] = make.PaymentFactory(
        dossier=dossier, payee=board, claim=made["claim_paid"], amount=200, note=f"Overgeschreven{mark}"
    )
    made["payment_contribution"] = make.PaymentFactory(
        dossier=dossier, payer=board, payee=applicant, contribution=2016, amount=100, note=f"Bijdrage{mark}"
    )
    return made
