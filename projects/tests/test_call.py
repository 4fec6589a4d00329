"""Calls: followed, corrected, given up; news that moves the deadline; a dossier that is begun from one."""

import datetime as dt

import pytest
from django.urls import reverse

from governance.tests.factories import OrganisationFactory
from projects.models import Call, CallUpdate, Dossier, DossierState, InfoSession, Requirement
from projects.tests.dossier_factories import (
    CallConditionFactory,
    CallFactory,
    CallRequirementFactory,
    CallUpdateFactory,
    DossierFactory,
    RequirementFactory,
)
from projects.tests.factories import FunderFactory, ProjectFactory
from wegwijzer.accounts.models import Organisation
from wegwijzer.audit.models import Entry

OLD, NEW = dt.date(2015, 9, 30), dt.date(2015, 10, 15)


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


@pytest.fixture
def funder(cast):
    agency = OrganisationFactory(kind="agency", name="Vlaamse overheid")
    FunderFactory(project=ProjectFactory(partnership=cast.a.partnership, name="Wegwijzer"), organisation=agency)
    return agency


@pytest.fixture
def call(cast, funder):
    return CallFactory(partnership=cast.a.partnership, title="Projecten integratie", funder=funder, deadline_on=OLD)


def filled(funder, **others):
    return {
        "title": "Projecten integratie",
        "organisation": funder.pk,
        "kind": "",
        "nis_code": "",
        "organisation_name": "",
        "kbo_number": "",
        "reference": "",
        "purpose": "Proefprojecten rond onthaalbeleid",
        "source": "integratiebeleid.vlaanderen.be",
        "opened_on": "01-06-2015",
        "deadline_on": "30-09-2015",
        "interest": "",
        "earlier": "",
    } | others


def at(name, row):
    return reverse(f"projects:{name}", args=[row.pk])


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_coordinator_follows_a_call_and_everybody_inside_reads_it(coordinator, client, cast, funder):
    answer = coordinator.post(at("call_add", cast.a.partnership), filled(funder))
    call = Call.objects.get()
    assert answer.url == at("call_detail", call)
    assert (call.funder, call.opened_on, call.deadline_on) == (funder, dt.date(2015, 6, 1), OLD)
    client.force_login(cast.a.delegate)
    page = client.get(answer.url).content.decode()
    for words in ("Projecten integratie", "Vlaamse overheid", "Afgesloten op wo 30 sep 2015", "Proefprojecten"):
        assert words in page
    assert "Noteer nieuws" not in page
    assert verbs() == ["projects.call.added"]


def test_funder_that_nobody_knew_is_made_along_with_the_call(coordinator, cast, funder):
    data = filled(funder, organisation="", kind="federal", organisation_name="POD MI")
    assert coordinator.post(at("call_add", cast.a.partnership), data).status_code == 302
    assert Call.objects.get().funder == Organisation.objects.get(name="POD MI")


@pytest.mark.parametrize(
    ("wrong", "field", "told"),
    [
        ({"title": ""}, "title", "vul"),
        ({"title": "x" * 161}, "title", "tekens"),
        ({"deadline_on": ""}, "deadline_on", "datum"),
        ({"deadline_on": "31-05-2015"}, "deadline_on", "voor de dag waarop"),
        ({"deadline_on": "31-09-2015"}, "deadline_on", "bestaat niet"),
        ({"organisation": ""}, "organisation", "kies een organisatie"),
        ({"organisation": "999999"}, "organisation", "uit de lijst"),
        ({"earlier": "999999"}, "earlier", "geldige"),
        ({"interest": "999999"}, "interest", "geldige"),
    ],
)
def test_bad_call_is_told_and_what_was_typed_stays(coordinator, cast, funder, wrong, field, told):
    answer = coordinator.post(at("call_add", cast.a.partnership), filled(funder, **wrong))
    assert answer.status_code == 422
    assert told in " ".join(answer.context["form"].errors[field]).lower()
    assert "Proefprojecten rond onthaalbeleid" in answer.content.decode()
    assert not Call.objects.exists()


