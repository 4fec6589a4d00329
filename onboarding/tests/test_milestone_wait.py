"""A milestone that waits for deliverables fills its own day; the oracle is written by hand from the rule."""

import datetime as dt

import pytest
from django.urls import reverse

from onboarding.actions import milestone_wait as waits
from onboarding.models import MilestoneWait, tell_deliverables
from onboarding.models.milestone_wait import reached_on
from onboarding.tests import factories as make
from projects.actions import milestone as milestones
from projects.models import Milestone, MilestoneState, reaches_of
from projects.tests.factories import MilestoneFactory
from wegwijzer.lifecycle import Refused

FIRST, SECOND, THIRD = dt.date(2017, 2, 1), dt.date(2017, 3, 1), dt.date(2017, 4, 1)
DONE = [("delivered", SECOND), ("published", FIRST), ("delivered", THIRD)]


@pytest.mark.parametrize(
    ("number", "cells", "expected"),
    [
        (None, DONE, THIRD),
        (1, DONE, FIRST),
        (2, DONE, SECOND),
        (4, DONE, None),
        (None, [*DONE, ("na", None)], THIRD),
        (None, [*DONE, ("planned", None)], None),
        (3, [*DONE, ("planned", None)], THIRD),
        (None, [("na", None)], None),
        (None, [], None),
        (1, [], None),
    ],
)
def test_day_is_that_of_the_one_that_made_it_enough(number, cells, expected):
    assert reached_on(number, cells) == expected


def reach(milestone):
    rows = Milestone.objects.select_related("decision__meeting", "dossier").filter(pk=milestone.pk)
    return reaches_of(rows)[milestone.pk]


@pytest.fixture
def asked(db):
    kind = make.DeliverableTypeFactory()
    cells = [make.DeliverableFactory(type=kind, delivered=True), make.DeliverableFactory(type=kind)]
    return kind, cells


def test_milestone_is_reached_by_what_it_waits_for(asked, somebody):
    kind, (done, planned) = asked
    milestone = MilestoneFactory(project=kind.project)
    waits.set_wait(milestone, by=somebody, type=kind)
    assert reach(milestone).state in (MilestoneState.LATE, MilestoneState.EXPECTED)
    waits.set_wait(milestone, by=somebody, type=kind, number=1)
    assert (reach(milestone).state, reach(milestone).on) == (MilestoneState.REACHED, done.delivered_on)
    waits.set_wait(milestone, by=somebody, type=kind, organisation=planned.organisation)
    assert reach(milestone).on is None
    assert not Milestone.objects.to_reach_by(dt.date(2100, 1, 1)).filter(pk=milestone.pk).exists()
    waits.set_wait(milestone, by=somebody, type=None)
    assert not MilestoneWait.objects.exists()
    assert Milestone.objects.to_reach_by(dt.date(2100, 1, 1)).filter(pk=milestone.pk).exists()


def test_milestone_waits_for_one_thing_only(asked, somebody):
    kind, _cells = asked
    reached = MilestoneFactory(project=kind.project, reached_on=FIRST)
    with pytest.raises(Refused, match="al bereikt"):
        waits.set_wait(reached, by=somebody, type=kind)
    elsewhere = MilestoneFactory()
    with pytest.raises(Refused, match="ander project"):
        waits.set_wait(elsewhere, by=somebody, type=kind)
    waiting = MilestoneFactory(project=kind.project)
    waits.set_wait(waiting, by=somebody, type=kind)
    with pytest.raises(Refused, match="wacht al op resultaten"):
        milestones.change(waiting, by=somebody, version=waiting.version, reached_on=FIRST)
    with pytest.raises(Refused, match="maar van 2"):
        waits.set_wait(waiting, by=somebody, type=kind, number=3)


def test_wait_is_set_from_the_form_of_the_milestone(cast, as_user):
    kind = make.DeliverableTypeFactory(project__partnership=cast.a.partnership)
    make.DeliverableFactory(type=kind, organisation=cast.a.boards["Gemeente Olen"])
    milestone = MilestoneFactory(project=kind.project)
    client = as_user(cast.a.coordinator)
    address = reverse("onboarding:milestone_wait", args=[milestone.pk])
    assert address in client.get(reverse("projects:milestone_edit", args=[milestone.pk])).content.decode()
    answer = client.post(address, {"type": kind.pk, "number": "7"})
    assert answer.status_code == 422
    assert "maar van 1 organisaties" in answer.content.decode()
    assert 'value="7"' in answer.content.decode()
    assert client.post(address, {"type": kind.pk, "number": "1"}).status_code == 302
    assert MilestoneWait.objects.get().number == 1
    page = client.get(reverse("projects:project_timeline", args=[kind.project.pk])).content.decode()
    assert kind.name in page


def test_story_tells_the_first_and_the_last_of_a_type(asked):
    kind, (done, planned) = asked
    told = list(tell_deliverables(kind.project))
    assert [(one.on, one.title) for one in told] == [(done.delivered_on, kind.name)]
    type(planned).objects.filter(pk=planned.pk).update(
        state="delivered", started_on=FIRST, delivered_on=dt.date(2017, 9, 1)
    )
    assert [one.on for one in tell_deliverables(kind.project)] == [done.delivered_on, dt.date(2017, 9, 1)]
    assert [one.about for one in tell_deliverables(kind.project)][1] == "opgeleverd door alle 2 organisaties"
