"""Milestones on the start page: near and late ones of projects that go on, for who coordinates them."""

import datetime as dt

import pytest

from governance.tests import factories as make
from governance.tests import round_factories as rounds
from projects.tests.factories import MilestoneFactory, ProjectFactory
from wegwijzer.accounts.periods import today
from wegwijzer.home.waiting import duties

DAY = dt.timedelta(days=1)


def milestone(project, name, days, **others):
    day = today() + days * DAY
    return MilestoneFactory(project=project, name=name, planned_on=day, expected_on=day, **others)


@pytest.fixture
def project(cast):
    return ProjectFactory(partnership=cast.a.partnership, name="Wegwijzer", running=True)


def shown(user):
    return [(duty.title, duty.is_late) for duty in duties(user) if duty.about.startswith("Mijlpaal van")]


def test_near_and_late_milestones_wait_for_the_coordinator_only(cast, project):
    milestone(project, "Brochure", -3)
    milestone(project, "Startdag", 14)
    milestone(project, "Slot", 15)
    milestone(project, "Klaar", -9, reached_on=today())
    assert shown(cast.a.coordinator) == [
        ("Brochure", True),
        ("Startdag", False),
    ]
    for other in (cast.a.contact, cast.a.delegate, cast.a.staff, cast.b.coordinator):
        assert shown(other) == []


def test_milestone_that_fills_itself_and_one_of_an_ended_project_do_not_wait(cast, project):
    decision = make.DecisionFactory(item=make.AgendaItemFactory(meeting=make.MeetingFactory(body=cast.a.body)))
    milestone(project, "Beslist", -3, decision=decision)
    milestone(project, "Gevraagd", -3, round=rounds.ApprovalRoundFactory(partnership=cast.a.partnership))
    milestone(ProjectFactory(partnership=cast.a.partnership, closed=True), "Voorbij", -3)
    assert shown(cast.a.coordinator) == []
