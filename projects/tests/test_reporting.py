"""Reports to the funder: expected, filled from what is known, frozen when submitted; questions; on paper."""

import datetime as dt
import hashlib
import json
from decimal import Decimal

import page
import pytest
from django.urls import reverse

from governance.models import Question
from projects.models import Figure, ReportingDeadline, missing_final_report
from projects.reports import funder_report
from projects.tests.dossier_factories import BudgetFactory, BudgetLineFactory, CostKindFactory, DossierFactory
from projects.tests.factories import ObjectiveFactory, PlanFactory, ProgressNoteFactory, ProjectFactory
from projects.tests.reporting_factories import (
    AmendmentFactory,
    FigureFactory,
    FigureLineFactory,
    ReportingDeadlineFactory,
)
from wegwijzer.accounts.periods import today
from wegwijzer.audit.models import Entry
from wegwijzer.reports.registry import UnknownReport
from wegwijzer.reports.render import render_pdf

YEAR = {"from_on": dt.date(2016, 1, 1), "until_on": dt.date(2016, 12, 31)}


@pytest.fixture
def coordinator(client, cast):
    client.force_login(cast.a.coordinator)
    return client


@pytest.fixture
def dossier(cast):
    project = ProjectFactory(partnership=cast.a.partnership)
    plan = PlanFactory(partnership=cast.a.partnership, project=project)
    return DossierFactory(project=project, plan=plan, running=True, title="Aanvraag Wegwijzer")


@pytest.fixture
def action(dossier):
    return ObjectiveFactory(plan=dossier.plan, level="action", title="Een onthaalbrochure")


@pytest.fixture
def report(dossier, action, cast):
    """With something of everything in its period, and something outside it."""
    line = FigureLineFactory(dossier=dossier, objective=action, name="brochures")
    FigureFactory(line=line, organisation=cast.a.boards["Gemeente Olen"], value=120)
    ProgressNoteFactory(objective=action, on=dt.date(2016, 5, 12), text="De brochure is gedrukt", percent=60)
    ProgressNoteFactory(objective=action, on=dt.date(2017, 5, 12), text="Wat later gebeurde", percent=None)
    budget = BudgetFactory(dossier=dossier, name="aanvraag")
    staff = CostKindFactory(partnership=dossier.partnership, name="personeel")
    for year, amount in ((2016, 600), (2017, 400)):
        BudgetLineFactory(budget=budget, cost_kind=staff, year=year, quantity=1, unit_cost=Decimal(amount))
    AmendmentFactory(dossier=dossier, approved=True, title="Een moment meer")
    return ReportingDeadlineFactory(dossier=dossier, due_on=dt.date(2017, 2, 28), **YEAR)


def at(name, row):
    return reverse(f"projects:{name}", args=[row.pk])


def submitted(client, report, **others):
    report.refresh_from_db()
    data = {"version": report.version, "submitted_on": "01-03-2017"} | others
    return client.post(at("reporting_submit", report), data)


FILLED = {
    "kind": "interim",
    "title": "",
    "due_on": "28-02-2017",
    "from_on": "01-01-2016",
    "until_on": "31-12-2016",
}


def test_report_is_expected_on_a_day_over_a_period(coordinator, dossier):
    assert coordinator.post(at("reporting_add", dossier), FILLED).status_code == 302
    page = coordinator.get(at("dossier_reporting", dossier)).content.decode()
    for words in ("Tussentijds verslag tegen 28/02/2017", "te laat", "van 1 januari 2016 tot en met 31 december 2016"):
        assert words in page
    assert coordinator.post(at("reporting_add", dossier), FILLED).status_code == 422
    assert "Tussentijds verslag" in coordinator.get(at("dossier_detail", dossier)).content.decode()
    assert "Dien het verslag in: Tussentijds verslag" in coordinator.get("/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"due_on": ""}, "due_on"),
        ({"from_on": ""}, "from_on"),
        ({"until_on": "31-12-2015"}, "until_on"),
        ({"kind": "x"}, "kind"),
        ({"title": "x" * 161}, "title"),
    ],
)
def test_bad_report_is_told(coordinator, dossier, wrong, field):
    answer = coordinator.post(at("reporting_add", dossier), FILLED | wrong)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not ReportingDeadline.objects.exists()


