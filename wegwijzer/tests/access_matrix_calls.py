"""Who gets what answer of calls and what comes with them; a part of the access matrix."""

from wegwijzer.tests.access_matrix_projects import removal
from wegwijzer.tests.access_rows import COORDINATOR, EVERYBODY, INSIDE, Row, form, page

CALLS: dict[str, Row] = {
    # --- call
    "projects:call_list": page(EVERYBODY),
    "projects:call_add": form(COORDINATOR, "partnership"),
    "projects:call_detail": page(INSIDE, "call"),
    "projects:call_edit": form(COORDINATOR, "call"),
    "projects:call_remove": form(COORDINATOR, "call"),
    "projects:call_fit": page(INSIDE, "call"),
    "projects:call_condition_add": form(COORDINATOR, "call"),
    "projects:call_condition_edit": form(COORDINATOR, "call_condition"),
    "projects:call_condition_judge": form(COORDINATOR, "call_words"),
    "projects:call_condition_remove": removal("call_condition"),
    "projects:call_interest": page(INSIDE, "call"),
    "projects:call_round_add": form(COORDINATOR, "call_unasked"),
    "projects:call_requirement_add": form(COORDINATOR, "call"),
    "projects:call_requirement_edit": form(COORDINATOR, "call_requirement"),
    "projects:call_requirement_remove": removal("call_requirement"),
    "projects:call_update_add": form(COORDINATOR, "call"),
    "projects:call_update_edit": form(COORDINATOR, "call_update"),
    "projects:call_update_remove": removal("call_update"),
    "projects:info_session_add": form(COORDINATOR, "call"),
    "projects:info_session_edit": form(COORDINATOR, "info_session"),
    "projects:info_session_remove": removal("info_session"),
}
