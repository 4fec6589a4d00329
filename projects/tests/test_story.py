"""The story of a project: what is in it, what is left out, and for whom."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from governance.models import Meeting, Partnership
from governance.tests import factories as gov
from governance.tests import round_factories as rounds
from projects import access
from projects.models import Project, StoryKind, StoryRef, read_story
from projects.reports import story
from projects.tests import factories as make
from wegwijzer.reports.registry import UnknownReport


@pytest.fixture
def wegwijzer(loaded):
    loaded("wegwijzer")
    return Project.objects.select_related("partnership").get(name="Wegwijzer")


def told(project, *kinds):
    everything = read_story(project, list(Partnership.objects.values_list("pk", flat=True)))
    return [one for one in everything.told if not kinds or one.kind in kinds]


def test_story_of_wegwijzer_runs_from_june_2015_to_the_meeting_after_the_third_of_may_2016(wegwijzer):
    rows = told(wegwijzer)
    assert (rows[0].on, rows[0].title) == (dt.date(2015, 6, 16), "Adviesgroep")
    assert [one.on for one in rows if not one.title.startswith("Voorbeeld: ")][-1] == dt.date(2016, 5, 12)
    started = [one for one in rows if one.on == dt.date(2016, 5, 3)]
    assert [(one.kind, one.title) for one in started] == [
        (StoryKind.MILESTONE, "Projectmedewerker start"),
        (StoryKind.STAFF, "Projectmedewerker Wegwijzer"),
    ]


def test_five_rounds_were_asked_and_reached_on_the_days_of_the_answers(wegwijzer):
    reached = [(one.title, one.on) for one in told(wegwijzer, StoryKind.REACHED)]
    assert ("Interesse in de oproep ‘projecten integratie’", dt.date(2015, 7, 27)) in reached
    assert len(reached) == 5
    asked = {one.title for one in told(wegwijzer, StoryKind.ASKED)}
    assert asked - {title for title, _day in reached} == {"Voorbeeld: het project Wegwijzer verlengen"}
    assert all("13 van de 14" in one.about for one in told(wegwijzer, StoryKind.REACHED))


def test_all_eight_decisions_are_told_once(wegwijzer):
    titles = [one.title for one in told(wegwijzer, StoryKind.DECISION)]
    assert len(titles) == len(set(titles)) == 8
    condition = next(one for one in told(wegwijzer, StoryKind.DECISION) if "3 van de 7" in one.title)
    assert "27/07/2015" in condition.about


def test_milestones_are_told_on_the_day_they_were_reached_with_how_late(wegwijzer):
    late = {one.title: one.about for one in told(wegwijzer, StoryKind.MILESTONE)}
    assert late["Projectmedewerker start"] == "32 dagen later dan gepland"
    assert late["Aanvraag ingediend"] == ""
    after = [one.title for one in told(wegwijzer, StoryKind.MILESTONE) if one.on > dt.date(2016, 5, 3)]
    assert len(after) == 4
    assert all(title.startswith("Voorbeeld: ") for title in after)  # when they were reached is not recorded


class Small:
    """A project of side A with a closed and an open item in an approved meeting, and one that is only planned."""

    def __init__(self, cast):
        self.side = cast.a
        self.project = make.ProjectFactory(partnership=cast.a.partnership)
        self.meeting = gov.MeetingFactory(body=cast.a.body, approved=True)
        self.open = self.item("Onthaal", minutes="Iedereen is het eens.")
        self.closed = self.item("Personeel", minutes="Besloten.", is_public=False)
        self.planned = gov.MeetingFactory(body=cast.a.body)
        for meeting in (self.meeting, self.planned):
            make.TieFactory(project=self.project, meeting=meeting)

    def item(self, title, **values):
        return gov.AgendaItemFactory(meeting=self.meeting, title=title, **values)

    def read(self):
        return read_story(self.project, [self.side.partnership.pk]).told


@pytest.fixture
def small(cast):
    return Small(cast)


def test_closed_items_and_meetings_to_come_are_not_told(small):
    gov.DecisionFactory(item=small.closed, title="Aanwerving", outcome="adopted")
    (meeting,) = small.read()
    assert meeting.points == ["Onthaal"]
    assert meeting.texts == ["Iedereen is het eens."]


def test_minutes_are_told_once_they_are_approved(small):
    Meeting.objects.filter(pk=small.meeting.pk).update(state="draft", approved_at=None)
    (meeting,) = small.read()
    assert (meeting.points, meeting.texts) == (["Onthaal"], [])


def test_round_that_nobody_was_asked_in_is_not_told(small):
    for traits in ({}, {"open": True}):
        round_ = rounds.ApprovalRoundFactory(partnership=small.side.partnership, **traits)
        make.TieFactory(project=small.project, round=round_)
    assert [one.kind for one in small.read() if one.kind == StoryKind.ASKED] == [StoryKind.ASKED]


def test_of_another_partnership_only_who_reads_it_is_told(cast, small):
    elsewhere = gov.MeetingFactory(body=cast.b.body, approved=True)
    gov.AgendaItemFactory(meeting=elsewhere, title="Elders besproken")
    make.TieFactory(project=small.project, meeting=elsewhere)
    both = [cast.a.partnership.pk, cast.b.partnership.pk]
    assert access.told_partnerships(cast.a.coordinator, small.project) == both[:1]
    assert len(read_story(small.project, both).told) == len(small.read()) + 1
    now = timezone.now()
    assert access.may_see_story(cast.a.coordinator, StoryRef(small.project.pk, tuple(both[:1])).text, now)
    assert not access.may_see_story(cast.a.coordinator, StoryRef(small.project.pk, tuple(both)).text, now)


@pytest.mark.parametrize("ref", ["", "x", "1:", "1:x", "1:2.", "٣", "1" * 30, "1:2:3"])
def test_reference_that_is_none_is_seen_by_nobody(cast, ref):
    assert not access.may_see_story(cast.a.coordinator, ref, timezone.now())


def test_document_of_no_project_is_refused_in_words(db):
    for ref in ("999", "x"):
        with pytest.raises(UnknownReport):
            story(ref)


def test_project_without_ties_says_what_to_do_first(cast, as_user):
    project = make.ProjectFactory(partnership=cast.a.partnership)
    answer = as_user(cast.a.coordinator).get(reverse("projects:project_story", args=[project.pk]))
    assert "schrijft het verhaal zichzelf" in answer.content.decode()
