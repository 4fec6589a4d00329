"""Who a party of a claim is, as it stands on the claim: kept as text on the day that it is signed."""

import json

from projects.models.bank_account import BankAccount
from projects.models.claim import Claim
from wegwijzer.accounts.models import Organisation


def party_now(organisation: Organisation) -> dict[str, str]:
    """Name, kind, address and enterprise number of today."""
    return {
        "name": organisation.name,
        "kind": organisation.get_kind_display(),
        "address": organisation.address,
        "place": organisation.place_line,
        "kbo": organisation.kbo_in_groups,
    }


def parties_now(claim: Claim, account: BankAccount) -> str:
    """Both parties and the account, as JSON: a claim says later what it said when it was signed."""
    said = {
        "creditor": party_now(claim.creditor),
        "debtor": party_now(claim.debtor),
        "iban": account.iban,
        "holder": account.holder,
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True)