def test_same_call_with_the_same_deadline_is_there_once(coordinator, cast, call, funder):
    answer = coordinator.post(at("call_add", cast.a.partnership), filled(funder))
    assert answer.status_code == 422
    assert "staat er al" in str(answer.context["form"].errors["title"])


def test_second_editor_of_a_call_sees_both_texts(coordinator, call, funder):
    data = filled(funder, version=1)
    assert coordinator.post(at("call_edit", call), data | {"purpose": "Het ene"}).status_code == 302
    answer = coordinator.post(at("call_edit", call), data | {"purpose": "Het andere"})
    assert answer.status_code == 409
    assert "Het ene" in answer.content.decode()
    assert "Het andere" in answer.content.decode()


def test_calls_after_each_other_make_no_ring(coordinator, cast, call, funder):
    later = CallFactory(partnership=cast.a.partnership, funder=funder, earlier=call, deadline_on=NEW)
    answer = coordinator.post(at("call_edit", call), filled(funder, version=1, earlier=later.pk))
    assert answer.status_code == 422
    assert "vroegere" in str(answer.context["form"].errors["earlier"])


def test_call_goes_away_only_while_nothing_leans_on_it(coordinator, cast, call):
    dossier = DossierFactory(project=cast.a.partnership.projects.get(), call=call)
    answer = coordinator.post(at("call_remove", call), {"version": 1})
    assert answer.status_code == 422
    assert "Er is een dossier voor deze oproep" in answer.content.decode()
    dossier.delete()
    CallConditionFactory(call=call)
    assert coordinator.post(at("call_remove", call), {"version": 1}).status_code == 302
    assert not Call.objects.exists()


def test_list_narrows_to_open_calls_and_searches(coordinator, cast, call, funder):
    CallFactory(
        partnership=cast.a.partnership, title="Sociale cohesie", opened_on=None, deadline_on=dt.date(2099, 1, 1)
    )
    page = coordinator.get(reverse("projects:call_list"), {"stand": "open"}).content.decode()
    assert "Sociale cohesie" in page
    assert "Projecten integratie" not in page
    page = coordinator.get(reverse("projects:call_list"), {"gever": funder.pk, "q": "integratie"}).content.decode()
    assert "1 oproep uitgeschreven door Vlaamse overheid met “integratie”" in page


# --- what comes with it


def test_news_moves_the_deadline_of_the_call_its_dossiers_and_their_checklists(coordinator, cast, call):
    project = cast.a.partnership.projects.get()
    CallRequirementFactory(call=call, title="Verklaring op eer", days_before=10)
    own = {"project": project, "call": call}
    keeps, follows = DossierFactory(**own, deadline_on=OLD), DossierFactory(**own, deadline_on=None)
    other = DossierFactory(**own, deadline_on=dt.date(2015, 9, 1))
    gone = DossierFactory(**own, submitted=True, deadline_on=OLD)
    days = {"title": "Verklaring op eer", "due_on": dt.date(2015, 9, 20)}
    row = RequirementFactory(dossier=keeps, **days)
    done = RequirementFactory(dossier=follows, met_on=dt.date(2015, 9, 1), **days)
    moved_by_hand = RequirementFactory(dossier=follows, title="Begroting", due_on=dt.date(2015, 9, 20))
    data = {"told_on": "20-06-2015", "text": "Twee weken meer tijd", "deadline_on": "15-10-2015", "source": "mail"}
    assert coordinator.post(at("call_update_add", call), data).status_code == 302
    for one in (call, keeps, follows, other, gone, row, done, moved_by_hand):
        one.refresh_from_db()
    assert (call.deadline_on, keeps.deadline_on, follows.deadline_on) == (NEW, NEW, None)
    assert (other.deadline_on, gone.deadline_on) == (dt.date(2015, 9, 1), OLD)
    assert (row.due_on, done.due_on, moved_by_hand.due_on) == (
        dt.date(2015, 10, 5),
        dt.date(2015, 9, 20),
        dt.date(2015, 9, 20),
    )
    page = coordinator.get(at("call_detail", call)).content.decode()
    assert "Nieuwe uiterste dag: do 15 okt 2015" in page
    told = Entry.objects.filter(verb="projects.dossier.deadline_moved")
    assert {entry.target_id for entry in told} == {keeps.pk, follows.pk}
    assert {entry.reason for entry in told} == {"Twee weken meer tijd"}


