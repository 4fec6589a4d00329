"""A dossier elsewhere: its ties and rounds, milestones that wait for it, time line, story, the page of its decision."""

import datetime as dt

import pytest
from django.urls import reverse

from governance.models import ApprovalRound
from governance.tests import factories as make
from governance.tests import round_factories as rounds
from projects.models import Milestone, MilestoneState, Tie, reaches_of, read_story
from projects.tests.dossier_factories import DossierFactory, RequirementFactory
from projects.tests.factories import MilestoneFactory, ProjectFactory
from projects.timeline.dossiers import dossiers as lane
from projects.timeline.sources import Reading
from wegwijzer.accounts.periods import today
from wegwijzer.timeline import Look

DAY = dt.timedelta(days=1)


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


@pytest.fixture
def project(cast):
    return ProjectFactory(partnership=cast.a.partnership, name="Wegwijzer")


@pytest.fixture
def dossier(project):
    return DossierFactory(project=project, title="Aanvraag Wegwijzer", drafting=True)


def page(name, row):
    return reverse(f"projects:{name}", args=[row.pk])


def reach(milestone):
    rows = Milestone.objects.select_related("decision__meeting", "dossier")
    return reaches_of(rows.filter(pk=milestone.pk))[milestone.pk]


# --- milestones

WAITED = [
    # the state of the dossier, what the milestone waits for, and what it then is since when
    ("drafting", "go", MilestoneState.REACHED, dt.date(2015, 7, 27)),
    ("drafting", "submitted", MilestoneState.EXPECTED, None),
    ("submitted", "submitted", MilestoneState.REACHED, dt.date(2015, 9, 30)),
    ("submitted", "awarded", MilestoneState.EXPECTED, None),
    ("awarded", "awarded", MilestoneState.REACHED, dt.date(2015, 12, 8)),
    ("refused", "awarded", MilestoneState.LOST, dt.date(2015, 12, 8)),
    ("refused", "submitted", MilestoneState.REACHED, dt.date(2015, 9, 30)),
    ("running", "closed", MilestoneState.EXPECTED, None),
    ("closed", "closed", MilestoneState.REACHED, dt.date(2019, 3, 31)),
    ("no_go", "go", MilestoneState.LOST, dt.date(2015, 7, 27)),
    ("withdrawn", "awarded", MilestoneState.LOST, dt.date(2015, 9, 30)),
]


@pytest.mark.parametrize(("state", "step", "then", "on"), WAITED)
def test_milestone_fills_itself_with_the_day_of_the_dossier(project, state, step, then, on):
    waited = DossierFactory(project=project, **{state: True})
    soon = today() + 9 * DAY
    found = reach(
        MilestoneFactory(project=project, dossier=waited, dossier_step=step, planned_on=soon, expected_on=soon)
    )
    assert (found.state, found.on) == (then, on)


def milestone(**others):
    return {
        "name": "Ingediend",
        "planned_on": "30-09-2015",
        "phase": "",
        "decision": "",
        "round": "",
        "dossier": "",
        "dossier_step": "",
        "reached_on": "",
    } | others


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"dossier_step": "submitted"}, "dossier_step"),
        ({"dossier": "own"}, "dossier_step"),
        ({"dossier": "own", "dossier_step": "awarded", "reached_on": "30-09-2015"}, "reached_on"),
        ({"dossier": "other", "dossier_step": "awarded"}, "dossier"),
    ],
)
def test_milestone_waits_for_a_whole_thing_of_its_own_project(coordinator, cast, project, dossier, asked, field):
    other = DossierFactory(project=ProjectFactory(partnership=cast.a.partnership))
    keys = {"own": dossier.pk, "other": other.pk}
    asked = {name: keys.get(value, value) for name, value in asked.items()}
    answer = coordinator.post(page("milestone_add", project), milestone(**asked))
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]


def test_coordinator_lets_a_milestone_wait_for_the_submission(coordinator, project, dossier):
    asked = milestone(dossier=dossier.pk, dossier_step="submitted")
    assert coordinator.post(page("milestone_add", project), asked).status_code == 302
    assert reach(Milestone.objects.get()).state == MilestoneState.LATE


# --- time line and story


def test_lane_shows_the_last_day_and_what_became_of_the_dossier(project):
    DossierFactory(project=project, title="Wegwijzer", running=True)
    DossierFactory(project=project, title="Te laat", drafting=True)
    DossierFactory(project=project, title="Nee", refused=True)
    points = [(point.label, point.state, point.on, point.tone) for point in lane(Reading(project)).marks]
    assert points == [
        ("Wegwijzer", "uiterste dag, ingediend", dt.date(2015, 9, 30), "none"),
        ("Wegwijzer", "ingediend", dt.date(2015, 9, 30), "agreed"),
        ("Wegwijzer", "toegekend", dt.date(2015, 12, 8), "agreed"),
        ("Te laat", "uiterste dag", dt.date(2015, 9, 30), "refused"),
        ("Nee", "uiterste dag, ingediend", dt.date(2015, 9, 30), "none"),
        ("Nee", "ingediend", dt.date(2015, 9, 30), "agreed"),
        ("Nee", "geweigerd", dt.date(2015, 12, 8), "refused"),
    ]
    hollow = [point.label for point in lane(Reading(project)).marks if point.look == Look.HOLLOW]
    assert hollow == ["Te laat"]  # a last day that is over is not still to come


