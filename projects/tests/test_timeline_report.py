"""The time line on paper: what everybody inside may see, whoever asks; and what a milestone may wait for."""

import datetime as dt

import pytest
from django.urls import reverse
from pypdf import PdfReader

from governance.tests import factories as make
from governance.tests import round_factories as rounds
from projects import access
from projects.tests import factories as plans
from projects.timeline import printed, sources
from wegwijzer.accounts.periods import today
from wegwijzer.reports.models import Report
from wegwijzer.reports.registry import UnknownReport
from wegwijzer.reports.render import html_of, render_pdf
from wegwijzer.timeline import Lane, Point


@pytest.fixture
def project(cast):
    days = {"from_on": today() - dt.timedelta(days=90), "until_on": today() + dt.timedelta(days=90)}
    project = plans.ProjectFactory(partnership=cast.a.partnership, running=True, **days)
    plans.PhaseFactory(project=project, name="Voorbereiding", planned_from_on=today(), planned_until_on=today())
    return project


def test_printed_time_line_has_the_picture_and_its_table(project):
    printout = printed.timeline(str(project.pk))
    html = html_of(printout)
    assert (html.count("<svg"), html.count("<h2>Fasen</h2>")) == (1, 1)
    assert printout.publisher == project.partnership.name


@pytest.mark.once
def test_every_row_of_the_printed_table_leads_to_the_site(project, cast, settings, tmp_path):
    settings.SITE_URL = "https://wegwijzer.example"
    meeting = make.MeetingFactory(body=cast.a.body, convened=True)
    plans.TieFactory(project=project, meeting=meeting)
    path = tmp_path / "tijdlijn.pdf"
    path.write_bytes(render_pdf(printed.timeline(str(project.pk))))
    notes = [note.get_object() for page in PdfReader(path).pages for note in page.get("/Annots", ())]
    links = {note["/A"]["/URI"] for note in notes if "/URI" in note.get("/A", {})}
    here = reverse("projects:project_timeline", args=[project.pk])
    assert f"https://wegwijzer.example/vergaderingen/{meeting.pk}/" in links
    assert any(link.startswith(f"https://wegwijzer.example{here}#") for link in links)


def test_print_leaves_out_what_only_the_coordinator_sees(project, cast):
    draft = rounds.ApprovalRoundFactory(partnership=cast.a.partnership, title="In voorbereiding nog")
    planned = make.MeetingFactory(body=cast.a.body, title="Nog niet bijeengeroepen")
    for thing in ({"round": draft}, {"meeting": planned}):
        plans.TieFactory(project=project, **thing)
    html = html_of(printed.timeline(str(project.pk)))
    assert draft.title not in html
    assert planned.title not in html


def test_who_does_not_coordinate_sees_no_draft_on_the_page_either(project, cast, as_user):
    draft = rounds.ApprovalRoundFactory(partnership=cast.a.partnership, title="In voorbereiding nog")
    plans.TieFactory(project=project, round=draft)
    address = reverse("projects:project_timeline", args=[project.pk])
    assert draft.title in as_user(cast.a.coordinator).get(address).content.decode()
    assert draft.title not in as_user(cast.a.contact).get(address).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("ref", ["999999", "x", "", "9" * 40, "-1"])
def test_time_line_of_nothing_is_no_report(ref):
    with pytest.raises(UnknownReport):
        printed.timeline(ref)


def test_report_is_asked_for_by_who_is_inside_and_seen_by_nobody_else(project, cast, as_user):
    address = reverse("projects:timeline_report", args=[project.pk])
    assert as_user(cast.a.staff).post(address).status_code == 302
    assert Report.objects.get().kind == "timeline"
    assert access.may_see_project_report(cast.a.delegate, str(project.pk), today())
    assert not access.may_see_project_report(cast.b.coordinator, str(project.pk), today())
    assert not access.may_see_project_report(cast.a.coordinator, "x", today())


def test_app_above_adds_its_own_lane(project, monkeypatch):
    monkeypatch.setattr(sources, "_sources", dict(sources._sources))
    due = Point(key="event-1", label="Onthaalmoment", on=today())
    sources.register("open days", lambda reading: Lane("Opendeurdagen", [due]), order=25)
    titles = [lane.title for lane in sources.lanes_of(sources.Reading(project))]
    assert titles[1:4] == ["Mijlpalen", "Opendeurdagen", "Dossiers"]
    with pytest.raises(ValueError, match="registered twice"):
        sources.register("open days", lambda reading: Lane("Activiteiten", []), order=25)


def test_milestone_keeps_a_round_of_elsewhere_that_its_editor_does_not_see(project, cast, as_user):
    elsewhere = rounds.ApprovalRoundFactory(partnership=cast.b.partnership, open=True, title="Van een ander verband")
    milestone = plans.MilestoneFactory(project=project, round=elsewhere)
    address = reverse("projects:milestone_edit", args=[milestone.pk])
    client = as_user(cast.a.coordinator)
    html = client.get(address).content.decode()
    assert "de huidige ronde" in html
    assert elsewhere.title not in html
    data = {"version": 1, "name": "Akkoord", "planned_on": "03-05-2016", "expected_on": "03-05-2016"}
    assert client.post(address, data | {"round": elsewhere.pk}).status_code == 302
    milestone.refresh_from_db()
    assert (milestone.name, milestone.round) == ("Akkoord", elsewhere)
    other = rounds.ApprovalRoundFactory(partnership=cast.b.partnership, open=True)
    assert client.post(address, data | {"version": 2, "round": other.pk}).status_code == 422
