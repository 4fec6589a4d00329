"""Every form of every page is filled in and sent, as a person would: it is saved or says what is wrong, never fails."""

from urllib.parse import urljoin

import pytest
from django.db import transaction

from wegwijzer.tests.access_matrix import MATRIX
from wegwijzer.tests.form_reader import FormReader
from wegwijzer.tests.visits import Visit, close, read

pytestmark = [pytest.mark.usefixtures("db", "no_copies"), pytest.mark.once]


@pytest.fixture
def db(db_of_the_stage):
    """The database of all tests here is the one of the stage."""


# What nobody can fill in without knowing the case: fields that exclude each other, a code that must fit, a state that
# does not allow it in this world. Each of these is sent well in a test of its own.
ASKS_MORE = {
    "entrance:invitation_accept",
    "entrance:login",
    "entrance:password_change",
    "entrance:password_reset",
    "entrance:session",
    "governance:accounts_add",
    "governance:agenda_item_remove",
    "governance:approval_response_accept",
    "governance:approval_response_bulk",
    "governance:approval_response_extract",
    "governance:approval_round_add",
    "governance:approval_round_edit",
    "governance:approval_round_follow",
    "governance:body_add",
    "governance:communication_rule_add",
    "governance:council_sittings",
    "governance:decision_add",
    "governance:decision_withdraw",
    "governance:feedback_done",
    "governance:mandate_withdraw",
    "governance:meeting_cancel",
    "governance:meeting_resend",
    "governance:membership_add",
    "governance:minutes_approve",
    "governance:minutes_correct",
    "governance:participation_add",
    "governance:partnership_add",
    "governance:partnership_found",
    "governance:round_party_remove",
    "governance:round_remind",
    "governance:statutes_add",
    "onboarding:edition_publish",
    "onboarding:education_partner_add",
    "onboarding:education_project_add",
    "onboarding:event_add",
    "onboarding:section_picture_add",
    "onboarding:local_translation_import",
    "onboarding:measurement_grid",
    "onboarding:measurement_import",
    "onboarding:translation_import",
    "projects:bank_account_add",
    "projects:budget_begin",
    "projects:budget_go_on",
    "projects:budget_lines_add",
    "projects:budget_source_add",
    "projects:call_add",
    "projects:call_condition_edit",
    "projects:call_remove",
    "projects:call_round_add",
    "projects:claim_line_add",
    "projects:collaboration_add",
    "projects:collaboration_remove",
    "projects:contribution_add",
    "projects:contribution_edit",
    "projects:contribution_pay",
    "projects:dependency_add",
    "projects:dossier_round_add",
    "projects:expertise_exchange_add",
    "projects:figure_grid",
    "projects:finding_bulk",
    "projects:meeting_tie",
    "projects:milestone_add",
    "projects:milestone_edit",
    "projects:milestone_move",
    "projects:objective_edit",
    "projects:objective_move",
    "projects:objective_remove",
    "projects:payment_add",
    "projects:phase_edit",
    "projects:phase_move",
    "projects:plan_follow_up",
    "projects:plan_import",
    "projects:plan_series",
    "projects:plan_step_add",
    "projects:plan_step_edit",
    "projects:progress_add",
    "projects:project_close",
    "projects:project_funder_add",
    "projects:project_round_add",
    "projects:requirement_upload",
    "projects:staff_allocation_add",
    "projects:work_form_remove",
}
# Done, and the answer itself says so: an address that is shown once, a page for who has no login to be led back to.
ANSWERS_AT_ONCE = {"governance:calendar_feed_of_body", "governance:calendar_feed_own", "reminders:stop"}
FORMS = sorted(name for name, row in MATRIX.items() if {"GET", "POST"} <= row.methods.keys())


def _sent(client, path):
    """The statuses of sending each form of the page at `path`, filled in three ways."""
    page = client.get(path)
    if page.status_code != 200 or page.streaming:
        read(page)
        return []
    found = []
    for form in FormReader(page.content.decode()).forms:
        if form.action.startswith("/afmelden"):
            continue
        for data in form.ways():
            with transaction.atomic():
                answer = client.post(urljoin(path, form.action), data)
                is_document = answer.headers.get("Content-Type") == "application/pdf"
                found.append(204 if is_document else answer.status_code)  # it came at once, as good as saved
                close(answer)
                transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("name", FORMS)
def test_form_that_is_filled_in_is_saved_or_says_what_is_wrong(name, on_stage):
    row = MATRIX[name]
    with transaction.atomic():
        path = Visit(name, row, on_stage.cast, on_stage.worlds[0]).path()
        persona = next(
            who for who in ("coordinator", "contact", "anonymous", "administrator") if who in row.methods["GET"].may
        )
        statuses = _sent(on_stage.browsers[persona], path)
        transaction.set_rollback(True)
    assert set(statuses) <= {200, 204, 302, 409, 422}
    well = {200} if name in ANSWERS_AT_ONCE else {204, 302}
    assert name in ASKS_MORE or well & set(statuses)
