"""Payments: what is owed and not more, never twice, and claims that follow the money."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from projects.actions import payment as payments
from projects.models import Claim, Payment, read_claims
from projects.tests.claims import DAY, advance, draft, pay, scene, submit, verified, verify
from wegwijzer.lifecycle import Refused
from wegwijzer.ui.words import euro

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    return scene()


def refused(act, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    return caught.value.reasons


def state(claim):
    return Claim.objects.get(pk=claim.pk).state


def test_claim_is_paid_when_all_that_was_accepted_is(at):
    claim = verified(at, "250.00")
    pay(claim, at, "100.00")
    assert state(claim) == "verified"
    assert read_claims(at.dossier).open_of(claim) == Decimal("150.00")
    pay(claim, at, "150.00")
    assert state(claim) == "paid"
    assert Claim.objects.get(pk=claim.pk).paid_on == DAY


def test_more_than_is_owed_is_refused_with_the_figures(at):
    claim = verified(at, "250.00")
    pay(claim, at, "100.00")
    assert refused(pay, claim, at, "150.01") == [
        f"Van deze schuldvordering is {euro(250)} aanvaard en {euro(100)} al betaald. "
        f"Er kan nog {euro(150)} bij; {euro(Decimal('150.01'))} is te veel."
    ]


def test_claim_that_is_not_verified_is_not_paid(at):
    claim = submit(draft(at), at)
    assert refused(pay, claim, at, "1.00") == ["Deze schuldvordering is nog niet goedgekeurd. Kijk ze eerst na."]


def test_same_payment_again_is_refused_and_one_that_looks_like_it_is_asked_back(at):
    claim = verified(at, "500.00")
    first = pay(claim, at, "100.00")
    assert refused(pay, claim, at, "100.00") == [f"Deze betaling staat er al: {first}, met dezelfde mededeling."]
    # The same day with another communication, and the same communication on another day.
    like = (
        f"Dit lijkt op een betaling die er al staat: {first}, {first.in_groups}. Is het een andere? Vink dat dan aan."
    )
    assert refused(pay, claim, at, "100.00", communication="") == [like]
    assert refused(pay, claim, at, "100.00", paid_on=dt.date(2016, 7, 5)) == [like]
    pay(claim, at, "100.00", paid_on=dt.date(2016, 7, 5), is_another=True)
    assert Payment.objects.count() == 2


def test_hard_double_is_refused_by_the_database_itself(at):
    first = advance(at, "10.00")
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


def test_grant_money_comes_from_the_funder_and_no_more_than_was_awarded(at):
    advance(at, "96000.00", payer=at.funder, payee=at.applicant)
    assert refused(advance, at, "24000.01", payer=at.funder, payee=at.applicant) == [
        f"Toegekend is {euro(120000)} en {euro(96000)} al betaald. "
        f"Er kan nog {euro(24000)} bij; {euro(Decimal('24000.01'))} is te veel."
    ]
    advance(at, "24000.00", payer=at.funder, payee=at.applicant)


def test_advance_is_passed_on_up_to_what_is_budgeted_for_that_board(at):
    advance(at, "1000.00")
    assert refused(advance, at, "205.01") == [
        f"Voor OCMW Olen is {euro(1205)} begroot en {euro(1000)} al betaald. "
        f"Er kan nog {euro(205)} bij; {euro(Decimal('205.01'))} is te veel."
    ]


def test_money_between_others_needs_a_claim(at):
    (reason,) = refused(advance, at, "1.00", payer=at.board, payee=at.applicant)
    assert reason.startswith("Zonder schuldvordering gaat geld van de subsidiegever naar de aanvrager")


def test_advance_counts_for_the_claims_that_follow(at):
    advance(at, "300.00")
    one = verified(at, "250.00")
    assert state(one) == "paid"
    other = verified(at, "250.00")
    assert read_claims(at.dossier).open_of(other) == Decimal("200.00")
    assert refused(pay, other, at, "200.01") == [
        f"Van deze schuldvordering is {euro(250)} aanvaard en {euro(50)} al betaald. "
        f"Er kan nog {euro(200)} bij; {euro(Decimal('200.01'))} is te veel."
    ]
    pay(other, at, "200.00")
    assert state(other) == "paid"


def test_claim_that_is_verified_later_does_not_take_the_advance_of_a_paid_one(at):
    early, late = submit(draft(at, "250.00"), at), submit(draft(at, "250.00"), at)
    advance(at, "250.00")
    verify(late, at)
    verify(Claim.objects.get(pk=early.pk), at)
    assert (state(late), state(early)) == ("paid", "verified")


def test_payment_taken_back_opens_the_claim_again_and_stays_to_be_read(at):
    claim = verified(at, "250.00")
    paid = pay(claim, at, "250.00")
    payments.cancel(paid, by=at.by, version=paid.version, reason="Verkeerde rekening")
    assert (state(claim), Claim.objects.get(pk=claim.pk).paid_on) == ("verified", None)
    assert Payment.objects.get().cancel_reason == "Verkeerde rekening"
    assert refused(payments.cancel, paid, by=at.by, version=paid.version, reason="Nog eens") == [
        "Deze betaling is al ongedaan gemaakt."
    ]
    pay(claim, at, "250.00")
    assert state(claim) == "paid"


def test_payment_that_has_still_to_come_is_not_noted(at):
    (reason,) = refused(advance, at, "1.00", paid_on=dt.date(2090, 1, 1))
    assert reason == "Deze dag moet nog komen. Kies vandaag of een dag die voorbij is."


def test_what_is_owed_stands_with_the_day_that_it_is_due(at):
    claim = verified(at, "250.00")
    (owed,) = read_claims(at.dossier).owed
    assert (owed.claim, owed.amount) == (claim, Decimal("250.00"))
    assert owed.due_on == claim.verified_at.date() + dt.timedelta(days=30)
