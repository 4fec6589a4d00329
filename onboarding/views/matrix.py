"""The status matrix of a project: organisations × types, what is late, and what each organisation still owes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from onboarding import access
from onboarding.access import Can
from onboarding.access import indicators as indicator_access
from onboarding.access.education import education_going_on
from onboarding.actions import deliverable as deliverables
from onboarding.exports.matrix import matrix_workbook
from onboarding.forms.deliverable import DeliverablesPlanForm, MatrixFilter
from onboarding.models import StatusMatrix, read_status_matrix
from onboarding.views.deliverable import crumbs_of, matrix_url
from projects.models import Project
from wegwijzer.accounts.periods import today
from wegwijzer.reports import request as reports
from wegwijzer.ui.downloads import spreadsheet
from wegwijzer.ui.editing import form_page, posted, refusals_in
from wegwijzer.ui.listing import ReadListing

PER_PAGE = 100
EVERYTHING = 100_000
WANTED = [Can.EDIT_TYPES, Can.MAKE_REPORT]


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What newcomers get: every project with its deliverables, and what the reader still has to do."""
    projects = list(access.projects_for(request.user))
    context = {
        "projects": access.deliverable_counts(projects),
        "own": access.own_deliverables(request.user),
        "missing": indicator_access.missing_figures(request.user),
        "counting": indicator_access.partnerships_of(request.user),
        "education": education_going_on(request.user),
        "may_edit": access.partnerships_with_types(request.user),
    }
    return render(request, "onboarding/start.html", context)


@require_safe
def deliverable_matrix(request: HttpRequest, pk: int) -> HttpResponse:
    """Of project `pk`; more rows than fit a page are paged, unless the whole is asked (`alles=ja`)."""
    project = access.project_for(request.user, pk)
    filters, shown = _asked(project, request.GET)
    listing = ReadListing(
        request,
        shown.places,
        filters=filters,
        noun=(_("organisatie"), _("organisaties")),
        per_page=EVERYTHING if request.GET.get("alles") == "ja" else PER_PAGE,
    )
    context = {
        "project": project,
        "listing": listing,
        "matrix": shown,
        "own": access.own_organisations(request.user, project.partnership_id),
        "whole_link": listing.link(alles="ja", page=""),
        "export_query": listing.link(page="", alles=""),
        "may": access.needs(request.user, project, WANTED),
    }
    return render(request, "onboarding/deliverable_matrix.html", context)


@require_safe
def deliverable_owed(request: HttpRequest, pk: int) -> HttpResponse:
    """What is late, what comes, and what each organisation still owes."""
    project = access.project_for(request.user, pk)
    matrix = read_status_matrix(project)
    context = {
        "project": project,
        "matrix": matrix,
        "own": access.own_organisations(request.user, project.partnership_id),
        "may": access.needs(request.user, project, WANTED),
    }
    return render(request, "onboarding/deliverable_owed.html", context)


@require_safe
def deliverable_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The same matrix as a spreadsheet, every row of it."""
    project = access.project_for(request.user, pk)
    _filters, shown = _asked(project, request.GET)
    title = _("Resultaten van %s") % project.name
    details = access.deliverables_in(project)
    return spreadsheet(
        matrix_workbook(shown, details, title), f"resultaten-{slugify(project.name)}-{today():%Y-%m-%d}.xlsx"
    )


@require_POST
def deliverable_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The same matrix as a document."""
    project = access.project_for(request.user, pk, Can.MAKE_REPORT)
    filters, _shown = _asked(project, request.POST)
    title, scope = _("Resultaten van %s") % project.name, project.partnership.organisation
    report = reports.request_report("deliverables", filters.choice.text, by=request.user, scope=scope, title=title)
    return redirect("reports:report_detail", report.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def deliverables_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Cells for the chosen types × organisations."""
    project = access.project_for(request.user, pk, Can.EDIT_TYPES)
    form = DeliverablesPlanForm(
        posted(request),
        types=access.types_of(project),
        organisations=access.organisations_to_ask(project.partnership),
    )
    if form.is_valid():
        with refusals_in(form):
            made = deliverables.plan(project, by=request.user, **form.cleaned_data)
            messages.success(request, _("%s resultaten zijn gepland.") % made if made else _("Alles stond er al."))
            return redirect(matrix_url(project))
    return form_page(
        request,
        form,
        title=_("Plan resultaten"),
        lead=_("Kies wat u verwacht, en van wie. Per organisatie komt er één vak in de matrix."),
        button=_("Plan de resultaten"),
        cancel_url=matrix_url(project),
        crumbs=crumbs_of(project, (_("Plannen"), None)),
    )


def _asked(project: Project, data: QueryDict) -> tuple[MatrixFilter, StatusMatrix]:
    """What was chosen, and the matrix that goes with it."""
    matrix = read_status_matrix(project)
    filters = MatrixFilter(data, matrix=matrix)
    return filters, matrix.narrowed(filters.choice)
