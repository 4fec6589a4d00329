"""A claim from draft to paid: what is asked of it at each step, and what is left of the budget."""

import datetime as dt
from decimal import Decimal

import pytest

from projects.actions import bank_account as accounts
from projects.actions import claim as claims
from projects.actions import claim_moves as moves
from projects.actions.claim_moves import Accepted
from projects.models import BankAccount, Claim, read_claims
from projects.tests import claim_factories as make
from projects.tests.claims import draft, line, pay, scene, submit, verified, verify
from projects.tests.dossier_factories import BudgetFactory, BudgetLineFactory
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.ui.words import euro

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    return scene()


def refused(act, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    return caught.value.reasons


def left(at):
    return read_claims(at.dossier).total.left


def test_board_claims_from_the_applicant_and_the_applicant_from_the_funder(at):
    assert draft(at).debtor == at.applicant
    assert draft(at, creditor=at.applicant).debtor == at.funder


def test_numbers_count_per_dossier_and_communications_are_all_different(at):
    found = [draft(at), draft(at), draft(scene())]
    assert [claim.number for claim in found] == [1, 2, 1]
    assert len({claim.communication for claim in found}) == 3


@pytest.mark.parametrize("state", ["idea", "drafting", "submitted", "refused", "closed"])
def test_nothing_is_claimed_while_there_is_no_grant_to_claim_from(state):
    at = scene(**({"running": False} if state == "idea" else {"running": False, state: True}))
    assert refused(draft, at) == [
        "Een schuldvordering kan pas als de subsidie toegekend is. "
        f"Het dossier is nu “{at.dossier.get_state_display()}”."
    ]


def test_claim_needs_lines_and_evidence_before_it_is_signed(at):
    claim = claims.add(at.dossier, at.board, by=at.by, kind="balance")
    assert refused(submit, claim, at) == [
        "Voeg eerst minstens één lijn toe.",
        "Zeg eerst over welke periode het gaat.",
        "Voeg eerst een bewijsstuk toe, zoals een factuur of een loonfiche.",
    ]


def test_claim_keeps_who_the_parties_were_on_the_day_that_it_was_signed(at):
    type(at.board).objects.filter(pk=at.board.pk).update(address="Dorp 1", kbo_number="0316380841")
    at.board.refresh_from_db()
    claim = submit(draft(at), at)
    type(at.board).objects.filter(pk=at.board.pk).update(name="OCMW Olen-Herenthout")
    said = Claim.objects.get(pk=claim.pk).parties
    assert said["creditor"]["name"] == "OCMW Olen"
    assert said["creditor"]["address"] == "Dorp 1"
    assert said["creditor"]["kbo"] == "0316.380.841"
    assert said["iban"] == at.account.iban


def test_more_than_is_left_on_a_line_needs_a_reason(at):
    submit(draft(at, "1000.00"), at)
    claim = draft(at, "200.00")
    said = (
        f"Op ‘Drukwerk (2016)’ is nog {euro(205)} over, en dit is {euro(206)}. Verminder het of zeg waarom het meer is."
    )
    assert refused(line, claim, at, "6.00") == [said]
    line(claim, at, "5.00")
    assert left(at) == Decimal("205.00")
    submit(claim, at)
    assert left(at) == Decimal("0.00")
    over = draft(at, "0.01", over_reason="Tweede druk, besloten op 4 juli")
    submit(over, at)
    assert left(at) == Decimal("-0.01")


def test_what_is_claimed_meanwhile_is_seen_when_a_claim_is_signed(at):
    one, other = draft(at, "1000.00"), draft(at, "1000.00")
    submit(one, at)
    assert refused(submit, other, at) == [
        f"Op ‘Drukwerk (2016)’ is nog {euro(205)} over, en dit is {euro(1000)}. "
        "Verminder het of zeg waarom het meer is."
    ]


def test_withdrawn_and_returned_claims_give_back_what_they_took(at):
    claim = submit(draft(at, "1205.00"), at)
    moves.send_back(claim, by=at.by, version=claim.version, reason="Factuur ontbreekt")
    assert left(at) == Decimal("1205.00")
    submit(claim, at)
    moves.withdraw(claim, by=at.by, version=claim.version, reason="Dubbel")
    assert left(at) == Decimal("1205.00")


def test_part_of_a_line_is_accepted_with_a_reason(at):
    claim = submit(draft(at, "300.00"), at)
    only = claim.lines.get()
    assert refused(verify, claim, at, {only.pk: Accepted(Decimal("200.00"))}) == [
        "Zeg waarom u van ‘Gidsen’ niet alles aanvaardt."
    ]
    verify(claim, at, {only.pk: Accepted(Decimal("200.00"), "Portkosten tellen niet mee")})
    assert (claim.state, claim.accepted, claim.amount) == ("verified", Decimal("200.00"), Decimal("300.00"))
    assert left(at) == Decimal("1005.00")


@pytest.mark.parametrize("amount", ["300.01", "-0.01"])
def test_no_more_is_accepted_than_was_claimed_and_nothing_below_zero(at, amount):
    claim = submit(draft(at, "300.00"), at)
    told = {claim.lines.get().pk: Accepted(Decimal(amount), "Zomaar")}
    assert refused(verify, claim, at, told) == ["Aanvaard van ‘Gidsen’ hoogstens wat gevorderd wordt."]


def test_claim_of_which_nothing_is_accepted_is_sent_back(at):
    claim = submit(draft(at), at)
    told = {claim.lines.get().pk: Accepted(Decimal("0.00"), "Niet voor dit project")}
    assert refused(verify, claim, at, told) == ["Er is niets aanvaard. Stuur de schuldvordering terug, met de reden."]


def test_budget_that_became_smaller_is_seen_when_a_claim_is_verified(at):
    claim = submit(draft(at, "1000.00"), at)
    smaller = BudgetFactory(dossier=at.dossier, fixed_on=dt.date(2016, 6, 1), fixed_by=at.by)
    BudgetLineFactory(
        budget=smaller, series=at.line.series, cost_kind=at.line.cost_kind, description="Drukwerk", unit_cost=90
    )
    assert len(refused(verify, claim, at)) == 1
    told = {claim.lines.get().pk: Accepted(Decimal("1000.00"), "", "Besteld voor de wijziging")}
    verify(Claim.objects.get(pk=claim.pk), at, told)
    assert Claim.objects.get(pk=claim.pk).state == "verified"


def test_line_that_left_the_budget_still_counts_what_was_claimed_of_it(at):
    verified(at, "250.00")
    BudgetFactory(dossier=at.dossier, fixed_on=dt.date(2016, 6, 1), fixed_by=at.by)
    (row,) = read_claims(at.dossier).lines
    assert (row.budget, row.verified, row.left) == (Decimal("0.00"), Decimal("250.00"), Decimal("-250.00"))


def test_same_cost_on_its_way_to_the_funder_counts_once(at):
    verified(at, "250.00")
    account = make.BankAccountFactory(partnership=at.dossier.partnership, organisation=at.applicant)
    submit(draft(at, "900.00", creditor=at.applicant), at, account=account)
    assert left(at) == Decimal("305.00")


def test_returned_claim_is_put_right_and_signed_again(at):
    claim = submit(draft(at), at)
    first = claim.first_submitted_at
    moves.send_back(claim, by=at.by, version=claim.version, reason="De factuur is van 2015")
    assert (claim.state, claim.return_reason) == ("returned", "De factuur is van 2015")
    line(claim, at, "10.00")
    submit(claim, at)
    assert (claim.state, claim.return_reason, claim.first_submitted_at) == ("submitted", "", first)
    assert claim.submitted_at >= first


def test_verified_claim_can_be_sent_back_until_something_is_paid(at):
    claim = verified(at)
    moves.send_back(claim, by=at.by, version=claim.version, reason="Toch een fout")
    assert list(claim.lines.values_list("accepted", flat=True)) == [None]
    verify(submit(claim, at), at)
    pay(claim, at, "100.00")
    claim.refresh_from_db()
    assert refused(moves.send_back, claim, by=at.by, version=claim.version, reason="Toch een fout") == [
        "Er is al op betaald. Maak eerst de betaling ongedaan."
    ]


def test_verified_claim_is_not_withdrawn_and_a_signed_one_is_not_changed(at):
    claim = submit(draft(at), at)
    only = claim.lines.get()
    for act in (
        lambda: line(claim, at, "1.00"),
        lambda: claims.remove_line(only, by=at.by, version=only.version),
        lambda: claims.change(claim, by=at.by, version=claim.version, remarks="Anders"),
        lambda: claims.remove_evidence(claim.evidence.get(), by=at.by),
    ):
        assert refused(act) == ["Dat kan niet terwijl de schuldvordering “ingediend” is."]
    verify(claim, at)
    assert refused(moves.withdraw, claim, by=at.by, version=claim.version, reason="Dubbel") == [
        "Dat kan niet terwijl de schuldvordering “goedgekeurd” is."
    ]


def test_second_who_verifies_is_late(at):
    claim = submit(draft(at), at)
    seen = Claim.objects.get(pk=claim.pk)
    verify(claim, at)
    with pytest.raises(Stale):
        moves.verify(seen, by=at.by, version=seen.version)
    assert Entry.objects.filter(verb="projects.claim.verified").count() == 1


def test_line_that_is_added_stops_who_signs_what_was_on_the_screen(at):
    claim = draft(at)
    seen = Claim.objects.get(pk=claim.pk)
    line(claim, at, "10.00")
    with pytest.raises(Stale):
        submit(seen, at)


def test_only_lines_of_the_budget_that_this_board_can_claim_are_taken(at):
    claim = draft(at)
    others = BudgetLineFactory(budget=at.line.budget, organisation=at.applicant, cost_kind=at.line.cost_kind)
    elsewhere = BudgetLineFactory()
    for wrong in (others, elsewhere):
        assert refused(line, claim, at, "1.00", budget_line=wrong) == ["Kies een lijn uit de begroting die nu geldt."]
    shared = BudgetLineFactory(budget=at.line.budget, organisation=None, cost_kind=at.line.cost_kind)
    line(claim, at, "1.00", budget_line=shared)


def test_line_of_an_older_version_is_not_chosen_any_more_but_what_was_claimed_of_it_counts(at):
    claim = draft(at, "5.00")
    later = BudgetFactory(dossier=at.dossier, fixed_on=dt.date(2016, 6, 1), fixed_by=at.by)
    same = BudgetLineFactory(
        budget=later, series=at.line.series, cost_kind=at.line.cost_kind, organisation=at.board, unit_cost=1
    )
    assert refused(line, claim, at, "1.00") == ["Kies een lijn uit de begroting die nu geldt."]
    line(claim, at, "5.00", budget_line=same)
    assert len(refused(line, claim, at, "0.01", budget_line=same)) == 1  # 10 × € 1,00 is used


def test_budget_that_can_still_change_carries_no_claims(at):
    at.line.budget.__class__.objects.update(fixed_on=None)
    assert refused(draft, at) == [
        "Een begroting die nog kan veranderen, draagt geen schuldvordering. Leg ze eerst vast."
    ]


def test_account_of_another_or_one_that_ended_is_refused(at):
    claim = draft(at)
    others = make.BankAccountFactory(partnership=at.dossier.partnership, organisation=at.applicant)
    accounts.end(at.account, by=at.by, version=at.account.version, until_on=dt.date(2016, 1, 1))
    for wrong in (others, at.account):
        assert refused(submit, claim, at, account=wrong) == ["Kies een rekening van dit bestuur die vandaag geldt."]


def test_first_claim_brings_the_account_along(at):
    BankAccount.objects.all().delete()
    new = {"iban": "BE68539007547034", "holder": "OCMW Olen"}
    claim = submit(draft(at), at, account=None, new_account=new)
    assert str(claim.account) == "BE68 5390 0754 7034"


def test_new_account_ends_the_one_before_and_history_keeps_both(at):
    accounts.add(
        at.dossier.partnership, at.board, by=at.by, iban="BE68539007547034", holder="OCMW", from_on=dt.date(2017, 1, 1)
    )
    spans = list(at.board.bank_accounts.order_by("from_on").values_list("from_on", "until_on"))
    assert spans == [(dt.date(2015, 1, 1), dt.date(2016, 12, 31)), (dt.date(2017, 1, 1), None)]
