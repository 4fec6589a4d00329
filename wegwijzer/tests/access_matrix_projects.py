"""Who gets what answer of projects and plans; a part of the access matrix. One block per noun."""

from wegwijzer.tests.access_rows import COORDINATOR, EVERYBODY, INSIDE, Cell, Row, button, door, form, page

# The plan of the world belongs to the first board: who speaks for it edits the plan as well.
PLANNERS = frozenset({"coordinator", "contact"})


def removal(of: str) -> Row:
    """A button beside a row that was on the screen."""
    return Row(button(COORDINATOR, of).methods, (of,), data="version=1")


# Whoever speaks for an organisation of the partnership can begin a local plan of it.
STARTERS = frozenset({"coordinator", "contact", "contact_elsewhere"})

PROJECTS: dict[str, Row] = {
    # --- objective
    "projects:objective_detail": page(INSIDE, "objective"),
    "projects:objective_edit": form(PLANNERS, "objective"),
    "projects:progress_add": form(PLANNERS, "objective"),
    "projects:objective_add": form(PLANNERS, "plan"),
    "projects:objective_line": page(PLANNERS, "objective", refused=INSIDE - PLANNERS),
    "projects:objective_rename": form(PLANNERS, "objective"),
    "projects:objective_level": form(PLANNERS, "objective"),
    "projects:objective_move": form(PLANNERS, "objective"),
    "projects:objective_place": form(PLANNERS, "objective"),
    "projects:objective_remove": form(PLANNERS, "objective"),
    # --- alignment
    "projects:plan_alignment": page(INSIDE, "plan"),
    "projects:alignment_add": form(PLANNERS, "plan"),
    "projects:alignment_edit": form(PLANNERS, "alignment"),
    "projects:alignment_remove": button(PLANNERS, "alignment"),
    # --- analysis of a plan: findings, and sheets of services
    "projects:plan_analysis": page(INSIDE, "plan"),
    "projects:plan_swot": page(INSIDE, "plan"),
    "projects:finding_add": form(PLANNERS, "plan"),
    "projects:finding_bulk": form(PLANNERS, "plan"),
    "projects:finding_detail": page(INSIDE, "finding"),
    "projects:finding_edit": form(PLANNERS, "finding"),
    "projects:finding_remove": form(PLANNERS, "finding"),
    "projects:service_sheet_list": page(INSIDE, "plan"),
    "projects:service_sheet_export": page(INSIDE, "plan"),
    "projects:service_sheet_add": form(PLANNERS, "plan"),
    "projects:service_sheet_detail": page(INSIDE, "service_sheet"),
    "projects:service_sheet_edit": form(PLANNERS, "service_sheet"),
    "projects:service_sheet_remove": form(PLANNERS, "service_sheet"),
    # addresses of services are for who may ask them
    "projects:sheet_request_list": page(PLANNERS, "plan", refused=INSIDE - PLANNERS),
    "projects:sheet_request_add": form(PLANNERS, "plan"),
    "projects:sheet_request_detail": page(PLANNERS, "sheet_request", refused=INSIDE - PLANNERS),
    "projects:sheet_request_again": form(PLANNERS, "sheet_request"),
    "projects:sheet_request_withdraw": button(PLANNERS, "sheet_request"),
    "projects:sheet_link": door("sheet_key", get=200, post=422),  # who holds it needs no login
    # --- dependency
    "projects:dependency_add": form(COORDINATOR, "project"),
    "projects:dependency_edit": form(COORDINATOR, "dependency"),
    "projects:dependency_remove": form(COORDINATOR, "dependency"),
    # --- milestone
    "projects:milestone_add": form(COORDINATOR, "project"),
    "projects:milestone_edit": form(COORDINATOR, "milestone"),
    "projects:milestone_move": form(COORDINATOR, "milestone"),
    "projects:milestone_remove": form(COORDINATOR, "milestone"),
    # --- phase
    "projects:phase_add": form(COORDINATOR, "project"),
    "projects:phase_edit": form(COORDINATOR, "phase"),
    "projects:phase_move": form(COORDINATOR, "phase"),
    "projects:phase_remove": form(COORDINATOR, "phase"),
    # --- plan
    "projects:plan_list": page(EVERYBODY),
    "projects:plan_add": form(COORDINATOR, "partnership"),
    "projects:plan_detail": page(INSIDE, "plan"),
    "projects:plan_edit": form(PLANNERS, "plan"),
    "projects:plan_gaps": page(INSIDE, "plan"),
    # Empty it says nothing, which is no mistake; who is responsible for nothing in it reads along.
    "projects:plan_follow_up": Row(
        {"GET": Cell(INSIDE, 200), "POST": Cell(PLANNERS, 302, INSIDE - PLANNERS)}, ("plan",)
    ),
    "projects:plan_chapters": form(PLANNERS, "plan"),
    "projects:plan_chapter_edit": form(PLANNERS, "plan_theme"),
    "projects:plan_chapter_move": button(PLANNERS, "plan_theme"),
    "projects:plan_chapter_remove": button(PLANNERS, "plan_theme"),
    "projects:plan_tree": page(INSIDE, "plan"),
    "projects:plan_series": form(PLANNERS, "plan"),
    # --- plan version
    "projects:plan_versions": page(INSIDE, "plan"),
    "projects:plan_version_add": form(PLANNERS, "plan", empty=302),  # an evaluation is welcome, not asked for
    "projects:plan_version_detail": page(INSIDE, "plan_version"),
    "projects:plan_version_ask": form(COORDINATOR, "plan_version"),
    "projects:plan_version_adopt": form(PLANNERS, "plan_version"),
    "projects:plan_export": page(INSIDE, "plan"),
    "projects:plan_import": form(PLANNERS, "plan"),
    "projects:plan_report": button(INSIDE, "plan"),
    # --- plan step
    "projects:plan_steps": page(INSIDE, "plan"),
    "projects:plan_step_add": form(PLANNERS, "plan"),
    "projects:plan_step_edit": form(PLANNERS, "plan_step"),
    "projects:plan_step_move": button(PLANNERS, "plan_step"),
    "projects:plan_step_remove": Row(button(PLANNERS, "plan_step").methods, ("plan_step",), data="version=1"),
    # --- project
    "projects:project_list": page(EVERYBODY),
    "projects:project_add": form(COORDINATOR, "partnership"),
    "projects:project_detail": page(INSIDE, "project"),
    "projects:project_edit": form(COORDINATOR, "project"),
    "projects:project_move": Row(button(COORDINATOR, "project").methods, ("project",), data="verb=wind_down&version=1"),
    "projects:project_close": form(COORDINATOR, "project"),
    "projects:project_stop": form(COORDINATOR, "project"),
    # --- who is around a project
    "projects:project_people": page(INSIDE, "project"),
    "projects:project_staff_add": form(COORDINATOR, "project"),
    "projects:project_staff_edit": form(COORDINATOR, "project_staff"),
    "projects:project_staff_remove": removal("project_staff"),
    "projects:project_funder_add": form(COORDINATOR, "project"),
    "projects:project_funder_edit": form(COORDINATOR, "funder"),
    "projects:project_funder_logo_keep": form(COORDINATOR, "funder"),
    "projects:project_funder_logo": page(frozenset(), "funder"),  # there is no picture with it
    "projects:project_funder_remove": removal("funder"),
    "projects:project_stakeholder_add": form(COORDINATOR, "project"),
    "projects:project_stakeholder_edit": form(COORDINATOR, "stakeholder"),
    "projects:project_stakeholder_remove": removal("stakeholder"),
    # --- local plan
    "projects:catalogue_matrix": page(INSIDE, "catalogue"),
    "projects:catalogue_export": page(INSIDE, "catalogue"),
    "projects:local_plan_start": form(STARTERS, "catalogue"),
    "projects:local_plan_choose": form(PLANNERS, "plan"),
    # --- ties, from the project and from the other side
    "projects:project_ties": page(INSIDE, "project"),
    "projects:project_tie": form(COORDINATOR, "project"),
    "projects:project_round_add": form(COORDINATOR, "project"),
    "projects:meeting_tie": form(COORDINATOR, "meeting_convened"),
    "projects:decision_tie": form(COORDINATOR, "decision"),
    "projects:round_tie": form(COORDINATOR, "round_open"),
    "projects:tie_remove": button(COORDINATOR, "tie"),
    # --- time line
    "projects:project_timeline": page(INSIDE, "project"),
    "projects:timeline_report": button(INSIDE, "project"),
    "projects:project_story": page(INSIDE, "project"),
    "projects:story_report": button(INSIDE, "project"),
}
