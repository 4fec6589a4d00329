"""The cases as projects and plans, counted by hand from what is known of them."""

import datetime as dt
import json
from decimal import Decimal

import pytest

from governance.actions import case as boards
from governance.models import Meeting, body_years
from projects.actions import case
from projects.models import (
    Alignment,
    Collaboration,
    Dependency,
    Dossier,
    DossierStanding,
    ExpertiseExchange,
    Milestone,
    Objective,
    ObjectiveParty,
    Phase,
    Plan,
    PlanStep,
    Project,
    Requirement,
    StaffAllocation,
    Tie,
    reach_of,
    read_tree,
)
from wegwijzer.audit.models import Entry

COUNTED = (
    StaffAllocation,
    Collaboration,
    ExpertiseExchange,
    Project,
    Phase,
    Milestone,
    Dependency,
    Dossier,
    Requirement,
    Tie,
    Plan,
    Objective,
    ObjectiveParty,
    PlanStep,
    Entry,
)


def counts():
    return [model.objects.count() for model in COUNTED]


@pytest.mark.parametrize("name", ["wegwijzer", "policy-plan", "regional-approach"])
def test_second_load_adds_nothing_and_keeps_what_people_changed(loaded, name):
    loaded(name)
    Objective.objects.update(title="Herschreven")
    before = counts()
    boards.load(name)
    case.load(name)
    assert counts() == before
    assert set(Objective.objects.values_list("title", flat=True)) == {"Herschreven"}


def test_project_worker_of_wegwijzer_started_on_the_third_of_may_2016(loaded):
    loaded("wegwijzer")
    project = Project.objects.get(name="Wegwijzer")
    assert project.partnership.slug == "integratie"
    assert [(str(row), row.from_on) for row in project.staff.all()] == [
        ("Projectmedewerker Wegwijzer, projectmedewerker", dt.date(2016, 5, 3))
    ]
    assert {str(funder) for funder in project.funders.all()} == {"Vlaamse overheid"}
    start = project.milestones.get(name="Projectmedewerker start")
    assert (start.planned_on, start.reached_on) == (dt.date(2016, 4, 1), dt.date(2016, 5, 3))


def test_dossier_of_wegwijzer_has_its_real_days_and_says_what_is_illustrative(loaded):
    loaded("wegwijzer")
    dossier = Dossier.objects.get()
    assert (dossier.state, dossier.applicant.name) == ("running", "Gemeente Herentals")
    assert (dossier.submitted_on, dossier.awarded_on) == (dt.date(2015, 9, 30), dt.date(2015, 12, 8))
    assert "Illustratief is het toegekende bedrag" in dossier.summary
    standing = DossierStanding(dossier)
    assert (standing.effect.state, standing.effect.on) == ("effective", dt.date(2015, 7, 27))
    rows = {row.requirement.title: (row.state, row.on) for row in standing.checklist}
    assert rows["Minstens 3 van de 7 gemeenten tekenen in"] == ("met", dt.date(2015, 7, 27))
    assert [title for title, (state, _on) in rows.items() if state != "met"] == ["Eindverslag aan de subsidiegever"]
    days = {row.name: reach_of(row, None, None, dossier.ended_on).on for row in dossier.milestones.all()}
    assert days == {"Aanvraag ingediend": dt.date(2015, 9, 30), "Subsidie toegekend": dt.date(2015, 12, 8)}


def test_what_was_submitted_and_awarded_is_frozen_with_the_budget_of_that_day(loaded):
    loaded("wegwijzer")
    awarded, submitted = Dossier.objects.get().versions.all()
    assert [(version.reason, version.made_on) for version in (submitted, awarded)] == [
        ("submitted", dt.date(2015, 9, 30)),
        ("awarded", dt.date(2015, 12, 8)),
    ]
    totals = [json.loads(version.content)["budget"]["total"] for version in (submitted, awarded)]
    assert totals == ["174275.33", "157608.66"]


def test_all_five_groups_have_a_stake_in_wegwijzer(loaded):
    loaded("wegwijzer")
    groups = set(Project.objects.get().stakeholders.values_list("group", flat=True))
    assert groups == {"policy", "target_group", "field", "schools", "experts"}


def test_rounds_and_decision_of_2015_reach_milestones_by_themselves(loaded):
    loaded("wegwijzer")
    by_itself = Milestone.objects.filter(reached_on=None).exclude(decision=None, round=None)
    assert sorted(by_itself.values_list("name", flat=True)) == [
        "Beslissing om een interlokale vereniging op te richten",
        "Minstens 3 van de 7 gemeenten tekenen in",
        "Principieel akkoord",
        "Statuten goedgekeurd",
    ]


