"""The year report: what stands in the PDF is what hand-counted data come to, and no small count is in it."""

import datetime as dt
import subprocess

import pytest
from django.urls import reverse

from governance.models import Decision
from governance.tests import factories as govern
from governance.tests.factories import PartnershipFactory
from onboarding.access.indicators import may_see_year_report
from onboarding.models.year_book import YearBook
from onboarding.models.year_ref import YearRef
from onboarding.reports import year as build
from onboarding.tests import factories as make
from onboarding.tests import indicator_factories as figures
from projects.tests.factories import ProjectFactory
from wegwijzer.accounts.models import Population
from wegwijzer.reports.models import Report
from wegwijzer.reports.registry import UnknownReport, kind_named
from wegwijzer.reports.render import render


@pytest.fixture
def told(cast):
    """A year of partnership A: two results, three events, one indicator with a small count."""
    partnership = cast.a.partnership
    project = ProjectFactory(partnership=partnership, name="Wegwijzer", running=True)
    olen, lille = (cast.a.boards[f"Gemeente {name}"] for name in ("Olen", "Lille"))
    brochure = make.DeliverableTypeFactory(project=project, name="Onthaalbrochure")
    make.DeliverableFactory(type=brochure, organisation=olen, published=True)  # delivered 3 April 2017
    make.DeliverableFactory(
        type=brochure,
        organisation=lille,
        state="delivered",
        started_on=dt.date(2016, 1, 4),
        delivered_on=dt.date(2016, 5, 2),
    )
    sheet = make.DeliverableTypeFactory(project=project, name="Onthaalfiche")
    make.DeliverableFactory(type=sheet, organisation=olen, delivered=True, delivered_on=dt.date(2018, 1, 8))
    make.DeliverableFactory(type=sheet, organisation=lille, na=True)
    training = make.EventFactory(project=project, title="Helder Nederlands", held=True, organiser=olen)
    make.EventCountFactory(event=training, organisation=olen, invited=8, registered=7, present=4)
    make.EventCountFactory(event=training, organisation=lille, invited=3, registered=2, present=2)
    tiny = make.EventFactory(project=project, title="Kleine vorming", held=True, organiser=lille)
    make.EventCountFactory(event=tiny, organisation=lille, invited=9, registered=4, present=3)
    make.EventFactory(project=project, title="Nog gepland")
    indicator = figures.IndicatorFactory(partnership=partnership, name="Instroom")
    figures.MeasurementFactory(indicator=indicator, organisation=olen, year=2017, value=40, remark="Geteld in mei")
    figures.MeasurementFactory(indicator=indicator, organisation=lille, year=2017, value=3, remark="Precies drie")
    for nis_code, people in (("13029", 12_000), ("13019", 16_000)):
        Population.objects.create(nis_code=nis_code, year=2017, inhabitants=people, source="Statbel")
    return partnership


def text_of(ref):
    content = render(build(ref)).content
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split()).replace("<5", "< 5")  # a thin space, as the paper is laid out


def test_pdf_of_the_region_says_what_was_counted_by_hand(told):
    text = text_of(f"{told.slug}-2017")
    assert "Jaarverslag 2017" in text
    assert "1. Resultaten" in text
    assert "6. Bronnen en wat afgeschermd is" in text
    assert "Onthaalbrochure 2 2 1" in text  # asked of two, both had it, one of them this year
    assert "Onthaalfiche 1 0 0" in text  # Lille was left out, Olen came in January 2018
    assert "Helder Nederlands 11 9 6" in text
    assert "Kleine vorming 9 < 5 < 5" in text
    assert "Nog gepland" not in text
    assert "Gemeente Lille – – < 5" in text
    assert "Geteld in mei" in text  # of Olen, which is told
    assert "Precies drie" not in text
    assert "Instroom 2017" in text


def test_pdf_of_a_municipality_says_how_far_each_result_was_when_the_year_ended(told):
    text = text_of(f"{told.slug}-2017-gemeente-olen")
    assert "Onthaalbrochure Gemeente Olen gepubliceerd" in text
    assert "Onthaalfiche Gemeente Olen in uitvoering" in text
    assert "Helder Nederlands 11 9 6" in text
    assert "Kleine vorming" not in text


@pytest.mark.once
def test_same_data_give_the_same_bytes(told):
    assert render(build(f"{told.slug}-2017")).content == render(build(f"{told.slug}-2017")).content


def test_small_number_is_left_out_with_what_would_tell_it(told):
    book = YearBook(YearRef.read(f"{told.slug}-2017"))
    (line,) = book.frames
    year = line.frame.years[-1]
    assert [year.of(place) for place in year.members] == ["< 5", "40"]
    assert (year.total, year.mean, book.hidden) == ("afgeschermd", "afgeschermd", [("Instroom", "2017")])
    assert [said for _remark, said in line.notes] == [["Gemeente Olen 2017"]]
    assert ">3<" not in line.picture.picture


