"""A project from idea to its end: who may, what is missing, bad input, two editors, and what history tells."""

import datetime as dt

import pytest
from django.urls import reverse

from governance.tests import factories as make
from projects.models import Project, ProjectState
from projects.tests.factories import ProjectFactory
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry

DAY = dt.timedelta(days=1)


def typed(day):
    return f"{day:%d-%m-%Y}"


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


@pytest.fixture
def project(cast):
    board = next(iter(cast.a.boards.values()))
    days = {"from_on": today() - 90 * DAY, "until_on": None}
    return ProjectFactory(partnership=cast.a.partnership, name="Wegwijzer", lead=board, **days)


def filled(cast, **others):
    return {
        "name": "Wegwijzer",
        "purpose": "Een regionale onthaalprocedure",
        "from_on": "01-01-2016",
        "until_on": "31-12-2018",
        "lead": next(iter(cast.a.boards.values())).pk,
        "managing_authority": "",
        "coordinator": "",
    } | others


def test_coordinator_begins_a_project_as_an_idea(coordinator, cast):
    answer = coordinator.post(reverse("projects:project_add", args=[cast.a.partnership.pk]), filled(cast))
    project = Project.objects.get()
    assert answer.url == reverse("projects:project_detail", args=[project.pk])
    assert (project.state, project.from_on, project.until_on) == ("idea", dt.date(2016, 1, 1), dt.date(2018, 12, 31))
    page = coordinator.get(answer.url).content.decode()
    for words in ("Wegwijzer", "idee", "Een regionale onthaalprocedure", "Begin de voorbereiding"):
        assert words in page


@pytest.mark.parametrize(
    ("wrong", "field", "told"),
    [
        ({"name": ""}, "name", "vul"),
        ({"name": "x" * 121}, "name", "tekens"),
        ({"name": "Bestaat al"}, "name", "al een project met deze naam"),
        ({"until_on": "31-12-2015"}, "until_on", "voor de begindatum"),
        ({"from_on": "31-02-2016"}, "from_on", "bestaat niet"),
        ({"lead": "999999"}, "lead", "uit de lijst"),
        ({"lead": "x"}, "lead", "uit de lijst"),
        ({"coordinator": "999999"}, "coordinator", "geldige"),
    ],
)
def test_bad_project_is_told_and_what_was_typed_stays(coordinator, cast, wrong, field, told):
    ProjectFactory(partnership=cast.a.partnership, name="Bestaat al")
    answer = coordinator.post(reverse("projects:project_add", args=[cast.a.partnership.pk]), filled(cast, **wrong))
    assert answer.status_code == 422
    assert told in " ".join(answer.context["form"].errors[field]).lower()
    assert "Een regionale onthaalprocedure" in answer.content.decode()
    assert Project.objects.count() == 1


def test_person_of_another_partnership_can_not_coordinate(coordinator, cast):
    stranger = make.PersonFactory(partnership=cast.b.partnership)
    data = filled(cast, coordinator=stranger.pk)
    assert coordinator.post(reverse("projects:project_add", args=[cast.a.partnership.pk]), data).status_code == 422
    assert not Project.objects.exists()


def test_second_editor_of_a_project_sees_both_texts(coordinator, cast, project):
    url = reverse("projects:project_edit", args=[project.pk])
    data = filled(cast, version=1)
    assert coordinator.post(url, data | {"purpose": "Het ene doel"}).status_code == 302
    answer = coordinator.post(url, data | {"purpose": "Het andere doel"})
    assert answer.status_code == 409
    assert "Het ene doel" in answer.content.decode()
    assert "Het andere doel" in answer.content.decode()
    project.refresh_from_db()
    assert project.purpose == "Het ene doel"


def press(client, project, verb):
    project.refresh_from_db()
    url = reverse("projects:project_move", args=[project.pk])
    return client.post(url, {"verb": verb, "version": project.version}, follow=True)


def test_project_goes_from_idea_to_closed_and_history_tells_each_step(coordinator, project):
    for verb in ("prepare", "start", "wind_down"):
        assert press(coordinator, project, verb).status_code == 200
    project.refresh_from_db()
    end = {"version": project.version, "ended_on": typed(today())}
    assert coordinator.post(reverse("projects:project_close", args=[project.pk]), end).status_code == 302
    project.refresh_from_db()
    assert (project.state, project.ended_on) == (ProjectState.CLOSED, today())
    press(coordinator, project, "reopen")
    project.refresh_from_db()
    assert (project.state, project.ended_on) == (ProjectState.CLOSING, None)
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "projects.project.prepared",
        "projects.project.started",
        "projects.project.winding_down",
        "projects.project.closed",
        "projects.project.reopened",
    ]


