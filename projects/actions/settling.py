"""Claims follow the money: paid when what was accepted is covered, open again when a payment is taken back."""

import datetime as dt

from projects.models import CLAIM_LIFECYCLE, Claim, ClaimState, Dossier, read_claims
from projects.notifications import claim as notifications
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import move as step

PAID = "projects.claim.paid"
REOPENED = "projects.claim.reopened"


def settle_between(dossier: Dossier, debtor: int, creditor: int, *, by: User, on: dt.date) -> None:
    """Look again at the claims between two organisations (keys); the caller holds the dossier."""
    book = read_claims(dossier)
    for claim in book.claims:
        if (claim.debtor_id, claim.creditor_id) != (debtor, creditor):
            continue
        is_covered = not book.open_of(claim)
        if claim.state == ClaimState.VERIFIED and is_covered:
            _pay(claim, by, on)
        elif claim.state == ClaimState.PAID and not is_covered:
            step(claim, "reopen", CLAIM_LIFECYCLE, paid_on=None)
            record(REOPENED, claim, by=by, scope=dossier.partnership.organisation)


def _pay(claim: Claim, by: User, on: dt.date) -> None:
    step(claim, "pay", CLAIM_LIFECYCLE, paid_on=on)
    scope = claim.dossier.partnership.organisation
    record(PAID, claim, by=by, scope=scope, changes={"paid_on": on, "accepted": claim.accepted})
    notifications.tell_paid(claim)
