"""The phases of a project, on its time line."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from governance.forms.periods import WithdrawForm
from projects import access
from projects.access import Can
from projects.actions import phase as phases
from projects.forms.phase import PhaseChangeForm, PhaseForm, PhaseMoveForm
from projects.forms.schedule import asked_days, moved
from projects.models import Days
from projects.views.schedule import change_page, crumbs_in, tell, timeline_url
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of


@require_http_methods(["GET", "HEAD", "POST"])
def phase_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A phase of the project `pk`."""
    project = access.project_for(request.user, pk, Can.EDIT_PROJECT)
    form = PhaseForm(posted(request))
    if form.is_valid():
        with refusals_in(form):
            phase = phases.add(project, by=request.user, **form.cleaned_data)
            tell(request, project, phase)
            return redirect(timeline_url(project, phase))
    return form_page(
        request,
        form,
        title=_("Nieuwe fase"),
        lead=project.name,
        button=_("Voeg de fase toe"),
        cancel_url=timeline_url(project),
        crumbs=crumbs_in(project, _("Nieuwe fase")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def phase_edit(request: HttpRequest, pk: int) -> HttpResponse:
    phase = access.phase_for(request.user, pk, Can.EDIT_PROJECT)
    form = PhaseChangeForm(posted(request), initial=values_of(phase, PhaseChangeForm))
    return change_page(
        request,
        form,
        phase,
        phases.change,
        _days,
        moving=False,
        title=_("Wijzig de fase"),
        lead=phase.name,
        button=_("Bewaar de fase"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def phase_move(request: HttpRequest, pk: int) -> HttpResponse:
    """To other days; `?dagen=7` proposes a week later."""
    phase = access.phase_for(request.user, pk, Can.EDIT_PROJECT)
    days = asked_days(request.GET.get("dagen", ""))
    start = {"version": phase.version}
    start |= {"from_on": moved(phase.from_on, days), "until_on": moved(phase.until_on, days)}
    return change_page(
        request,
        PhaseMoveForm(posted(request), initial=start),
        phase,
        phases.change,
        _days,
        moving=True,
        title=_("Verschuif de fase"),
        lead=phase.name,
        button=_("Verschuif de fase"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def phase_remove(request: HttpRequest, pk: int) -> HttpResponse:
    phase = access.phase_for(request.user, pk, Can.EDIT_PROJECT)
    form = WithdrawForm(posted(request), initial={"version": phase.version})
    if form.is_valid():
        with refusals_in(form):
            phases.remove(phase, by=request.user, **form.cleaned_data)
            messages.success(request, _("De fase “%s” is verwijderd.") % phase.name)
            return redirect(timeline_url(phase.project))
    return form_page(
        request,
        form,
        title=_("Verwijder de fase"),
        lead=_("“%s” verdwijnt van de tijdlijn, met wat erop wacht. De mijlpalen ervan blijven staan.") % phase.name,
        button=_("Verwijder de fase"),
        cancel_url=timeline_url(phase.project, phase),
        crumbs=crumbs_in(phase.project, _("Verwijder de fase")),
    )


def _days(values: dict[str, Any]) -> Days:
    return Days(values["from_on"], values["until_on"])
