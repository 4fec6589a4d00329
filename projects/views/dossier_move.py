"""A dossier moved on: what the next step asks, and what still stands in its way."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from projects import access
from projects.access import Can
from projects.actions import dossier_state
from projects.forms.dossier_state import STEPS, VERBS, DossierMoveForm
from projects.models import DOSSIER_LIFECYCLE, Dossier, past_deadline
from projects.views.dossier import crumbs_to, dossier_url
from wegwijzer.accounts.periods import today
from wegwijzer.lifecycle import allowed, missing
from wegwijzer.ui.editing import form_page, posted, refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One step of its life: `?stap=indienen`, or the next one when none is asked."""
    dossier = access.dossier_for(request.user, pk, Can.EDIT_DOSSIER)
    verb = _asked(request, dossier)
    step, obstacles = STEPS[verb], _obstacles(dossier, verb)
    can_be_forced = verb == "submit" and dossier.state in DOSSIER_LIFECYCLE[verb].sources and bool(obstacles)
    form = DossierMoveForm(
        posted(request), initial={"version": dossier.version}, verb=verb, can_be_forced=can_be_forced
    )
    if form.is_valid():
        with refusals_in(form):
            dossier_state.move(dossier, verb, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het dossier is nu ‘%s’.") % dossier.get_state_display())
            return redirect(dossier_url(dossier))
    return form_page(
        request,
        form,
        template="projects/dossier_move.html",
        dossier=dossier,
        obstacles=obstacles,
        is_possible=not obstacles or can_be_forced,
        title=step.title,
        lead=step.lead,
        button=step.button,
        cancel_url=dossier_url(dossier),
        crumbs=crumbs_to(dossier, step.title),
    )


def _asked(request: HttpRequest, dossier: Dossier) -> str:
    slug = request.GET.get("stap", "")
    verb = VERBS.get(slug) if slug else allowed(DOSSIER_LIFECYCLE, dossier.state)[0]
    if verb is None:
        raise Http404
    return verb


def _obstacles(dossier: Dossier, verb: str) -> list[str]:
    """What would be refused today."""
    found = missing(DOSSIER_LIFECYCLE, verb, dossier)
    if verb == "submit" and dossier.state in DOSSIER_LIFECYCLE[verb].sources:
        found = [*found, *past_deadline(dossier, today())]
    return found
