"""What counts as being about a project, case by case: what is tied, and what comes along with it."""

import pytest

from governance.models import ActionPoint, ApprovalRound, Decision, Feedback, Meeting
from governance.tests import factories as make
from governance.tests import round_factories as rounds
from projects.models import (
    action_points_about,
    decisions_about,
    feedback_about,
    meetings_about,
    rounds_about,
)
from projects.tests.factories import PlanFactory, ProjectFactory, TieFactory
from wegwijzer.accounts.periods import today


@pytest.fixture
def project(cast):
    return ProjectFactory(partnership=cast.a.partnership)


@pytest.fixture
def meeting(cast):
    """With two items, each with a decision and its round and an action point."""
    meeting = make.MeetingFactory(body=cast.a.body, approved=True)
    for number in (1, 2):
        item = make.AgendaItemFactory(meeting=meeting, position=number, title=f"punt {number}")
        decision = make.DecisionFactory(item=item, title=f"besluit {number}")
        make.ActionPointFactory(body=cast.a.body, item=item, text=f"taak {number}")
        rounds.ApprovalRoundFactory(partnership=cast.a.partnership, decision=decision, title=f"ronde {number}")
    Feedback.objects.create(meeting=meeting, audience="public", channel="website", due_on=today())
    make.ActionPointFactory(body=cast.a.body, item=None, text="taak zonder punt")
    rounds.ApprovalRoundFactory(partnership=cast.a.partnership, title="losse ronde")
    return meeting


def what_counts(subject):
    """Of everything that there is, by the names of the rows."""
    return {
        "meetings": meetings_about(Meeting.objects.all(), subject).count(),
        "decisions": sorted(str(row.title) for row in decisions_about(Decision.objects.all(), subject)),
        "points": sorted(action_points_about(ActionPoint.objects.all(), subject).values_list("text", flat=True)),
        "rounds": sorted(rounds_about(ApprovalRound.objects.all(), subject).values_list("title", flat=True)),
        "feedback": feedback_about(Feedback.objects.all(), subject).count(),
    }


def test_without_a_tie_nothing_counts(project, meeting):
    assert what_counts(project) == {"meetings": 0, "decisions": [], "points": [], "rounds": [], "feedback": 0}


def test_tied_meeting_brings_all_that_hangs_on_it(project, meeting):
    TieFactory(project=project, meeting=meeting)
    assert what_counts(project) == {
        "meetings": 1,
        "decisions": ["besluit 1", "besluit 2"],
        "points": ["taak 1", "taak 2"],
        "rounds": ["ronde 1", "ronde 2"],
        "feedback": 1,
    }


def test_tied_item_brings_its_own_and_names_its_meeting(project, meeting):
    TieFactory(project=project, item=meeting.items.first())
    assert what_counts(project) == {
        "meetings": 1,
        "decisions": ["besluit 1"],
        "points": ["taak 1"],
        "rounds": ["ronde 1"],
        "feedback": 1,
    }


def test_tied_decision_brings_its_round_and_neither_its_meeting_nor_its_action_points(project, meeting):
    TieFactory(project=project, decision=Decision.objects.get(item=meeting.items.last()))
    assert what_counts(project) == {
        "meetings": 0,
        "decisions": ["besluit 2"],
        "points": [],
        "rounds": ["ronde 2"],
        "feedback": 0,
    }


def test_tied_round_is_only_itself(project, meeting):
    TieFactory(project=project, round=ApprovalRound.objects.get(title="losse ronde"))
    assert what_counts(project) == {
        "meetings": 0,
        "decisions": [],
        "points": [],
        "rounds": ["losse ronde"],
        "feedback": 0,
    }


def test_what_is_tied_twice_counts_once(project, meeting):
    TieFactory(project=project, meeting=meeting)
    TieFactory(project=project, item=meeting.items.first())
    TieFactory(project=project, decision=Decision.objects.get(item=meeting.items.first()))
    assert what_counts(project)["decisions"] == ["besluit 1", "besluit 2"]
    assert what_counts(project)["meetings"] == 1


def test_plan_has_ties_of_its_own(cast, project, meeting):
    plan = PlanFactory(partnership=cast.a.partnership)
    TieFactory(plan=plan, meeting=meeting)
    assert what_counts(plan)["decisions"] == ["besluit 1", "besluit 2"]
    assert what_counts(project)["decisions"] == []


def test_tied_item_that_waits_for_a_meeting_names_none(cast, project, meeting):
    TieFactory(project=project, item=make.AgendaItemFactory(meeting=None, body=cast.a.body))
    assert what_counts(project)["meetings"] == 0