def test_news_that_is_corrected_moves_the_deadline_again(coordinator, call):
    news = CallUpdateFactory(call=call, deadline_on=NEW)
    data = {"version": 1, "told_on": "20-06-2015", "text": news.text, "deadline_on": "20-10-2015", "source": ""}
    assert coordinator.post(at("call_update_edit", news), data).status_code == 302
    call.refresh_from_db()
    assert call.deadline_on == dt.date(2015, 10, 20)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"told_on": "01-01-2090"}, "told_on"), ({"text": ""}, "text"), ({"deadline_on": "01-05-2015"}, "deadline_on")],
)
def test_bad_news_is_told(coordinator, call, wrong, field):
    data = {"told_on": "20-06-2015", "text": "Nieuws", "deadline_on": "", "source": ""} | wrong
    answer = coordinator.post(at("call_update_add", call), data)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not CallUpdate.objects.exists()


def test_information_session_is_somewhere(coordinator, call):
    data = {"title": "Toelichting", "starts_at_date": "24-06-2015", "starts_at_time": "10:00", "place": "", "link": ""}
    assert coordinator.post(at("info_session_add", call), data).status_code == 422
    assert coordinator.post(at("info_session_add", call), data | {"place": "Brussel"}).status_code == 302
    page = coordinator.get(at("call_detail", call)).content.decode()
    assert "wo 24 jun 2015, 10.00 uur" in page
    assert coordinator.post(at("info_session_add", call), data | {"place": "Brussel"}).status_code == 422
    session = InfoSession.objects.get()
    assert coordinator.post(at("info_session_remove", session), {"version": 1}).status_code == 302
    assert not InfoSession.objects.exists()
    assert verbs() == ["projects.call.session_added", "projects.call.session_removed"]


def test_row_that_somebody_changed_is_not_taken_away(coordinator, call):
    row = CallRequirementFactory(call=call, title="Begroting")
    data = {
        "version": 1,
        "title": "Begroting en toelichting",
        "kind": "document",
        "explanation": "",
        "days_before": "0",
    }
    assert coordinator.post(at("call_requirement_edit", row), data).status_code == 302
    assert coordinator.post(at("call_requirement_remove", row), {"version": 1}).status_code == 409


# --- a dossier begun from it


def test_dossier_begun_from_a_call_has_its_checklist_and_its_period(coordinator, cast, call):
    CallConditionFactory(call=call, measure="starts_from", amount=None, day=dt.date(2015, 12, 1))
    CallConditionFactory(call=call, measure="ends_by", amount=None, day=dt.date(2018, 11, 30))
    CallRequirementFactory(call=call, title="Samenwerkingsovereenkomst", kind="approval", days_before=2)
    CallRequirementFactory(call=call, title="Attest van de bank", is_confidential=True)
    page = reverse("projects:dossier_add", args=[cast.a.partnership.pk])
    start = coordinator.get(page, {"oproep": call.pk}).context["form"].initial
    assert start["title"] == "Aanvraag voor Projecten integratie"
    assert start["project"] == cast.a.partnership.projects.get()  # the only one
    assert (start["from_on"], start["until_on"]) == (dt.date(2015, 12, 1), dt.date(2018, 11, 30))
    data = {"title": start["title"], "project": start["project"].pk, "call": call.pk}
    data |= {"from_on": "01-12-2015", "until_on": "30-11-2018"}
    assert coordinator.post(page, data).status_code == 302
    dossier = Dossier.objects.get()
    assert (dossier.state, dossier.call) == (DossierState.IDEA, call)
    rows = [(row.title, row.kind, row.due_on, row.is_confidential) for row in Requirement.objects.order_by("title")]
    assert rows == [
        ("Attest van de bank", "document", OLD, True),
        ("Samenwerkingsovereenkomst", "approval", dt.date(2015, 9, 28), False),
    ]
    assert verbs() == ["projects.dossier.added", "projects.dossier.checklist_filled"]
