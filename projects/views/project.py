"""Projects: what a partnership plans, and how far it is."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from governance.access import partnership_names
from projects import access
from projects.access import Can
from projects.actions import project as projects
from projects.forms.project import ProjectChangeForm, ProjectFilterForm, ProjectForm
from projects.models import PROJECT_LIFECYCLE, Project, ProjectState
from wegwijzer.lifecycle import missing
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of
from wegwijzer.ui.listing import Listing

SORTS: dict[str, Any] = {
    "naam": "name",
    "van": ("-from_on", "name"),
    "tot": ("until_on", "name"),
    "trekker": ("lead__name", "name"),
}


@require_safe
def project_list(request: HttpRequest) -> HttpResponse:
    names = partnership_names(request.user)
    listing = Listing(
        request,
        access.projects_for(request.user),
        sorts=SORTS,
        search=("name", "purpose", "lead__name"),
        filters=ProjectFilterForm(request.GET, partnerships=names),
        noun=(_("project"), _("projecten")),
    )
    context = {
        "listing": listing,
        "name": _("Projecten"),
        "of_many": len(names) > 1,
        "may_add_in": access.partnerships_where(request.user, Can.EDIT_PROJECT),
    }
    return render(request, "projects/project_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def project_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A project of the partnership `pk`; with `?dossier=ja` the dossier that it is for comes next."""
    partnership = access.partnership_for(request.user, pk, Can.EDIT_PROJECT)
    for_dossier = request.GET.get("dossier") == "ja"
    lead = _("%s. Een dossier hoort bij een project. Begin eerst het project; daarna volgt het dossier.")
    form = ProjectForm(posted(request), **access.choices_around(request.user, partnership))
    if form.is_valid():
        with refusals_in(form):
            project = projects.add(partnership, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het project staat klaar, als idee."))
            return redirect(_dossier_next(request, project) if for_dossier else project_url(project))
    return form_page(
        request,
        form,
        title=_("Nieuw project"),
        lead=lead % partnership if for_dossier else partnership,
        button=_("Maak het project"),
        cancel_url=reverse("projects:project_list"),
        crumbs=[(_("Projecten"), reverse("projects:project_list")), (_("Nieuw project"), None)],
    )


def _dossier_next(request: HttpRequest, project: Project) -> str:
    asked = {"project": str(project.pk)} | ({"oproep": request.GET["oproep"]} if "oproep" in request.GET else {})
    return f"{reverse('projects:dossier_add', args=[project.partnership_id])}?{urlencode(asked)}"


@require_http_methods(["GET", "HEAD", "POST"])
def project_edit(request: HttpRequest, pk: int) -> HttpResponse:
    project = access.project_for(request.user, pk, Can.EDIT_PROJECT)
    form = ProjectChangeForm(
        posted(request),
        initial=values_of(project, ProjectChangeForm),
        **access.choices_around(request.user, project.partnership),
    )
    if form.is_valid():
        with refusals_in(form):
            projects.change(project, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het project is bewaard."))
            return redirect(project_url(project))
    return form_page(
        request,
        form,
        title=_("Wijzig het project"),
        lead=project.name,
        button=_("Bewaar het project"),
        cancel_url=project_url(project),
        crumbs=crumbs_to(project, _("Wijzig")),
    )


@dataclass(frozen=True)
class Line:
    """A step of the overview with where it leads and what it is called."""

    step: access.Step
    url: str
    what: str


def _line(project: Project, step: access.Step) -> Line:
    pages = {
        "milestone": ("projects:project_timeline", project.pk, _("mijlpaal")),
        "round": ("governance:approval_round_detail", step.key, _("antwoorden van de raden")),
        "meeting": ("governance:meeting_detail", step.key, _("vergadering")),
        "feedback": ("governance:feedback_after", step.key, _("terugkoppeling na")),
    }
    if step.kind == "action_point":
        page = f"{reverse('governance:action_point_list')}?project={project.pk}#actiepunt-{step.key}"
        return Line(step, page, _("actiepunt"))
    name, key, what = pages[step.kind]
    return Line(step, reverse(name, args=[key]), what)


LATE = 12  # of what should have been there, the longest ago
COMING = 8  # of what is next; the time line has the rest


@require_safe
def project_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Where it is, what is next, who is late."""
    project = access.project_for(request.user, pk)
    overview = access.overview_of(request.user, project)
    context = {
        "project": project,
        "overview": overview,
        "passed": access.time_passed(project),
        "late": [_line(project, step) for step in overview.late[:LATE]],
        "more_late": max(0, len(overview.late) - LATE),
        "coming": [_line(project, step) for step in overview.coming[:COMING]],
        "missing": missing(PROJECT_LIFECYCLE, "start", project) if project.state == ProjectState.PREPARING else [],
        "may": access.needs(request.user, project, [Can.EDIT_PROJECT]),
    }
    return render(request, "projects/project_detail.html", context)


def project_url(project: Project) -> str:
    return reverse("projects:project_detail", args=[project.pk])


def crumbs_to(project: Project, here: object) -> list[tuple[object, str | None]]:
    return [
        (_("Projecten"), reverse("projects:project_list")),
        (project.name, project_url(project)),
        (here, None),
    ]
