"""Contributions of boards: what each still has to pay, noted once and never more than the key asks."""

import datetime as dt
from collections import defaultdict
from decimal import Decimal

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stdnum.be import ogm_vcs

from governance.tests import factories as gov
from projects.actions import payment as payments
from projects.models import Payment, read_claims
from projects.models.contribution_due import communication_for, read_dues
from projects.tests.claims import DAY, advance, contact, euro, scene
from projects.tests.dossier_factories import BudgetLineFactory, ContributionFactory
from wegwijzer.lifecycle import Refused
from wegwijzer.ui.words import NARROW
from wegwijzer.ui.words import euro as shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    """€ 1.205,00 in 2016 and € 100,01 in 2017, half by the board and half by the applicant."""
    return setting()


def setting():
    at = scene(title="Aanvraag Wegwijzer")
    BudgetLineFactory(
        budget=at.line.budget, cost_kind=at.line.cost_kind, year=2017, quantity=1, unit_cost=euro("100.01")
    )
    ContributionFactory(budget=at.line.budget)
    return at


def contribute(at, amount, year=2016, **values):
    given = {"paid_on": DAY, "payer": at.board} | values
    return payments.add_contribution(at.dossier, by=at.by, year=year, amount=Decimal(amount), **given)


def refused(act, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    return caught.value.reasons


def stand(at):
    return [(row.board, row.year, row.open, row.paid) for row in read_dues(at.dossier).rows]


def test_each_board_but_the_applicant_owes_its_share_of_each_year(at):
    rows = stand(at)
    assert [(board, year) for board, year, _open, _paid in rows] == [(at.board, 2016), (at.board, 2017)]
    assert rows[0][2] == euro("602.50")
    assert rows[1][2] in (euro("50.00"), euro("50.01"))


def test_contribution_is_paid_in_parts_and_what_is_open_follows(at):
    contribute(at, "100.00")
    contribute(at, "200.00", paid_on=dt.date(2016, 7, 5))
    assert stand(at)[0][2:] == (euro("302.50"), euro("300.00"))
    assert read_dues(at.dossier).open_on(dt.date(2016, 7, 5)) == euro("302.50")  # 2017 has still to come


def test_more_than_the_share_is_refused_with_the_figures(at):
    contribute(at, "600.00")
    assert refused(contribute, at, "2.51", paid_on=dt.date(2016, 7, 5)) == [
        f"Voor 2016 is aan OCMW Olen {shown(euro('602.50'))} gevraagd en {shown(600)} al betaald. "
        f"Er kan nog {shown(euro('2.50'))} bij; {shown(euro('2.51'))} is te veel."
    ]


def test_same_contribution_again_is_refused_and_for_another_year_it_is_another(at):
    first = contribute(at, "10.00")
    assert first.communication == communication_for(at.dossier, at.board, 2016)
    assert refused(contribute, at, "10.00") == [f"Deze betaling staat er al: {first}, met dezelfde mededeling."]
    (asked,) = refused(contribute, at, "10.00", paid_on=dt.date(2016, 8, 1))
    assert asked.startswith("Dit lijkt op een betaling die er al staat")
    contribute(at, "10.00", paid_on=dt.date(2016, 8, 1), is_another=True)
    # Exactly the later one again, whatever is ticked.
    (same,) = refused(contribute, at, "10.00", paid_on=dt.date(2016, 8, 1), is_another=True)
    assert same.startswith("Deze betaling staat er al")
    contribute(at, "10.00", year=2017)
    assert Payment.objects.contributions().count() == 3


def test_applicant_others_and_other_years_owe_nothing(at):
    for values in ({"payer": at.applicant}, {"payer": gov.OrganisationFactory()}, {"year": 2019}):
        (reason,) = refused(contribute, at, "1.00", **values)
        assert reason.startswith("Volgens de vastgelegde begroting draagt")


def test_nothing_is_owed_before_the_budget_is_fixed(at):
    type(at.line.budget).objects.filter(pk=at.line.budget.pk).update(fixed_on=None, fixed_by=None)
    assert stand(at) == []


def test_contribution_taken_back_is_owed_again_and_what_became_too_much_is_said(at):
    paid = contribute(at, "602.50")
    type(at.line).objects.filter(pk=at.line.pk).update(quantity=5)
    assert read_dues(at.dossier).of(at.board.pk, 2016).over == euro("301.25")
    payments.cancel(paid, by=at.by, version=paid.version, reason="Verkeerd dossier")
    assert stand(at)[0][2:] == (euro("301.25"), euro("0.00"))


def test_contributions_are_no_money_for_costs(at):
    contribute(at, "602.50")
    book = read_claims(at.dossier)
    assert (book.payments, book.pairs) == ([], {})
    advance(at, "1000.00")
    assert read_claims(at.dossier).paid_between(at.applicant.pk, at.board.pk) == euro("1000.00")


def test_communication_is_valid_and_tells_boards_and_years_apart(at):
    boards = [at.board, at.applicant]
    told = {communication_for(at.dossier, board, year) for board in boards for year in range(2016, 2026)}
    assert len(told) == 20
    assert all(ogm_vcs.is_valid(one) and one.startswith("9") for one in told)


CENTS = st.integers(1, 700_00)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("pay"), st.sampled_from([2016, 2017]), CENTS, st.integers(1, 28)),
        st.tuples(st.just("cancel"), st.integers(0, 5)),
    ),
    max_size=12,
)


