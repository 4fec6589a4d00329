"""What is about a project: chosen from the project or from the thing; who sees it; twice, strange and stale."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.models import ApprovalRound
from governance.tests import factories as make
from governance.tests import round_factories as rounds
from governance.tests.rounds import filled
from projects.models import Tie
from projects.tests.factories import PlanFactory, ProjectFactory, TieFactory
from wegwijzer.audit.models import Entry


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


@pytest.fixture
def project(cast):
    return ProjectFactory(partnership=cast.a.partnership, name="Wegwijzer")


@pytest.fixture
def meeting(cast):
    return make.MeetingFactory(body=cast.a.body, approved=True)


@pytest.fixture
def decision(meeting):
    return make.DecisionFactory(item=make.AgendaItemFactory(meeting=meeting, title="Oproep"), title="Dien in")


def choose(client, project, **chosen):
    project.refresh_from_db()
    url = reverse("projects:project_tie", args=[project.pk])
    return client.post(url, {"version": project.version} | chosen)


def test_coordinator_ticks_what_belongs_to_the_project_and_unticks_it_again(coordinator, project, meeting, decision):
    round_ = rounds.ApprovalRoundFactory(partnership=project.partnership)
    data = {"meeting": [meeting.pk], "item": [decision.item_id], "decision": [decision.pk], "round": [round_.pk]}
    assert choose(coordinator, project, **data).status_code == 302
    assert Tie.objects.filter(project=project).count() == 4
    page = coordinator.get(reverse("projects:project_ties", args=[project.pk])).content.decode()
    for words in ("Oproep", "Dien in", round_.title):
        assert words in page
    assert choose(coordinator, project, decision=[decision.pk]).status_code == 302
    assert [tie.decision for tie in Tie.objects.all()] == [decision]
    assert Entry.objects.filter(verb="projects.tie.changed", target_id=project.pk).count() == 2
    assert choose(coordinator, project, decision=[decision.pk]).status_code == 302
    assert Entry.objects.count() == 2  # nothing changed, nothing to tell


def test_things_of_another_partnership_can_not_be_chosen(coordinator, cast, project):
    theirs = make.MeetingFactory(body=cast.b.body, approved=True)
    assert choose(coordinator, project, meeting=[theirs.pk]).status_code == 422
    assert choose(coordinator, project, meeting=["x"]).status_code == 422
    assert not Tie.objects.exists()


def test_who_coordinates_both_ties_what_happened_in_the_other_partnership(coordinator, cast, project):
    elsewhere = make.MeetingFactory(approved=True)
    card = make.PersonFactory(partnership=elsewhere.partnership, user=cast.a.coordinator)
    make.MandateFactory(partnership=elsewhere.partnership, person=card, body=None, role="coordinator")
    assert choose(coordinator, project, meeting=[elsewhere.pk]).status_code == 302
    assert [tie.meeting for tie in Tie.objects.all()] == [elsewhere]


def test_what_somebody_does_not_see_stays_tied_when_they_untick_the_rest(coordinator, cast, project, meeting):
    hidden = TieFactory(project=project, meeting=make.MeetingFactory(body=cast.b.body, approved=True))
    TieFactory(project=project, meeting=meeting)
    assert choose(coordinator, project).status_code == 302
    assert list(Tie.objects.all()) == [hidden]


def test_who_ticks_on_an_old_page_sees_that_somebody_was_first(coordinator, project, meeting, decision):
    url = reverse("projects:project_tie", args=[project.pk])
    assert coordinator.post(url, {"version": 1, "meeting": [meeting.pk]}).status_code == 302
    answer = coordinator.post(url, {"version": 1, "decision": [decision.pk]})
    assert answer.status_code == 409
    assert [tie.meeting for tie in Tie.objects.all()] == [meeting]


def test_what_is_older_is_found_by_searching_and_what_is_tied_stays_offered(coordinator, cast, project, meeting):
    TieFactory(project=project, meeting=meeting)
    old = make.MeetingFactory(body=cast.a.body, approved=True, title="Startdag onthaal")
    url = reverse("projects:project_tie", args=[project.pk])
    offered = coordinator.get(url, {"q": "startdag"}).context["form"].fields["meeting"].queryset
    assert set(offered) == {old, meeting}
    answer = coordinator.post(f"{url}?q=startdag", {"version": 1, "meeting": [meeting.pk, old.pk]})
    assert answer.status_code == 302
    assert Tie.objects.count() == 2


def test_decision_says_to_which_project_it_belongs_and_is_tied_there_in_one_step(coordinator, project, decision):
    page = reverse("governance:decision_detail", args=[decision.pk])
    assert "Koppel aan een project, plan of dossier" in coordinator.get(page).content.decode()
    url = reverse("projects:decision_tie", args=[decision.pk])
    for _time in range(2):  # the same button twice
        assert coordinator.post(url, {"subject": f"project-{project.pk}"}).url == page
    tie = Tie.objects.get()
    assert f'href="/projecten/{project.pk}/">Wegwijzer' in coordinator.get(page).content.decode()
    assert coordinator.post(reverse("projects:tie_remove", args=[tie.pk])).url == page
    assert not Tie.objects.exists()
    assert Entry.objects.filter(verb="projects.tie.changed").count() == 2


def test_item_of_a_meeting_is_tied_on_the_page_of_the_meeting(coordinator, project, meeting, decision):
    url = reverse("projects:meeting_tie", args=[meeting.pk])
    data = {"subject": f"project-{project.pk}", "item": decision.item_id}
    assert coordinator.post(url, data).status_code == 302
    assert Tie.objects.get().item_id == decision.item_id
    page = coordinator.get(reverse("governance:meeting_detail", args=[meeting.pk])).content.decode()
    assert "met het punt Oproep" in page


def test_decision_of_a_tied_item_belongs_to_the_project_as_well(coordinator, project, decision):
    TieFactory(project=project, item=decision.item)
    page = coordinator.get(reverse("governance:decision_detail", args=[decision.pk])).content.decode()
    assert f'href="/projecten/{project.pk}/">Wegwijzer' in page
    assert "Maak los" not in page


@pytest.mark.parametrize("subject", ["", "project-", "project-999999", "plan-1x", "dossier-1", "project-1; drop"])
def test_bad_subject_is_told_and_nothing_is_tied(coordinator, decision, project, subject):
    answer = coordinator.post(reverse("projects:decision_tie", args=[decision.pk]), {"subject": subject})
    assert answer.status_code == 422
    assert not Tie.objects.exists()


def test_project_of_another_partnership_is_not_offered(coordinator, cast, decision):
    theirs = ProjectFactory(partnership=cast.b.partnership, name="Van een ander")
    url = reverse("projects:decision_tie", args=[decision.pk])
    assert "Van een ander" not in coordinator.get(url).content.decode()
    assert coordinator.post(url, {"subject": f"project-{theirs.pk}"}).status_code == 422


def test_delegate_reads_the_project_but_ties_nothing(client, cast, project, decision):
    TieFactory(project=project, decision=decision)
    client.force_login(cast.a.delegate)
    page = client.get(reverse("governance:decision_detail", args=[decision.pk])).content.decode()
    assert "Wegwijzer" in page
    assert "Maak los" not in page
    assert "Koppel aan" not in page


def test_closed_item_that_a_project_is_tied_to_stays_hidden(client, cast, project, meeting):
    closed = make.AgendaItemFactory(meeting=meeting, title="Achter gesloten deuren", is_public=False)
    TieFactory(project=project, item=closed)
    for user, seen in ((cast.a.coordinator, True), (cast.a.staff, False)):
        client.force_login(user)
        for page in ("projects:project_ties", "projects:project_detail"):
            told = client.get(reverse(page, args=[project.pk])).content.decode()
            assert not (not seen and "Achter gesloten deuren" in told)
        told = client.get(reverse("governance:meeting_detail", args=[meeting.pk])).content.decode()
        assert ("Achter gesloten deuren" in told) == seen


def test_plan_of_the_partnership_can_be_chosen_on_a_round(coordinator, cast):
    plan = PlanFactory(partnership=cast.a.partnership, title="Beleidsplan")
    round_ = rounds.ApprovalRoundFactory(partnership=cast.a.partnership)
    url = reverse("projects:round_tie", args=[round_.pk])
    assert coordinator.post(url, {"subject": f"plan-{plan.pk}"}).status_code == 302
    assert Tie.objects.get().plan == plan


def test_ties_are_read_in_one_question_however_many_there_are(coordinator, cast, project, decision):
    page = reverse("governance:decision_detail", args=[decision.pk])
    counts = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as queries:
            coordinator.get(page)
        counts.append(len(queries))
        for _number in range(5):
            TieFactory(project=ProjectFactory(partnership=cast.a.partnership), decision=decision)
            TieFactory(plan=PlanFactory(partnership=cast.a.partnership), item=decision.item)
    assert counts[0] == counts[1]


def test_project_puts_a_question_to_the_councils_and_the_round_belongs_to_it(coordinator, cast, project):
    url = reverse("projects:project_round_add", args=[project.pk])
    page = coordinator.get(url)
    assert "Over het project Wegwijzer" in page.content.decode()
    answer = coordinator.post(url, filled(page, title="De aanvraag", question="Keurt uw raad de aanvraag goed?"))
    assert answer.status_code == 302, answer.context["form"].errors
    round_ = ApprovalRound.objects.get()
    assert answer.url == reverse("governance:approval_round_detail", args=[round_.pk])
    assert Tie.objects.get().round == round_
    assert "Wegwijzer" in coordinator.get(answer.url).content.decode()
