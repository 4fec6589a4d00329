"""One objective: its page, changing everything it says in one form, and notes of progress that are never changed."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.tests import factories as govern
from governance.tests import round_factories as rounds
from projects.models import ObjectiveParty, ProgressNote
from projects.tests import factories as make
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry

DAY = dt.timedelta(days=1)


@pytest.fixture
def plan(cast):
    return make.PlanFactory(
        partnership=cast.a.partnership,
        title="Sociaal beleid",
        owners=[cast.a.boards["Gemeente Olen"]],
        short_term_until_on=dt.date(2009, 12, 31),
    )


@pytest.fixture
def objective(plan):
    goal = make.ObjectiveFactory(plan=plan, title="Werk", position=1)
    return make.ObjectiveFactory(plan=plan, parent=goal, level="action", title="Werkwinkel", position=1)


@pytest.fixture
def coordinator(cast, as_user):
    return as_user(cast.a.coordinator)


def url(name, objective):
    return reverse(f"projects:{name}", args=[objective.pk])


def typed(**said):
    return {"version": 1, "title": "Werkwinkel", "term": "", "priority": "", "target_counts": ""} | said


# --- the page


def test_page_says_where_it_stands_who_when_what_and_how_much(coordinator, plan, objective, cast):
    objective.term, objective.product, objective.effect = "short", "Een gids", "Meer werk"
    objective.target_number, objective.target_unit, objective.target_by = 40, "gezinnen", dt.date(2009, 1, 5)
    objective.theme = rounds.ThemeFactory(partnership=plan.partnership, name="werk")
    objective.save()
    objective.target_groups.add(make.TargetGroupFactory(partnership=plan.partnership, name="jongeren"))
    make.ObjectivePartyFactory(objective=objective, name="beleidsmedewerker")
    make.ObjectivePartyFactory(objective=objective, role="partner", name="VDAB", task="geeft opleiding")
    make.ObjectiveBudgetFactory(objective=objective, year=2008, amount=Decimal("1000"))
    make.ObjectiveBudgetFactory(objective=objective, year=2009, amount=Decimal("250.50"))
    make.FindingFactory(plan=plan, text="Weinig jobs").objectives.add(objective)
    line = make.ObjectiveFactory(plan__partnership=plan.partnership, plan__title="Jeugdplan", title="Jong aan het werk")
    make.AlignmentFactory(line=line, objective=objective)
    step = make.ObjectiveFactory(plan=plan, parent=objective, level="step", title="Overleg")
    make.ProgressNoteFactory(objective=step, percent=50, text="Eerste gesprek")
    make.ProgressNoteFactory(objective=objective, value=Decimal(12), text="Geteld")
    item = govern.AgendaItemFactory(meeting=govern.MeetingFactory(body=cast.a.body, approved=True), title="Opvolging")
    make.TieFactory(plan=plan, item=item)
    page = coordinator.get(url("objective_detail", objective)).content.decode()
    for words in (
        "A1.1", "SD1", "Korte termijn (2008–2009)", "Een gids", "Meer werk", "40 gezinnen", "werk", "jongeren",
        "beleidsmedewerker", "VDAB", "geeft opleiding", "€\u00a01.250,50", "Weinig jobs", "Jong aan het werk",
        "Jeugdplan", "1.1.1", "Eerste gesprek", "50%", "Opvolging",
    ):  # fmt: skip
        assert words in page, words
    assert page.index("Geteld") < page.index("Eerste gesprek")


def test_timing_and_theme_come_from_above_and_say_so(coordinator, plan, objective):
    goal = objective.parent
    goal.term = "long"
    goal.save()
    page = coordinator.get(url("objective_detail", objective)).content.decode()
    assert "Lange termijn (2010–2013)" in page
    assert "zoals SD1" in page


def test_finding_of_an_agenda_item_behind_closed_doors_stays_there(as_user, plan, objective, cast):
    meeting = govern.MeetingFactory(body=cast.a.body, approved=True)
    make.TieFactory(plan=plan, item=govern.AgendaItemFactory(meeting=meeting, title="Gesloten", is_public=False))
    page = url("objective_detail", objective)
    assert "Gesloten" in as_user(cast.a.coordinator).get(page).content.decode()
    assert "Gesloten" not in as_user(cast.a.staff).get(page).content.decode()


def queries(client, page):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


@pytest.mark.parametrize("persona", ["coordinator", "contact", "contact_elsewhere", "staff"])
def test_page_costs_the_same_for_little_and_for_much(as_user, plan, objective, cast, persona):
    client, page = as_user(cast.personas[persona]), url("objective_detail", objective)
    make.ProgressNoteFactory(objective=objective)
    few = queries(client, page)
    for _time in range(6):
        step = make.ObjectiveFactory(plan=plan, parent=objective, level="step")
        make.ProgressNoteFactory(objective=step, by=cast.a.coordinator)
        make.ObjectivePartyFactory(objective=objective, name="", organisation=make.OrganisationFactory())
        make.ObjectivePartyFactory(objective=objective, role="partner", name=f"partner {step.pk}")
        make.ObjectiveBudgetFactory(objective=objective, year=2010 + _time)
        make.FindingFactory(plan=plan).objectives.add(objective)
        make.AlignmentFactory(line__plan__partnership=plan.partnership, objective=objective)
        objective.target_groups.add(make.TargetGroupFactory(partnership=plan.partnership))
        held = govern.AgendaItemFactory(meeting=govern.MeetingFactory(body=cast.a.body, approved=True))
        make.TieFactory(plan=plan, item=held)
        make.TieFactory(plan=plan, decision=govern.DecisionFactory(item=held))
    assert queries(client, page) == few
    assert few <= 12


# --- the form


def test_everything_is_written_in_one_go_and_history_says_it_in_words(coordinator, plan, objective, cast):
    board = cast.a.boards["OCMW Olen"]
    data = typed(
        title="De werkwinkel benutten",
        theme="Werk",
        group_1="jongeren",
        group_2="Jongeren",
        responsible_1="ocmw olen",
        responsible_2="beleidsmedewerker",
        responsible_3=cast.a.body.name,
        partner_1="VDAB",
        task_1="geeft opleiding",
        year_1="2008",
        amount_1="1.250,50",
        term="short",
        from_on="01-02-2008",
        target_number="40",
        target_unit="gezinnen",
        target_by="31-12-2009",
    )
    assert coordinator.post(url("objective_edit", objective), data).status_code == 302
    objective.refresh_from_db()
    assert (objective.title, objective.theme.name, objective.version) == ("De werkwinkel benutten", "werk", 2)
    assert [str(group) for group in objective.target_groups.all()] == ["Jongeren"]
    parties = [(party.role, str(party), party.task) for party in objective.parties.all()]
    assert parties == [
        ("responsible", "OCMW Olen", ""),
        ("responsible", "beleidsmedewerker", ""),
        ("responsible", cast.a.body.name, ""),
        ("partner", "VDAB", "geeft opleiding"),
    ]
    assert ObjectiveParty.objects.get(organisation=board).name == ""
    assert objective.budgets.get().amount == Decimal("1250.50")
    entry = Entry.objects.get(verb="projects.objective.changed")
    assert entry.changes["verantwoordelijken"] == ["", f"OCMW Olen, beleidsmedewerker, {cast.a.body.name}"]
    assert entry.changes["budget"] == ["", "2008: €\u00a01.250,50"]


def test_form_comes_back_as_it_was_saved_and_saving_it_again_changes_nothing(coordinator, objective):
    make.ObjectivePartyFactory(objective=objective, name="systeembeheerder", task="bewaart taak")
    form = coordinator.get(url("objective_edit", objective)).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    assert data["responsible_1"] == "systeembeheerder"
    assert coordinator.post(url("objective_edit", objective), data).status_code == 302
    assert not Entry.objects.filter(verb="projects.objective.changed").exists()
    assert objective.parties.get().task == "bewaart taak"


def test_one_row_more_saves_nothing_and_keeps_what_was_typed(coordinator, objective):
    data = typed(title="Half getypt", responsible_1="iemand", year_1="veel", more="responsible")
    answer = coordinator.post(url("objective_edit", objective), data)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert 'name="responsible_2"' in page
    assert "Half getypt" in page
    assert "viercijferig" not in page
    objective.refresh_from_db()
    assert objective.title == "Werkwinkel"


def test_second_editor_sees_both_texts_also_when_only_who_does_it_changed(coordinator, objective):
    page = url("objective_edit", objective)
    assert coordinator.post(page, typed(responsible_1="beleidsmedewerker")).status_code == 302
    answer = coordinator.post(page, typed(responsible_1="secretaris"))
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "secretaris" in said
    assert "beleidsmedewerker" in said
    assert objective.parties.get().name == "beleidsmedewerker"
    assert coordinator.post(page, typed(version=2, responsible_1="secretaris")).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": ""}, "vul dit veld in"),
        ({"title": "x" * 501}, "hoogstens 500"),
        ({"from_on": "01-02-2009", "until_on": "01-02-2008"}, "einddatum ligt voor"),
        ({"until_on": "31-02-2008"}, "bestaat niet"),
        ({"target_unit": "gezinnen"}, "streefcijfer"),
        ({"target_number": "40"}, "zeg wat u telt"),
        ({"target_number": "1e5", "target_unit": "x"}, "getal"),
        ({"year_1": "26", "amount_1": "5"}, "jaar"),
        ({"amount_1": "5"}, "welk jaar"),
        ({"year_1": "2008"}, "geef het bedrag"),
        ({"year_1": "2008", "amount_1": "5", "year_2": "2008", "amount_2": "6"}, "staat er al"),
        ({"year_1": "2008", "amount_1": "1.0.0"}, "bedrag"),
        ({"year_1": "2008", "amount_1": "-5"}, "negatief"),
        ({"task_1": "doet iets"}, "wie deze taak"),
        ({"responsible_1": "OCMW Olen", "responsible_2": "ocmw olen"}, "twee keer"),
        ({"responsible_1": "Secretaris", "responsible_2": "secretaris"}, "twee keer"),
        ({"term": "ooit"}, "geldige"),
        ({"theme": "x" * 61}, "hoogstens 60"),
    ],
)
def test_bad_objective_is_told_and_nothing_is_saved(coordinator, objective, wrong, told):
    answer = coordinator.post(url("objective_edit", objective), typed(explanation="Dit blijft staan") | wrong)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page.lower()
    assert "Dit blijft staan" in page
    objective.refresh_from_db()
    assert (objective.version, objective.explanation) == (1, "")
    assert not objective.parties.exists()
    assert not objective.budgets.exists()


# --- progress


def noted(**said):
    return {"on": f"{today():%d-%m-%Y}", "text": "Gesprek gehad", "state": "", "percent": ""} | said


def test_note_counts_at_once_and_the_same_twice_is_once(coordinator, objective, cast):
    for _time in range(2):
        answer = coordinator.post(url("progress_add", objective), noted(state="running", percent="40"))
        assert answer.status_code == 302
    note = objective.notes.get()
    assert (note.by, note.percent, note.state) == (cast.a.coordinator, 40, "running")
    page = coordinator.get(url("objective_detail", objective)).content.decode()
    assert "40%" in page
    assert coordinator.post(url("progress_add", objective), noted(text="Toch niet", percent="10")).status_code == 302
    assert objective.notes.count() == 2  # a correction is a note of its own
    assert Entry.objects.filter(verb="projects.progress.noted").count() == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"on": f"{today() + DAY:%d-%m-%Y}"}, "moet nog komen"),
        ({"on": "31-02-2020"}, "bestaat niet"),
        ({"on": ""}, "datum"),
        ({"text": " "}, "vul dit veld in"),
        ({"percent": "101"}, "hoogstens 100"),
        ({"percent": "-1"}, "negatief"),
        ({"percent": "12,5"}, "geheel getal"),
        ({"state": "verloren"}, "geldige"),
    ],
)
def test_bad_note_is_told(coordinator, objective, wrong, told):
    answer = coordinator.post(url("progress_add", objective), noted() | wrong)
    assert answer.status_code == 422
    assert told in answer.content.decode().lower()
    assert not ProgressNote.objects.exists()


def test_value_is_only_asked_where_something_is_measured_by_hand(coordinator, objective):
    form = url("progress_add", objective)
    assert 'name="value"' not in coordinator.get(form).content.decode()
    assert coordinator.post(form, noted(value="12")).status_code == 302  # nobody asked: it is not kept
    assert objective.notes.get().value is None
    objective.target_number, objective.target_unit = 40, "gezinnen"
    objective.save()
    assert 'name="value"' in coordinator.get(form).content.decode()
    assert coordinator.post(form, noted(text="Geteld", value="12,5")).status_code == 302
    assert objective.notes.first().value == Decimal("12.50")


def test_board_that_is_responsible_notes_and_another_does_not(as_user, objective, cast):
    contact = as_user(cast.contact_elsewhere)
    assert contact.post(url("progress_add", objective), noted()).status_code == 403
    make.ObjectivePartyFactory(objective=objective, name="", organisation=cast.a.boards["Gemeente Lille"])
    assert contact.post(url("progress_add", objective), noted()).status_code == 302
    assert contact.post(url("objective_edit", objective), typed()).status_code == 403
    assert contact.post(url("progress_add", objective.parent), noted()).status_code == 403