@given(STEPS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_any_order_no_cent_is_lost_or_asked_twice(steps):
    with transaction.atomic():
        at = setting()
        asked = {(board.pk, year): amount for board, year, amount, _paid in stand(at)}
        noted, rows = defaultdict(Decimal), []
        for name, *rest in steps:
            if name == "pay":
                year, cents, on = rest
                amount, key = Decimal(cents) / 100, (at.board.pk, year)
                try:
                    row = contribute(at, str(amount), year, paid_on=dt.date(2016, 7, on), is_another=True)
                except Refused:
                    is_there = any((each.year, each.amount, each.paid_on.day) == (year, amount, on) for each in rows)
                    assert noted[key] + amount > asked[key] or is_there
                    continue
                rows.append(row)
                noted[key] += amount
            elif rest[0] < len(rows):
                row = rows.pop(rest[0])
                payments.cancel(row, by=at.by, version=row.version, reason="Vergist")
                noted[row.payer_id, row.year] -= row.amount
            for board, year, still, paid in stand(at):
                assert paid == noted[board.pk, year]
                assert still + paid == asked[board.pk, year]
        transaction.set_rollback(True)


# --- pages


def page(name, row):
    return reverse(f"projects:{name}", args=[row.pk])


def text(answer):
    return answer.content.decode().replace(NARROW, " ").replace("&nbsp;", " ")


def test_contact_sees_the_own_board_only_and_notes_nothing(at, as_user):
    lille = gov.OrganisationFactory(ocmw=True, name="OCMW Lille")
    gov.MembershipFactory(partnership=at.dossier.partnership, organisation=lille, from_on=dt.date(2015, 1, 1))
    contribute(at, "11.11")
    olen, other, keeper = (
        contact(at, board, f"{name}@example.org")
        for board, name in ((at.board, "olen"), (lille, "lille"), (at.applicant, "herentals"))
    )
    told = [text(as_user(user).get(page("contribution_due_list", at.dossier))) for user in (olen, other, keeper)]
    assert ["OCMW Olen" in one for one in told] == [True, False, True]
    assert ["OCMW Lille" in one for one in told] == [False, True, True]
    assert ["11,11" in one for one in told] == [True, False, True]
    assert as_user(olen).get(page("contribution_pay", at.dossier)).status_code == 403
    assert as_user(gov.UserFactory()).get(page("contribution_due_list", at.dossier)).status_code == 404


def test_link_of_a_row_fills_in_what_is_open_and_the_form_notes_it(at, as_user):
    client = as_user(contact(at, at.applicant, "herentals@example.org"))
    address = page("contribution_pay", at.dossier)
    form = client.get(f"{address}?bestuur={at.board.pk}&jaar=2016").context["form"]
    assert (form.initial["amount"], form.initial["payer"]) == (euro("602.50"), at.board)
    said = {"payer": at.board.pk, "year": 2016, "amount": "602,50", "paid_on": "04/07/2016", "communication": ""}
    assert client.post(address, said).status_code == 302
    assert Payment.objects.contributions().get().amount == euro("602.50")
    assert "Voldaan" in text(client.get(page("contribution_due_list", at.dossier)))


@pytest.mark.parametrize(
    "wrong",
    [{"amount": "602,51"}, {"amount": "-1"}, {"amount": "1e3"}, {"year": "2031"}, {"year": "x"}, {"payer": "0"}],
    ids=str,
)
def test_bad_input_is_said_beside_its_field_and_what_was_typed_stays(at, as_user, wrong):
    client = as_user(contact(at, at.applicant, "herentals@example.org"))
    said = {"payer": at.board.pk, "year": 2016, "amount": "10,00", "paid_on": "04/07/2016", "note": "september"} | wrong
    answer = client.post(page("contribution_pay", at.dossier), said)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == list(wrong)
    assert "september" in text(answer)
    assert not Payment.objects.exists()


@pytest.mark.parametrize("asked", ["?bestuur=x&jaar=2016", "?jaar=99999999999999999999", "?bestuur=0"])
def test_link_that_is_wrong_fills_in_nothing(at, as_user, asked):
    client = as_user(contact(at, at.applicant, "herentals@example.org"))
    answer = client.get(page("contribution_pay", at.dossier) + asked)
    assert answer.status_code == 200
    assert "payer" not in answer.context["form"].initial
