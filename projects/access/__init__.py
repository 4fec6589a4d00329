"""Who may do what to projects and plans: the one table, the gate for each noun, and the lists that pass it."""

from projects.access.gates import (
    finding_for,
    milestone_for,
    objective_for,
    partnership_for,
    phase_for,
    plan_for,
    plan_step_for,
    plan_version_for,
    project_for,
    service_sheet_for,
    sheet_request_for,
)
from projects.access.lists import choices_around, history_for, partnerships_where, plans_for, projects_for
from projects.access.rules import GRANTS, OWNER_GRANTS, Can, can, gate, needs, partnerships_with, row_for

__all__ = [
    "GRANTS",
    "OWNER_GRANTS",
    "Can",
    "can",
    "choices_around",
    "finding_for",
    "gate",
    "history_for",
    "milestone_for",
    "needs",
    "objective_for",
    "partnership_for",
    "partnerships_where",
    "partnerships_with",
    "phase_for",
    "plan_for",
    "plan_step_for",
    "plan_version_for",
    "plans_for",
    "project_for",
    "projects_for",
    "row_for",
    "service_sheet_for",
    "sheet_request_for",
]
