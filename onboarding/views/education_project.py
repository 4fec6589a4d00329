"""Education projects: the register, one of them, and how far it is."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.views.document import sent
from onboarding import access
from onboarding.access import Can
from onboarding.access import education as education_access
from onboarding.actions import education_parts as parts
from onboarding.actions import education_project as education_projects
from onboarding.exports.education import education_workbook
from onboarding.forms.deliverable import DeliverableDocumentForm
from onboarding.forms.education_project import (
    EducationFilter,
    EducationMoveForm,
    EducationProjectEditForm,
    EducationProjectForm,
)
from onboarding.models import EducationProject
from projects.models import Project
from wegwijzer.accounts.periods import today
from wegwijzer.ui.downloads import spreadsheet
from wegwijzer.ui.editing import form_page, posted, pressed, refusals_in, values_of
from wegwijzer.ui.listing import Listing

SORTS: dict[str, Any] = {
    "jaar": ("-school_year", "title", "pk"),
    "titel": ("title", "-school_year"),
    "bestuur": ("organisation__name", "-school_year"),
    "stand": ("state", "-school_year"),
}


def _listing(request: HttpRequest) -> Listing[EducationProject]:
    projects = {row.pk: row.name for row in access.projects_for(request.user)}
    filters = EducationFilter(
        request.GET,
        boards=education_access.boards_with_education(request.user),
        years=education_access.school_years(request.user),
        projects=projects,
    )
    return Listing(
        request,
        education_access.education_projects_for(request.user),
        sorts=SORTS,
        search=("title", "purpose", "result", "lessons", "organisation__name"),
        search_within=("partners__organisation__name",),
        filters=filters,
        noun=(_("onderwijsproject"), _("onderwijsprojecten")),
    )


@require_safe
def education_project_list(request: HttpRequest) -> HttpResponse:
    """All that this login sees, narrowed as asked."""
    listing = _listing(request)
    context = {
        "listing": listing,
        "name": _("Onderwijsprojecten"),
        "export_query": listing.link(page=""),
        "may_add_in": list(education_access.projects_to_add_in(request.user)),
    }
    return render(request, "onboarding/education_project_list.html", context)


@require_safe
def education_project_export(request: HttpRequest) -> HttpResponse:
    """The same as a spreadsheet, every row of it."""
    title = _("Onderwijsprojecten")
    rows = _listing(request).paginator.object_list
    return spreadsheet(education_workbook(rows, title), f"onderwijsprojecten-{today():%Y-%m-%d}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def education_project_add(request: HttpRequest, pk: int) -> HttpResponse:
    """One more in project `pk`."""
    project = access.project_for(request.user, pk, Can.ADD_EDUCATION)
    choices = _choices(request, project)
    start = {"school_year": today().year if today().month > 5 else today().year - 1}
    if len(choices["boards"]) == 1:
        start["organisation"] = choices["boards"][0]
    form = EducationProjectForm(posted(request), initial=start, **choices)
    if form.is_valid():
        with refusals_in(form):
            row = education_projects.add(project, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het onderwijsproject staat erbij. Voeg nu een school toe."))
            return redirect(page_of(row))
    title = _("Begin een onderwijsproject")
    crumbs = crumbs_of((project.name, None), (title, None))
    return form_page(request, form, title=title, lead=project.name, button=title, cancel_url=list_page(), crumbs=crumbs)


def _choices(request: HttpRequest, project: Project) -> dict[str, Any]:
    return {
        "boards": education_access.boards_for(request.user, project),
        "themes": education_access.themes_of(project),
    }


@require_safe
def education_project_detail(request: HttpRequest, pk: int) -> HttpResponse:
    row = education_access.education_project_for(request.user, pk)
    context = education_access.education_parts(row) | {
        "education": row,
        "verbs": education_access.education_moves(request.user, row),
        "may": access.needs(request.user, row, [Can.EDIT_EDUCATION, Can.SEE_HISTORY]),
        "history": access.history_for(request.user, row),
    }
    return render(request, "onboarding/education_project_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def education_project_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = education_access.education_project_for(request.user, pk, Can.EDIT_EDUCATION)
    start = values_of(row, EducationProjectEditForm) | {"levels": row.levels.split(",")}
    form = EducationProjectEditForm(posted(request), initial=start, **_choices(request, row.project))
    if form.is_valid():
        with refusals_in(form):
            education_projects.change(row, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het onderwijsproject is bewaard."))
            return redirect(page_of(row))
    return _page(request, form, row, title=_("Wijzig het onderwijsproject"), button=_("Bewaar het onderwijsproject"))


@require_http_methods(["GET", "HEAD", "POST"])
def education_project_move(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is."""
    row = education_access.education_project_for(request.user, pk, Can.EDIT_EDUCATION)
    verbs = education_access.education_moves(request.user, row)
    form = EducationMoveForm(posted(request), verbs=verbs, initial={"version": row.version})
    if form.is_valid():
        with refusals_in(form):
            education_projects.move(row, by=request.user, **form.cleaned_data)
            messages.success(request, _("Genoteerd: %s.") % row.get_state_display())
            return redirect(page_of(row))
    return _page(request, form, row, title=_("Hoe staat het onderwijsproject?"), button=_("Noteer de stand"))


@require_http_methods(["GET", "HEAD", "POST"])
def education_document_add(request: HttpRequest, pk: int) -> HttpResponse:
    row = education_access.education_project_for(request.user, pk, Can.EDIT_EDUCATION)
    form = DeliverableDocumentForm(posted(request), request.FILES or None, initial={"version": row.version})
    if form.is_valid():
        with refusals_in(form):
            parts.add_document(row, by=request.user, **form.cleaned_data)
            messages.success(request, _("‘%s’ is toegevoegd.") % form.cleaned_data["title"])
            return redirect(page_of(row))
    return _page(request, form, row, title=_("Voeg een document toe"), button=_("Voeg het document toe"))


@require_safe
def education_document(request: HttpRequest, pk: int) -> FileResponse:
    """The newest version of one of its files."""
    return sent(education_access.education_document_for(request.user, pk).document.newest)


@require_POST
def education_document_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = education_access.education_document_for(request.user, pk, Can.EDIT_EDUCATION)
    return pressed(request, row, parts.remove_document, page_of(row.education), done=_("‘%s’ is weggenomen.") % row)


def _page(request: HttpRequest, form: Any, row: EducationProject, **words: Any) -> HttpResponse:
    crumbs = crumbs_of((row.title, page_of(row)), (words["title"], None))
    return form_page(request, form, lead=row.title, cancel_url=page_of(row), crumbs=crumbs, **words)


def page_of(row: EducationProject) -> str:
    return reverse("onboarding:education_project_detail", args=[row.pk])


def list_page() -> str:
    return reverse("onboarding:education_project_list")


def crumbs_of(*steps: tuple[object, str | None]) -> list[tuple[object, str | None]]:
    return [(_("Onthaal"), reverse("onboarding:start")), (_("Onderwijsprojecten"), list_page()), *steps]
