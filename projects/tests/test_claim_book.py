"""The figures of claims per line, year, board and month, and the budget over time. Expected figures by hand."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from projects.models import Claim, read_claims
from projects.models.burn_down import burn_down_of
from projects.models.settlement import Account, settle, spread
from projects.tests.claims import advance, draft, euro, pay, scene, submit, verified, verify
from projects.tests.dossier_factories import BudgetLineFactory
from projects.timeline.burn_down import burn_down_chart
from wegwijzer.ui.words import euro as written


@pytest.fixture
def at(db):
    """From 2016 to 2018; € 1.205,00 for printing in 2016 and € 600,00 for a course in 2017."""
    made = scene()
    BudgetLineFactory(
        budget=made.line.budget,
        cost_kind=made.line.cost_kind,
        organisation=None,
        description="Vorming",
        year=2017,
        quantity=6,
        unit_cost=100,
    )
    return made


def course(at):
    return at.line.budget.lines.get(description="Vorming")


def figures(row):
    return [row.budget, row.claimed, row.verified, row.paid, row.left]


def amounts(*texts):
    return [Decimal(text) for text in texts]


def test_every_line_says_what_was_claimed_accepted_and_paid_and_what_is_left(at):
    one = verified(at, "200.00")
    pay(one, at, "50.00")
    submit(draft(at, "100.00"), at)
    draft(at, "900.00")  # a draft takes nothing
    submit(draft(at, "60.00", budget_line=course(at)), at)
    book = read_claims(at.dossier)
    assert [figures(row) for row in book.lines] == [
        amounts("1205", "300", "200", "50", "905"),
        amounts("600", "60", "0", "0", "540"),
    ]
    assert figures(book.total) == amounts("1805", "360", "200", "50", "1445")
    assert {year: figures(row) for year, row in book.by_year.items()} == {
        2016: amounts("1205", "300", "200", "50", "905"),
        2017: amounts("600", "60", "0", "0", "540"),
    }


def test_every_board_says_what_it_may_claim_and_what_it_got(at):
    verified(at, "200.00")
    advance(at, "300.00")
    book = read_claims(at.dossier)
    assert figures(book.by_organisation[at.board]) == amounts("1205", "200", "200", "300", "1005")


def test_expected_payments_stand_in_the_month_that_they_are_due(at):
    for day, amount in ((dt.date(2016, 5, 2), "100.00"), (dt.date(2016, 7, 20), "40.00")):
        claim = verified(at, amount)
        Claim.objects.filter(pk=claim.pk).update(verified_at=dt.datetime.combine(day, dt.time(12), dt.UTC))
    waiting = submit(draft(at, "7.00"), at)
    Claim.objects.filter(pk=waiting.pk).update(submitted_at=dt.datetime(2016, 7, 25, 12, tzinfo=dt.UTC))
    book = read_claims(at.dossier)
    # Due on 1 June and 19 August; the third is looked at by 24 August and paid by 23 September.
    assert book.expected(dt.date(2016, 5, 15)) == {
        dt.date(2016, 6, 1): Decimal("100.00"),
        dt.date(2016, 8, 1): Decimal("40.00"),
        dt.date(2016, 9, 1): Decimal("7.00"),
    }
    assert book.expected(dt.date(2016, 8, 3))[dt.date(2016, 8, 1)] == Decimal("140.00")  # the first is late
    assert [owed.amount for owed in book.owed] == amounts("100", "40")


def test_book_asks_as_much_for_many_claims_as_for_one(at, django_assert_num_queries):
    verified(at, "1.00")
    with django_assert_num_queries(5):
        _read(at)
    for _time in range(4):
        verified(at, "1.00")
    with django_assert_num_queries(5):
        _read(at)


def _read(at):
    book = read_claims(at.dossier)
    return book.lines, book.total, book.by_organisation, book.owed, book.by_year


def test_budget_burns_by_the_days_that_costs_are_about(at):
    # € 182,00 over the 182 days of the first half of 2016: one euro a day.
    claim = verified(at, "182.00")
    assert (claim.until_on - claim.from_on).days + 1 == 182
    burn = burn_down_of(read_claims(at.dossier))
    left = dict(burn.left)
    assert left[dt.date(2016, 1, 31)] == Decimal(1805 - 31)
    assert left[dt.date(2016, 6, 30)] == Decimal(1805 - 182)
    assert max(left) == dt.date(2016, 6, 30)
    forecast = burn.forecast
    # 1096 days from 2016 to 2018; the half of 2016 that is left gives 1205 × 184/366 more, and 2017 its 600.
    assert forecast.by_rate == Decimal("1096.00")
    assert forecast.by_plan == Decimal("182.00") + Decimal("605.79") + Decimal("600.00")
    assert dict(burn.planned)[dt.date(2016, 12, 31)] == Decimal("600.00")
    assert burn.planned[-1] == (dt.date(2018, 12, 31), Decimal("0.00"))


def test_picture_says_in_words_where_it_ends_and_by_which_rule(at):
    chart = burn_down_chart(read_claims(at.dossier))
    assert chart.summary == "Er is nog niets goedgekeurd, en dus nog niets te voorspellen."
    verified(at, "182.00")
    chart = burn_down_chart(read_claims(at.dossier))
    assert f"Aan dit tempo is dat {written(1096)} op 31 december 2018: {written(709)} blijft over." in chart.summary
    assert "Zo is gerekend" in chart.summary
    assert "<svg" in chart.picture


def test_nothing_is_drawn_without_a_budget_or_a_period(at):
    type(at.dossier).objects.update(from_on=None)
    at.dossier.refresh_from_db()
    assert burn_down_chart(read_claims(at.dossier)) is None


def test_claim_that_is_verified_is_late_after_thirty_days(at):
    claim = verified(at, "10.00")
    (owed,) = read_claims(at.dossier).owed
    assert owed.due_on == timezone.localdate(claim.verified_at) + dt.timedelta(days=30)


def test_advance_goes_to_the_first_claim_first():
    claims = [Account(1, euro("100.00"), euro("30.00")), Account(2, euro("50.00"), euro("0.00"))]
    assert settle(claims, euro("80.00")) == ({1: euro("0.00"), 2: euro("40.00")}, euro("0.00"))
    assert settle(claims, euro("200.00")) == ({1: euro("0.00"), 2: euro("0.00")}, euro("80.00"))


def test_a_third_of_three_lines_loses_no_cent():
    assert spread(euro("1.00"), amounts("1", "1", "1")) == amounts("0.33", "0.34", "0.33")
    assert spread(euro("0.00"), amounts("0", "0")) == amounts("0", "0")


def test_part_of_what_was_claimed_gives_the_rest_back(at):
    claim = submit(draft(at, "200.00"), at)
    from projects.actions.claim_moves import Accepted

    verify(claim, at, {claim.lines.get().pk: Accepted(euro("150.00"), "Te veel")})
    assert figures(read_claims(at.dossier).lines[0])[1:3] == amounts("150", "150")