def test_project_without_days_lead_and_coordinator_does_not_start_and_says_why(coordinator, cast):
    project = ProjectFactory(
        partnership=cast.a.partnership, preparing=True, from_on=None, until_on=None, lead=None, coordinator=None
    )
    answer = press(coordinator, project, "start")
    told = answer.content.decode()
    for sentence in ("wanneer het project begint", "welk bestuur het project trekt", "wie het project coördineert"):
        assert sentence in told
    project.refresh_from_db()
    assert project.state == ProjectState.PREPARING


def test_page_says_what_is_missing_before_it_can_start(coordinator, cast):
    project = ProjectFactory(partnership=cast.a.partnership, preparing=True, coordinator=None)
    page = coordinator.get(reverse("projects:project_detail", args=[project.pk])).content.decode()
    assert "Zeg eerst wie het project coördineert." in page


def test_stopped_project_keeps_its_reason_and_can_be_taken_up_again(coordinator, project):
    url = reverse("projects:project_stop", args=[project.pk])
    end = {"version": 1, "ended_on": typed(today()), "end_reason": "Geen subsidie"}
    assert coordinator.post(url, end).status_code == 302
    page = coordinator.get(reverse("projects:project_detail", args=[project.pk])).content.decode()
    assert "Geen subsidie" in page
    press(coordinator, project, "resume")
    project.refresh_from_db()
    assert (project.state, project.ended_on, project.end_reason) == (ProjectState.PREPARING, None, "")


@pytest.mark.parametrize(
    ("wrong", "field", "told"),
    [
        ({"end_reason": ""}, "end_reason", "vul"),
        ({"ended_on": typed(today() + DAY)}, "ended_on", "moet nog komen"),
        ({"ended_on": typed(today() - 91 * DAY)}, "ended_on", "nog niet begonnen"),
        ({"ended_on": "gisteren"}, "ended_on", "schrijf een datum"),
    ],
)
def test_bad_end_is_told_and_nothing_stops(coordinator, project, wrong, field, told):
    data = {"version": 1, "ended_on": typed(today()), "end_reason": "Geen subsidie"} | wrong
    answer = coordinator.post(reverse("projects:project_stop", args=[project.pk]), data)
    assert answer.status_code == 422
    assert told in " ".join(answer.context["form"].errors[field]).lower()
    project.refresh_from_db()
    assert project.state == ProjectState.IDEA


def test_button_of_an_old_page_answers_409(coordinator, project):
    url = reverse("projects:project_move", args=[project.pk])
    assert coordinator.post(url, {"verb": "prepare", "version": 1}).status_code == 302
    assert coordinator.post(url, {"verb": "start", "version": 1}).status_code == 409
    project.refresh_from_db()
    assert project.state == ProjectState.PREPARING


@pytest.mark.parametrize("verb", ["", "close", "stop", "delete", "prepare\x00"])
def test_move_that_no_button_makes_is_not_there(coordinator, project, verb):
    url = reverse("projects:project_move", args=[project.pk])
    assert coordinator.post(url, {"verb": verb, "version": 1}).status_code in (400, 404)
    project.refresh_from_db()
    assert project.state == ProjectState.IDEA


def test_closed_project_can_not_be_stopped(coordinator, cast):
    project = ProjectFactory(partnership=cast.a.partnership, closed=True)
    data = {"version": 1, "ended_on": typed(today()), "end_reason": "Toch niet"}
    answer = coordinator.post(reverse("projects:project_stop", args=[project.pk]), data)
    assert answer.status_code == 422
    assert "terwijl het project “afgesloten” is" in answer.content.decode()


def test_list_is_searched_filtered_and_sorted(coordinator, cast):
    for name, state, day in (("Onthaal", "running", 2016), ("Buurthuizen", "closed", 2010)):
        ProjectFactory(partnership=cast.a.partnership, name=name, from_on=dt.date(day, 1, 1), **{state: True})
    ProjectFactory(partnership=cast.b.partnership, name="Van een ander")
    url = reverse("projects:project_list")
    asked = [
        ({}, ["Buurthuizen", "Onthaal"]),
        ({"q": "buurthuis"}, ["Buurthuizen"]),
        ({"stand": "alive"}, ["Onthaal"]),
        ({"stand": "closed"}, ["Buurthuizen"]),
        ({"sort": "van"}, ["Onthaal", "Buurthuizen"]),
        ({"stand": "gek"}, ["Buurthuizen", "Onthaal"]),
    ]
    for query, names in asked:
        assert [row.name for row in coordinator.get(url, query).context["listing"]] == names, query


def test_project_is_a_place_of_its_own(coordinator, project):
    page = coordinator.get(reverse("projects:project_detail", args=[project.pk])).content.decode()
    assert 'href="/projecten/" aria-current="true"' in page
