"""Who is around a project: the page with all of them, and the forms of each kind."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects import access
from projects.access import Can
from projects.actions import project_people as people
from projects.forms.project_people import (
    FunderChangeForm,
    FunderForm,
    StaffChangeForm,
    StaffForm,
    StakeholderChangeForm,
    StakeholderForm,
)
from projects.models import Funder, Project, ProjectStaff, Stakeholder
from projects.views.parts import Kind, Whole, add_part, edit_part, remove_part
from projects.views.project import crumbs_to


def _page(project: Project) -> str:
    return reverse("projects:project_people", args=[project.pk])


PROJECT = Whole(
    gate=access.project_for,
    need=Can.EDIT_PROJECT,
    actions=people,
    page=_page,
    crumbs=crumbs_to,
    of=lambda part: part.project,
    values=lambda form: form.values,
    choices=lambda request, project: {"choices": access.rows_around(request.user, project.partnership)},
)
STAFF = Kind(
    ProjectStaff,
    access.project_staff_for,
    StaffForm,
    StaffChangeForm,
    gettext_lazy("Voeg een medewerker toe"),
    gettext_lazy("Wijzig de medewerker"),
    gettext_lazy("Bewaar de medewerker"),
)
FUNDER = Kind(
    Funder,
    access.funder_for,
    FunderForm,
    FunderChangeForm,
    gettext_lazy("Voeg een subsidiegever toe"),
    gettext_lazy("Wijzig de subsidiegever"),
    gettext_lazy("Bewaar de subsidiegever"),
)
STAKEHOLDER = Kind(
    Stakeholder,
    access.stakeholder_for,
    StakeholderForm,
    StakeholderChangeForm,
    gettext_lazy("Voeg een betrokkene toe"),
    gettext_lazy("Wijzig de betrokkene"),
    gettext_lazy("Bewaar de betrokkene"),
)


@require_safe
def project_people(request: HttpRequest, pk: int) -> HttpResponse:
    project = access.project_for(request.user, pk)
    context = {
        "project": project,
        "may": access.needs(request.user, project, [Can.EDIT_PROJECT, Can.SEE_HISTORY]),
        "history": access.history_for(
            request.user, project, project.phases.all(), project.milestones.all(), project.dependencies.all()
        ),
        **access.people_around(project),
    }
    return render(request, "projects/project_people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def project_staff_add(request: HttpRequest, pk: int) -> HttpResponse:
    return add_part(request, pk, PROJECT, STAFF)


@require_http_methods(["GET", "HEAD", "POST"])
def project_staff_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return edit_part(request, pk, PROJECT, STAFF)


@require_POST
def project_staff_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return remove_part(request, pk, PROJECT, STAFF)


@require_http_methods(["GET", "HEAD", "POST"])
def funder_add(request: HttpRequest, pk: int) -> HttpResponse:
    return add_part(request, pk, PROJECT, FUNDER)


@require_http_methods(["GET", "HEAD", "POST"])
def funder_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return edit_part(request, pk, PROJECT, FUNDER)


@require_POST
def funder_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return remove_part(request, pk, PROJECT, FUNDER)


@require_http_methods(["GET", "HEAD", "POST"])
def stakeholder_add(request: HttpRequest, pk: int) -> HttpResponse:
    return add_part(request, pk, PROJECT, STAKEHOLDER)


@require_http_methods(["GET", "HEAD", "POST"])
def stakeholder_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return edit_part(request, pk, PROJECT, STAKEHOLDER)


@require_POST
def stakeholder_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return remove_part(request, pk, PROJECT, STAKEHOLDER)