def test_presence_is_left_out_of_all_welcomes_where_one_municipality_had_few(cast, told):
    project = told.projects.get()
    olen, lille = (cast.a.boards[f"Gemeente {name}"] for name in ("Olen", "Lille"))
    figures.IndicatorFactory(partnership=told, name="Aanwezigen", welcomed=True)
    first = make.EventFactory(project=project, title="Welkom in Olen", kind="welcome", held=True, organiser=olen)
    make.EventCountFactory(event=first, organisation=olen, invited=40, registered=30, present=20)
    other = make.EventFactory(project=project, title="Welkom in Lille", kind="welcome", held=True, organiser=lille)
    make.EventCountFactory(event=other, organisation=lille, invited=40, registered=30, present=25)
    ref = YearRef.read(f"{told.slug}-2017")
    lines = {line.event.title: line.counts for line in YearBook(ref).events}
    assert lines["Welkom in Olen"] == ["40", "30", "20"]
    make.EventCountFactory(event=other, organisation=olen, invited=5, registered=5, present=2)
    lines = {line.event.title: line.counts for line in YearBook(ref).events}
    assert lines["Welkom in Olen"] == ["40", "30", "afgeschermd"]
    assert lines["Welkom in Lille"] == ["45", "35", "afgeschermd"]


@pytest.mark.parametrize(
    "ending", ["", "-", "-20", "-1900", "-2014", "-2017-gent", "-2017-", "-2017-99999999999999999999"]
)
def test_reference_that_means_nothing_is_told_so(told, ending):
    with pytest.raises(UnknownReport, match="integratie-2017"):
        build(f"{told.slug}{ending}")


def test_reference_names_a_place_by_its_name_or_key_and_a_slug_may_have_a_year_in_it(cast, told):
    olen = cast.a.boards["OCMW Olen"]
    for wanted in ("gemeente-olen", str(olen.pk)):
        assert YearRef.read(f"{told.slug}-2017-{wanted}").place.name == "Gemeente Olen"
    other = PartnershipFactory(slug="plan-2017")
    told.memberships.update(partnership=other)
    assert YearRef.read("plan-2017-2017").partnership == other
    assert YearRef.read("plan-2017-2017-gemeente-lille").place.name == "Gemeente Lille"
    assert YearRef.read("plan-2017") is None


def test_page_asks_for_it_and_who_sits_in_one_body_only_gets_none(cast, told, as_user):
    address = reverse("onboarding:year_report", args=[told.pk])
    olen = cast.a.boards["Gemeente Olen"]
    client = as_user(cast.a.contact)
    assert "Jaarverslag" in client.get(address).content.decode()
    assert client.post(address, {"year": "2017", "place": str(olen.pk)}).status_code == 302
    report = Report.objects.get()
    assert (report.kind, report.ref) == ("year", f"{told.slug}-2017-{olen.pk}")
    assert kind_named("year").may_see(cast.a.staff, report.ref, report.created_at)
    for stranger in (cast.a.delegate, cast.b.coordinator, cast.former_contact):
        assert not may_see_year_report(stranger, report.ref, report.created_at)
    told.memberships.filter(organisation__nis_code="13029").update(until_on="2016-12-31")
    answer = client.post(address, {"year": "2017", "place": str(olen.pk)})
    assert answer.status_code == 422
    assert "was in 2017 geen lid" in answer.content.decode()


def test_sheet_to_publish_leaves_out_what_the_working_sheet_has(told, cast, as_user):
    import io

    import openpyxl

    address = reverse("onboarding:measurement_export", args=[told.pk])
    client = as_user(cast.a.staff)
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{address}?om=publiceren").content))
    rows = [list(row) for row in book["Om te publiceren"].iter_rows(values_only=True)]
    assert [row[2:3] + row[-1:] for row in rows] == [
        ["Gemeente", "2017"],
        ["Gemeente Lille", "< 5"],
        ["Gemeente Olen", "40"],
        ["Alle leden samen", "afgeschermd"],
    ]
    working = openpyxl.load_workbook(io.BytesIO(client.get(address).content))
    assert ("Instroom", "Gemeente Lille", 2017, 3) in [
        row[:4] for row in working["Cijfers"].iter_rows(values_only=True)
    ]


def test_decisions_are_those_with_a_number_that_were_not_taken_behind_closed_doors(cast, told):
    for title, is_public, number in (("Openbaar", True, 1), ("Besloten", False, 2), ("Zonder nummer", True, None)):
        meeting = govern.MeetingFactory(body=cast.a.body, approved=True)
        item = govern.AgendaItemFactory(meeting=meeting, is_public=is_public)
        decision = govern.DecisionFactory(item=item, title=title)
        Decision.objects.filter(pk=decision.pk).update(number=number, year=2017)
    book = YearBook(YearRef.read(f"{told.slug}-2017"))
    assert [str(row.title) for row in book.decisions] == ["Openbaar"]
    assert YearBook(YearRef.read(f"{told.slug}-2018")).decisions == []


def test_rate_is_of_who_counted_with_the_inhabitants_of_that_year(told):
    told.indicators.update(is_guarded=False)
    (line,) = YearBook(YearRef.read(f"{told.slug}-2017-gemeente-olen")).frames
    assert line.frame.head[-3:] == ["eigen per 1.000 inwoners", "alle leden per 1.000 inwoners", "gekend van"]
    year, cells = line.frame.rows[-1]
    # 40 of 12,000 and 43 of 28,000
    assert (year, cells) == (2017, ["40", "43", "21,5", "21,5", "3 – 40", "3,3", "1,5", "2 van 2"])
