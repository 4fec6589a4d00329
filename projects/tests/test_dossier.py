"""A dossier begun, corrected and found: who may, bad input, two editors, and the page that is composed of sections."""

import datetime as dt

import pytest
from django.urls import reverse

from governance.tests import factories as make
from projects.access import dossier_sections, register_section
from projects.actions import dossier as dossiers
from projects.models import Dossier
from projects.tests.dossier_factories import CallFactory, DossierFactory
from projects.tests.factories import PlanFactory, ProjectFactory, TieFactory


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


@pytest.fixture
def project(cast):
    return ProjectFactory(partnership=cast.a.partnership, name="Wegwijzer")


@pytest.fixture
def dossier(project):
    return DossierFactory(project=project, title="Aanvraag Wegwijzer", applicant=None)


def filled(to, **others):
    return {
        "title": "Aanvraag Wegwijzer",
        "project": to.pk,
        "call": "",
        "decision": "",
        "applicant": "",
        "plan": "",
        "from_on": "01-12-2015",
        "until_on": "30-11-2018",
        "deadline_on": "",
        "reference": "",
        "summary": "Samen onthalen",
    } | others


def add_url(cast):
    return reverse("projects:dossier_add", args=[cast.a.partnership.pk])


def test_coordinator_begins_a_dossier_as_an_idea(coordinator, cast, project):
    call = CallFactory(partnership=cast.a.partnership, title="Projecten integratie")
    answer = coordinator.post(add_url(cast), filled(project, call=call.pk))
    dossier = Dossier.objects.get()
    assert answer.url == reverse("projects:dossier_detail", args=[dossier.pk])
    assert (dossier.state, dossier.from_on, dossier.submit_by) == ("idea", dt.date(2015, 12, 1), call.deadline_on)
    page = coordinator.get(answer.url).content.decode()
    for words in ("Aanvraag Wegwijzer", "idee", "Samen onthalen", "Projecten integratie", "30 sep 2015"):
        assert words in page
    listed = coordinator.get(reverse("projects:dossier_list")).content.decode()
    assert "Aanvraag Wegwijzer" in listed


def test_project_in_the_address_brings_who_applies_and_the_period(coordinator, cast, project):
    board = next(iter(cast.a.boards.values()))
    project.managing_authority = board
    project.save()
    form = coordinator.get(add_url(cast), {"project": project.pk, "oproep": "x"}).context["form"]
    assert (form["applicant"].value(), form["from_on"].initial) == (board.pk, project.from_on)


@pytest.mark.parametrize(
    ("wrong", "field", "told"),
    [
        ({"title": ""}, "title", "vul"),
        ({"title": "x" * 161}, "title", "tekens"),
        ({"title": "Bestaat al"}, "title", "al een dossier met deze titel"),
        ({"project": ""}, "project", "kies het project"),
        ({"project": "999999"}, "project", "geldige"),
        ({"call": "x"}, "call", "geldige"),
        ({"until_on": "30-11-2015"}, "until_on", "voor de begindatum"),
        ({"deadline_on": "31-02-2016"}, "deadline_on", "bestaat niet"),
    ],
)
def test_bad_dossier_is_told_and_what_was_typed_stays(coordinator, cast, project, wrong, field, told):
    DossierFactory(project=project, title="Bestaat al")
    answer = coordinator.post(add_url(cast), filled(project, **wrong))
    assert answer.status_code == 422
    assert told in " ".join(answer.context["form"].errors[field]).lower()
    assert "Samen onthalen" in answer.content.decode()
    assert Dossier.objects.count() == 1


def test_nothing_of_another_partnership_can_be_chosen(coordinator, cast, project):
    other = cast.b.partnership
    foreign = {
        "project": ProjectFactory(partnership=other),
        "call": CallFactory(partnership=other),
        "plan": PlanFactory(partnership=other),
        "decision": make.DecisionFactory(item__meeting__body__partnership=other),
    }
    for field, row in foreign.items():
        answer = coordinator.post(add_url(cast), filled(project, **{field: row.pk}))
        assert answer.status_code == 422, field
        assert field in answer.context["form"].errors


def test_decision_of_another_partnership_counts_once_it_is_tied_to_the_project(cast, project):
    """What became a project here may have been decided where it began."""
    decision = make.DecisionFactory(item__meeting__body__partnership=cast.b.partnership)
    refused = pytest.raises(dossiers.Refused, match="ander samenwerkingsverband")
    values = {"title": "Aanvraag", "decision": decision}
    with refused:
        dossiers.add(project, by=cast.a.coordinator, **values)
    TieFactory(project=project, decision=decision)
    assert dossiers.add(project, by=cast.a.coordinator, **values).decision == decision


def test_second_editor_of_a_dossier_sees_both_texts(coordinator, project, dossier):
    url = reverse("projects:dossier_edit", args=[dossier.pk])
    data = filled(project, version=1)
    assert coordinator.post(url, data | {"summary": "De ene tekst"}).status_code == 302
    answer = coordinator.post(url, data | {"summary": "De andere tekst"})
    assert answer.status_code == 409
    assert "De ene tekst" in answer.content.decode()
    assert "De andere tekst" in answer.content.decode()


def test_dossier_that_is_over_is_not_changed_any_more(coordinator, project):
    closed = DossierFactory(project=project, closed=True)
    answer = coordinator.post(reverse("projects:dossier_edit", args=[closed.pk]), filled(project, version=1))
    assert answer.status_code == 422
    assert "afgesloten" in answer.content.decode()


@pytest.mark.parametrize(("asked", "found"), [("", 2), ("stand=alive", 1), ("stand=closed", 1), ("q=tweede", 1)])
def test_list_is_narrowed(coordinator, project, dossier, asked, found):
    DossierFactory(project=project, title="Een tweede", closed=True)
    listing = coordinator.get(f"{reverse('projects:dossier_list')}?{asked}").context["listing"]
    assert len(listing.rows) == found


def test_page_shows_the_sections_that_others_hang_on_it_in_their_order(coordinator, dossier, monkeypatch):
    monkeypatch.setattr(dossier_sections, "_sections", {})
    register_section(20, "components/facts.html", lambda user, row: {"rows": [("Later", row.title)]})
    register_section(10, "components/empty.html", lambda user, row: None)
    shown = coordinator.get(reverse("projects:dossier_detail", args=[dossier.pk])).context["sections"]
    assert [(section.template, section.told["rows"]) for section in shown] == [
        ("components/facts.html", [("Later", "Aanvraag Wegwijzer")])
    ]
