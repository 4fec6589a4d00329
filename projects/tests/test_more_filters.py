"""The meetings, the register of decisions, the action points and the rounds, narrowed to a project or a dossier."""

import pytest
from django.urls import reverse

from governance.tests import factories as make
from governance.tests import round_factories as rounds
from projects.tests.dossier_factories import DossierFactory
from projects.tests.factories import ProjectFactory, TieFactory

LISTS = ("decision_list", "action_point_list", "approval_round_list")


@pytest.fixture
def project(cast):
    """With one tied item: its decision, action point and round; each list has one more that is not about it."""
    project = ProjectFactory(partnership=cast.a.partnership, name="Wegwijzer")
    meeting = make.MeetingFactory(body=cast.a.body, approved=True)
    for about, item in (("van het project", make.AgendaItemFactory(meeting=meeting)), ("iets anders", None)):
        if item is not None:
            TieFactory(project=project, item=item)
        other = item or make.AgendaItemFactory(meeting=meeting)
        decision = make.DecisionFactory(item=other, title=f"besluit {about}")
        make.ActionPointFactory(body=cast.a.body, item=other, text=f"actiepunt {about}")
        rounds.ApprovalRoundFactory(partnership=cast.a.partnership, decision=decision, title=f"ronde {about}")
    return project


@pytest.mark.parametrize("name", LISTS)
def test_list_shows_only_what_is_about_the_project_and_says_so(client, cast, project, name):
    client.force_login(cast.a.coordinator)
    page = client.get(reverse(f"governance:{name}"), {"project": project.pk})
    titles = [str(getattr(row, "title", None) or row) for row in page.context["listing"]]
    assert len(titles) == 1
    assert titles[0].endswith("van het project")
    assert "van het project Wegwijzer" in page.context["listing"].sentence


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("asked", ["", "0", "x", "1e5", "-1", "9" * 30, "theirs"])
def test_project_that_is_not_theirs_or_not_there_narrows_nothing(client, cast, project, name, asked):
    if asked == "theirs":
        asked = ProjectFactory(partnership=cast.b.partnership, name="Geheim").pk
    client.force_login(cast.a.coordinator)
    page = client.get(reverse(f"governance:{name}"), {"project": asked})
    assert page.status_code == 200
    assert len(page.context["listing"].rows) == 2
    assert "Geheim" not in page.content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_list_without_projects_asks_for_none(client, cast, name):
    client.force_login(cast.b.coordinator)
    assert 'name="project"' not in client.get(reverse(f"governance:{name}")).content.decode()


@pytest.mark.parametrize("name", [*LISTS, "meeting_list"])
def test_list_shows_only_what_is_about_the_dossier_and_says_so(client, cast, project, name):
    dossier = DossierFactory(project=project, title="Aanvraag")
    TieFactory(project=None, dossier=dossier, item=project.ties.get().item)
    make.MeetingFactory(body=cast.a.body, approved=True)
    client.force_login(cast.a.coordinator)
    page = client.get(reverse(f"governance:{name}"), {"dossier": dossier.pk})
    assert len(page.context["listing"].rows) == 1
    assert "van het dossier Aanvraag" in page.context["listing"].sentence
    theirs = DossierFactory(project=ProjectFactory(partnership=cast.b.partnership), title="Geheim")
    page = client.get(reverse(f"governance:{name}"), {"dossier": theirs.pk, "when": "alle"})
    assert len(page.context["listing"].rows) == 2
    assert "Geheim" not in page.content.decode()


def test_meetings_about_a_project_are_found_in_the_past_as_well(client, cast, project):
    client.force_login(cast.a.coordinator)
    page = client.get(reverse("governance:meeting_list"), {"project": project.pk})
    assert [row.pk for row in page.context["listing"]] == [project.ties.get().item.meeting_id]
