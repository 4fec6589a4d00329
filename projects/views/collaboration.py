"""Collaborations of a large with a small organisation, of a project and of a dossier; and their evaluation."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from governance.forms.periods import WithdrawForm
from projects import access
from projects.access import Can
from projects.actions import collaboration as collaborations
from projects.forms.collaboration import (
    CollaborationChangeForm,
    CollaborationForm,
    EvaluationChangeForm,
    EvaluationForm,
)
from projects.forms.work_form import names_of
from projects.models import Collaboration, Dossier, Project
from projects.views.project import project_url
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of
from wegwijzer.ui.listing import Listing

SORTS: dict[str, Any] = {
    "begin": ("-from_on", "-pk"),
    "waarover": ("subject", "pk"),
    "trekker": ("lead__name", "subject"),
    "partner": ("partner__name", "subject"),
    "werkvorm": ("form__name", "subject"),
}


@require_safe
def collaboration_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Those of dossier `pk`."""
    dossier = access.dossier_for(request.user, pk)
    rows = access.collaborations_for(request.user).filter(dossier=dossier)
    return _listed(request, rows, project=dossier.project, dossier=dossier)


@require_safe
def collaboration_list_of_project(request: HttpRequest, pk: int) -> HttpResponse:
    """Those of project `pk`, in any of its dossiers or none."""
    project = access.project_for(request.user, pk)
    rows = access.collaborations_for(request.user).filter(project=project)
    return _listed(request, rows, project=project, dossier=None)


def _listed(
    request: HttpRequest, rows: "QuerySet[Collaboration]", *, project: Project, dossier: Dossier | None
) -> HttpResponse:
    listing = Listing(
        request,
        rows,
        sorts=SORTS,
        search=("subject", "goals", "lead__name", "partner__name", "form__name"),
        noun=(_("samenwerking"), _("samenwerkingen")),
    )
    context = {
        "listing": listing,
        "name": dossier.title if dossier else project.name,
        "project": project,
        "dossier": dossier,
        "add_url": _add_url(project, dossier),
        "may": access.needs(request.user, project, [Can.EDIT_DOSSIER]),
    }
    return render(request, "projects/collaboration_list.html", context)


def _add_url(project: Project, dossier: Dossier | None) -> str:
    address = reverse("projects:collaboration_add", args=[project.pk])
    return f"{address}?dossier={dossier.pk}" if dossier else address


