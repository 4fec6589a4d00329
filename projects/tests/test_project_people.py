"""Staff, funders and stakeholders of a project: added, corrected, ended, taken away; doubles, strangers and history."""

import datetime as dt

import pytest
from django.urls import reverse

from governance.tests import factories as make
from projects.models import Funder, ProjectStaff, Stakeholder
from projects.tests.factories import FunderFactory, ProjectFactory, ProjectStaffFactory, StakeholderFactory
from wegwijzer.audit.models import Entry


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


@pytest.fixture
def project(cast):
    return ProjectFactory(partnership=cast.a.partnership, name="Wegwijzer", coordinator=None)


@pytest.fixture
def person(cast):
    return make.PersonFactory(partnership=cast.a.partnership, name="Projectmedewerker onthaal")


@pytest.fixture
def board(cast):
    return next(iter(cast.a.boards.values()))


def at(name, row):
    return reverse(f"projects:project_{name}", args=[row.pk])


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_project_worker_starts_on_a_day_and_ends_on_another(coordinator, project, person):
    data = {"person": person.pk, "role": "projectmedewerker", "from_on": "03-05-2016", "until_on": ""}
    assert coordinator.post(at("staff_add", project), data).status_code == 302
    staff = ProjectStaff.objects.get()
    assert (staff.from_on, staff.until_on) == (dt.date(2016, 5, 3), None)
    change = data | {"version": 1, "until_on": "31-12-2018"}
    assert coordinator.post(at("staff_edit", staff), change).status_code == 302
    page = coordinator.get(at("people", project)).content.decode()
    assert "van 3 mei 2016 tot en met 31 december 2018 (niet vandaag)" in page
    assert verbs() == ["projects.staff.added", "projects.staff.changed"]
    assert Entry.objects.latest("pk").changes["staff"] == [
        "Projectmedewerker onthaal, projectmedewerker, vanaf 3 mei 2016",
        "Projectmedewerker onthaal, projectmedewerker, van 3 mei 2016 tot en met 31 december 2018",
    ]


def test_funder_is_named_as_it_wants_to_be(coordinator, project, board):
    data = {"organisation": board.pk, "grant": "Integratie en Inburgering"}
    assert coordinator.post(at("funder_add", project), data).status_code == 302
    assert "Integratie en Inburgering" in coordinator.get(at("people", project)).content.decode()


def test_funder_that_nobody_knew_is_named_once_and_can_be_chosen_and_corrected_from_then_on(coordinator, project):
    data = {"organisation": "", "kind": "agency", "organisation_name": "Vlaamse overheid", "grant": "Oproep 2015"}
    assert coordinator.post(at("funder_add", project), data).status_code == 302
    funder = Funder.objects.get()
    assert (str(funder), funder.organisation.kind) == ("Vlaamse overheid", "agency")
    page = coordinator.get(at("funder_edit", funder))
    assert page.context["form"].initial["organisation"] == funder.organisation
    assert funder.organisation in page.context["form"].fields["organisation"].queryset
    change = {"version": 1, "organisation": funder.organisation_id, "grant": "Integratie en Inburgering"}
    assert coordinator.post(at("funder_edit", funder), change).status_code == 302
    funder.refresh_from_db()
    assert funder.grant == "Integratie en Inburgering"
    both = data | {"organisation": funder.organisation_id}
    assert coordinator.post(at("funder_add", project), both).status_code == 422


def test_stakeholders_stand_by_group_with_how_they_are_involved(coordinator, cast, project):
    rows = [("experts", "Stuurgroep onderwijs"), ("policy", "Adviesgroep")]
    for group, name in rows:
        data = {"group": group, "name": name, "involvement": f"{name} geeft advies", "body": cast.a.body.pk}
        assert coordinator.post(at("stakeholder_add", project), data).status_code == 302
    page = coordinator.get(at("people", project)).content.decode()
    assert page.index("<h3>Beleid</h3>") < page.index("Adviesgroep geeft advies") < page.index("<h3>Deskundigen</h3>")


