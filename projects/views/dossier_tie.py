"""What in meetings, decisions and rounds is about a dossier; and a round begun from it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from governance import access as governance
from governance.forms.approval_round import RoundForm
from governance.views.approval_round_plan import prepare_page
from projects import access
from projects.access import Can
from projects.actions import dossier_round
from projects.models import Dossier, Requirement
from projects.views.dossier import crumbs_to
from projects.views.requirement import requirement_url
from projects.views.tie import tie_page


@require_safe
def dossier_ties(request: HttpRequest, pk: int) -> HttpResponse:
    """What is about the dossier, tied itself or along with what is."""
    dossier = access.dossier_for(request.user, pk)
    context = {
        "dossier": dossier,
        "may": access.needs(request.user, dossier, [Can.EDIT_DOSSIER]),
        **access.things_about(request.user, dossier),
    }
    return render(request, "projects/dossier_ties.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_tie(request: HttpRequest, pk: int) -> HttpResponse:
    dossier = access.dossier_for(request.user, pk, Can.EDIT_DOSSIER)
    back = reverse("projects:dossier_ties", args=[pk])
    title = _("Wat hoort bij dit dossier?")
    return tie_page(request, dossier, title=title, cancel_url=back, crumbs=crumbs_to(dossier, _("Koppel")))


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_round_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put something of the dossier to the councils.

    `?vereiste=12` lets that row of the checklist wait for the round, `?checklist=ja` adds a row for it.
    """
    dossier = access.dossier_for(request.user, pk, Can.EDIT_DOSSIER)
    governance.gate(request.user, governance.Can.EDIT_ROUND, dossier.partnership)
    waiting = _waiting(request, dossier)
    lead = _("Over het dossier %s") % dossier
    start = RoundForm.starting_blank() | ({"title": waiting.title} if waiting else {})
    return prepare_page(
        request,
        dossier.partnership,
        lead=_("%(about)s, voor ‘%(what)s’") % {"about": lead, "what": waiting} if waiting else lead,
        back=requirement_url(waiting) if waiting else reverse("projects:dossier_detail", args=[pk]),
        make=lambda plan, send: dossier_round.begin(
            dossier,
            plan,
            by=request.user,
            send=send,
            requirement=waiting,
            adds_requirement=request.GET.get("checklist") == "ja",
        ),
        initial=start,
    )


def _waiting(request: HttpRequest, dossier: Dossier) -> Requirement | None:
    key = request.GET.get("vereiste", "")
    if not key:
        return None
    if not (key.isascii() and key.isdigit() and len(key) < 10):
        raise Http404
    requirement = access.requirement_for(request.user, int(key), Can.EDIT_DOSSIER)
    if requirement.dossier_id != dossier.pk:
        raise Http404
    return requirement
