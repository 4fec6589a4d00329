"""What waits for what on the time line of a project."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from governance.forms.periods import WithdrawForm
from projects import access
from projects.access import Can
from projects.actions import dependency as dependencies
from projects.forms.dependency import DependencyChangeForm, DependencyForm
from projects.models import Dependency, Schedule, key_of, name_of
from projects.views.schedule import crumbs_in, timeline_url
from wegwijzer.ui.editing import form_page, posted, refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
def dependency_add(request: HttpRequest, pk: int) -> HttpResponse:
    """In the project `pk`; `?dan=phase-3` has chosen already what waits."""
    project = access.project_for(request.user, pk, Can.EDIT_PROJECT)
    start = {"later": request.GET.get("dan", ""), "lag_days": 0}
    form = DependencyForm(posted(request), schedule=Schedule.of(project), initial=start)
    if form.is_valid():
        with refusals_in(form):
            dependency = dependencies.add(project, by=request.user, **form.cleaned_data)
            _tell(request, dependency)
            return redirect(timeline_url(project, dependency.later))
    return form_page(
        request,
        form,
        title=_("Wat wacht op wat?"),
        lead=_("Verschuift het eerste, dan vraagt de tijdlijn of het andere mee moet."),
        button=_("Voeg de afhankelijkheid toe"),
        cancel_url=timeline_url(project),
        crumbs=crumbs_in(project, _("Nieuwe afhankelijkheid")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def dependency_edit(request: HttpRequest, pk: int) -> HttpResponse:
    dependency = access.dependency_for(request.user, pk, Can.EDIT_PROJECT)
    project = dependency.project
    start = {
        "version": dependency.version,
        "earlier": name_of(key_of(dependency.earlier)),
        "later": name_of(key_of(dependency.later)),
        "lag_days": dependency.lag_days,
    }
    form = DependencyChangeForm(posted(request), schedule=Schedule.of(project), initial=start)
    if form.is_valid():
        with refusals_in(form):
            dependencies.change(dependency, by=request.user, **form.cleaned_data)
            _tell(request, dependency)
            return redirect(timeline_url(project, dependency.later))
    return form_page(
        request,
        form,
        template="projects/timeline_edit.html",
        title=_("Wijzig de afhankelijkheid"),
        lead=str(dependency),
        button=_("Bewaar de afhankelijkheid"),
        cancel_url=timeline_url(project, dependency.later),
        crumbs=crumbs_in(project, _("Wijzig de afhankelijkheid")),
        remove_url=reverse("projects:dependency_remove", args=[pk]),
        remove_label=_("Verwijder de afhankelijkheid"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def dependency_remove(request: HttpRequest, pk: int) -> HttpResponse:
    dependency = access.dependency_for(request.user, pk, Can.EDIT_PROJECT)
    form = WithdrawForm(posted(request), initial={"version": dependency.version})
    if form.is_valid():
        with refusals_in(form):
            later = dependency.later
            dependencies.remove(dependency, by=request.user, **form.cleaned_data)
            messages.success(request, _("De afhankelijkheid is verwijderd."))
            return redirect(timeline_url(dependency.project, later))
    return form_page(
        request,
        form,
        title=_("Verwijder de afhankelijkheid"),
        lead=_("%s. Beide blijven op de tijdlijn staan.") % dependency,
        button=_("Verwijder de afhankelijkheid"),
        cancel_url=timeline_url(dependency.project, dependency.later),
        crumbs=crumbs_in(dependency.project, _("Verwijder de afhankelijkheid")),
    )


def _tell(request: HttpRequest, dependency: Dependency) -> None:
    """That it is saved, and whether the days follow it already."""
    messages.success(request, _("De afhankelijkheid is bewaard."))
    if Schedule.of(dependency.project).is_too_soon(dependency):
        words = _("“%(later)s” staat nu te vroeg: “%(earlier)s” is dan nog niet voorbij. Verschuif een van beide.")
        messages.warning(request, words % {"later": dependency.later, "earlier": dependency.earlier})
