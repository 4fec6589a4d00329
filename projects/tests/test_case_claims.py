"""The claims of the case: illustrative, and adding up to the grant."""

from decimal import Decimal

import pytest

from projects.actions import case
from projects.models import Claim, ClaimEvidence, Dossier, Payment, read_claims
from projects.models.contribution_due import read_dues

pytestmark = pytest.mark.django_db


def test_case_shows_an_advance_and_a_balance_that_come_to_the_grant(loaded):
    loaded("wegwijzer")
    dossier = Dossier.objects.get(title="Subsidieaanvraag Wegwijzer")
    book = read_claims(dossier)
    advance, balance = (claim for claim in book.claims if claim.is_to_funder)
    assert (advance.kind, advance.amount) == ("advance", Decimal("115016.80"))
    assert (balance.kind, balance.amount) == ("balance", Decimal("28754.20"))
    assert advance.amount + balance.amount == dossier.awarded_amount
    assert book.paid_between(dossier.call.funder_id, dossier.applicant_id) == dossier.awarded_amount
    assert not any(row.left < 0 for row in book.lines)
    assert [claim.state for claim in book.claims] == ["paid", "paid", "paid", "submitted", "paid"]
    assert ClaimEvidence.objects.count() == len(book.claims)
    told = [*Claim.objects.values_list("remarks", flat=True), *Payment.objects.values_list("note", flat=True)]
    assert all("illustratief" in text.lower() for text in told)
    still = read_dues(dossier)
    assert [(row.year, row.board.name) for row in still.rows if row.open and row.year < 2018] == [
        (2017, "OCMW Vorselaar")
    ]
    assert still.paid + still.open_on(dossier.until_on) == still.amount
    case.load("wegwijzer")
    assert Claim.objects.count() == 5
