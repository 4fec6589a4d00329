"""Collaborations of a large with a small organisation, what each of both learned, and the register of lessons."""

import datetime as dt

import pytest
from django.template import Context, Template
from django.urls import reverse

from projects.models import Collaboration, CollaborationEvaluation, CollaborationStage, WorkForm
from projects.tests import dossier_factories as money
from projects.tests import staff_factories as make
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def cast(furnished):
    return furnished[0]


@pytest.fixture
def world(furnished):
    return furnished[1]


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


def values(cast, **others):
    return {
        "subject": "Onthaal van nieuwkomers",
        "lead": cast.a.boards["OCMW Olen"].pk,
        "partner": cast.a.boards["OCMW Lille"].pk,
        "form": "immersie",
        "other_form": "",
        "theme": "",
        "dossier": "",
        "frequency": "twee dagen per week",
        "staff_days": "24,5",
        "from_on": "2016-09-01",
        "until_on": "",
        "goals": "Een eigen procedure",
        "stop_reason": "",
    } | others


def add(client, world, cast, **others):
    return client.post(reverse("projects:collaboration_add", args=[world["project"].pk]), values(cast, **others))


def test_collaboration_is_added_corrected_and_taken_away(coordinator, world, cast):
    assert add(coordinator, world, cast, dossier=world["dossier"].pk).status_code == 302
    row = Collaboration.objects.get(subject="Onthaal van nieuwkomers")
    assert (row.form.name, str(row.staff_days), row.dossier) == ("immersie", "24.5", world["dossier"])
    edit = reverse("projects:collaboration_edit", args=[row.pk])
    changed = values(cast, form="", other_form="Uitwisseldag", version=1)
    assert coordinator.post(edit, changed).status_code == 302
    row.refresh_from_db()
    assert row.form.name == "Uitwisseldag"
    assert coordinator.post(edit, changed | {"frequency": "elke week"}).status_code == 409
    remove = reverse("projects:collaboration_remove", args=[row.pk])
    assert coordinator.post(remove, {"version": row.version}).status_code == 302
    assert not Collaboration.objects.filter(pk=row.pk).exists()
    told = (
        Entry.objects.filter(verb__startswith="projects.collaboration.").order_by("pk").values_list("verb", flat=True)
    )
    assert [verb.rpartition(".")[2] for verb in told] == ["added", "changed", "removed"]


