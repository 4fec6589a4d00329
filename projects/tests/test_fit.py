"""Does a call fit: every measure held against the boards, their people, the dossier and its budget; nothing guessed."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from governance.tests import round_factories as rounds
from projects.models import CallCondition, condition_in_words, read_fit
from projects.models.fit_looks import months_between
from projects.tests.dossier_factories import (
    BudgetFactory,
    BudgetLineFactory,
    CallConditionFactory,
    CallFactory,
    CostKindFactory,
    DossierFactory,
)
from projects.tests.factories import ProjectFactory
from wegwijzer.accounts.models import Organisation, Population
from wegwijzer.audit.models import Entry

DEADLINE = dt.date(2016, 3, 31)


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


@pytest.fixture
def call(cast):
    for nis_code, name in (("13029", "Olen"), ("13019", "Lille")):
        Organisation.objects.filter(nis_code=nis_code).update(territory=name)
    for board in cast.a.boards.values():
        board.refresh_from_db()
    return CallFactory(partnership=cast.a.partnership, title="Integratie", opened_on=None, deadline_on=DEADLINE)


def condition(call, measure, **values):
    return CallConditionFactory(call=call, measure=measure, **({"amount": None} | values))


def found(call, dossier=None):
    """(state, figures) of the only condition."""
    [check] = read_fit(call, dossier).checks
    return check.found.state, check.found.figures


def ask(call, yes=(), no=(), out=(), **traits):
    """A round in which these boards said yes or no, or nothing yet."""
    traits = traits or {"open": True}
    round_ = rounds.ApprovalRoundFactory(partnership=call.partnership, kind="interest", **traits)
    for outcome, boards in (("approved", yes), ("rejected", no), (None, out)):
        for board in boards:
            party = rounds.RoundPartyFactory(round=round_, organisation=board)
            if outcome:
                rounds.ApprovalResponseFactory(party=party, outcome=outcome)
    call.interest = round_
    call.save()
    return round_


# --- who takes part: the cast has Gemeente and OCMW of Olen and of Lille, members since 1 October 2015


@pytest.mark.parametrize(("asked", "state"), [(4, "met"), (5, "not_met")])
def test_members_on_the_last_day_take_part_as_long_as_nobody_was_asked(call, asked, state):
    condition(call, "boards_min", amount=asked)
    assert found(call) == (state, "4 besturen doen mee")
    assert read_fit(call).parties.source == "wie lid is op 31 maart 2016"


def test_before_anybody_was_a_member_nobody_takes_part(call):
    call.deadline_on = dt.date(2015, 9, 30)
    condition(call, "boards_min", amount=1)
    assert found(call) == ("not_met", "0 besturen doen mee")


def test_municipality_and_its_ocmw_are_one_municipality(call):
    condition(call, "municipalities_min", amount=2)
    assert found(call) == ("met", "2 gemeenten doen mee: Lille, Olen")


def test_who_said_yes_takes_part_and_who_is_still_out_may_come(call, cast):
    olen, ocmw_olen, lille, ocmw_lille = cast.a.boards.values()
    ask(call, yes=[ocmw_olen], no=[olen], out=[lille, ocmw_lille])
    row = condition(call, "municipalities_min", amount=2)
    told = "1 gemeente doet mee: Olen (waarvan 0 met de gemeente zelf); 1 kan nog ja zeggen"
    assert found(call) == ("open", told)
    row.amount = 3
    row.save()
    assert found(call)[0] == "not_met"  # even with everybody there are two


def test_after_the_round_who_was_silent_does_not_count(call, cast):
    olen, ocmw_olen, lille, _ocmw_lille = cast.a.boards.values()
    ask(call, yes=[olen, ocmw_olen], out=[lille], closed=True)
    condition(call, "boards_min", amount=3)
    assert found(call) == ("not_met", "2 besturen doen mee")


@pytest.mark.parametrize("trait", [None, "cancelled"])
def test_round_that_nobody_was_asked_in_says_nothing(call, cast, trait):
    ask(call, out=list(cast.a.boards.values()), **({trait: True} if trait else {"open": False}))
    condition(call, "boards_min", amount=4)
    assert found(call)[0] == "met"  # the members


def people(nis_code, year, inhabitants):
    Population.objects.create(nis_code=nis_code, year=year, inhabitants=inhabitants, source="Statbel")


def test_inhabitants_are_those_of_the_latest_year_and_counted_once_per_municipality(call):
    for nis_code, year, count in (("13029", 2015, 12_000), ("13029", 2016, 12_345), ("13029", 2017, 99_999)):
        people(nis_code, year, count)
    people("13019", 2015, 16_000)
    row = condition(call, "inhabitants_min", amount=28_345)
    assert found(call) == ("met", "samen 28.345 inwoners")
    assert read_fit(call).checks[0].found.source == "Statbel; 2015, 2016"
    row.amount = 28_346
    row.save()
    assert found(call)[0] == "not_met"


def test_without_a_figure_of_every_municipality_a_shortage_can_not_be_said(call):
    people("13029", 2016, 12_345)
    row = condition(call, "inhabitants_min", amount=20_000)
    assert found(call) == ("open", "samen 12.345 inwoners; niet gekend van Lille")
    row.amount = 12_000
    row.save()
    assert found(call)[0] == "met"


# --- the days


@pytest.mark.parametrize(
    ("measure", "day", "state"),
    [
        ("starts_from", dt.date(2016, 1, 1), "met"),
        ("starts_from", dt.date(2016, 1, 2), "not_met"),
        ("ends_by", dt.date(2018, 12, 31), "met"),
        ("ends_by", dt.date(2018, 12, 30), "not_met"),
    ],
)
def test_period_of_the_dossier_keeps_to_the_days_of_the_call(call, measure, day, state):
    condition(call, measure, day=day)
    assert found(call)[0] == "open"
    dossier = DossierFactory(call=call, from_on=dt.date(2016, 1, 1), until_on=dt.date(2018, 12, 31))
    assert found(call, dossier)[0] == state
    dossier.from_on = dossier.until_on = None
    assert found(call, dossier) == ("open", "Het dossier heeft nog geen periode.")


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ((2016, 1, 1), (2016, 1, 31), 1),
        ((2015, 12, 1), (2018, 11, 30), 36),
        ((2016, 1, 15), (2016, 2, 14), 1),
        ((2016, 1, 15), (2016, 2, 15), 2),
        ((2016, 1, 1), (2016, 1, 1), 1),
        ((2016, 2, 1), (2016, 2, 29), 1),
        ((2015, 12, 31), (2016, 1, 1), 1),
    ],
)
def test_months_that_were_begun_count(first, last, months):
    assert months_between(dt.date(*first), dt.date(*last)) == months


# --- the money: 1.000 euro of staff and 250 euro of cars, the grant is 800 euro


@pytest.fixture
def dossier(call):
    project = ProjectFactory(partnership=call.partnership)
    dossier = DossierFactory(project=project, call=call, from_on=dt.date(2016, 1, 1), until_on=dt.date(2017, 12, 31))
    budget = BudgetFactory(dossier=dossier, name="aanvraag")
    for name, year, amount in (("personeel", 2016, 600), ("personeel", 2017, 400), ("wagens", 2016, 250)):
        kind = call.partnership.cost_kinds.filter(name=name).first()
        kind = kind or CostKindFactory(partnership=call.partnership, name=name)
        BudgetLineFactory(budget=budget, cost_kind=kind, year=year, quantity=1, unit_cost=Decimal(amount))
    budget.sources.create(kind="grant", name="Vlaanderen", amount=Decimal(800))
    return dossier


@pytest.mark.parametrize(
    ("measure", "amount", "state", "figures"),
    [
        ("grant_max", "800.00", "met", "€ 800,00 gevraagd"),
        ("grant_max", "799.99", "not_met", "€ 800,00 gevraagd"),
        ("grant_share_max", "64", "met", "64 %: € 800,00 van € 1.250,00"),
        ("grant_share_max", "63.99", "not_met", "64 %: € 800,00 van € 1.250,00"),
        ("own_share_min", "36", "met", "36 %: € 450,00 van € 1.250,00"),
        ("own_share_min", "36.01", "not_met", "36 %: € 450,00 van € 1.250,00"),
        ("grant_year_max", "544.00", "met", "2016: € 544,00, 2017: € 256,00"),  # by the eligible costs of each year
        ("grant_year_max", "543.99", "not_met", "2016: € 544,00"),
    ],
)
def test_grant_and_own_part_keep_within_the_call(call, dossier, measure, amount, state, figures):
    condition(call, measure, amount=Decimal(amount))
    assert (found(call, dossier)[0], found(call, dossier)[1].replace("\u00a0", " ")) == (state, figures)
    assert read_fit(call, dossier).checks[0].found.source == "Begroting, versie 1: aanvraag"


def test_kind_of_cost_that_the_call_does_not_pay(call, dossier):
    cars = call.partnership.cost_kinds.get(name="wagens")
    condition(call, "cost_excluded", cost_kind=cars)
    assert found(call, dossier)[0] == "not_met"
    dossier.budgets.get().lines.filter(cost_kind=cars).update(is_eligible=False)
    assert found(call, dossier) == ("met", "Staat niet bij de subsidiabele kosten.")


@pytest.mark.parametrize(("amount", "state"), [("20", "met"), ("19.99", "not_met")])
def test_kind_of_cost_up_to_a_part_of_the_costs(call, dossier, amount, state):
    cars = call.partnership.cost_kinds.get(name="wagens")
    condition(call, "cost_share_max", cost_kind=cars, amount=Decimal(amount))
    assert found(call, dossier)[0] == state


def test_money_can_not_be_said_without_a_dossier_or_without_lines(call):
    condition(call, "grant_max", amount=100)
    assert found(call) == ("open", "Er is nog geen dossier.")
    dossier = DossierFactory(call=call)
    told = ("open", "Het dossier heeft nog geen begroting met lijnen.")
    assert found(call, dossier) == told
    BudgetFactory(dossier=dossier)
    assert found(call, dossier) == told


def test_condition_that_is_not_met_is_enough_for_no(call):
    assert read_fit(call).state == "open"  # nothing was asked yet
    condition(call, "boards_min", amount=1)
    assert read_fit(call).state == "met"
    condition(call, "grant_max", amount=1)
    assert read_fit(call).state == "open"
    condition(call, "boards_min", amount=99)
    assert read_fit(call).state == "not_met"


# --- the pages: rules are rows that people edit


@pytest.mark.parametrize(
    ("measure", "data", "words"),
    [
        ("boards_min", {"amount": "3"}, "Minstens 3 besturen"),
        ("municipalities_min", {"amount": "1"}, "Minstens 1 gemeente"),
        ("inhabitants_min", {"amount": "25.000"}, "Samen minstens 25.000 inwoners"),
        ("grant_max", {"amount": "143.771,00"}, "Subsidie hoogstens € 143.771,00"),
        ("grant_year_max", {"amount": "50000"}, "Subsidie hoogstens € 50.000,00 per jaar"),
        ("grant_share_max", {"amount": "87,5"}, "Subsidie hoogstens 87,5 % van de subsidiabele kosten"),
        ("own_share_min", {"amount": "20"}, "Eigen inbreng minstens 20 % van alle kosten"),
        ("starts_from", {"day": "01-12-2015"}, "Start ten vroegste op 1 december 2015"),
        ("ends_by", {"day": "30-11-2018"}, "Eindigt ten laatste op 30 november 2018"),
        ("months_max", {"amount": "36"}, "Duurt hoogstens 36 maanden"),
        ("cost_excluded", {"cost_kind": "wagens"}, "De kostensoort ‘wagens’ telt niet mee"),
        ("cost_share_max", {"cost_kind": "wagens", "amount": "10"}, "De kostensoort ‘wagens’ hoogstens 10 % van de"),
        ("other", {"text": "Het project is een proefproject"}, "Het project is een proefproject"),
    ],
)
def test_coordinator_writes_down_every_condition_without_a_developer(coordinator, call, measure, data, words):
    kind = CostKindFactory(partnership=call.partnership, name="wagens")
    data = {name: kind.pk if value == "wagens" else value for name, value in data.items()}
    page = reverse("projects:call_condition_add", args=[call.pk])
    step = coordinator.post(page, {"measure": measure})
    assert step.url == f"{page}?voorwaarde={measure}"
    assert coordinator.post(step.url, data | {"source": "artikel 5"}).status_code == 302
    row = CallCondition.objects.get()
    assert condition_in_words(row).replace("\u00a0", " ").startswith(words)
    shown = coordinator.get(reverse("projects:call_fit", args=[call.pk])).content.decode().replace("&nbsp;", " ")
    assert words in shown.replace("\u00a0", " ")
    assert coordinator.post(step.url, data).status_code == 422  # it is there already
    change = reverse("projects:call_condition_edit", args=[row.pk])
    assert coordinator.get(change).status_code == 200
    assert coordinator.post(change, data | {"version": 1, "source": "artikel 6"}).status_code == 302
    assert coordinator.post(change, data | {"version": 1, "source": "artikel 7"}).status_code == 409


@pytest.mark.parametrize(
    ("measure", "data", "field"),
    [
        ("boards_min", {"amount": "0"}, "amount"),
        ("boards_min", {"amount": "2,5"}, "amount"),
        ("boards_min", {"amount": "-3"}, "amount"),
        ("grant_max", {"amount": "1.5"}, "amount"),
        ("grant_max", {"amount": "1e5"}, "amount"),
        ("grant_share_max", {"amount": "101"}, "amount"),
        ("starts_from", {"day": "31-11-2015"}, "day"),
        ("ends_by", {}, "day"),
        ("cost_excluded", {"cost_kind": "999999"}, "cost_kind"),
        ("other", {"text": " "}, "text"),
    ],
)
def test_bad_condition_is_told_beside_its_field(coordinator, call, measure, data, field):
    page = reverse("projects:call_condition_add", args=[call.pk]) + f"?voorwaarde={measure}"
    answer = coordinator.post(page, data)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not CallCondition.objects.exists()


def test_condition_in_words_is_judged_by_people_and_again_when_its_words_change(coordinator, call):
    row = condition(call, "other", text="Vernieuwend")
    assert found(call) == ("open", "Dit beoordelen mensen.")
    judge = reverse("projects:call_condition_judge", args=[row.pk])
    verdict = {"version": 1, "verdict": "not_met", "verdict_reason": "Bestaat al in Geel"}
    assert coordinator.post(judge, verdict).status_code == 302
    assert found(call) == ("not_met", "Bestaat al in Geel")
    assert coordinator.post(judge, verdict | {"verdict": "met"}).status_code == 409
    change = reverse("projects:call_condition_edit", args=[row.pk])
    assert coordinator.post(change, {"version": 2, "text": "Vernieuwend in de streek"}).status_code == 302
    assert found(call)[0] == "open"
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "projects.call.condition_judged",
        "projects.call.condition_changed",
    ]


def test_condition_that_follows_from_figures_is_not_judged(coordinator, call):
    row = condition(call, "boards_min", amount=99)
    answer = coordinator.post(
        reverse("projects:call_condition_judge", args=[row.pk]), {"version": 1, "verdict": "met", "verdict_reason": ""}
    )
    assert answer.status_code == 422
    assert "volgt uit de cijfers" in answer.content.decode()


def test_page_holds_the_call_against_the_dossier_that_is_asked(coordinator, call, dossier):
    other = DossierFactory(project=dossier.project, call=call, title="Tweede", from_on=None, until_on=None)
    condition(call, "grant_max", amount=800)
    page = reverse("projects:call_fit", args=[call.pk])
    assert "nog geen begroting" in coordinator.get(page).content.decode()  # the newest
    shown = coordinator.get(page, {"dossier": dossier.pk}).content.decode()
    assert "1 voldaan, 0 niet voldaan, 0 nog niet te zeggen" in shown
    assert coordinator.get(page, {"dossier": other.pk + 99}).status_code == 200