def test_last_day_of_a_dossier_that_was_given_up_is_over(project):
    DossierFactory(project=project, no_go=True)
    [point] = [point for point in lane(Reading(project)).marks if point.state == "uiterste dag"]
    assert (point.tone, point.look) == ("none", Look.FILLED)


def test_story_tells_of_submission_and_award(project, cast):
    DossierFactory(project=project, title="Aanvraag", running=True)
    told = [(one.on, one.title) for one in read_story(project, [cast.a.partnership.pk]).told]
    assert told == [
        (dt.date(2015, 9, 30), "Ingediend: Aanvraag"),
        (dt.date(2015, 12, 8), "Toegekend: Aanvraag"),
    ]


# --- ties and rounds


def test_meeting_is_tied_to_a_dossier_from_both_sides(coordinator, cast, dossier):
    meeting = make.MeetingFactory(body=cast.a.body, convened=True)
    there = reverse("projects:meeting_tie", args=[meeting.pk])
    answer = coordinator.post(there, {"subject": f"dossier-{dossier.pk}", "item": ""})
    assert answer.status_code == 302
    assert Tie.objects.get().subject == dossier
    assert str(meeting.body.name) in coordinator.get(page("dossier_ties", dossier)).content.decode()
    shown = coordinator.get(reverse("governance:meeting_detail", args=[meeting.pk])).content.decode()
    assert page("dossier_detail", dossier) in shown
    untied = {"version": 1, "meeting": [], "item": [], "decision": [], "round": []}
    dossier.refresh_from_db()
    assert coordinator.post(page("dossier_tie", dossier), untied | {"version": dossier.version}).status_code == 302
    assert not Tie.objects.exists()


def begin(client, cast, dossier, query):
    url = page("dossier_round_add", dossier) + query
    form = client.get(url).context["form"]
    data = {name: form[name].value() if form[name].value() is not None else "" for name in form.fields}
    data |= {"title": "Akkoord over de aanvraag", "question": "Gaat uw raad akkoord?"}
    data |= {"deadline_on": f"{today() + 60 * DAY:%d-%m-%Y}"}
    data = {name: value for name, value in data.items() if value != ""}
    return client.post(url, data)


def test_round_begun_from_a_dossier_belongs_to_it_and_stands_on_its_checklist(coordinator, cast, dossier):
    answer = begin(coordinator, cast, dossier, "?checklist=ja")
    assert answer.status_code == 302, answer.context["form"].errors
    round_ = ApprovalRound.objects.get()
    assert Tie.objects.get().thing == round_
    row = dossier.requirements.get()
    assert (row.kind, row.round, row.title) == ("approval", round_, "Akkoord over de aanvraag")


def test_round_is_begun_for_a_row_of_the_checklist(coordinator, cast, dossier):
    row = RequirementFactory(dossier=dossier, kind="approval", title="Goedkeuring van de raden")
    foreign = RequirementFactory(dossier=DossierFactory(project__partnership=cast.a.partnership), kind="approval")
    assert begin(coordinator, cast, dossier, f"?vereiste={row.pk}").status_code == 302
    row.refresh_from_db()
    assert row.round == ApprovalRound.objects.get()
    for key in (foreign.pk, "x", "9" * 12):
        assert coordinator.get(page("dossier_round_add", dossier) + f"?vereiste={key}").status_code == 404


# --- the page of what it hangs on


@pytest.mark.parametrize("is_met", [True, False])
def test_pages_of_decision_and_round_show_the_dossier_that_hangs_on_them(coordinator, cast, project, is_met):
    round_ = rounds.ApprovalRoundFactory(partnership=cast.a.partnership, open=True)
    round_.texts.update(from_on=round_.asked_on)
    party = rounds.RoundPartyFactory(round=round_, organisation=next(iter(cast.a.boards.values())))
    begin_ = dt.datetime(2015, 7, 6, 14, tzinfo=dt.UTC)
    meeting = make.MeetingFactory(body=cast.a.body, approved=True, start=begin_)
    item = make.AgendaItemFactory(meeting=meeting)
    decision = make.DecisionFactory(item=item, number=1, condition=round_)
    idea = DossierFactory(project=project, title="Aanvraag op voorwaarde", decision=decision)
    if is_met:
        rounds.ApprovalResponseFactory(party=party, answered_on=today())
    said = "Dit dossier kan nu ‘go’." if is_met else "Dit dossier kan pas ‘go’ als dit in werking is."
    pages = (("decision_detail", decision), ("approval_round_detail", round_))
    for name, row in pages:
        shown = coordinator.get(reverse(f"governance:{name}", args=[row.pk])).content.decode()
        assert idea.title in shown
        assert said in shown
    start = coordinator.get("/").content.decode()
    assert ("Het besluit is in werking: het dossier kan nu ‘go’" in start) == is_met
