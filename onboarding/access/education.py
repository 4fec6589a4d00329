"""The gate and the lists of education projects and what hangs on them."""

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from governance.access import organisations_around
from governance.models import Theme, rights_of
from onboarding.access.lists import organisations_to_ask, projects_for
from onboarding.access.rules import Can, can, row_for
from onboarding.models import (
    EDUCATION_LIFECYCLE,
    EducationDocument,
    EducationPartner,
    EducationPhase,
    EducationProject,
    EducationState,
)
from projects.models import Project
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.lifecycle import allowed

WITHIN = "project__partnership__organisation"
SHOWN = 6


def education_project_for(user: User, pk: int, need: Can | None = None) -> EducationProject:
    rows = EducationProject.objects.visible_to(user).select_related(WITHIN, "organisation", "theme")
    return row_for(user, rows, pk, need)


def education_partner_for(user: User, pk: int, need: Can | None = None) -> EducationPartner:
    rows = EducationPartner.objects.visible_to(user).select_related(f"education__{WITHIN}", "organisation")
    return row_for(user, rows, pk, need)


def education_phase_for(user: User, pk: int, need: Can | None = None) -> EducationPhase:
    return row_for(user, EducationPhase.objects.visible_to(user).select_related(f"education__{WITHIN}"), pk, need)


def education_document_for(user: User, pk: int, need: Can | None = None) -> EducationDocument:
    rows = EducationDocument.objects.visible_to(user).prefetch_related("document__versions")
    return row_for(user, rows.select_related(f"education__{WITHIN}", "document"), pk, need)


def education_projects_for(user: User) -> "QuerySet[EducationProject]":
    """With their schools, as `shown_schools`."""
    schools = EducationPartner.objects.filter(role="school").select_related("organisation")
    rows = EducationProject.objects.visible_to(user).select_related("project__partnership", "organisation", "theme")
    return rows.prefetch_related(Prefetch("partners", queryset=schools, to_attr="shown_schools"))


def education_going_on(user: User) -> list[EducationProject]:
    """Those that are not over, for the first page."""
    rows = education_projects_for(user).exclude(state__in=[EducationState.FINISHED, EducationState.STOPPED])
    return list(rows[:SHOWN])


def projects_to_add_in(user: User) -> "QuerySet[Project]":
    """Where this login may begin one."""
    rights = rights_of(user)
    return projects_for(user).filter(partnership__in=rights.coordinates | set(rights.speaks_for))


def boards_for(user: User, project: Project) -> "QuerySet[Organisation]":
    """For whom this login writes: a coordinator for any member, a contact person for the own organisation."""
    rows = organisations_to_ask(project.partnership)
    if project.partnership_id in rights_of(user).coordinates:
        return rows
    return rows.filter(pk__in=rights_of(user).speaks_for.get(project.partnership_id, ()))


def themes_of(project: Project) -> "QuerySet[Theme]":
    """Of the partnership of a project that came through its gate."""
    return project.partnership.themes.all()


def boards_with_education(user: User) -> "QuerySet[Organisation]":
    """What a list can be narrowed to."""
    return Organisation.objects.filter(pk__in=EducationProject.objects.visible_to(user).values("organisation"))


def school_years(user: User) -> list[int]:
    rows = EducationProject.objects.visible_to(user).order_by("-school_year")
    return list(rows.values_list("school_year", flat=True).distinct())


def known_schools(education: EducationProject) -> "QuerySet[Organisation]":
    """Who is around the partnership already, and who took part in another education project of it."""
    partnership = education.partnership
    used = EducationPartner.objects.filter(education__project__partnership=partnership).values("organisation")
    known = Q(pk__in=organisations_around(partnership).values("pk")) | Q(pk__in=used)
    return Organisation.objects.filter(known)


def education_moves(user: User, education: EducationProject) -> list[str]:
    """What this login can make of it now."""
    return allowed(EDUCATION_LIFECYCLE, education.state) if can(user, Can.EDIT_EDUCATION, education) else []


def education_parts(education: EducationProject) -> dict[str, Any]:
    """Everything around one that came through its gate: three queries."""
    files = education.attached.select_related("document").prefetch_related("document__versions")
    return {
        "partners": list(education.partners.select_related("organisation")),
        "phases": list(education.phases.all()),
        "documents": list(files),
    }


def education_totals(rows: "QuerySet[EducationProject]") -> dict[str, int]:
    """How many there are, and how many were presented."""
    shown = Q(state__in=["presented", "finished"])
    return rows.order_by().aggregate(all=Count("pk"), presented=Count("pk", filter=shown))
