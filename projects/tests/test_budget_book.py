"""What a budget comes to and who pays it; oracles by hand."""

import datetime as dt
from decimal import Decimal as D

import pytest

from governance.tests.factories import MembershipFactory, OrganisationFactory
from projects.models import BudgetLine, budget_in_force, read_budget, submitted_budget
from projects.tests.dossier_factories import (
    BudgetFactory,
    BudgetLineFactory,
    BudgetSourceFactory,
    CallConditionFactory,
    ContributionFactory,
    ContributionPartyFactory,
    CostKindFactory,
    DossierFactory,
)
from projects.tests.factories import ProjectFactory
from wegwijzer.accounts.models import Population

pytestmark = pytest.mark.django_db
FROM, UNTIL = dt.date(2016, 1, 1), dt.date(2017, 12, 31)


@pytest.fixture
def budget(cast):
    """Two years: a coordinator of 0.5 FTE (10 months, then a whole year), printing, and catering that nobody pays for.

    2016: 0.5 × 60.000 × 10/12 = 25.000,00 and 1.205,00; 2017: 30.000,00 and 300,00 not eligible. Together 56.505,00.
    """
    dossier = DossierFactory(project=ProjectFactory(partnership=cast.a.partnership), from_on=FROM, until_on=UNTIL)
    budget = BudgetFactory(dossier=dossier)
    staff = CostKindFactory(partnership=cast.a.partnership, name="personeel", is_staff=True)
    work = CostKindFactory(partnership=cast.a.partnership, name="werking")
    half = {"budget": budget, "cost_kind": staff, "quantity": D("0.50"), "unit_cost": D("60000.00")}
    BudgetLineFactory(**half, description="Coördinator", year=2016, months=D(10))
    BudgetLineFactory(**half, description="Coördinator", year=2017, months=D(12))
    BudgetLineFactory(budget=budget, cost_kind=work, year=2016)
    BudgetLineFactory(budget=budget, cost_kind=work, year=2017, quantity=1, unit_cost=D("300.00"), is_eligible=False)
    return budget


def condition(budget, measure, amount=None, **values):
    return CallConditionFactory(call=budget.dossier.call, measure=measure, amount=amount, **values)


def test_costs_per_year_and_kind(budget):
    book = read_budget(budget)
    assert book.years == [2016, 2017]
    assert (book.total, book.total_of(2016), book.total_of(2017)) == (D("56505.00"), D("26205.00"), D("30300.00"))
    assert (book.eligible, book.eligible_of(2017)) == (D("56205.00"), D("30000.00"))
    assert [(str(row.kind), row.total, row.eligible) for row in book.by_kind] == [
        ("personeel", D("55000.00"), D("55000.00")),
        ("werking", D("1505.00"), D("1205.00")),
    ]


def test_half_a_cent_of_a_line_goes_up():
    line = BudgetLine(quantity=D("0.33"), unit_cost=D("50000.15"), months=D(1))
    assert line.amount == D("1375.00")  # 0,33 × 50.000,15 / 12 = 1.375,004…
    line.months, line.quantity, line.unit_cost = None, D("0.50"), D("0.01")
    assert line.amount == D("0.01")


def test_grant_in_per_cent_of_the_eligible_costs_is_spread_like_they_are(budget):
    BudgetSourceFactory(budget=budget, amount=None, percent=D("80.00"))
    book = read_budget(budget)
    # 80 % of 56.205,00 = 44.964,00: of 2016 80 % of 26.205,00 = 20.964,00, of 2017 24.000,00.
    assert (book.grant, book.grant_of(2016), book.grant_of(2017)) == (D("44964.00"), D("20964.00"), D("24000.00"))
    assert (book.own, book.own_of(2016), book.own_of(2017)) == (D("11541.00"), D("5241.00"), D("6300.00"))


def test_grant_in_per_cent_stops_at_the_ceilings_of_the_call_and_an_amount_is_only_told(budget):
    condition(budget, "grant_max", D(40_000))
    source = BudgetSourceFactory(budget=budget, amount=None, percent=D("80.00"))
    book = read_budget(budget)
    assert book.grant == D("40000.00")
    assert [str(row) for row in book.money.grant_given.capped_by] == ["subsidie hoogstens"]
    source.amount, source.percent = D("40000.01"), None
    source.save()
    book = read_budget(budget)
    assert book.grant == D("40000.01")
    assert "De subsidie van €\xa040.000,01 is hoger dan de oproep toelaat: hoogstens €\xa040.000,00." in book.problems


def test_other_money_for_one_year(budget):
    BudgetSourceFactory(budget=budget, kind="other", name="Provincie", amount=D("30300.01"), year=2017)
    book = read_budget(budget)
    assert (book.other, book.other_of(2016), book.own) == (D("30300.01"), 0, D("26205.00"))
    assert book.problems[0] == "In 2017 geven de bronnen €\xa00,01 meer dan de kosten van €\xa030.300,00."