@pytest.mark.parametrize(
    ("noun", "factory", "model", "verb"),
    [
        ("staff", ProjectStaffFactory, ProjectStaff, "projects.staff.removed"),
        ("funder", FunderFactory, Funder, "projects.funder.removed"),
        ("stakeholder", StakeholderFactory, Stakeholder, "projects.stakeholder.removed"),
    ],
)
def test_what_should_not_be_there_is_taken_away_once_and_history_keeps_it(
    coordinator, project, noun, factory, model, verb
):
    row = factory(project=project)
    assert coordinator.post(at(f"{noun}_remove", row), {"version": 2}).status_code == 409
    assert model.objects.exists()
    assert coordinator.post(at(f"{noun}_remove", row), {"version": 1}).status_code == 302
    assert not model.objects.exists()
    assert verbs() == [verb]
    assert coordinator.post(at(f"{noun}_remove", row), {"version": 1}).status_code == 404
    assert coordinator.get(reverse("projects:project_detail", args=[project.pk])).status_code == 200


def test_same_person_in_the_same_role_stands_there_once(coordinator, project, person):
    ProjectStaffFactory(project=project, person=person, role="trekker")
    data = {"person": person.pk, "role": "trekker", "from_on": "", "until_on": ""}
    answer = coordinator.post(at("staff_add", project), data)
    assert answer.status_code == 422
    assert answer.context["form"].errors["person"] == ["Deze persoon heeft die rol al in het project."]
    assert coordinator.post(at("staff_add", project), data | {"role": "vervanger"}).status_code == 302


def test_corrected_row_may_not_become_another_that_is_there(coordinator, project, board):
    FunderFactory(project=project, organisation=board)
    other = FunderFactory(project=project)
    make.MembershipFactory(partnership=project.partnership, organisation=other.organisation)
    data = {"version": 1, "organisation": board.pk, "grant": ""}
    answer = coordinator.post(at("funder_edit", other), data)
    assert answer.status_code == 422
    assert "staat er al bij" in answer.content.decode()


@pytest.mark.parametrize(
    ("page", "wrong", "field", "told"),
    [
        ("staff_add", {"person": ""}, "person", "maak een keuze"),
        ("staff_add", {"role": ""}, "role", "vul"),
        ("staff_add", {"from_on": "01-02-2016", "until_on": "01-01-2016"}, "until_on", "voor de begindatum"),
        ("staff_add", {"until_on": "30-02-2016"}, "until_on", "bestaat niet"),
        ("funder_add", {"organisation": "999999"}, "organisation", "uit de lijst"),
        ("funder_add", {"grant": "x" * 151}, "grant", "tekens"),
        ("stakeholder_add", {"group": "burgers"}, "group", "geldige"),
        ("stakeholder_add", {"name": ""}, "name", "vul"),
        ("stakeholder_add", {"body": "999999"}, "body", "geldige"),
    ],
)
def test_bad_row_is_told_beside_its_field(coordinator, project, person, board, page, wrong, field, told):
    data = {"person": person.pk, "role": "trekker", "from_on": "", "until_on": "", "organisation": board.pk}
    data |= {"group": "field", "name": "Trefmoment", "grant": "Oproep", "involvement": "Denkt mee", "body": ""} | wrong
    answer = coordinator.post(at(page, project), data)
    assert answer.status_code == 422
    assert told in " ".join(answer.context["form"].errors[field]).lower()
    assert not Entry.objects.exists()


def test_person_or_body_of_another_partnership_can_not_be_chosen(coordinator, cast, project):
    stranger = make.PersonFactory(partnership=cast.b.partnership)
    staff = {"person": stranger.pk, "role": "spion", "from_on": "", "until_on": ""}
    assert coordinator.post(at("staff_add", project), staff).status_code == 422
    stakeholder = {"group": "policy", "name": "Zij", "body": cast.b.body.pk}
    assert coordinator.post(at("stakeholder_add", project), stakeholder).status_code == 422


def test_second_editor_of_a_stakeholder_sees_both_texts(coordinator, project):
    row = StakeholderFactory(project=project, name="Scholen")
    data = {"version": 1, "group": "schools", "name": "Scholen"}
    assert coordinator.post(at("stakeholder_edit", row), data | {"involvement": "Elke maand"}).status_code == 302
    answer = coordinator.post(at("stakeholder_edit", row), data | {"involvement": "Elk jaar"})
    assert answer.status_code == 409
    assert "Elke maand" in answer.content.decode()
