"""The load on a dossier: per day, per quarter, per organisation, and what it costs; every number worked out by hand."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.models import Dossier, StaffAllocation
from projects.models.load_chart import Per, load_chart
from projects.models.staff_load import Quarter, StaffLoad, months_of_year, quarters_from, years_of
from wegwijzer.accounts.models import Organisation

START = dt.date(2016, 1, 1)
HALF = Decimal("0.50")
HERENTALS, OLEN = Organisation(pk=1, name="Herentals"), Organisation(pk=2, name="Olen")


def day(number):
    return START + dt.timedelta(days=number)


def allocation(pk=1, **values):
    usual = {"organisation": OLEN, "role": "begeleider", "fte": HALF, "yearly_cost": Decimal(60000)}
    usual |= {"from_on": dt.date(2016, 5, 3), "until_on": dt.date(2016, 12, 31)}
    return StaffAllocation(pk=pk, dossier=values.pop("dossier", Dossier(title="Aanvraag")), **usual | values)


def load(*allocations):
    return StaffLoad(Dossier(title="Aanvraag"), allocations)


@st.composite
def allocations(draw):
    found = []
    for number in range(draw(st.integers(0, 8))):
        first, length = draw(st.integers(0, 400)), draw(st.integers(0, 400))
        fte = Decimal(draw(st.integers(0, 300))) / 100
        organisation = draw(st.sampled_from([HERENTALS, OLEN]))
        days = {"from_on": day(first), "until_on": day(first + length)}
        found.append(allocation(number, organisation=organisation, fte=fte, **days))
    return found


@given(allocations(), st.integers(-10, 900))
def test_load_of_a_day_is_the_sum_of_the_allocations_of_that_day(made, number):
    on = day(number)
    expected = sum(one.fte for one in made if one.from_on <= on <= one.until_on)
    assert load(*made).on(on) == expected
    chart = load_chart(load(*made))
    assert sum((area.on(on) or 0) for area in chart.areas) == expected if chart else expected == 0


def test_fte_of_a_year_is_the_mean_over_its_days_per_organisation():
    half_year = allocation(1, from_on=dt.date(2017, 1, 1), until_on=dt.date(2017, 7, 2))  # 183 of 365 days
    whole = allocation(2, organisation=HERENTALS, from_on=dt.date(2016, 12, 1), until_on=dt.date(2018, 1, 31))
    twice = allocation(3, from_on=dt.date(2017, 1, 1), until_on=dt.date(2017, 12, 31), fte=Decimal("0.25"))
    read = load(half_year, whole, twice)
    assert read.of_year(2017) == {2: Decimal("0.50"), 1: Decimal("0.50")}
    assert read.of_year(2016) == {1: Decimal("0.04")}
    assert read.of_year(2020) == {}
    assert read.years == [2016, 2017, 2018]


@given(allocations())
def test_organisations_of_a_quarter_are_together_the_whole(made):
    read = load(*made)
    for index in range(len(read.quarters)):
        parts = sum(row.quarters[index] for row in read.rows)
        assert abs(parts - read.total.quarters[index]) <= Decimal("0.01") * len(read.rows)  # each rounded by itself
    assert sum(row.cost for row in read.rows) == read.total.cost == sum(read.cost_of_years.values())


@pytest.mark.parametrize(
    ("first", "last", "year", "months"),
    [
        ("2016-01-01", "2016-12-31", 2016, "12.0"),
        ("2016-05-03", "2018-12-31", 2016, "7.9"),  # 29 of 31 days of May, and seven months
        ("2016-05-03", "2018-12-31", 2017, "12.0"),
        ("2016-02-01", "2016-02-29", 2016, "1.0"),
        ("2016-02-15", "2016-02-15", 2016, "0.0"),  # a day is no tenth of a month
        ("2015-12-01", "2016-01-15", 2016, "0.5"),  # 15 of 31 days
        ("2015-12-01", "2016-01-15", 2014, "0.0"),
    ],
)
def test_months_of_a_year(first, last, year, months):
    assert months_of_year(dt.date.fromisoformat(first), dt.date.fromisoformat(last), year) == Decimal(months)


def test_quarters_go_from_the_first_to_the_last_day():
    found = quarters_from(dt.date(2015, 12, 1), dt.date(2016, 7, 1))
    assert found == [Quarter(2015, 4), Quarter(2016, 1), Quarter(2016, 2), Quarter(2016, 3)]
    assert (found[0].first, found[0].last, found[1].length) == (dt.date(2015, 10, 1), dt.date(2015, 12, 31), 91)


def test_cost_is_fte_by_yearly_cost_by_months():
    years = years_of(allocation(until_on=dt.date(2017, 6, 30)))
    assert [(one.year, one.months, one.amount) for one in years] == [
        (2016, Decimal("7.9"), Decimal("19750.00")),  # 0,5 × 60 000 × 7,9 / 12
        (2017, Decimal("6.0"), Decimal("15000.00")),
    ]
    assert years_of(allocation(yearly_cost=None))[0].amount is None


def test_quarter_counts_the_days_that_were_worked():
    read = load(allocation())
    # From 3 May: 59 of the 91 days of the second quarter, at 0,50: 0,324…
    assert read.quarters[0] == Quarter(2016, 2)
    assert read.total.quarters == (Decimal("0.32"), HALF, HALF)
    assert read.total.fte_years == Decimal("0.33")  # 0,5 × 7,9 / 12


def test_open_end_is_that_of_the_dossier_and_what_has_no_end_at_all_is_named():
    dossier = Dossier(from_on=START, until_on=dt.date(2016, 12, 31))
    read = load(allocation(from_on=None, until_on=None, dossier=dossier))
    assert read.period == (START, dt.date(2016, 12, 31))
    loose = allocation(until_on=None)
    assert load(loose).undated == [loose]
    assert load(loose).period is None
    assert load_chart(load(loose)) is None


def test_real_and_rather_stand_beside_planned_where_they_are_known():
    read = load(allocation(fte_real=Decimal("0.20")), allocation(2, fte_rather=Decimal(1), fte=HALF))
    labels = {one.label: one for one in load_chart(read, today=dt.date(2016, 7, 1)).series}
    on = dt.date(2016, 6, 1)
    assert (labels["Olen"].on(on), labels["werkelijk"].on(on), labels["liever"].on(on)) == (
        1,
        Decimal("0.70"),
        Decimal("1.50"),
    )
    assert labels["werkelijk"].on(dt.date(2016, 7, 2)) is None
    assert "werkelijk" not in [one.label for one in load_chart(read).series]
    assert [one.label for one in load_chart(load(allocation())).series] == ["Olen"]


def test_more_than_six_roles_put_the_smallest_together():
    made = [allocation(number, role=f"rol {number}", fte=Decimal(number)) for number in range(1, 10)]
    areas = load_chart(load(*made), Per.ROLE).areas
    assert [one.label for one in areas] == ["rol 9", "rol 8", "rol 7", "rol 6", "rol 5", "4 andere"]
    assert areas[-1].on(dt.date(2016, 6, 1)) == 1 + 2 + 3 + 4
