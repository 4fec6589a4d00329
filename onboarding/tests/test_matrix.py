"""The status matrix: what it shows, what is owed, and its spreadsheet and document."""

import datetime as dt
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from onboarding import reports
from onboarding.models import MatrixChoice, read_status_matrix
from onboarding.tests import factories as make
from projects.tests.factories import ProjectFactory
from wegwijzer.accounts.periods import today
from wegwijzer.reports.registry import UnknownReport

LONG_AGO, FAR = dt.date(2017, 6, 30), dt.date(2190, 1, 1)


@pytest.fixture
def project(cast):
    """Two types; Olen has one late and one delivered, Lille has one to come and one that does not apply."""
    row = ProjectFactory(partnership=cast.a.partnership, running=True, until_on=None)
    sheet, plan = (make.DeliverableTypeFactory(project=row, name=name) for name in ("Fiche", "Plan"))
    olen, lille = cast.a.boards["Gemeente Olen"], cast.a.boards["Gemeente Lille"]
    make.DeliverableFactory(type=sheet, organisation=olen, due_on=LONG_AGO, in_progress=True)
    make.DeliverableFactory(type=plan, organisation=olen, due_on=LONG_AGO, delivered=True)
    make.DeliverableFactory(type=sheet, organisation=lille, due_on=FAR)
    make.DeliverableFactory(type=plan, organisation=lille, na=True)
    return row


def test_late_coming_and_owed(project):
    matrix = read_status_matrix(project)
    names = matrix.place_names
    assert matrix.counts == (3, 1, 1)
    assert [(names[cell.organisation], cell.due_on) for cell in matrix.late] == [("Gemeente Olen", LONG_AGO)]
    assert [names[cell.organisation] for cell in matrix.coming] == ["Gemeente Lille"]
    assert [place.name for place, _cells in matrix.owed] == ["Gemeente Lille", "Gemeente Olen"]


@pytest.mark.parametrize(
    ("stand", "cells"), [("late", 1), ("open", 2), ("delivered", 1), ("na", 1), ("published", 0), ("", 4)]
)
def test_matrix_narrowed_to_a_state(project, stand, cells):
    shown = read_status_matrix(project).narrowed(MatrixChoice(project.pk, stand=stand))
    assert len(shown.listed) == cells


def test_choice_is_the_same_after_writing_it_down():
    for choice in (MatrixChoice(3), MatrixChoice(3, 4, 5, "late", 6), MatrixChoice(3, stand="published")):
        assert MatrixChoice.read(choice.text) == choice
    for text in ("", "x", "1:2:3:4", "1:2:3:weg:4", "1::::٣", "1:-2:::", ":1:::", "1" * 20 + "::::"):
        with pytest.raises(ValueError, match="no choice"):
            MatrixChoice.read(text)


def test_page_shows_each_cell_as_one_state(cast, project, as_user):
    client = as_user(cast.a.contact)
    text = client.get(reverse("onboarding:deliverable_matrix", args=[project.pk])).content.decode()
    assert "1 van 3 opgeleverd" in text
    assert text.count("te laat, 30 jun 2017") == 1
    narrowed = client.get(f"{reverse('onboarding:deliverable_matrix', args=[project.pk])}?stand=late").content.decode()
    assert "Gemeente Lille" not in narrowed.split("<tbody>")[1].split("</tbody>")[0]
    owed = client.get(reverse("onboarding:deliverable_owed", args=[project.pk])).content.decode()
    assert "1 te laat, 1 met een dag die nog komt." in owed


def test_matrix_asks_three_queries_however_large(project):
    for _more in range(2):
        with CaptureQueriesContext(connection) as queries:
            read_status_matrix(project)
        assert len(queries) == 3
        for kind in project.deliverable_types.all():
            for _time in range(20):
                make.DeliverableFactory(type=kind)


