"""What the sides of a claim may do: the creditor makes it, the debtor looks at it and pays."""

from typing import Any

from governance.models import Partnership
from projects.models import BankAccount, Claim, ClaimEvidence, ClaimLine, Dossier, Payment

EDIT, VERIFY, HISTORY = "edit_claim", "verify_claim", "see_history"


def side_needs(own: frozenset[int], obj: Any) -> frozenset[str]:
    """What who speaks for these organisations (keys, of the partnership of `obj`) may do with it.

    For a dossier and a partnership: begin a claim or an account for one of them.
    """
    match obj:
        case ClaimLine() | ClaimEvidence():
            return side_needs(own, obj.claim)
        case Claim():
            creditor, debtor = obj.creditor_id in own, obj.debtor_id in own
            return _those({EDIT: creditor, VERIFY: debtor, HISTORY: creditor or debtor})
        case Payment():
            # The applicant keeps the books of a dossier, also of what it got from the funder.
            keeps = obj.payer_id in own or obj.dossier.applicant_id in own
            return _those({VERIFY: keeps, HISTORY: keeps or obj.payee_id in own})
        case BankAccount():
            return _those({EDIT: obj.organisation_id in own})
        case Dossier():
            return _those({EDIT: bool(own), VERIFY: obj.applicant_id in own})
        case Partnership():
            return _those({EDIT: bool(own)})
    return frozenset()


def _those(needs: dict[str, bool]) -> frozenset[str]:
    return frozenset(need for need, holds in needs.items() if holds)