def test_work_form_that_differs_in_capitals_only_is_the_same_one(coordinator, world, cast):
    add(coordinator, world, cast)
    before = WorkForm.objects.count()
    assert add(coordinator, world, cast, form="", other_form="IMMERSIE").status_code == 302
    assert WorkForm.objects.count() == before


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ({"form": ""}, "Kies hoe ze samenwerken"),
        ({"other_form": "nog een"}, "niet allebei"),
        ({"until_on": "2016-08-31"}, "De einddatum ligt voor de begindatum"),
        ({"stop_reason": "Ziekte"}, "Vul de laatste dag in"),
        ({"staff_days": "2.5"}, "Een punt staat alleen tussen duizendtallen"),
        ({"subject": ""}, "verplicht"),
        ({"dossier": "999999"}, "Selecteer een geldige keuze"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_kept(coordinator, world, cast, others, said):
    answer = add(coordinator, world, cast, **others)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Collaboration.objects.filter(subject="Onthaal van nieuwkomers").exists()


def test_organisation_does_not_work_together_with_itself(coordinator, world, cast):
    answer = add(coordinator, world, cast, partner=cast.a.boards["OCMW Olen"].pk)
    assert answer.status_code == 422
    assert "Kies twee verschillende organisaties" in answer.content.decode()


@pytest.mark.parametrize(
    ("days", "more", "stage"),
    [
        ((1, 9), {}, CollaborationStage.PLANNED),
        ((0, 9), {}, CollaborationStage.RUNNING),
        ((-9, 0), {}, CollaborationStage.RUNNING),
        ((-9, -1), {}, CollaborationStage.TO_EVALUATE),
        ((-9, -1), {"stop_reason": "Ziekte"}, CollaborationStage.STOPPED),
    ],
)
def test_stage_follows_from_the_days(days, more, stage):
    first, last = (today() + number * DAY for number in days)
    row = make.CollaborationFactory(from_on=first, until_on=last, **more)
    assert row.stage == stage
    assert (row in Collaboration.objects.to_evaluate()) == (days[1] < 0)
    make.CollaborationEvaluationFactory(collaboration=row)
    assert Collaboration.objects.get(pk=row.pk).stage == CollaborationStage.EVALUATED
    assert row not in Collaboration.objects.to_evaluate()


# --- evaluations


@pytest.fixture
def row(world, cast):
    """The first board, whose contact is in the cast, learns from the OCMW of Olen."""
    return make.CollaborationFactory(
        project=world["project"], lead=cast.a.boards["OCMW Olen"], partner=world["organisation"], subject="Meelopen"
    )


def evaluate(client, row, organisation, **others):
    answers = {"advantages": "Korte lijnen", "disadvantages": "", "budget": "", "would_differ": "Vroeger beginnen"}
    address = reverse("projects:collaboration_evaluate", args=[row.pk])
    return client.post(address, {"organisation": organisation.pk} | answers | others)


def test_each_of_both_evaluates_once_and_a_contact_for_the_own_board(as_user, cast, row):
    contact = as_user(cast.a.contact)
    assert evaluate(contact, row, row.lead).status_code == 422  # speaks for the partner only
    assert evaluate(contact, row, row.partner).status_code == 302
    assert evaluate(contact, row, row.partner).status_code == 422
    assert evaluate(as_user(cast.a.coordinator), row, row.lead, advantages="Nieuwe blik").status_code == 302
    made = {one.organisation: one for one in row.evaluations.all()}
    assert (made[row.partner].written_by, made[row.partner].written_on) == (cast.a.contact, today())
    assert made[row.lead].written_by == cast.a.coordinator
    content = contact.get(reverse("projects:collaboration_detail", args=[row.pk])).content.decode()
    assert "Nieuwe blik" in content
    assert content.count(reverse("projects:collaboration_evaluation_edit", args=[made[row.partner].pk])) == 1
    assert reverse("projects:collaboration_evaluation_edit", args=[made[row.lead].pk]) not in content


def test_evaluation_without_any_answer_is_refused(as_user, cast, row):
    answer = evaluate(as_user(cast.a.contact), row, row.partner, advantages=" ", would_differ="")
    assert answer.status_code == 422
    assert "Vul minstens één van de vier in" in answer.content.decode()


def test_who_says_it_otherwise_wrote_it_last(as_user, cast, row):
    made = make.CollaborationEvaluationFactory(collaboration=row, written_by=cast.a.contact)
    address = reverse("projects:collaboration_evaluation_edit", args=[made.pk])
    answers = {
        "advantages": made.advantages,
        "disadvantages": "Te kort",
        "budget": "",
        "would_differ": "",
        "version": 1,
    }
    assert as_user(cast.a.coordinator).post(address, answers).status_code == 302
    assert as_user(cast.a.contact).post(address, answers | {"budget": "Krap"}).status_code == 409
    made.refresh_from_db()
    assert (made.disadvantages, made.written_by, made.written_on) == ("Te kort", cast.a.coordinator, today())
    assert Entry.objects.get(verb="projects.collaboration.evaluation_changed").changes


def test_party_that_evaluated_stays_and_so_does_its_collaboration(coordinator, cast, row):
    make.CollaborationEvaluationFactory(collaboration=row)
    edit = reverse("projects:collaboration_edit", args=[row.pk])
    other = values(cast, partner=cast.a.boards["OCMW Lille"].pk, version=1, other_form=row.form.name, form="")
    answer = coordinator.post(edit, other)
    assert answer.status_code == 422
    assert "blijft er dus bij staan" in answer.content.decode()
    remove = coordinator.post(reverse("projects:collaboration_remove", args=[row.pk]), {"version": row.version})
    assert remove.status_code == 422
    assert Collaboration.objects.filter(pk=row.pk).exists()


# --- lessons


def lessons(client, **asked):
    listing = client.get(reverse("projects:lesson_list"), asked).context["listing"]
    return {lesson.collaboration.subject for lesson in listing}


def test_lessons_stand_side_by_side_and_narrow(coordinator, world, row):
    CollaborationEvaluation.objects.exclude(collaboration__project__partnership=row.partnership).delete()
    world["collaboration_evaluation"].delete()
    make.CollaborationEvaluationFactory(collaboration=row, would_differ="Eerder taallessen plannen")
    stage = make.CollaborationFactory(
        project=world["project"], subject="Stage", theme=world["theme"], form=world["work_form"]
    )
    make.CollaborationEvaluationFactory(collaboration=stage, organisation=stage.lead, advantages="Goede begeleiding")
    assert lessons(coordinator) == {"Meelopen", "Stage"}
    assert lessons(coordinator, werkvorm=world["work_form"].name) == {"Stage"}
    assert lessons(coordinator, thema=world["theme"].name) == {"Stage"}
    assert lessons(coordinator, organisatie=row.partner.pk) == {"Meelopen"}
    assert lessons(coordinator, q="taalles") == {"Meelopen"}
    assert lessons(coordinator, werkvorm="onzin", thema="'") == {"Meelopen", "Stage"}


def shown_with(call):
    return Template("{% load staff %}{% lessons_for call %}").render(Context({"call": call}))


def test_call_shows_what_earlier_collaborations_of_its_partnership_taught(row, cast):
    call = money.CallFactory(partnership=cast.a.partnership)
    CollaborationEvaluation.objects.all().delete()
    assert shown_with(call).strip() == ""
    make.CollaborationEvaluationFactory(collaboration=row, would_differ="Vroeger <b>beginnen</b>")
    make.CollaborationEvaluationFactory(would_differ="Van een ander samenwerkingsverband")
    said = shown_with(call)
    assert "Vroeger &lt;b&gt;beginnen&lt;/b&gt;" in said
    assert "Van een ander" not in said
    assert f"?verband={cast.a.partnership.pk}" in said


def test_lists_of_a_dossier_and_of_its_project(coordinator, world, row):
    loose = {row.subject, world["collaboration"].subject}
    page = coordinator.get(reverse("projects:collaboration_list_of_project", args=[world["project"].pk]))
    assert {one.subject for one in page.context["listing"]} == loose
    page = coordinator.get(reverse("projects:collaboration_list", args=[world["dossier"].pk]))
    assert [one.subject for one in page.context["listing"]] == [world["collaboration"].subject]
    assert f"?dossier={world['dossier'].pk}" in page.content.decode()
