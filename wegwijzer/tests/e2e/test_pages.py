"""Every page in a real browser, on a phone and on a desk: accessible, whole and no wider than its screen."""

import pytest
from django.urls import reverse

from governance.models import Body, Meeting
from wegwijzer.accounts.models import User
from wegwijzer.testing.world import build_world
from wegwijzer.tests.access_matrix import MATRIX
from wegwijzer.tests.e2e.looking import faults_on_both
from wegwijzer.tests.test_access import Visit

pytestmark = [pytest.mark.e2e, pytest.mark.once]

FILES_AND_MACHINES = {
    "governance:board_export",
    "governance:approval_round_answers",
    "governance:approval_response_file",
    "governance:document_download",
    "governance:answer_link_annex",
    "governance:calendar_feed",
    "governance:packet_archive",
    "onboarding:measurement_export",
    "governance:packet_download",
    "governance:round_annex",
    "projects:budget_export",
    "projects:claim_evidence",
    "projects:catalogue_export",
    "projects:dossier_version_file",
    "projects:expertise_exchange_export",
    "projects:figure_export",
    "projects:guest_archive",
    "projects:plan_export",
    "projects:requirement_file",
    "projects:service_sheet_export",
    "onboarding:deliverable_document",
    "onboarding:deliverable_export",
    "onboarding:education_document",
    "onboarding:education_project_export",
    "onboarding:edition_picture",
    "onboarding:public_picture",
    "onboarding:section_picture_file",
    "onboarding:local_translation_export",
    "onboarding:translation_export",
    "home:health",
    "home:ready",
    "entrance:session",
}


def answers(row, persona):
    cell = row.methods.get("GET")
    return cell is not None and persona in cell.may and cell.ok == 200


PAGES = sorted(name for name, row in MATRIX.items() if answers(row, "coordinator") and name not in FILES_AND_MACHINES)
DOORS = sorted(name for name, row in MATRIX.items() if answers(row, "anonymous") and name not in FILES_AND_MACHINES)
PARTS = 3  # side by side they take less time than one after the other
# One page shows each of these states differently.
STATES = ("planned", "convened", "held", "draft", "approved", "cancelled")


def look_at(page, addresses):
    """The faults per page, by its name; a page that does not come is a fault too."""
    found, known = {}, set()
    for name, (path, status) in addresses.items():
        answer = page.goto(path)
        faults = [] if answer.status == status else [f"answers {answer.status}"]
        if faults := faults + faults_on_both(page, known):
            found[name] = faults
    return found


@pytest.mark.parametrize("part", range(PARTS))
def test_coordinator_sees_no_page_with_a_fault(cast, browse, part):
    world = build_world(cast.a)
    addresses = {name: (Visit(name, MATRIX[name], cast, world).path(), 200) for name in PAGES[part::PARTS]}
    assert look_at(browse(cast.a.coordinator), addresses) == {}


def test_meeting_has_no_fault_in_any_of_its_states(cast, browse):
    world, addresses = build_world(cast.a), {}
    for name in ("meeting_detail", "sitting"):
        for state in STATES:
            path = reverse(f"governance:{name}", args=[world[f"meeting_{state}"].pk])
            addresses[f"{name} {state}"] = (path, 200)
    assert look_at(browse(cast.a.coordinator), addresses) == {}


def test_visitor_at_the_door_sees_no_page_with_a_fault(cast, browse):
    world = build_world(cast.a)
    addresses = {name: (Visit(name, MATRIX[name], cast, world).path(), 200) for name in DOORS}
    assert look_at(browse(), addresses) == {}


def test_the_case_shows_no_page_with_a_fault(case, browse):
    coordinator = User.objects.get(email="coordinator@example.org")
    meetings = Meeting.objects.filter(body__name="Beheerscomité")
    addresses = {name: (reverse(name), 200) for name in PAGES if not MATRIX[name].of}
    addresses["a body"] = (reverse("governance:body_detail", args=[Body.objects.get(name="Beheerscomité").pk]), 200)
    addresses["minutes"] = (reverse("governance:sitting", args=[meetings.filter(state="draft").get().pk]), 200)
    addresses["a report"] = (reverse("governance:sitting", args=[meetings.filter(state="approved")[0].pk]), 200)
    addresses["an invitation"] = (
        reverse("governance:meeting_convene", args=[meetings.filter(state="planned").get().pk]),
        200,
    )
    addresses["an address that is none"] = ("/bestaat-niet/", 404)
    assert look_at(browse(coordinator), addresses) == {}


FORMS = (
    "governance:meeting_plan",
    "governance:agenda_item_add",
    "governance:decision_add",
    "governance:minutes_correct",
    "governance:person_add",
    "governance:mandate_end",
    "governance:organisation_edit",
    "governance:meeting_cancel",
    "entrance:password_change",
)
EMPTY = """() => {
  const form = document.querySelector("main form[method=post]");
  form.noValidate = true;
  const typed = "input:not([type=hidden]):not([type=checkbox]), textarea";
  form.querySelectorAll(typed).forEach((field) => (field.value = ""));
  form.requestSubmit();
}"""


def test_form_that_comes_back_with_mistakes_shows_no_fault(cast, browse):
    world = build_world(cast.a)
    page = browse(cast.a.coordinator)
    found = {}
    for name in FORMS:
        page.goto(Visit(name, MATRIX[name], cast, world).path())
        with page.expect_navigation() as answer:
            page.evaluate(EMPTY)
        assert answer.value.status == 422, name
        if faults := faults_on_both(page):
            found[name] = faults
    assert found == {}
