"""What municipalities count: chosen, typed in a grid, corrected with a trace."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from governance.tests.factories import MembershipFactory, PartnershipFactory
from onboarding.access import indicators as access
from onboarding.actions import indicator as actions
from onboarding.actions import measurement as measurements
from onboarding.actions.measurement import Cell, Noted, Overtaken, Typed
from onboarding.models import Measurement, last_full_year, read_book, read_places
from onboarding.tests import factories as make
from onboarding.tests import indicator_factories as figures
from projects.tests.factories import ProjectFactory
from wegwijzer.accounts.models import Population
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale

YEARS = [2015, 2016, 2017]


@pytest.fixture
def indicator(cast):
    return figures.IndicatorFactory(partnership=cast.a.partnership, name="Instroom")


@pytest.fixture
def olen(cast):
    return next(place for place in read_places(cast.a.partnership, YEARS) if place.name == "Gemeente Olen")


def page(name, *keys):
    return reverse(f"onboarding:{name}", args=keys)


def test_municipality_and_its_ocmw_are_one_place(cast):
    places = read_places(cast.a.partnership, YEARS)
    assert [place.name for place in places] == ["Gemeente Lille", "Gemeente Olen"]
    assert places[1].boards == {cast.a.boards["Gemeente Olen"].pk, cast.a.boards["OCMW Olen"].pk}
    assert places[1].years == {2015, 2016, 2017}


def test_place_is_compared_in_the_years_of_its_membership(cast):
    partnership = PartnershipFactory()
    board = cast.a.boards["OCMW Olen"]
    MembershipFactory(partnership=partnership, organisation=board, from_on="2016-07-01", until_on="2016-12-31")
    (place,) = read_places(partnership, YEARS)
    assert (place.organisation, place.years) == (board, {2016})
    assert cast.a.boards["Gemeente Olen"].pk in place.boards


def test_population_is_read_and_never_stored_twice(cast, olen):
    row = figures.IndicatorFactory(partnership=cast.a.partnership, population=True)
    Population.objects.create(nis_code="13029", year=2017, inhabitants=12400, source="Statbel")
    book = read_book(cast.a.partnership, YEARS)
    assert [book.value(row, olen, year) for year in YEARS] == [None, None, Decimal(12400)]
    with pytest.raises(Refused, match="leest Wegwijzer zelf"):
        measurements.note(row, olen, 2017, Noted(Decimal(1)), by=cast.a.coordinator, version=0)
    assert not Measurement.objects.exists()


def test_presence_at_welcome_events_is_read_per_territory(cast, olen):
    row = figures.IndicatorFactory(partnership=cast.a.partnership, welcomed=True)
    project = ProjectFactory(partnership=cast.a.partnership, running=True)
    for kind, held, board, present in (
        ("welcome", True, "Gemeente Olen", 20),
        ("welcome", True, "OCMW Olen", 3),
        ("welcome", False, "OCMW Olen", 100),
        ("ceremony", True, "Gemeente Olen", 1000),
    ):
        event = make.EventFactory(project=project, kind=kind, held=held)
        make.EventCountFactory(event=event, organisation=cast.a.boards[board], present=present)
    assert read_book(cast.a.partnership, YEARS).value(row, olen, 2017) == 23


def test_start_set_comes_once(cast, as_user):
    client, address = as_user(cast.a.coordinator), page("indicator_begin", cast.a.partnership.pk)
    client.post(address)
    names = [row.name for row in cast.a.partnership.indicators.all()]
    assert names == ["Inwoners", "Instroom van nieuwkomers", "Thuistalen", "Aanwezigen op onthaalmomenten"]
    assert "Er zijn al cijfers gekozen" in client.post(address, follow=True).content.decode()
    assert cast.a.partnership.indicators.count() == 4


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": "instroom"}, "al een cijfer met deze naam"),
        ({"kind": "share", "origin": "population"}, "Wat Wegwijzer zelf telt"),
        ({"first_year": "2018", "last_year": "2017"}, "Het laatste jaar ligt voor het eerste"),
        ({"decimals": "5"}, "Schrijf hoogstens 4"),
        ({"first_year": "17"}, "Schrijf een jaar"),
    ],
)
def test_what_can_not_be_is_said_beside_its_field(cast, indicator, as_user, values, said):
    usual = {"name": "Talen", "kind": "count", "origin": "typed", "decimals": "0"}
    answer = as_user(cast.a.coordinator).post(page("indicator_add", cast.a.partnership.pk), usual | values)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert cast.a.partnership.indicators.count() == 1


def test_kind_stays_once_something_was_typed(cast, indicator):
    figures.MeasurementFactory(indicator=indicator, organisation=cast.a.boards["Gemeente Olen"])
    for values in ({"kind": "share"}, {"origin": "population"}):
        with pytest.raises(Refused, match="al cijfers ingevuld"):
            actions.change(indicator, by=cast.a.coordinator, version=indicator.version, **values)
    with pytest.raises(Refused, match="laatste jaar"):
        actions.remove(indicator, by=cast.a.coordinator, version=indicator.version)


def test_coordinator_types_a_whole_grid_at_once(cast, indicator, as_user):
    olen, lille = (cast.a.boards[f"Gemeente {name}"] for name in ("Olen", "Lille"))
    values = {f"c-{olen.pk}-2016": "1.234", f"c-{lille.pk}-2017": " 7 ", f"c-{lille.pk}-2016": ""}
    client, address = as_user(cast.a.coordinator), page("measurement_grid", indicator.pk) + "?tot=2017"
    assert client.post(address, values).status_code == 302
    found = {(row.organisation, row.year): row.value for row in Measurement.objects.all()}
    assert found == {(olen, 2016): 1234, (lille, 2017): 7}
    assert Measurement.objects.first().entered_by == cast.a.coordinator
    assert "1.234" in client.get(address).content.decode()


@pytest.mark.parametrize("typed", ["1.2.3", "1e5", "-4", "12,5", "٣", "drie", "9" * 61])
def test_what_is_no_number_stays_beside_its_sentence_and_nothing_is_kept(cast, indicator, as_user, typed):
    olen = cast.a.boards["Gemeente Olen"]
    values = {f"c-{olen.pk}-2016": typed, f"c-{olen.pk}-2017": "5"}
    answer = as_user(cast.a.coordinator).post(page("measurement_grid", indicator.pk) + "?tot=2017", values)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert f'value="{typed}"' in text
    assert f'id="c-{olen.pk}-2016_error"' in text
    assert not Measurement.objects.exists()


def test_contact_person_fills_in_the_own_row_only(cast, indicator, as_user):
    olen, lille = (cast.a.boards[f"Gemeente {name}"] for name in ("Olen", "Lille"))
    client, address = as_user(cast.a.contact), page("measurement_grid", indicator.pk) + "?tot=2017"
    text = client.get(address).content.decode()
    assert f"c-{olen.pk}-2017" in text
    assert f"c-{lille.pk}-2017" not in text
    client.post(address, {f"c-{olen.pk}-2017": "5", f"c-{lille.pk}-2017": "6"})
    assert [row.organisation for row in Measurement.objects.all()] == [olen]
    assert client.get(page("measurement_edit", indicator.pk, lille.pk, 2017)).status_code == 403
    assert client.get(page("measurement_edit", indicator.pk, olen.pk, last_full_year() + 1)).status_code == 404
    assert as_user(cast.a.staff).get(address).status_code == 403


def test_grid_that_somebody_overtook_keeps_nothing_and_says_what_stands_there(cast, indicator, as_user):
    olen = cast.a.boards["Gemeente Olen"]
    figures.MeasurementFactory(indicator=indicator, organisation=olen, value=Decimal(9))
    client, address = as_user(cast.a.coordinator), page("measurement_grid", indicator.pk) + "?tot=2017"
    values = {f"was-{olen.pk}": ";;;;8", f"c-{olen.pk}-2017": "7", f"c-{olen.pk}-2016": "6"}
    answer = client.post(address, values)
    assert answer.status_code == 422
    assert "Iemand vulde intussen 9 in." in answer.content.decode()
    assert 'value=";;;;9"' in answer.content.decode()
    assert [row.value for row in Measurement.objects.all()] == [9]
    assert client.post(address, values | {f"was-{olen.pk}": ";;;;9"}).status_code == 302
    assert sorted(row.value for row in Measurement.objects.all()) == [6, 7]


def test_correction_keeps_what_stood_there(cast, indicator, olen):
    who = cast.a.coordinator
    at = {olen.pk: olen}
    measurements.fill(indicator, at, {Cell(olen.pk, 2017): Typed(None, Decimal(12))}, by=who)
    measurements.fill(indicator, at, {Cell(olen.pk, 2017): Typed(Decimal(12), Decimal(14))}, by=who)
    assert Entry.objects.filter(verb="onboarding.indicator.filled").last().changes == {
        "Gemeente Olen, 2017": ["12", "14"]
    }
    first = access.history_of_cell(who, indicator, olen, 2017)
    assert [entry.changes for entry in first] == [
        {"Gemeente Olen, 2017": ["12", "14"]},
        {"Gemeente Olen, 2017": ["", "12"]},
    ]
    with pytest.raises(Overtaken):
        measurements.fill(indicator, at, {Cell(olen.pk, 2017): Typed(Decimal(12), Decimal(1))}, by=who)


def test_not_known_asks_a_reason_and_is_not_missing(cast, indicator, olen, as_user):
    client, address = as_user(cast.a.contact), page("measurement_edit", indicator.pk, olen.pk, last_full_year())
    assert [one.indicators for one in access.missing_figures(cast.a.contact)] == [[indicator]]
    assert client.post(address, {"version": "0", "is_unknown": "on"}).status_code == 422
    assert client.post(address, {"version": "0", "value": "", "remark": ""}).status_code == 422
    assert client.post(address, {"version": "0", "value": "5", "is_unknown": "on", "remark": "x"}).status_code == 422
    assert client.post(address, {"version": "0", "is_unknown": "on", "remark": "Archief weg"}).status_code == 302
    assert Measurement.objects.get().value is None
    assert access.missing_figures(cast.a.contact) == []
    grid = page("measurement_grid", indicator.pk)
    client.post(grid, {f"was-{olen.pk}": ";;;;", f"c-{olen.pk}-{last_full_year()}": "5"})
    row = Measurement.objects.get()
    assert (row.value, row.remark) == (5, "")


def test_remark_with_a_telephone_number_is_asked_back(cast, indicator, olen, as_user):
    values = {"version": "0", "value": "5", "remark": "Bel 0478 12 34 56"}
    answer = as_user(cast.a.coordinator).post(page("measurement_edit", indicator.pk, olen.pk, 2017), values)
    assert answer.status_code == 422
    assert "Dit lijkt op een telefoonnummer." in answer.content.decode()


def test_one_figure_that_somebody_saved_first_answers_with_both(cast, indicator, olen, as_user):
    row = figures.MeasurementFactory(indicator=indicator, organisation=olen.organisation, value=Decimal(9))
    values = {"version": "0", "value": "5", "remark": "", "source": ""}
    answer = as_user(cast.a.coordinator).post(page("measurement_edit", indicator.pk, olen.pk, 2017), values)
    assert answer.status_code == 409
    row.refresh_from_db()
    assert row.value == 9
    with pytest.raises(Stale):
        measurements.clear(indicator, olen, 2017, by=cast.a.coordinator, version=row.version + 1)
    measurements.clear(indicator, olen, 2017, by=cast.a.coordinator, version=row.version)
    assert Entry.objects.last().changes == {"Gemeente Olen, 2017": ["9", ""]}


def test_figure_that_the_ocmw_typed_before_the_municipality_joined_stays_one(cast, indicator, olen):
    row = figures.MeasurementFactory(indicator=indicator, organisation=cast.a.boards["OCMW Olen"], value=Decimal(9))
    typed = {Cell(olen.pk, 2017): Typed(Decimal(9), Decimal(10))}
    measurements.fill(indicator, {olen.pk: olen}, typed, by=cast.a.coordinator)
    assert [(one.pk, one.value) for one in Measurement.objects.all()] == [(row.pk, 10)]


def test_figure_of_before_a_membership_is_corrected_in_the_grid(cast, indicator):
    """In the years of the grid the territory has another key than in the year of the figure alone."""
    partnership = PartnershipFactory()
    row = figures.IndicatorFactory(partnership=partnership)
    ocmw, olen = cast.a.boards["OCMW Olen"], cast.a.boards["Gemeente Olen"]
    MembershipFactory(partnership=partnership, organisation=ocmw, from_on="2017-01-01")
    MembershipFactory(partnership=partnership, organisation=olen, from_on="2015-01-01", until_on="2016-12-31")
    kept = figures.MeasurementFactory(indicator=row, organisation=ocmw, year=2014, value=Decimal(9))
    (place,) = read_places(partnership, YEARS)
    typed = {Cell(place.pk, year): Typed(before, Decimal(10)) for year, before in ((2014, Decimal(9)), (2018, None))}
    measurements.fill(row, {place.pk: place}, typed, by=cast.a.coordinator)
    rows = Measurement.objects.filter(indicator=row).order_by("year")
    assert [(one.year, one.organisation, one.value) for one in rows] == [(2014, ocmw, 10), (2018, olen, 10)]
    kept.refresh_from_db()
    assert kept.value == 10


def test_newcomers_counted_at_events_are_always_shielded(cast):
    row = actions.add(
        cast.a.partnership,
        by=cast.a.coordinator,
        name="Aanwezigen",
        unit="personen",
        kind="count",
        origin="welcomed",
        is_guarded=False,
    )
    assert row.is_guarded


def test_grid_asks_no_year_that_is_not_over(cast, indicator, as_user):
    text = as_user(cast.a.coordinator).get(page("measurement_grid", indicator.pk) + "?tot=2100").content.decode()
    assert str(last_full_year()) in text
    assert "2099" not in text


def test_start_page_says_what_of_last_year_is_missing(cast, indicator, as_user):
    year = last_full_year()
    figures.IndicatorFactory(partnership=cast.a.partnership, name="Vroeger", last_year=year - 1)
    text = as_user(cast.a.contact).get(page("start")).content.decode()
    assert f"Cijfers van Gemeente Olen voor {year}" in text
    assert "1 nog in te vullen" in text
    assert "nog in te vullen" not in as_user(cast.a.coordinator).get(page("start")).content.decode()
    cast.a.partnership.ended_on = dt.date(year, 12, 31)
    cast.a.partnership.save()
    assert access.missing_figures(cast.a.contact) == []
