"""What can not begin yet, and what begins well: claims, reports, rounds, plans, conditions of a call."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.tests.factories import OrganisationFactory
from projects.actions import claim as claims
from projects.actions import dossier_state, reporting
from projects.models import CostKind, Plan, read_budget
from projects.tests.claims import draft, scene, verified
from projects.tests.dossier_factories import (
    BudgetFactory,
    BudgetLineFactory,
    CallFactory,
    ContributionFactory,
    ContributionPartyFactory,
    DossierFactory,
    RequirementFactory,
)
from projects.tests.factories import PlanFactory, ProjectFactory
from projects.tests.reporting_factories import ReportingDeadlineFactory
from wegwijzer.accounts.periods import today
from wegwijzer.lifecycle import Refused

pytestmark = pytest.mark.django_db
TOMORROW = {"from_on": today() + dt.timedelta(days=1), "until_on": today() + dt.timedelta(days=400)}
LAST_DAY_BEFORE, FIRST_DAY = dt.date(2015, 12, 31), dt.date(2016, 1, 1)  # of the dossiers of the factory


@pytest.fixture
def dossier(cast):
    return DossierFactory(project=ProjectFactory(partnership=cast.a.partnership))


@pytest.fixture
def coordinator(cast, as_user):
    return as_user(cast.a.coordinator)


def at(name, row):
    return reverse(f"projects:{name}", args=[row.pk])


def test_costs_of_before_the_first_day_of_the_grant_are_not_claimed():
    place = scene()
    values = {"kind": "instalment", "until_on": dt.date(2016, 3, 31)}
    with pytest.raises(Refused) as caught:
        claims.add(place.dossier, place.board, by=place.by, from_on=LAST_DAY_BEFORE, **values)
    assert caught.value.reasons == ["De subsidie geldt vanaf 1 januari 2016: kosten van daarvoor worden niet vergoed."]
    claim = claims.add(place.dossier, place.board, by=place.by, from_on=FIRST_DAY, **values)
    with pytest.raises(Refused):
        claims.change(claim, by=place.by, version=claim.version, from_on=LAST_DAY_BEFORE)


def test_form_says_beside_the_field_that_the_costs_are_too_early(cast, coordinator):
    place = scene(project=ProjectFactory(partnership=cast.a.partnership))
    data = {"creditor": place.board.pk, "kind": "instalment", "from_on": "31-12-2015", "until_on": "31-03-2016"}
    answer = coordinator.post(at("claim_add", place.dossier), data)
    assert answer.status_code == 422
    assert "kosten van daarvoor worden niet vergoed" in str(answer.context["form"].errors["from_on"])
    assert not place.dossier.claims.exists()


def test_final_report_is_not_begun_before_the_first_day(cast, coordinator):
    running = {"project": ProjectFactory(partnership=cast.a.partnership), "running": True}
    early, begun = DossierFactory(**running, **TOMORROW), DossierFactory(**running, from_on=today(), until_on=today())
    with pytest.raises(Refused, match="begint pas op"):
        dossier_state.move(early, "report", by=cast.a.coordinator, version=early.version)
    button = ">Begin het eindverslag<"
    assert button not in coordinator.get(at("dossier_detail", early)).content.decode()
    assert button in coordinator.get(at("dossier_detail", begun)).content.decode()


def test_report_is_not_submitted_before_the_first_day_of_its_dossier(cast):
    report = ReportingDeadlineFactory(dossier=DossierFactory(running=True, **TOMORROW))
    with pytest.raises(Refused, match="nog niet begonnen"):
        reporting.submit(report, by=cast.a.coordinator, version=report.version, submitted_on=today())


def test_only_who_takes_part_can_leave(cast, dossier):
    budget = BudgetFactory(dossier=dossier)
    BudgetLineFactory(budget=budget)
    contribution = ContributionFactory(budget=budget, key="percent", scope="chosen")
    pays, pays_nothing = OrganisationFactory(ocmw=True), OrganisationFactory(ocmw=True)
    ContributionPartyFactory(contribution=contribution, organisation=pays, value=Decimal(100))
    ContributionPartyFactory(contribution=contribution, organisation=pays_nothing, value=Decimal(0))
    assert read_budget(budget).taking_part == [pays]


def test_round_for_a_row_of_the_checklist_takes_its_title(dossier, coordinator):
    row = RequirementFactory(dossier=dossier, kind="approval", title="Akkoord van de raden met de begroting")
    form = coordinator.get(f"{at('dossier_round_add', dossier)}?vereiste={row.pk}").context["form"]
    assert form["title"].value() == "Akkoord van de raden met de begroting"


def test_plan_begins_at_the_gap_that_asks_for_it(cast, dossier, coordinator):
    page = f"{at('plan_add', cast.a.partnership)}?dossier={dossier.pk}"
    assert page in coordinator.get(at("dossier_detail", dossier)).content.decode()
    form = coordinator.get(page).context["form"]
    assert (form["title"].value(), form["project"].value()) == (dossier.title, dossier.project_id)
    coordinator.post(page, {"title": "Projectplan", "kind": "project", "project": dossier.project_id})
    dossier.refresh_from_db()
    assert dossier.plan == Plan.objects.get(title="Projectplan")
    assert page not in coordinator.get(at("dossier_detail", dossier)).content.decode()


@pytest.mark.parametrize("key", ["0", "x", "9" * 40, "²"])
def test_plan_for_a_dossier_that_is_none_is_not_there(cast, coordinator, key):
    assert coordinator.get(f"{at('plan_add', cast.a.partnership)}?dossier={key}").status_code == 404


def test_plan_for_a_dossier_that_has_one_leaves_it(cast, dossier, coordinator):
    dossier.plan = PlanFactory(partnership=cast.a.partnership)
    dossier.save()
    coordinator.post(f"{at('plan_add', cast.a.partnership)}?dossier={dossier.pk}", {"title": "B", "kind": "project"})
    dossier.refresh_from_db()
    assert dossier.plan.title != "B"


def test_funder_of_a_call_is_not_called_optional(cast, coordinator):
    page = coordinator.get(at("call_add", cast.a.partnership)).content.decode()
    assert "Subsidiegever</label>" in page
    assert 'Kenmerk <span class="optional">' in page


def test_condition_on_a_kind_of_cost_says_what_to_do_without_kinds(cast, coordinator):
    call = CallFactory(partnership=cast.a.partnership)
    page = f"{at('call_condition_add', call)}?voorwaarde=cost_share_max"
    add = at("cost_kind_add", cast.a.partnership)
    assert add in coordinator.get(page).content.decode()
    CostKind.objects.create(partnership=cast.a.partnership, name="Personeel")
    assert add not in coordinator.get(page).content.decode()


def test_page_of_claims_reads_claims_and_payments_once(cast, coordinator):
    place = scene(project=ProjectFactory(partnership=cast.a.partnership))
    verified(place)
    draft(place)
    with CaptureQueriesContext(connection) as queries:
        page = coordinator.get(at("claim_list", place.dossier)).content.decode()
    for table, times in (("projects_claim", 1), ("projects_payment", 2)):  # payments of costs, and of contributions
        assert len([query for query in queries if f'FROM "{table}"' in query["sql"]]) == times, table
    assert "2. OCMW Olen" in page
