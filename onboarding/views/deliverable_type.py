"""Which types of deliverables a project has."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding import access
from onboarding.access import Can
from onboarding.actions import deliverable_type as types
from onboarding.forms.deliverable_type import DeliverableTypeEditForm, DeliverableTypeForm
from onboarding.models import read_status_matrix
from onboarding.views.deliverable import crumbs_of
from projects.models import Project
from wegwijzer.ui.editing import form_page, posted, pressed, refusals_in, values_of


@require_safe
def deliverable_type_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The types of project `pk`, in their order, each with how many of it are delivered."""
    project = access.project_for(request.user, pk)
    matrix = read_status_matrix(project)
    counts = {column.pk: matrix.of_type(column) for column in matrix.columns}
    context = {
        "project": project,
        "types": [(row, counts[row.pk]) for row in access.types_of(project)],
        "may": access.needs(request.user, project, [Can.EDIT_TYPES]),
    }
    return render(request, "onboarding/deliverable_type_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def deliverable_type_add(request: HttpRequest, pk: int) -> HttpResponse:
    project = access.project_for(request.user, pk, Can.EDIT_TYPES)
    form = DeliverableTypeForm(posted(request), **access.choices_of_type(project.partnership))
    if form.is_valid():
        with refusals_in(form):
            types.add(project, by=request.user, **form.cleaned_data)
            messages.success(request, _("De soort staat erbij. Kies nu van welke organisaties u ze verwacht."))
            return redirect("onboarding:deliverables_plan", project.pk)
    return form_page(
        request,
        form,
        title=_("Nieuwe soort resultaat"),
        lead=project.name,
        button=_("Voeg de soort toe"),
        cancel_url=types_url(project),
        crumbs=crumbs_of(project, (_("Soorten"), types_url(project)), (_("Nieuw"), None)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def deliverable_type_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = access.deliverable_type_for(request.user, pk, Can.EDIT_TYPES)
    form = DeliverableTypeEditForm(
        posted(request),
        initial=values_of(row, DeliverableTypeEditForm),
        **access.choices_of_type(row.partnership),
    )
    if form.is_valid():
        with refusals_in(form):
            types.change(row, by=request.user, **form.cleaned_data)
            messages.success(request, _("De soort is bewaard."))
            return redirect(types_url(row.project))
    return form_page(
        request,
        form,
        title=_("Wijzig de soort resultaat"),
        lead=row.name,
        button=_("Bewaar de soort"),
        cancel_url=types_url(row.project),
        crumbs=crumbs_of(row.project, (_("Soorten"), types_url(row.project)), (row.name, None)),
    )


@require_POST
def deliverable_type_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up, or down when `naar` says so."""
    row = access.deliverable_type_for(request.user, pk, Can.EDIT_TYPES)
    types.move(row, by=request.user, up=request.POST.get("naar") != "later")
    return redirect(types_url(row.project))


@require_POST
def deliverable_type_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = access.deliverable_type_for(request.user, pk, Can.EDIT_TYPES)
    done = _("‘%s’ is geschrapt.") % row.name
    return pressed(request, row, types.remove, types_url(row.project), done=done, name=row.name)


def types_url(project: Project) -> str:
    return reverse("onboarding:deliverable_type_list", args=[project.pk])