def test_report_fills_itself_with_what_is_known_of_its_period(coordinator, report):
    page = coordinator.get(at("reporting_detail", report)).content.decode().replace("\u00a0", " ")
    for words in ("brochures", "Gemeente Olen 120", "De brochure is gedrukt", "60 %", "€ 600,00", "Een moment meer"):
        assert words in page
    for words in ("Wat later gebeurde", "€ 1.000,00"):
        assert words not in page


def test_submitted_report_stays_as_it_was_and_shows_what_changed_since(coordinator, cast, report):
    assert submitted(coordinator, report).status_code == 302
    report.refresh_from_db()
    assert report.checksum == hashlib.sha256(report.content.encode()).hexdigest()
    assert json.loads(report.content)["figures"][0]["total"] == "120"
    Figure.objects.update(value=150)
    page = coordinator.get(at("reporting_detail", report)).content.decode()
    assert "Gemeente Olen 120" in page
    assert "Gemeente Olen 150" not in page
    compared = coordinator.get(at("reporting_detail", report), {"vergelijk": "nu"})
    assert [(row.old, row.new) for row in compared.context["differences"]] == [
        ("120 (Gemeente Olen 120)", "150 (Gemeente Olen 150)")
    ]
    edit = coordinator.post(at("reporting_edit", report), FILLED | {"version": report.version, "remarks": "Anders"})
    assert edit.status_code == 422
    assert "ligt vast" in edit.content.decode()
    assert submitted(coordinator, report).status_code == 422
    coordinator.post(at("reporting_remove", report), {"version": report.version})
    assert ReportingDeadline.objects.filter(pk=report.pk).exists()
    assert list(Entry.objects.values_list("verb", flat=True)) == ["projects.reporting.submitted"]


@pytest.mark.parametrize("day", ["31-12-2015", "01-01-2090", "31-02-2017", ""])
def test_report_is_submitted_on_a_day_that_can_be(coordinator, report, day):
    assert submitted(coordinator, report, submitted_on=day).status_code == 422
    report.refresh_from_db()
    assert not report.is_submitted


def test_who_submits_second_sees_that_it_changed(coordinator, report):
    old = report.version
    edit = FILLED | {"version": old, "remarks": "Het liep goed"}
    assert coordinator.post(at("reporting_edit", report), edit).status_code == 302
    answer = coordinator.post(at("reporting_submit", report), {"version": old, "submitted_on": "01-03-2017"})
    assert answer.status_code == 409


def test_dossier_closes_only_after_its_final_report(coordinator, dossier):
    [told] = missing_final_report(dossier)
    assert told.startswith("Zet eerst het eindverslag op de lijst")
    final = ReportingDeadlineFactory(dossier=dossier, kind="final", **YEAR)
    assert missing_final_report(dossier) == ["Dien eerst het eindverslag in."]
    submitted(coordinator, final)
    assert missing_final_report(dossier) == []


def test_question_to_the_funder_is_one_of_the_partnership_with_the_day_of_its_answer(coordinator, dossier):
    data = {"text": "Mag een partner afhaken?", "addressee": "Vlaamse overheid", "asked_on": f"{today():%d-%m-%Y}"}
    assert coordinator.post(at("dossier_question_add", dossier), data | {"due_on": ""}).status_code == 302
    question = Question.objects.get()
    assert question.partnership == dossier.partnership
    page = coordinator.get(at("dossier_reporting", dossier)).content.decode()
    assert "Mag een partner afhaken?" in page
    assert reverse("governance:question_answer", args=[question.pk]) in page
    assert coordinator.post(at("dossier_question_add", dossier), data | {"due_on": "01-01-2015"}).status_code == 422


@pytest.mark.once
def test_report_on_paper_is_a_pdf_that_everybody_can_read(report):
    verdict = page.validate_pdf_bytes(render_pdf(funder_report(str(report.pk))), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in verdict.failures] == []


def test_report_on_paper_says_what_was_submitted(coordinator, report):
    assert coordinator.post(at("reporting_report", report)).status_code == 302
    assert funder_report(str(report.pk)).context["content"]["figures"][0]["total"] == "120"
    submitted(coordinator, report)
    Figure.objects.update(value=150)
    printout = funder_report(str(report.pk))
    assert printout.context["content"]["figures"][0]["total"] == "120"
    assert printout.title == "Tussentijds verslag tegen 28/02/2017"
    for nonsense in ("x", "999999", "9" * 30):
        with pytest.raises(UnknownReport):
            funder_report(nonsense)
