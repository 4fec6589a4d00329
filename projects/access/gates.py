"""The gate for each noun: `noun_for(user, pk, need)` gives the row, 404 when it is not theirs, 403 when not allowed."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.http import Http404

from governance.models import Partnership
from projects.access.rules import Can, row_for
from projects.models import (
    Alignment,
    Dependency,
    Dossier,
    Finding,
    Funder,
    Milestone,
    Objective,
    Phase,
    Plan,
    PlanStep,
    PlanTheme,
    PlanVersion,
    Project,
    ProjectStaff,
    Requirement,
    ServiceSheet,
    SheetRequest,
    Stakeholder,
    with_all,
)
from wegwijzer.accounts.models import User


def partnership_for(user: User, pk: int, need: Can | None = None) -> Partnership:
    rows = Partnership.objects.visible_to(user).select_related("organisation")
    return row_for(user, rows, pk, need)


def project_for(user: User, pk: int, need: Can | None = None) -> Project:
    rows = Project.objects.visible_to(user)
    rows = rows.select_related("partnership__organisation", "lead", "managing_authority", "coordinator")
    return row_for(user, rows, pk, need)


def dossier_for(user: User, pk: int, need: Can | None = None) -> Dossier:
    rows = Dossier.objects.visible_to(user)
    rows = rows.select_related(
        "project__partnership__organisation", "project__coordinator", "call", "applicant", "plan"
    )
    return row_for(user, rows.select_related("decision__meeting"), pk, need)


def requirement_for(user: User, pk: int, need: Can | None = None) -> Requirement:
    rows = with_all(Requirement.objects.visible_to(user))
    return row_for(user, rows.select_related("dossier__project__partnership__organisation"), pk, need)


def project_staff_for(user: User, pk: int, need: Can | None = None) -> ProjectStaff:
    rows = ProjectStaff.objects.visible_to(user).select_related("project__partnership__organisation", "person")
    return row_for(user, rows, pk, need)


def funder_for(user: User, pk: int, need: Can | None = None) -> Funder:
    rows = Funder.objects.visible_to(user).select_related(
        "project__partnership__organisation", "organisation", "document"
    )
    return row_for(user, rows, pk, need)


def stakeholder_for(user: User, pk: int, need: Can | None = None) -> Stakeholder:
    rows = Stakeholder.objects.visible_to(user).select_related("project__partnership__organisation")
    return row_for(user, rows.select_related("organisation", "body"), pk, need)


def phase_for(user: User, pk: int, need: Can | None = None) -> Phase:
    rows = Phase.objects.visible_to(user).select_related("project__partnership__organisation")
    return row_for(user, rows, pk, need)


def milestone_for(user: User, pk: int, need: Can | None = None) -> Milestone:
    rows = Milestone.objects.visible_to(user).select_related("project__partnership__organisation")
    return row_for(user, rows.select_related("decision", "round", "dossier"), pk, need)


def dependency_for(user: User, pk: int, need: Can | None = None) -> Dependency:
    rows = Dependency.objects.visible_to(user).select_related(
        "project__partnership__organisation", "earlier_phase", "earlier_milestone", "later_phase", "later_milestone"
    )
    return row_for(user, rows, pk, need)


def plan_for(user: User, pk: int, need: Can | None = None) -> Plan:
    rows = Plan.objects.visible_to(user)
    rows = rows.select_related("partnership__organisation", "project", "catalogue", "part_of", "steered_by")
    return row_for(user, rows, pk, need)


def plan_theme_for(user: User, pk: int, need: Can | None = None) -> PlanTheme:
    rows = PlanTheme.objects.filter(plan__in=Plan.objects.visible_to(user))
    return row_for(user, rows.select_related("plan__partnership__organisation", "theme"), pk, need)


def plan_version_for(user: User, pk: int, need: Can | None = None) -> PlanVersion:
    rows = PlanVersion.objects.visible_to(user).select_related("plan__partnership__organisation", "round", "made_by")
    return row_for(user, rows, pk, need)


def objective_for(user: User, pk: int, need: Can | None = None) -> Objective:
    rows = Objective.objects.visible_to(user).select_related("plan__partnership__organisation", "theme")
    return row_for(user, rows, pk, need)


def finding_for(user: User, pk: int, need: Can | None = None) -> Finding:
    rows = Finding.objects.visible_to(user).select_related("plan__partnership__organisation")
    return row_for(user, rows, pk, need)


def alignment_for(user: User, pk: int, need: Can | None = None) -> Alignment:
    rows = Alignment.objects.visible_to(user)
    rows = rows.select_related("objective__plan__partnership__organisation", "line__plan")
    return row_for(user, rows, pk, need)


def sheet_request_for(user: User, pk: int, need: Can | None = None) -> SheetRequest:
    rows = SheetRequest.objects.visible_to(user).select_related("plan__partnership__organisation")
    return row_for(user, rows, pk, need)


def service_sheet_for(user: User, pk: int, need: Can | None = None) -> ServiceSheet:
    rows = ServiceSheet.objects.visible_to(user)
    rows = rows.select_related("plan__partnership__organisation", "theme", "target_group")
    return row_for(user, rows, pk, need)


def plan_step_for(user: User, pk: int, need: Can | None = None) -> PlanStep:
    rows = PlanStep.objects.visible_to(user).select_related("plan__partnership__organisation")
    return row_for(user, rows, pk, need)


def may_see_project_report(user: User, ref: str, asked_at: dt.datetime) -> bool:
    """Who may see the project, whenever it was asked for: it says no more than what everybody inside may see."""
    if not (ref.isascii() and ref.isdigit()):
        return False
    try:
        project_for(user, int(ref), Can.MAKE_REPORT)
    except (Http404, PermissionDenied):
        return False
    return True


def may_see_version_report(user: User, ref: str, asked_at: dt.datetime) -> bool:
    """Who may see the plan of the version, whenever it was asked for."""
    if not (ref.isascii() and ref.isdigit() and len(ref) < 19):
        return False
    try:
        plan_version_for(user, int(ref), Can.MAKE_REPORT)
    except (Http404, PermissionDenied):
        return False
    return True


def may_see_plan_report(user: User, ref: str, asked_at: dt.datetime) -> bool:
    """Who may see the plan, whenever it was asked for: it says no more than what everybody inside may see."""
    if not (ref.isascii() and ref.isdigit() and len(ref) < 19):
        return False
    try:
        plan_for(user, int(ref), Can.MAKE_REPORT)
    except (Http404, PermissionDenied):
        return False
    return True
