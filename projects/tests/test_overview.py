"""The page of a project: where it is, what is next, who is late, what was decided, who is around; in few questions."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from governance.models import Feedback
from governance.tests import factories as make
from governance.tests import round_factories as rounds
from projects.access import overview_of, time_passed
from projects.models import ProjectState
from projects.tests import factories as plans
from wegwijzer.accounts.periods import today

DAY = dt.timedelta(days=1)


@pytest.fixture
def project(cast):
    days = {"from_on": today() - 30 * DAY, "until_on": today() + 69 * DAY}
    return plans.ProjectFactory(partnership=cast.a.partnership, name="Wegwijzer", running=True, **days)


@pytest.fixture
def seen(cast, project):
    """The overview as the coordinator sees it now."""
    return lambda: overview_of(cast.a.coordinator, project)


def meeting_of(cast, days, **traits):
    start = timezone.now() + days * DAY
    return make.MeetingFactory(
        body=cast.a.body, planned_start=start, planned_end=start + dt.timedelta(hours=2), **traits
    )


def titles(steps):
    return [(step.kind, step.title) for step in steps]


@pytest.mark.parametrize(
    ("from_on", "until_on", "share"),
    [
        (today(), today() + 99 * DAY, 0),
        (today() - 50 * DAY, today() + 49 * DAY, 50),
        (today() - 99 * DAY, today(), 99),
        (today() - 200 * DAY, today() - 100 * DAY, 100),
        (today() + 10 * DAY, today() + 20 * DAY, 0),
        (today(), None, None),
        (None, today(), None),
    ],
)
def test_time_that_passed_is_counted_in_days_of_the_project(from_on, until_on, share):
    assert time_passed(plans.ProjectFactory.build(partnership=None, from_on=from_on, until_on=until_on)) == share


def test_time_stops_on_the_day_on_which_the_project_ended():
    days = {"from_on": today() - 50 * DAY, "until_on": today() + 49 * DAY, "ended_on": today() - 25 * DAY}
    assert time_passed(plans.ProjectFactory.build(partnership=None, state=ProjectState.CLOSED, **days)) == 25


def test_milestones_are_counted_and_the_late_ones_stand_apart(project, seen):
    for name, days, reached in (("Start", -20, today() - 21 * DAY), ("Brochure", -3, None), ("Slot", 40, None)):
        day = today() + days * DAY
        plans.MilestoneFactory(project=project, name=name, planned_on=day, expected_on=day, reached_on=reached)
    overview = seen()
    assert (overview.reached, len(overview.milestones)) == (1, 3)
    assert titles(overview.late) == [("milestone", "Brochure")]
    assert titles(overview.coming) == [("milestone", "Slot")]


def test_phase_now_is_the_one_that_holds_today(project, seen):
    for name, first, last in (("Voorbereiding", -30, -1), ("Uitvoering", 0, 20), ("Afronding", 21, 60)):
        days = {"from_on": today() + first * DAY, "until_on": today() + last * DAY}
        planned = {f"planned_{name}": day for name, day in days.items()}
        plans.PhaseFactory(project=project, name=name, **days, **planned)
    assert [phase.name for phase in seen().phases_now] == ["Uitvoering"]


def test_what_is_next_and_who_is_late_come_from_what_is_tied(cast, project, seen):
    coming = meeting_of(cast, 10, convened=True)
    held = meeting_of(cast, -10, approved=True)
    item = make.AgendaItemFactory(meeting=held)
    plans.TieFactory(project=project, meeting=coming)
    plans.TieFactory(project=project, item=item)
    person = make.PersonFactory(partnership=cast.a.partnership, name="Coördinator onthaal")
    points = {"body": cast.a.body, "item": item, "person": person}
    make.ActionPointFactory(**points, text="Drukker zoeken", due_on=today() - 2 * DAY)
    make.ActionPointFactory(**points, text="Brochure nalezen", due_on=today() + 5 * DAY)
    make.ActionPointFactory(**points, text="Ooit", due_on=None)
    make.ActionPointFactory(**points, text="Klaar", due_on=today() - 9 * DAY, done_on=today())
    make.ActionPointFactory(body=cast.a.body, text="Van iets anders", due_on=today() - 2 * DAY)
    for audience, days in (("public", -1), ("partners", 4)):
        channel = "website" if audience == "public" else "mail"
        Feedback.objects.create(meeting=held, audience=audience, channel=channel, due_on=today() + days * DAY)
    overview = seen()
    assert [(step.title, step.who) for step in overview.late if step.kind == "action_point"] == [
        ("Drukker zoeken", ("Coördinator onthaal",))
    ]
    assert [(step.key, step.due_on) for step in overview.late if step.kind == "feedback"] == [(held.pk, today() - DAY)]
    assert [step.title if step.kind == "action_point" else step.key for step in overview.coming] == [
        "Brochure nalezen",
        coming.pk,
        "Ooit",
    ]


def test_round_that_runs_names_who_is_still_out(cast, project, seen):
    boards = list(cast.a.boards.values())
    for title, days in (("Statuten", -2), ("Aanvraag", 12)):
        asked = {"asked_on": today() - 20 * DAY, "deadline_on": today() + days * DAY}
        round_ = rounds.ApprovalRoundFactory(partnership=cast.a.partnership, open=True, title=title, **asked)
        parties = [rounds.RoundPartyFactory(round=round_, organisation=board) for board in boards]
        rounds.ThresholdClauseFactory(round=round_)
        rounds.ApprovalResponseFactory(party=parties[0], answered_on=today() - 5 * DAY)
        plans.TieFactory(project=project, round=round_)
    overview = seen()
    names = tuple(str(board) for board in boards[1:])
    assert [(step.title, sorted(step.who)) for step in overview.late] == [("Statuten", sorted(names))]
    assert [(step.title, sorted(step.who)) for step in overview.coming] == [("Aanvraag", sorted(names))]


def test_project_that_is_over_waits_for_nobody(cast, project, seen):
    plans.MilestoneFactory(project=project, expected_on=today() - DAY)
    project.state, project.ended_on = ProjectState.CLOSED, today()
    overview = seen()
    assert overview.steps == []
    assert len(overview.milestones) == 1


def test_latest_decisions_and_who_is_around_stand_on_the_page(client, cast, project):
    decision = make.DecisionFactory(
        item__meeting=meeting_of(cast, -10, approved=True), title="Dien in", outcome="adopted"
    )
    type(decision).objects.update(number=1)
    plans.TieFactory(project=project, decision=decision)
    plans.ProjectStaffFactory(project=project, person__name="Projectmedewerker", role="trajectbegeleider")
    plans.ProjectStaffFactory(project=project, person__name="Voorganger", until_on=today() - DAY)
    plans.FunderFactory(project=project, organisation__name="Vlaamse overheid", grant="Inburgering")
    plans.StakeholderFactory(project=project, group="schools", name="Scholengemeenschap")
    plans.PlanFactory(partnership=project.partnership, project=project, kind="project", title="Projectplan onthaal")
    client.force_login(cast.a.staff)
    page = client.get(reverse("projects:project_detail", args=[project.pk])).content.decode()
    for words in ("Dien in", "Trajectbegeleider", "Vlaamse overheid", "Inburgering", "Scholen", "Scholengemeenschap"):
        assert words in page
    assert "Projectplan onthaal" in page
    assert "Voorganger" not in page


def test_page_names_the_twelve_that_are_late_the_longest_and_counts_the_others(client, cast, project):
    for number in range(1, 15):
        day = today() - number * DAY
        plans.MilestoneFactory(project=project, name=f"Mijlpaal nummer {number}.", planned_on=day, expected_on=day)
    client.force_login(cast.a.coordinator)
    page = client.get(reverse("projects:project_detail", args=[project.pk])).content.decode()
    late = page.partition("Wie is te laat?")[2].partition("Wat komt er?")[0]
    assert [number for number in range(1, 15) if f"nummer {number}.<" in late] == list(range(3, 15))
    assert "En nog 2 andere" in late


def test_delegate_sees_nothing_of_bodies_without_an_own_seat(cast, project):
    other = make.BodyFactory(partnership=cast.a.partnership)
    start = timezone.now() + 3 * DAY
    hidden = make.MeetingFactory(body=other, planned_start=start, planned_end=start + DAY / 24, convened=True)
    plans.TieFactory(project=project, meeting=hidden)
    assert overview_of(cast.a.delegate, project).coming == []
    assert [step.key for step in overview_of(cast.a.coordinator, project).coming] == [hidden.pk]


def test_page_asks_thirteen_questions_at_most_however_much_there_is(client, cast, project):
    client.force_login(cast.a.coordinator)
    page = reverse("projects:project_detail", args=[project.pk])
    counts = []
    for _time in range(2):
        for _number in range(4):
            grow(cast, project)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 13, "\n".join(query["sql"][:150] for query in queries)


def grow(cast, project):
    """One more of all that the page reads."""
    meeting = meeting_of(cast, -10, approved=True)
    item = make.AgendaItemFactory(meeting=meeting)
    decision = make.DecisionFactory(item=item)
    make.ActionPointFactory(body=cast.a.body, item=item, due_on=today() - DAY)
    Feedback.objects.create(meeting=meeting, audience="public", channel="website", due_on=today())
    round_ = rounds.ApprovalRoundFactory(partnership=cast.a.partnership, open=True, decision=decision)
    rounds.ApprovalResponseFactory(party=rounds.RoundPartyFactory(round=round_))
    rounds.RoundPartyFactory(round=round_)
    rounds.ThresholdClauseFactory(round=round_)
    plans.TieFactory(project=project, meeting=meeting)
    plans.TieFactory(project=project, meeting=meeting_of(cast, 10, convened=True))
    plans.MilestoneFactory(project=project, round=round_)
    plans.MilestoneFactory(project=project, decision=decision)
    plans.PhaseFactory(project=project)
    plans.ProjectStaffFactory(project=project)
    plans.FunderFactory(project=project)
    plans.StakeholderFactory(project=project)
    plans.PlanFactory(partnership=project.partnership, project=project)