def test_what_was_decided_about_wegwijzer_is_tied_to_it(loaded):
    loaded("wegwijzer")
    ties = Project.objects.get().ties
    assert ties.filter(round__isnull=False).count() == 6
    assert ties.filter(item__isnull=False).count() == 17
    tied = Meeting.objects.filter(ties__project__name="Wegwijzer")
    assert {str(meeting.body) for meeting in tied} == {"Inhoudelijk overleg integratie", "Beheerscomité"}


def test_sample_of_the_policy_plan_has_the_codes_of_the_paper(loaded):
    loaded("policy-plan")
    tree = read_tree(Plan.objects.get(kind="policy"))
    across, work, *others = tree.chapters
    assert [root.code for root in across.roots] == ["SD1", "SD2", "SD3", "SD4", "SD5"]
    assert [len(root.children) for root in across.roots] == [5, 1, 0, 0, 0]
    assert str(work.theme) == "werk en sociale zekerheid"
    assert [[child.code for child in root.children] for root in work.roots] == [
        ["TD1.1", "TD1.2", "TD1.3", "TD1.4"],
        ["TD2.1", "TD2.2", "TD2.3"],
        ["TD3.1", "TD3.2"],
    ]
    action = tree.chapters[1].roots[1].children[1].children[0]
    assert (action.code, len(action.children)) == ("A2.2.1", 5)
    assert [str(chapter.theme) for chapter in others] == ["huisvesting", "cultuur en sociale integratie", "gezondheid"]


def test_first_objective_of_the_policy_plan_has_three_responsibles_and_so_has_what_says_idem(loaded):
    loaded("policy-plan")
    first = Objective.objects.get(title__startswith="Het lokaal bestuur voert")
    wanted = {"beleidsmedewerker", "gemeentesecretaris", "OCMW-secretaris"}
    assert {str(party) for party in first.parties.all()} == wanted
    assert {str(party) for party in first.children.first().parties.all()} == wanted
    assert first.children.last().parties.count() == 4


def test_childcare_plan_answers_to_the_whole_and_has_eleven_modules_behind_it(loaded):
    loaded("policy-plan")
    sector = Plan.objects.get(kind="sector")
    assert sector.part_of.kind == "policy"
    assert Alignment.objects.filter(line__plan=sector, objective__plan=sector.part_of).count() == 2
    assert sector.part_of.steps.count() == 11


def test_steering_group_met_thirteen_times_on_the_days_that_are_known(loaded):
    """Meant to meet monthly: six times in 2005, four in 2006, three in 2007."""
    loaded("policy-plan")
    body = Plan.objects.get(kind="policy").partnership.bodies.get()
    met = [body_years([body], year, visible=Meeting.objects.all())[0] for year in (2005, 2006, 2007)]
    assert [len(line.held) for line in met] == [6, 4, 3]


def test_catalogue_has_nine_groups_and_local_plans_start_from_it(loaded):
    loaded("regional-approach")
    catalogue = read_tree(Plan.objects.get(kind="catalogue"))
    (chapter,) = catalogue.chapters
    assert [len(root.children) for root in chapter.roots] == [2, 5, 5, 3, 3, 5, 3, 3, 4]
    local = Plan.objects.get(title="Lokaal plan van aanpak Dilbeek")
    assert [row.origin.title for row in local.objectives.filter(level="action")] == [
        "Infopakket en onthaal van nieuwe inwoners",
        "Gemeentelijk taalbeleid",
        "Taalpromotie",
        "Omgaan met meertaligheid",
        "Taaltips",
    ]


def test_region_wants_six_clusters_by_june_2018_and_has_four_approved_plans(loaded):
    loaded("regional-approach")
    target = Objective.objects.get(target_number__isnull=False)
    assert (target.target_number, target.target_by, target.target_counts) == (6, dt.date(2018, 6, 30), "local_plans")
    assert Plan.objects.filter(kind="local").count() == 6
    assert Plan.objects.filter(kind="local", versions__adopted_on__lte=target.target_by).count() == 4


def test_a_case_without_plans_adds_none(db):
    case.load("onbekend")
    assert not Plan.objects.exists()


def test_wegwijzer_has_half_a_coordinator_and_half_a_guide_from_the_third_of_may(loaded):
    loaded("wegwijzer")
    staff = {row.role: row for row in StaffAllocation.objects.filter(dossier__project__name="Wegwijzer")}
    assert staff["coördinator"].fte == staff["begeleiding (projectmedewerker)"].fte == Decimal("0.50")
    assert staff["begeleiding (projectmedewerker)"].from_on == dt.date(2016, 5, 3)
    assert str(staff["begeleiding (projectmedewerker)"].person) == "Projectmedewerker Wegwijzer"
    illustrative = [row.subject for row in Collaboration.objects.all()] + [
        row.subject for row in ExpertiseExchange.objects.all()
    ]
    assert len(illustrative) == 3 + 10
    assert all("(voorbeeld)" in subject for subject in illustrative)
