"""For every constraint on claims and payments one row that must be refused; part of `broken_rows`."""

from wegwijzer.tests.broken_values import LATE, NOON, Attempt, alter, backwards, copy

CLAIMS: dict[str, Attempt] = {
    "bank_account_period_in_order": backwards("bank_account"),
    "bank_account_one_in_use": lambda w, c: copy(w["bank_account"]),
    "claim_period_in_order": backwards("claim_draft"),
    "claim_number_once": lambda w, c: copy(w["claim_draft"], communication="000000000101"),
    "claim_between_two": lambda w, c: alter(w["claim_draft"], debtor=w["claim_draft"].creditor),
    "claim_submitted_has_stamps": lambda w, c: alter(w["claim_submitted"], submitted_at=None),
    "claim_verified_has_stamps": lambda w, c: alter(w["claim_verified"], verified_at=None),
    "claim_returned_has_reason": lambda w, c: alter(w["claim_returned"], return_reason=""),
    "claim_paid_has_day": lambda w, c: alter(w["claim_verified"], paid_on=LATE),
    "claim_withdrawn_has_reason": lambda w, c: alter(w["claim_withdrawn"], withdraw_reason=""),
    "claim_line_is_something": lambda w, c: alter(w["claim_line_draft"], amount=0),
    "claim_line_accepted_within": lambda w, c: alter(w["claim_line_verified"], accepted=251),
    "claim_line_less_has_reason": lambda w, c: alter(w["claim_line_verified"], accepted_reason=""),
    "claim_evidence_once": lambda w, c: copy(w["claim_evidence"]),
    "payment_once": lambda w, c: copy(w["payment"]),
    "payment_is_something": lambda w, c: alter(w["payment"], amount=0),
    "payment_between_two": lambda w, c: alter(w["payment"], payee=w["payment"].payer),
    "payment_contribution_has_year": lambda w, c: alter(w["payment"], year=2016),
    "payment_cancelled_has_reason": lambda w, c: alter(w["payment"], cancelled_at=NOON),
}
