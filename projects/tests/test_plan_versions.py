"""Versions of a plan: what is frozen, what differs, and when it is approved."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.models import ApprovalRound
from governance.tests import round_factories as rounds
from projects.actions import objective_tree as tree
from projects.actions import plan as plans
from projects.actions import plan_chapter, plan_step
from projects.actions import plan_version as versions
from projects.models import Objective, PlanVersion, approvals_of, approved_plans
from projects.models.plan_approval import boards_of, is_year_old
from projects.models.plan_content import canonical, checksum_of, content_of
from projects.models.plan_difference import difference
from projects.tests import factories as make
from wegwijzer.accounts.periods import today
from wegwijzer.reports.models import Report

DAY = dt.timedelta(days=1)


@pytest.fixture
def plan(cast):
    plan = make.PlanFactory(
        partnership=cast.a.partnership, title="Sociaal beleid", owners=[cast.a.boards["Gemeente Olen"]], mission="Samen"
    )
    goal = make.ObjectiveFactory(plan=plan, title="Gecoördineerd beleid", position=1)
    action = make.ObjectiveFactory(plan=plan, parent=goal, level="action", title="Overleg", position=1, term="short")
    make.ObjectivePartyFactory(objective=action, name="beleidsmedewerker", task="trekt")
    make.ObjectiveBudgetFactory(objective=action, year=2008, amount=Decimal("100"))
    return plan


@pytest.fixture
def coordinator(cast, as_user):
    return as_user(cast.a.coordinator)


def fixed(plan, cast, **said):
    return versions.fix(plan, by=cast.a.coordinator, **said)


def unprinted():
    """No PDF goes along: printing takes seconds, and test_plan_paper.py tries it."""
    Report.objects.update(state="failed", failed_at=timezone.now(), error="Niet gemaakt")


# --- what is frozen


def test_version_holds_the_whole_plan_with_its_codes_and_a_checksum_of_its_own_bytes(plan, cast):
    version = fixed(plan, cast, evaluation="Eerste jaar")
    content = json.loads(version.content)
    assert [row["code"] for row in content["objectives"]] == ["SD1", "A1.1"]
    action = content["objectives"][1]
    assert action["responsibles"] == ["beleidsmedewerker (trekt)"]
    assert action["budgets"] == {"2008": "100.00"}
    assert content["plan"]["owners"] == ["Gemeente Olen"]
    assert version.checksum == checksum_of(version.content)
    assert (version.number, version.made_on, version.evaluation) == (1, today(), "Eerste jaar")


def test_content_is_the_same_text_however_the_rows_come(plan):
    assert canonical(content_of(plan)) == canonical(json.loads(canonical(content_of(plan))))


def test_what_is_frozen_stays_when_the_plan_moves_on(plan, cast):
    version = fixed(plan, cast)
    Objective.objects.filter(plan=plan).delete()
    version.refresh_from_db()
    assert "Overleg" in version.content
    assert fixed(plan, cast).number == 2


def test_nothing_new_is_no_new_version_unless_something_is_said_about_it(plan, cast, coordinator):
    fixed(plan, cast)
    url = reverse("projects:plan_version_add", args=[plan.pk])
    answer = coordinator.post(url, {"evaluation": ""})
    assert answer.status_code == 422
    assert "niets gewijzigd sinds versie 1" in answer.content.decode()
    for _time in range(2):
        assert coordinator.post(url, {"evaluation": "Het jaar liep goed."}).status_code == 302
    assert plan.versions.count() == 2


def test_checksum_of_the_plan_does_not_follow_notes_of_progress(plan, cast):
    before = checksum_of(canonical(content_of(plan)))
    make.ProgressNoteFactory(objective=plan.objectives.get(level="action"), percent=50)
    assert checksum_of(canonical(content_of(plan))) == before


# --- what differs


def test_difference_tells_added_removed_moved_and_changed(plan):
    goal, action = plan.objectives.order_by("pk")
    gone = make.ObjectiveFactory(plan=plan, title="Vervalt", position=2)
    old = content_of(plan)
    gone.delete()
    Objective.objects.filter(pk=action.pk).update(parent=None, position=1, title="Vast overleg", term="long")
    Objective.objects.filter(pk=goal.pk).update(position=2)
    make.ObjectiveFactory(plan=plan, parent=goal, level="tactical", title="Erbij", position=1)
    plan.mission = "Samen sterk"
    plan.save()
    found = difference(old, content_of(plan))
    assert [(line.code, line.title) for line in found.added] == [("TD2.1", "Erbij")]
    assert [(line.code, line.title) for line in found.removed] == [("SD2", "Vervalt")]
    assert {(line.old_code, line.code) for line in found.moved} == {("A1.1", "A1"), ("SD1", "SD2")}
    assert [(line.code, list(line.changes)) for line in found.changed] == [
        ("A1", [("doelstelling of actie", "Overleg", "Vast overleg"), ("termijn", "korte termijn", "lange termijn")])
    ]
    assert list(found.texts) == [("missie", "Samen", "Samen sterk")]


def test_what_is_the_same_differs_in_nothing(plan):
    assert not difference(content_of(plan), content_of(plan))


def test_pages_show_a_version_and_what_changed_since(plan, cast, coordinator):
    version = fixed(plan, cast)
    list_url = reverse("projects:plan_versions", args=[plan.pk])
    assert "niets gewijzigd sinds versie 1" in coordinator.get(list_url).content.decode()
    tree.rename(plan.objectives.get(level="action"), by=cast.a.coordinator, version=1, title="Vast overleg")
    assert "Gewijzigd sinds versie 1" in coordinator.get(list_url).content.decode()
    url = reverse("projects:plan_version_detail", args=[version.pk])
    page = coordinator.get(url).content.decode()
    assert "Overleg" in page
    assert "Vast overleg" not in page
    compared = coordinator.get(url, {"met": "nu"}).content.decode()
    assert "<del>Overleg</del>" in compared
    assert "<ins>Vast overleg</ins>" in compared
    assert coordinator.get(url, {"met": "99"}).status_code == 200


@pytest.mark.parametrize("change", ["reword", "remove_line", "add_step", "remove_step", "chapter", "owners"])
def test_page_of_the_plan_says_that_it_changed_since(change, plan, cast, coordinator):
    by, step = cast.a.coordinator, make.PlanStepFactory(plan=plan)
    fixed(plan, cast)
    page = reverse("projects:plan_detail", args=[plan.pk])
    assert "Gewijzigd sinds versie 1" not in coordinator.get(page).content.decode()
    match change:
        case "reword":
            tree.rename(plan.objectives.get(level="action"), by=by, version=1, title="Vast overleg")
        case "remove_line":
            tree.remove(plan.objectives.get(level="action"), by=by)
        case "add_step":
            plan_step.add(plan, by=by, title="Missie")
        case "remove_step":
            plan_step.remove(step, by=by, version=step.version)
        case "chapter":
            plan_chapter.add(plan, by=by, name="werk")
        case "owners":
            plans.change(plan, by=by, version=plan.version, owners=[])
    assert "Gewijzigd sinds versie 1" in coordinator.get(page).content.decode()
    assert checksum_of(canonical(content_of(plan))) != plan.versions.get().checksum


# --- approval


def test_plan_goes_to_both_councils_of_its_owner(plan, cast):
    assert [str(board) for board in boards_of(plan)] == ["Gemeente Olen", "OCMW Olen"]
    plan.owners.clear()
    assert len(boards_of(plan)) == 4


def asked(plan, cast):
    version = fixed(plan, cast)
    round_ = versions.ask(
        version, by=cast.a.coordinator, version=1, boards=boards_of(plan), deadline_on=today() + 60 * DAY
    )
    return version, round_


def words(version):
    version.refresh_from_db()
    return approvals_of([version])[version.pk].words


def test_version_is_asked_with_its_checksum_and_approved_when_both_councils_agree(plan, cast, coordinator):
    version = fixed(plan, cast)
    unprinted()
    assert words(version) == "vastgesteld"
    url = reverse("projects:plan_version_ask", args=[version.pk])
    answer = coordinator.post(url, {"version": 1, "deadline_on": f"{today() + 60 * DAY:%d-%m-%Y}"})
    round_ = ApprovalRound.objects.get()
    assert answer.url == reverse("governance:approval_round_detail", args=[round_.pk])
    assert version.checksum in round_.current_text.facts
    assert round_.kind == "plan"
    assert plan.ties.get(round__isnull=False).round == round_
    assert words(version) == "vastgesteld"  # nobody was asked yet
    rounds.models.ApprovalRound.objects.filter(pk=round_.pk).update(
        state="open", asked_on=today() - 5 * DAY, opened_at=f"{today()}T00:00:00Z"
    )
    round_.texts.update(from_on=today() - 5 * DAY, pinned_at=f"{today()}T00:00:00Z", checksum="0" * 64)
    assert words(version) == "ter goedkeuring (0 van 2)"
    first, second = round_.parties.order_by("pk")
    rounds.ApprovalResponseFactory(party=first, answered_on=today() - 3 * DAY)
    assert words(version) == "ter goedkeuring (1 van 2)"
    assert approved_plans([plan]) == {}
    rounds.ApprovalResponseFactory(party=second, answered_on=today() - DAY)
    assert words(version).startswith("goedgekeurd op")
    assert approved_plans([plan]) == {plan.pk: today() - DAY}


def test_version_that_lies_before_the_councils_is_not_put_twice(plan, cast, coordinator):
    version, round_ = asked(plan, cast)
    unprinted()
    version.refresh_from_db()
    url = reverse("projects:plan_version_ask", args=[version.pk])
    data = {"version": version.version, "deadline_on": f"{today() + 30 * DAY:%d-%m-%Y}"}
    answer = coordinator.post(url, data)
    assert answer.status_code == 422
    assert "ligt al voor" in answer.content.decode()
    ApprovalRound.objects.filter(pk=round_.pk).update(state="cancelled", cancelled_at=f"{today()}T00:00:00Z")
    assert coordinator.post(url, data).status_code == 302
    version.refresh_from_db()
    assert version.round_id != round_.pk


@pytest.mark.parametrize(("typed", "told"), [("", "datum"), ("31-02-2027", "bestaat niet"), ("01-01-2015", "Kies")])
def test_bad_last_day_is_told(plan, cast, coordinator, typed, told):
    version = fixed(plan, cast)
    answer = coordinator.post(
        reverse("projects:plan_version_ask", args=[version.pk]), {"version": 1, "deadline_on": typed}
    )
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not ApprovalRound.objects.exists()


def test_approval_outside_the_system_is_noted_and_taken_back(plan, cast, coordinator):
    version = fixed(plan, cast)
    url = reverse("projects:plan_version_adopt", args=[version.pk])
    assert coordinator.post(url, {"version": 1, "adopted_on": "15-12-2005"}).status_code == 302
    assert words(version) == "goedgekeurd op 15 december 2005"
    assert approved_plans([plan]) == {plan.pk: dt.date(2005, 12, 15)}
    assert coordinator.post(url, {"version": 1, "adopted_on": "16-12-2005"}).status_code == 409
    future = {"version": 2, "adopted_on": f"{today() + DAY:%d-%m-%Y}"}
    assert coordinator.post(url, future).status_code == 422
    assert coordinator.post(url, {"version": 2, "adopted_on": ""}).status_code == 302
    assert words(version) == "vastgesteld"


def test_approvals_of_many_plans_cost_as_much_as_of_one(plan, cast, django_assert_num_queries):
    plans = [plan]
    for _time in range(4):
        other = make.PlanFactory(partnership=cast.a.partnership, owners=[cast.a.boards["Gemeente Lille"]])
        asked(other, cast)
        plans.append(other)
    asked(plan, cast)
    with django_assert_num_queries(5):
        approved_plans([plan])
    with django_assert_num_queries(5):
        approved_plans(plans)


# --- the yearly cycle


@pytest.mark.parametrize(
    ("made_on", "until_on", "is_due"),
    [
        (dt.date(2010, 3, 1), dt.date(2013, 12, 31), True),
        (dt.date(2010, 3, 2), dt.date(2013, 12, 31), False),
        (dt.date(2010, 3, 1), None, True),
        (dt.date(2010, 3, 1), dt.date(2010, 2, 1), False),
    ],
)
def test_next_version_is_proposed_a_year_after_the_last(made_on, until_on, is_due):
    plan = make.PlanFactory.build(until_on=until_on, partnership=None)
    version = PlanVersion(made_on=made_on)
    assert is_year_old(version, plan, dt.date(2011, 3, 1)) == is_due
    assert not is_year_old(None, plan, dt.date(2011, 3, 1))
