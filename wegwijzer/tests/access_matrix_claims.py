"""Who gets what answer of claims, payments and accounts; a part of the access matrix.

The claims of the world are of the first board on the second: the contact of the first is the creditor's side, nobody
speaks for the debtor, and the contact of another board sees nothing of them.
"""

from wegwijzer.tests.access_rows import COORDINATOR, INSIDE, Row, button, form, page

SEEING = frozenset({"coordinator", "contact", "staff"})
MAKERS = frozenset({"coordinator", "contact"})
SIDES = frozenset({"coordinator", "contact", "contact_elsewhere", "staff"})  # have, or could have, a side in them
STARTERS = SIDES - {"staff"}

CLAIMS: dict[str, Row] = {
    # --- bank account
    "projects:bank_account_list": page(SIDES, "partnership", refused=INSIDE - SIDES),
    "projects:bank_account_add": form(STARTERS, "partnership"),
    "projects:bank_account_end": form(MAKERS, "bank_account", refused=SEEING),
    # --- claim
    "projects:claim_list": page(SIDES, "claimed_dossier", refused=INSIDE - SIDES),
    "projects:claim_add": form(STARTERS, "claimed_dossier"),
    "projects:claim_detail": page(SEEING, "claim_submitted"),
    "projects:claim_edit": form(MAKERS, "claim_draft", refused=SEEING),
    "projects:claim_report": button(SEEING, "claim_submitted", refused=frozenset()),
    "projects:claim_line_add": form(MAKERS, "claim_draft", refused=SEEING),
    "projects:claim_line_edit": form(MAKERS, "claim_line_draft", refused=SEEING),
    "projects:claim_line_remove": Row(
        button(MAKERS, "claim_line_draft", refused=SEEING).methods, ("claim_line_draft",), data="version=1"
    ),
    "projects:claim_evidence_add": form(MAKERS, "claim_draft", refused=SEEING),
    "projects:claim_evidence": page(SEEING, "claim_evidence"),
    "projects:claim_evidence_remove": button(MAKERS, "claim_evidence", refused=SEEING),
    "projects:claim_submit": form(MAKERS, "claim_draft", refused=SEEING),
    "projects:claim_verify": Row(
        button(COORDINATOR, "claim_submitted", refused=SEEING).methods, ("claim_submitted",), data="version=1"
    ),
    "projects:claim_check": form(COORDINATOR, "claim_submitted", refused=SEEING),
    "projects:claim_return": form(COORDINATOR, "claim_submitted", refused=SEEING),
    "projects:claim_withdraw": form(MAKERS, "claim_draft", refused=SEEING),
    "projects:claim_pay": form(COORDINATOR, "claim_verified", refused=SEEING),
    # --- payment
    "projects:payment_add": form(COORDINATOR, "claimed_dossier"),
    "projects:contribution_due_list": page(SIDES, "claimed_dossier", refused=INSIDE - SIDES),
    "projects:contribution_pay": form(COORDINATOR, "claimed_dossier"),
    "projects:payment_cancel": form(COORDINATOR, "payment", refused=SEEING),
}