@require_safe
def collaboration_detail(request: HttpRequest, pk: int) -> HttpResponse:
    row = access.collaboration_for(request.user, pk)
    evaluations = list(row.evaluations.select_related("organisation", "written_by"))
    for made in evaluations:
        made.collaboration = row
        made.may_change = access.can(request.user, Can.EVALUATE, made)
    row._prefetched_objects_cache = {"evaluations": evaluations}
    may = access.needs(request.user, row, [Can.EDIT_DOSSIER, Can.SEE_HISTORY])
    context = {
        "row": row,
        "evaluations": evaluations,
        "may_evaluate": access.may_evaluate_for(request.user, row, [made.organisation_id for made in evaluations]),
        "hours": access.hours_of(row),
        "may": may,
        "history": access.history_for(request.user, row) if "see_history" in may else [],
    }
    return render(request, "projects/collaboration_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def collaboration_add(request: HttpRequest, pk: int) -> HttpResponse:
    """One of project `pk`; `?dossier=` chooses the dossier already."""
    project = access.project_for(request.user, pk, Can.EDIT_DOSSIER)
    asked = request.GET.get("dossier", "")
    form = CollaborationForm(
        posted(request),
        initial={"dossier": asked if asked.isascii() and asked.isdigit() and len(asked) < 10 else None},
        **_offered(request, project),
    )
    if form.is_valid():
        with refusals_in(form):
            row = collaborations.add(project, by=request.user, **form.values)
            messages.success(request, _("De samenwerking staat erbij."))
            return redirect("projects:collaboration_detail", row.pk)
    title = _("Voeg een samenwerking toe")
    return form_page(
        request,
        form,
        title=title,
        lead=project.name,
        button=_("Voeg de samenwerking toe"),
        cancel_url=reverse("projects:collaboration_list_of_project", args=[project.pk]),
        crumbs=[*_crumbs(project), (title, None)],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def collaboration_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = access.collaboration_for(request.user, pk, Can.EDIT_DOSSIER)
    form = CollaborationChangeForm(
        posted(request),
        initial=values_of(row, CollaborationChangeForm) | {"form": row.form.name},
        **_offered(request, row.project),
    )
    if form.is_valid():
        with refusals_in(form):
            collaborations.change(row, by=request.user, **form.values)
            messages.success(request, _("De samenwerking is bewaard."))
            return redirect(_page(row))
    return _row_form(request, form, row, _("Wijzig de samenwerking"), _("Bewaar de samenwerking"))


@require_http_methods(["GET", "HEAD", "POST"])
def collaboration_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = access.collaboration_for(request.user, pk, Can.EDIT_DOSSIER)
    form = WithdrawForm(posted(request), initial={"version": row.version})
    if form.is_valid():
        with refusals_in(form):
            project = row.project
            collaborations.remove(row, by=request.user, version=form.cleaned_data["version"])
            messages.success(request, _("De samenwerking is geschrapt."))
            return redirect("projects:collaboration_list_of_project", project.pk)
    return _row_form(request, form, row, _("Schrap de samenwerking"), _("Schrap de samenwerking"))


@require_http_methods(["GET", "HEAD", "POST"])
def collaboration_evaluate(request: HttpRequest, pk: int) -> HttpResponse:
    """What one of both learned, said by who speaks for it or by the coordinator."""
    row = access.collaboration_for(request.user, pk, Can.EVALUATE)
    written = row.evaluations.values_list("organisation", flat=True)
    form = EvaluationForm(posted(request), organisations=access.may_evaluate_for(request.user, row, written))
    if form.is_valid():
        with refusals_in(form):
            collaborations.evaluate(row, by=request.user, **form.cleaned_data)
            messages.success(request, _("De evaluatie is bewaard. Ze staat ook bij de lessen."))
            return redirect(_page(row))
    return _row_form(request, form, row, _("Evalueer de samenwerking"), _("Bewaar de evaluatie"))


@require_http_methods(["GET", "HEAD", "POST"])
def collaboration_evaluation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    made = access.collaboration_evaluation_for(request.user, pk, Can.EVALUATE)
    form = EvaluationChangeForm(posted(request), initial=values_of(made, EvaluationChangeForm))
    if form.is_valid():
        with refusals_in(form):
            collaborations.change_evaluation(made, by=request.user, **form.cleaned_data)
            messages.success(request, _("De evaluatie is bewaard."))
            return redirect(_page(made.collaboration))
    title = _("Wijzig de evaluatie van %s") % made.organisation
    return _row_form(request, form, made.collaboration, title, _("Bewaar de evaluatie"))


def _offered(request: HttpRequest, project: Project) -> dict[str, Any]:
    return {
        "choices": access.collaboration_choices(request.user, project),
        "names": names_of(project.partnership),
    }


def _page(row: Collaboration) -> str:
    return reverse("projects:collaboration_detail", args=[row.pk])


def _crumbs(project: Project) -> list[tuple[Any, str | None]]:
    return [
        (_("Projecten"), reverse("projects:project_list")),
        (project.name, project_url(project)),
        (_("Samenwerkingen"), reverse("projects:collaboration_list_of_project", args=[project.pk])),
    ]


def _row_form(request: HttpRequest, form: Any, row: Collaboration, title: str, button: str) -> HttpResponse:
    return form_page(
        request,
        form,
        title=title,
        lead=row.subject,
        button=button,
        cancel_url=_page(row),
        crumbs=[*_crumbs(row.project), (row.subject, _page(row)), (title, None)],
    )
