"""Claims, ready to be raced; a part of `races`."""

import datetime as dt
from typing import Any

from projects.actions import claim_moves, payment
from projects.models import Claim
from projects.tests import claim_factories as make
from wegwijzer.accounts.models import User


def claim_in(state: str) -> Claim:
    """One that lacks nothing for any move that leaves from this state."""
    claim: Claim = make.ClaimFactory(**({} if state == "draft" else {state: True}))
    if claim.account is None:
        make.BankAccountFactory(partnership=claim.partnership, organisation=claim.creditor)
    accepted = {"accepted": 250} if state in ("verified", "paid") else {}
    make.ClaimLineFactory(claim=claim, **accepted)
    make.ClaimEvidenceFactory(claim=claim)
    if state == "paid":
        make.PaymentFactory(dossier=claim.dossier, payee=claim.creditor, claim=claim, amount=250)
    return claim


def submit(row: Any, by: User) -> None:
    account = row.creditor.bank_accounts.get()
    claim_moves.submit(
        row, by=by, version=row.version, account=account, signer_name="De directeur", signer_function="directeur"
    )


def pay(row: Any, by: User) -> None:
    payment.add(
        row.dossier,
        by=by,
        kind=row.kind,
        payer=row.debtor,
        payee=row.creditor,
        amount=row.accepted,
        paid_on=dt.date(2016, 8, 1),
        communication=row.communication,
        claim=row,
    )


def reopen(row: Any, by: User) -> None:
    paid = row.payments.get()
    payment.cancel(paid, by=by, version=paid.version, reason="Verkeerd genoteerd")


def send_back(row: Any, by: User) -> None:
    claim_moves.send_back(row, by=by, version=row.version, reason="De loonfiche ontbreekt")


def withdraw(row: Any, by: User) -> None:
    claim_moves.withdraw(row, by=by, version=row.version, reason="Dubbel ingediend")


def verify(row: Any, by: User) -> None:
    claim_moves.verify(row, by=by, version=row.version)


DEEDS = {
    "submit": (submit, "projects.claim.submitted"),
    "verify": (verify, "projects.claim.verified"),
    "return": (send_back, "projects.claim.returned"),
    "pay": (pay, "projects.claim.paid"),
    "reopen": (reopen, "projects.claim.reopened"),
    "withdraw": (withdraw, "projects.claim.withdrawn"),
}
