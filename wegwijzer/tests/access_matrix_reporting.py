"""Who gets what answer of what is reported to the funder; a part of the access matrix."""

from wegwijzer.tests.access_matrix_projects import removal
from wegwijzer.tests.access_rows import COORDINATOR, INSIDE, Cell, Row, button, form, page

# A contact person counts for the own board and sees no other column.
COUNTERS = frozenset({"coordinator", "contact", "contact_elsewhere"})
OWN_BOARD = frozenset({"coordinator", "contact"})

REPORTING: dict[str, Row] = {
    # --- figures
    "projects:figure_grid": Row(
        {"GET": Cell(COUNTERS, 200, INSIDE - COUNTERS), "POST": Cell(COUNTERS, 302, INSIDE - COUNTERS)}, ("dossier",)
    ),
    "projects:figure_export": page(INSIDE, "dossier"),
    "projects:figure_codes": Row(
        {"GET": Cell(OWN_BOARD, 200, INSIDE - OWN_BOARD), "POST": Cell(OWN_BOARD, 302, INSIDE - OWN_BOARD)},
        ("dossier", "organisation"),
    ),
    "projects:figure_line_add": form(COORDINATOR, "dossier"),
    "projects:figure_line_edit": form(COORDINATOR, "figure_line"),
    "projects:figure_line_remove": removal("figure_line_empty"),
    # --- reports
    "projects:dossier_reporting": page(INSIDE, "dossier"),
    "projects:reporting_add": form(COORDINATOR, "dossier"),
    "projects:reporting_detail": page(INSIDE, "reporting"),
    "projects:reporting_edit": form(COORDINATOR, "reporting"),
    "projects:reporting_submit": form(COORDINATOR, "reporting"),
    "projects:reporting_remove": removal("reporting"),
    "projects:reporting_report": button(INSIDE, "reporting"),
    "projects:dossier_question_add": form(COORDINATOR, "dossier"),
    # --- changes after the award
    "projects:amendment_add": form(COORDINATOR, "dossier"),
    "projects:amendment_detail": page(INSIDE, "amendment"),
    "projects:amendment_edit": form(COORDINATOR, "amendment"),
    "projects:amendment_ask": form(COORDINATOR, "amendment"),
    "projects:amendment_decide": form(COORDINATOR, "amendment_asked"),
    "projects:amendment_take_back": removal("amendment_asked"),
    "projects:amendment_remove": removal("amendment"),
}
