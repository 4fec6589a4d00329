"""Who is around a project: the page with all of them, and the forms of each kind."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.forms.periods import WithdrawForm
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
from projects.views.project import crumbs_to
from wegwijzer.lifecycle import Stale
from wegwijzer.ui import errors
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of


class Kind(NamedTuple):
    """One of the three kinds, with its gate, its forms and its words."""

    model: type[people.Part]
    gate: Any
    form: type[Any]
    change_form: type[Any]
    to_add: Any
    to_change: Any
    button: Any


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
    return _add(request, pk, STAFF)


@require_http_methods(["GET", "HEAD", "POST"])
def project_staff_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, pk, STAFF)


@require_POST
def project_staff_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return _remove(request, pk, STAFF)


@require_http_methods(["GET", "HEAD", "POST"])
def funder_add(request: HttpRequest, pk: int) -> HttpResponse:
    return _add(request, pk, FUNDER)


@require_http_methods(["GET", "HEAD", "POST"])
def funder_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, pk, FUNDER)


@require_POST
def funder_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return _remove(request, pk, FUNDER)


@require_http_methods(["GET", "HEAD", "POST"])
def stakeholder_add(request: HttpRequest, pk: int) -> HttpResponse:
    return _add(request, pk, STAKEHOLDER)


@require_http_methods(["GET", "HEAD", "POST"])
def stakeholder_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, pk, STAKEHOLDER)


@require_POST
def stakeholder_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return _remove(request, pk, STAKEHOLDER)


def _add(request: HttpRequest, pk: int, kind: Kind) -> HttpResponse:
    project = access.project_for(request.user, pk, Can.EDIT_PROJECT)
    form = kind.form(posted(request), choices=access.rows_around(request.user, project.partnership))
    if form.is_valid():
        with refusals_in(form):
            part = people.add(project, kind.model, by=request.user, **form.values)
            messages.success(request, _("‘%s’ staat erbij.") % part)
            return redirect(_page(project))
    return _form_page(request, form, project, kind.to_add, kind.to_add)


def _edit(request: HttpRequest, pk: int, kind: Kind) -> HttpResponse:
    part = kind.gate(request.user, pk, Can.EDIT_PROJECT)
    form = kind.change_form(
        posted(request),
        initial=values_of(part, kind.change_form),
        choices=access.rows_around(request.user, part.partnership),
    )
    if form.is_valid():
        with refusals_in(form):
            people.change(part, by=request.user, **form.values)
            messages.success(request, _("‘%s’ is bewaard.") % part)
            return redirect(_page(part.project))
    return _form_page(request, form, part.project, kind.to_change, kind.button)


def _remove(request: HttpRequest, pk: int, kind: Kind) -> HttpResponse:
    part = kind.gate(request.user, pk, Can.EDIT_PROJECT)
    project, name = part.project, str(part)
    form = WithdrawForm(request.POST)
    try:
        people.remove(part, by=request.user, version=form.cleaned_data["version"] if form.is_valid() else 0)
    except Stale as stale:
        return errors.conflict(request, stale.current, mine=name, theirs=str(stale.current or ""), back=_page(project))
    messages.success(request, _("‘%s’ is geschrapt.") % name)
    return redirect(_page(project))


def _form_page(request: HttpRequest, form: Any, project: Project, title: Any, button: Any) -> HttpResponse:
    crumbs = crumbs_to(project, title)
    return form_page(
        request, form, title=title, lead=project.name, button=button, cancel_url=_page(project), crumbs=crumbs
    )


def _page(project: Project) -> str:
    return reverse("projects:project_people", args=[project.pk])
