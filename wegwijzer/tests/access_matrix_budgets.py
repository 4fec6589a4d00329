"""Who gets what answer of budgets, their sources and contributions; a part of the access matrix."""

from wegwijzer.tests.access_rows import COORDINATOR, INSIDE, Row, button, form, page


def _removal(of: str) -> Row:
    """A button beside a row that was on the screen."""
    return Row(button(COORDINATOR, of).methods, (of,), data="version=1")


BUDGETS: dict[str, Row] = {
    # --- budget
    "projects:dossier_budget": page(INSIDE, "dossier"),
    "projects:budget_begin": form(COORDINATOR, "dossier"),
    "projects:budget_detail": page(INSIDE, "budget"),
    "projects:budget_standing": page(INSIDE, "dossier"),
    "projects:budget_export": page(INSIDE, "budget"),
    "projects:budget_rename": form(COORDINATOR, "budget"),
    "projects:budget_fix": form(COORDINATOR, "budget"),
    "projects:budget_go_on": form(COORDINATOR, "budget"),
    "projects:budget_compare": page(INSIDE, "budget"),
    # --- budget line
    "projects:budget_lines_add": form(COORDINATOR, "budget"),
    "projects:budget_line_edit": form(COORDINATOR, "budget_line"),
    "projects:budget_line_remove": _removal("budget_line"),
    # --- budget source
    "projects:budget_source_add": form(COORDINATOR, "budget"),
    "projects:budget_source_edit": form(COORDINATOR, "budget_source"),
    "projects:budget_source_remove": _removal("budget_source"),
    # --- contribution
    "projects:dossier_contributions": page(INSIDE, "dossier"),
    "projects:budget_contributions": page(INSIDE, "budget"),
    "projects:budget_share": page(INSIDE, "budget", "organisation"),
    "projects:share_report": button(INSIDE, "budget", "organisation"),
    "projects:budget_what_if": page(INSIDE, "budget"),
    "projects:contribution_add": form(COORDINATOR, "budget"),
    "projects:contribution_edit": form(COORDINATOR, "contribution"),
    "projects:contribution_remove": _removal("contribution"),
    # --- cost kind
    "projects:cost_kind_list": page(INSIDE, "partnership"),
    "projects:cost_kind_add": form(COORDINATOR, "partnership"),
    "projects:cost_kind_edit": form(COORDINATOR, "cost_kind"),
}
