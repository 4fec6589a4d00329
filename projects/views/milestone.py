"""The milestones of a project, on its time line."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from governance.forms.periods import WithdrawForm
from projects import access
from projects.access import Can
from projects.actions import milestone as milestones
from projects.forms.milestone import MilestoneChangeForm, MilestoneForm, MilestoneMoveForm
from projects.forms.schedule import asked_days, moved
from projects.models import Milestone, Project
from projects.views.schedule import change_page, crumbs_in, tell, timeline_url
from wegwijzer.accounts.models import User
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of


@require_http_methods(["GET", "HEAD", "POST"])
def milestone_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A milestone of the project `pk`."""
    project = access.project_for(request.user, pk, Can.EDIT_PROJECT)
    form = MilestoneForm(posted(request), **_offered(request.user, project))
    if form.is_valid():
        with refusals_in(form):
            milestone = milestones.add(project, by=request.user, **form.cleaned_data)
            tell(request, project, milestone)
            return redirect(timeline_url(project, milestone))
    return form_page(
        request,
        form,
        title=_("Nieuwe mijlpaal"),
        lead=project.name,
        button=_("Voeg de mijlpaal toe"),
        cancel_url=timeline_url(project),
        crumbs=crumbs_in(project, _("Nieuwe mijlpaal")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def milestone_edit(request: HttpRequest, pk: int) -> HttpResponse:
    milestone = access.milestone_for(request.user, pk, Can.EDIT_PROJECT)
    form = MilestoneChangeForm(
        posted(request),
        initial=values_of(milestone, MilestoneChangeForm),
        **_offered(request.user, milestone.project, milestone),
    )
    return change_page(
        request,
        form,
        milestone,
        milestones.change,
        partial(milestones.days_with, milestone),
        moving=False,
        title=_("Wijzig de mijlpaal"),
        lead=milestone.name,
        button=_("Bewaar de mijlpaal"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def milestone_move(request: HttpRequest, pk: int) -> HttpResponse:
    """To another day; `?dagen=-7` proposes a week earlier."""
    milestone = access.milestone_for(request.user, pk, Can.EDIT_PROJECT)
    days = asked_days(request.GET.get("dagen", ""))
    start = {"version": milestone.version, "expected_on": moved(milestone.expected_on, days)}
    return change_page(
        request,
        MilestoneMoveForm(posted(request), initial=start),
        milestone,
        milestones.change,
        partial(milestones.days_with, milestone),
        moving=True,
        title=_("Verschuif de mijlpaal"),
        lead=milestone.name,
        button=_("Verschuif de mijlpaal"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def milestone_remove(request: HttpRequest, pk: int) -> HttpResponse:
    milestone = access.milestone_for(request.user, pk, Can.EDIT_PROJECT)
    form = WithdrawForm(posted(request), initial={"version": milestone.version})
    if form.is_valid():
        with refusals_in(form):
            milestones.remove(milestone, by=request.user, **form.cleaned_data)
            messages.success(request, _("De mijlpaal “%s” is verwijderd.") % milestone.name)
            return redirect(timeline_url(milestone.project))
    return form_page(
        request,
        form,
        title=_("Verwijder de mijlpaal"),
        lead=_("“%s” verdwijnt van de tijdlijn. Wat erop wachtte, wacht dan niet meer.") % milestone.name,
        button=_("Verwijder de mijlpaal"),
        cancel_url=timeline_url(milestone.project, milestone),
        crumbs=crumbs_in(milestone.project, _("Verwijder de mijlpaal")),
    )


def _offered(user: User, project: Project, milestone: Milestone | None = None) -> dict[str, Any]:
    around = {"phases": project.phases.all(), "dossiers": project.dossiers.all()}
    return {**around, **access.awaitable_around(user, project, milestone)}