def test_own_means_over_the_members_of_the_day_by_inhabitants(budget):
    """Olen stands with both its boards; Geel came in later and does not pay in a dossier that starts in 2016."""
    partnership = budget.dossier.partnership
    partnership.memberships.all().delete()
    olen = OrganisationFactory(municipality=True, nis_code="90001", territory="Dorp", name="Gemeente Dorp")
    centre = OrganisationFactory(ocmw=True, nis_code="90001", territory="Dorp", name="OCMW Dorp")
    stad = OrganisationFactory(municipality=True, nis_code="90002", territory="Stad", name="Gemeente Stad")
    late = OrganisationFactory(municipality=True, nis_code="90003", territory="Later", name="Gemeente Later")
    for board in (olen, centre, stad):
        MembershipFactory(partnership=partnership, organisation=board)
    MembershipFactory(partnership=partnership, organisation=late, from_on=dt.date(2017, 1, 1))
    for code, people in (("90001", 1000), ("90002", 3000), ("90003", 9000)):
        Population.objects.create(nis_code=code, year=2015, inhabitants=people, source="Statbel")
    ContributionFactory(budget=budget, key="population")
    BudgetSourceFactory(budget=budget, amount=D("52505.01"))
    book = read_budget(budget)
    assert book.own == D("3999.99")
    assert book.problems == []
    assert [str(board) for board in book.boards] == ["Gemeente Dorp", "OCMW Dorp", "Gemeente Stad"]
    # Own: 1.725,08 and 2.274,91. An eighth is 215,635 and 284,36375; the cent that is left goes to the municipality,
    # which comes before its OCMW; three quarters are 1.293,81 and 1.706,1825.
    assert book.shares == {
        olen.pk: {2016: D("215.64"), 2017: D("284.37")},
        centre.pk: {2016: D("215.63"), 2017: D("284.36")},
        stad.pk: {2016: D("1293.81"), 2017: D("1706.18")},
    }
    assert sum(book.share_of(board.pk) for board in book.boards) == D("3999.99")


def test_without_a_key_own_means_are_not_covered(budget):
    assert read_budget(budget).problems == [
        "De besturen dragen zelf €\xa056.505,00, maar er is nog geen verdeelsleutel."
    ]


def test_why_a_key_can_not_be_applied(budget):
    part = ContributionFactory(budget=budget, key="percent", scope="chosen")
    ContributionPartyFactory(contribution=part, value=D("60.00"))
    assert read_budget(budget).problems == [
        "De percentages in deel 1 van de verdeelsleutel zijn samen 60,00 %, geen 100 %."
    ]


def test_ceilings_of_the_call_are_named_with_their_figures(budget):
    ContributionFactory(budget=budget)
    BudgetSourceFactory(budget=budget, amount=D("56205.00"))
    staff = budget.lines.first().cost_kind
    condition(budget, "grant_year_max", D(30_000))
    condition(budget, "grant_share_max", D(90))
    condition(budget, "own_share_min", D(10))
    condition(budget, "cost_share_max", D("50.5"), cost_kind=staff)
    condition(budget, "cost_excluded", cost_kind=budget.lines.last().cost_kind)
    assert [problem.replace("\xa0", " ") for problem in read_budget(budget).problems] == [
        "De subsidie van € 56.205,00 is meer dan 90 % van de subsidiabele kosten (€ 56.205,00): hoogstens € 50.584,50.",
        "De eigen inbreng is € 300,00; de oproep vraagt minstens 10 % van de kosten (€ 56.505,00): € 5.650,50.",
        "‘personeel’ kost € 55.000,00; de oproep laat hoogstens 50,5 % van de subsidiabele kosten (€ 56.205,00) toe,"
        " dat is € 28.383,52.",
        "De oproep betaalt geen kosten van de soort ‘werking’: zet € 1.205,00 als ‘niet subsidiabel’ in de begroting.",
    ]


def test_budget_without_lines(db):
    book = read_budget(BudgetFactory(dossier__from_on=None, dossier__until_on=None))
    assert (book.total, book.years, book.shares) == (0, [], {})
    assert book.problems == ["De begroting heeft nog geen lijnen."]


def test_which_version_is_in_force_and_which_was_submitted():
    dossier = DossierFactory(submitted=True)
    assert (budget_in_force(dossier), submitted_budget(dossier)) == (None, None)
    first = BudgetFactory(dossier=dossier, number=1)
    assert budget_in_force(dossier) == first
    first.fixed_on = dossier.submitted_on
    first.save()
    assert submitted_budget(dossier) == first
    after = BudgetFactory(dossier=dossier, number=2, fixed_on=dossier.submitted_on + dt.timedelta(days=1))
    BudgetFactory(dossier=dossier, number=3)
    assert (budget_in_force(dossier), submitted_budget(dossier)) == (after, first)


def test_book_takes_as_many_queries_however_much_there_is(budget, django_assert_num_queries):
    ContributionFactory(budget=budget, key="population")
    BudgetSourceFactory(budget=budget)
    for _ in range(5):
        BudgetLineFactory(budget=budget, year=2016)
        part = ContributionFactory(budget=budget, key="fixed", share=None, scope="chosen")
        ContributionPartyFactory(contribution=part, value=1)
    with django_assert_num_queries(8):
        book = read_budget(budget)
        assert book.problems is not None
        assert book.boards is not None