def test_spreadsheet_has_the_same_rows_and_every_deliverable(cast, project, as_user):
    answer = as_user(cast.a.staff).get(reverse("onboarding:deliverable_export", args=[project.pk]))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert [cell.value for cell in book["Matrix"][1]] == ["Organisatie", "Fiche", "Plan"]
    rows = {row[0].value: [cell.value for cell in row[1:]] for row in book["Matrix"].iter_rows(min_row=2)}
    assert rows == {
        "Gemeente Olen": ["bezig, te laat", "opgeleverd"],
        "Gemeente Lille": ["gepland", "niet van toepassing"],
    }
    assert book["Resultaten"].max_row == 5


def test_document_has_the_cells_and_refuses_what_is_not_there(project):
    printout = reports.matrix(MatrixChoice(project.pk, stand="late").text)
    assert printout.context["matrix"].counts == (1, 0, 1)
    for ref in ("weg", MatrixChoice(999_999).text, MatrixChoice(project.pk, stand="published").text):
        with pytest.raises(UnknownReport):
            reports.matrix(ref)


def test_who_speaks_for_an_organisation_sees_on_the_start_page_what_it_owes(cast, project, as_user):
    make.DeliverableFactory(
        type=project.deliverable_types.first(), organisation=cast.a.boards["OCMW Olen"], due_on=today()
    )
    text = as_user(cast.a.contact).get(reverse("home:start")).content.decode()
    assert "Lever op: Fiche" in text
    text = as_user(cast.a.coordinator).get(reverse("home:start")).content.decode()
    assert "1 resultaat is te laat" in text
    assert "Lever op" not in as_user(cast.a.staff).get(reverse("home:start")).content.decode()
    assert "Fiche" in as_user(cast.a.contact).get(reverse("onboarding:start")).content.decode()


@pytest.mark.parametrize(
    ("over", "word"),
    [
        ({}, "te laat"),
        ({"state": "closed", "ended_on": LONG_AGO}, "niet gehaald"),
        ({"until_on": LONG_AGO}, "niet gehaald"),
    ],
)
def test_nobody_is_late_any_more_for_a_project_that_is_over(project, client, cast, over, word):
    type(project).objects.filter(pk=project.pk).update(**over)
    project.refresh_from_db()
    matrix = read_status_matrix(project)
    assert matrix.late_word == word
    assert len(matrix.late) == (2 if over else 1), "what had a day to come will not come either"
    client.force_login(cast.a.coordinator)
    for name in ("deliverable_matrix", "deliverable_owed"):
        text = client.get(reverse(f"onboarding:{name}", args=[project.pk])).content.decode()
        assert word in text
        assert {"te laat": "niet gehaald", "niet gehaald": "te laat"}[word] not in text
    start = client.get(reverse("onboarding:start")).content.decode()
    assert f"{len(matrix.late)} {word}" in start


def test_a_state_that_is_noted_from_the_matrix_leads_back_to_its_cell(project, client, cast):
    client.force_login(cast.a.coordinator)
    address = reverse("onboarding:deliverable_matrix", args=[project.pk])
    cell = read_status_matrix(project).late[0]
    page = client.get(address).content.decode()
    assert (
        f'<a id="resultaat-{cell.pk}" href="{reverse("onboarding:deliverable_detail", args=[cell.pk])}?uit=matrix">'
        in page
    )
    detail = client.get(reverse("onboarding:deliverable_detail", args=[cell.pk]), {"uit": "matrix"}).content.decode()
    move = reverse("onboarding:deliverable_move", args=[cell.pk])
    assert f'action="{move}?uit=matrix"' in detail
    sent = {"version": 1, "verb": "deliver", "on": "2017-06-30"}
    answer = client.post(f"{move}?uit=matrix", sent)
    assert answer.url == f"{address}#resultaat-{cell.pk}"


def test_on_paper_each_state_has_a_sign_of_its_own():
    from onboarding.templatetags.onboarding import SIGNS

    assert len(set(SIGNS.values())) == len(SIGNS) == 6
