"""A plan as a document: what stands in it and where, and for whom it is."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.html import strip_tags
from pypdf import PdfReader

from governance.tests import round_factories as rounds
from governance.tests.factories import BodyFactory, MeetingFactory, PartnershipFactory
from governance.tests.round_factories import ThemeFactory
from projects.access import may_see_plan_report
from projects.models import Plan
from projects.reports import plan as printed
from projects.reports.plan_governance import agreements, gathered
from projects.tests import factories as make
from wegwijzer.reports.models import Report
from wegwijzer.reports.registry import UnknownReport
from wegwijzer.reports.render import html_of, render_pdf

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>{{ 7*7 }}'


@pytest.fixture
def plan():
    """A plan with something in every part."""
    partnership = PartnershipFactory()
    project = make.ProjectFactory(partnership=partnership)
    make.FunderFactory(project=project, grant="Lokaal sociaal beleid")
    plan = make.PlanFactory(
        partnership=partnership,
        title="Sociaal beleidsplan",
        project=project,
        mission="Iedereen telt mee",
        vision="Een warme gemeente",
        analysis="Weinig jobs",
        communication="In het infoblad",
        participation="Startmoment op 7 december",
        short_term_until_on=dt.date(2009, 12, 31),
    )
    work = ThemeFactory(partnership=partnership, name="werk")
    make.PlanThemeFactory(plan=plan, theme=work, mission="Werk voor wie zoekt")
    top = make.ObjectiveFactory(plan=plan, theme=work, title="Eén aanspreekpunt", term="long")
    action = make.ObjectiveFactory(
        plan=plan, parent=top, level="action", title="Werkwinkel", product="Folder", term="short",
        target_number=Decimal("6.00"), target_unit="zitdagen", target_by=dt.date(2010, 6, 30),
    )  # fmt: skip
    step = make.ObjectiveFactory(plan=plan, parent=action, level="step", title="Folder drukken")
    make.ObjectivePartyFactory(objective=action, name="beleidsmedewerker")
    make.ObjectivePartyFactory(objective=action, role="partner", name="VDAB", task="geeft cijfers")
    for row, amount in ((top, "1000.00"), (action, "250.50"), (step, "49.50")):
        make.ObjectiveBudgetFactory(objective=row, year=2009, amount=Decimal(amount))
    make.ProgressNoteFactory(objective=action, text="Folder verdeeld", on=dt.date(2009, 5, 4))
    make.FindingFactory(plan=plan, theme=work, text="Jonge werkzoekenden", kind="weakness")
    make.FindingFactory(plan=plan, theme=work, text="Haven dichtbij", kind="opportunity")
    make.ServiceSheetFactory(plan=plan, theme=work, name="OCMW", client_level="Begeleiding")
    module = make.PlanStepFactory(
        plan=plan, title="Missie", activities="1. Lezen\n- Schrijven", time_path="najaar 2005"
    )
    make.PlanStepPartnerFactory(step=module, name="Stuurgroep", participation="leest na")
    sector = make.PlanFactory(partnership=partnership, title="Kinderopvangplan", part_of=plan)
    line = make.ObjectiveFactory(plan=sector, title="Meer plaatsen")
    make.AlignmentFactory(line=line, objective=top, note="samen")
    make.PlanVersionFactory(plan=plan, adopted_on=dt.date(2008, 3, 1))
    return plan


def pages_of(printout, tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(render_pdf(printout))
    return PdfReader(path)


TITLES = [
    "1. Missie en visie",
    "2. Omgevingsanalyse",
    "3. Doelstellingen",
    "4. Budget per jaar",
    "5. Stappenplan",
    "6. Communicatie en participatie",
    "7. Afstemming met andere plannen",
    "8. Bijlage: sectorplannen",
    "9. Bijlage: wat gerealiseerd is",
]


@pytest.mark.once
def test_contents_say_on_which_page_each_part_stands(plan, tmp_path):
    reader = pages_of(printed(str(plan.pk)), tmp_path)
    texts = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert "Sociaal beleidsplan" in texts[0]
    assert "Lokaal sociaal beleid" in texts[0]
    assert "goedgekeurd op 1 maart 2008" in texts[0]
    for title in TITLES:
        page = next(number for number, text in enumerate(texts[2:], start=3) if title in text)
        said = texts[1].split(title)[1].lstrip(" .").split()[0]
        assert said == str(page), title
    assert [title for title in TITLES[:3] if title not in texts[2]] == []  # parts follow each other


@pytest.mark.once
def test_document_is_tagged_and_its_bookmarks_are_its_headings(plan, tmp_path):
    reader = pages_of(printed(str(plan.pk)), tmp_path)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data()

    def names(outline):
        for entry in outline:
            yield from names(entry) if isinstance(entry, list) else [entry.title]

    found = list(names(reader.outline))
    assert [title for title in found if title in TITLES] == TITLES
    assert {"3.1 Werk", "SD1 Eén aanspreekpunt", "5.1 Missie", "8.1 Kinderopvangplan"} <= set(found)


def test_every_part_says_what_was_written(plan, tmp_path):
    text = " ".join(" ".join(page.extract_text().split()) for page in pages_of(printed(str(plan.pk)), tmp_path).pages)
    for part in (
        "Iedereen telt mee",
        "Werk voor wie zoekt",
        ["Zwakte", "Jonge werkzoekenden"][1],
        "Haven dichtbij",
        "Begeleiding",
        "A1.1 Werkwinkel",
        "Streefcijfer: 6 zitdagen, tegen 30 juni 2010",
        "beleidsmedewerker",
        "met VDAB (geeft cijfers)",
        "korte termijn",
        "1.1.1 Folder drukken",
        "Stuurgroep: leest na",
        "Startmoment op 7 december",
        "Meer plaatsen SD1 Eén aanspreekpunt samen",
        "04/05/2009 Folder verdeeld",
    ):
        assert part in text, part
    assert "1.300,00" in text  # 1000 + 250,50 + 49,50, by hand
    assert "Lezen" in text
    assert "1. Lezen 1." not in text


def test_empty_plan_and_one_that_is_not_there(tmp_path):
    plan = make.PlanFactory()
    assert "In dit plan staat nog niets" in html_of(printed(str(plan.pk)))
    for ref in ("0", "99999999", "x", "", "²", "1" * 30):
        with pytest.raises(UnknownReport):
            printed(ref)


def test_what_people_typed_is_text(plan):
    plan.objectives.update(title=HOSTILE, explanation=HOSTILE)
    type(plan).objects.filter(pk=plan.pk).update(mission=HOSTILE, title=HOSTILE[:60])
    plan.findings.update(text=HOSTILE)
    html = html_of(printed(str(plan.pk)))
    assert "<script" not in html
    assert "<img" not in html
    assert "{{ 7*7 }}" in html


def test_queries_stay_the_same_however_long_the_plan(plan, django_assert_num_queries, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as before:
        html_of(printed(str(plan.pk)))
    for number in range(20):
        row = make.ObjectiveFactory(plan=plan, title=f"Doel {number}")
        make.ObjectivePartyFactory(objective=row)
        make.ProgressNoteFactory(objective=row)
    with django_assert_num_queries(len(before)):
        html_of(printed(str(plan.pk)))
    assert len(before) <= 26


@pytest.mark.once
def test_command_writes_the_file(plan, tmp_path, settings):
    out = tmp_path / "uit.pdf"
    call_command("report", "plan", str(plan.pk), "--out", str(out))
    assert out.read_bytes().startswith(b"%PDF")


def test_report_is_for_who_sees_the_plan(cast, as_user):
    plan = make.PlanFactory(partnership=cast.a.partnership)
    now = timezone.now()
    assert may_see_plan_report(cast.a.coordinator, str(plan.pk), now)
    assert may_see_plan_report(cast.a.contact, str(plan.pk), now)
    assert not may_see_plan_report(cast.b.coordinator, str(plan.pk), now)
    assert not may_see_plan_report(cast.administrator, str(plan.pk), now)
    assert not may_see_plan_report(cast.a.coordinator, "x", now)
    answer = as_user(cast.a.contact).post(f"/plannen/{plan.pk}/pdf/")
    report = Report.objects.get(kind="plan")
    assert answer.url == f"/verslagen/{report.pk}/"


def test_document_of_the_policy_plan_holds_what_the_paper_holds(loaded):
    """Who approved the protocol on which day, when the steering group met, and whom it tells by what."""
    loaded("policy-plan")
    html = html_of(printed(str(Plan.objects.get(kind="policy").pk)))
    text = " ".join(strip_tags(html.replace("<", " <")).split())
    for organ, day in (
        ("overlegcomité", "28 november 2005"),
        ("raad voor maatschappelijk welzijn", "6 december 2005"),
        ("gemeenteraad", "15 december 2005"),
    ):
        assert f"{organ} goedgekeurd {day}" in text
    assert "2005 11 mei, 15 juni, 6 juli, 7 september, 5 oktober, 9 november 6 12" in text
    assert "2006 25 januari, 22 februari, 24 mei, 13 december 4 12" in text
    assert "2007 24 januari, 18 april, 24 oktober 3 12" in text
    assert "Voorzitter OCMW Herenthout" in text
    assert "Wie Punt op de agenda van de raad Mail" in text
    assert "De raden wat de stuurgroep besprak, binnen 45 dagen –" in text


def test_meetings_about_something_else_and_protocols_of_others_are_not_told(plan):
    body = BodyFactory(partnership=plan.partnership)
    Plan.objects.filter(pk=plan.pk).update(steered_by=body)
    for state in ({"approved": True}, {}):
        make.TieFactory(project=None, plan=plan, meeting=MeetingFactory(body=body, **state))
    MeetingFactory(body=body, approved=True)
    plan.refresh_from_db()
    assert sum(len(year.days) for year in gathered(plan, body)) == 1
    for kind, state in (("plan", {"open": True}), ("protocol", {})):
        round_ = rounds.ApprovalRoundFactory(partnership=plan.partnership, kind=kind, **state)
        make.TieFactory(project=None, plan=plan, round=round_)
    rounds.ApprovalRoundFactory(partnership=plan.partnership, kind="protocol", open=True)
    assert agreements(plan) == []
