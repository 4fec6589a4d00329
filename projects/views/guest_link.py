"""Links with which a guest reads one dossier: made, made again, withdrawn, and seen whether they were used."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects import access
from projects.access import Can
from projects.access import dossier_version as frozen
from projects.actions import guest_link as links
from projects.forms.guest_link import GuestLinkAgainForm, GuestLinkForm, usual_day
from projects.models import Dossier, GuestLink
from projects.notifications.guest_link import address
from projects.views.dossier import dossier_url
from wegwijzer.lifecycle import Stale
from wegwijzer.ui import errors
from wegwijzer.ui.editing import form_page, posted, refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
def guest_link_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A link to dossier `pk`."""
    dossier = access.dossier_for(request.user, pk, Can.EDIT_DOSSIER)
    form = GuestLinkForm(posted(request), versions=frozen.versions_of(dossier).fixed())
    if form.is_valid():
        with refusals_in(form):
            link = links.make(dossier, by=request.user, **form.cleaned_data)
            messages.success(request, _made(link))
            return redirect("projects:guest_link_detail", link.pk)
    return form_page(
        request,
        form,
        title=_("Laat een gast dit dossier inkijken"),
        lead=_("De gast krijgt een link en hoeft niet aan te melden. De link opent alleen dit dossier, om te lezen."),
        button=_("Maak de link"),
        cancel_url=_list(dossier),
        crumbs=_crumbs(dossier, (_("Nieuwe gast-link"), None)),
    )


@require_safe
def guest_link_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The link to copy, and whether it was used."""
    link = access.guest_link_for(request.user, pk, Can.EDIT_DOSSIER)
    context = {
        "link": link,
        "dossier": link.dossier,
        "address": address(link.key) if link.is_open else "",
        "mails": frozen.mails_to_guest(link),
        "history": access.history_for(request.user, link),
        "crumbs": _crumbs(link.dossier, (link.name, None)),
    }
    return render(request, "projects/guest_link_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def guest_link_again(request: HttpRequest, pk: int) -> HttpResponse:
    """A fresh link; older ones stop working."""
    link = access.guest_link_for(request.user, pk, Can.EDIT_DOSSIER)
    start = {"version": link.version, "email": link.email, "until_on": max(link.last_on, usual_day())}
    form = GuestLinkAgainForm(posted(request), initial=start)
    if form.is_valid():
        with refusals_in(form):
            links.make_again(link, by=request.user, **form.cleaned_data)
            messages.success(request, _made(link))
            return redirect("projects:guest_link_detail", pk)
    return form_page(
        request,
        form,
        title=_("Maak de link opnieuw"),
        lead=_("%s krijgt een nieuwe link. De vorige werkt dan niet meer.") % link,
        button=_("Maak de link opnieuw"),
        cancel_url=_page(link),
        crumbs=_crumbs(link.dossier, (link.name, _page(link)), (_("Opnieuw maken"), None)),
    )


@require_POST
def guest_link_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    link = access.guest_link_for(request.user, pk, Can.EDIT_DOSSIER)
    try:
        links.withdraw(link, by=request.user)
    except Stale as stale:
        return errors.conflict(request, stale.current, mine=link.name, back=_page(link))
    messages.success(request, _("De link werkt niet meer."))
    return redirect("projects:guest_link_detail", pk)


def _made(link: GuestLink) -> str:
    if link.email:
        return _("De link is gemaakt en vertrekt naar %s.") % link.email
    return _("De link is gemaakt. Kopieer ze en bezorg ze aan de gast.")


def _list(dossier: Dossier) -> str:
    return reverse("projects:dossier_versions", args=[dossier.pk])


def _page(link: GuestLink) -> str:
    return reverse("projects:guest_link_detail", args=[link.pk])


def _crumbs(dossier: Dossier, *here: tuple[Any, str | None]) -> list[tuple[Any, str | None]]:
    return [
        (_("Dossiers"), reverse("projects:dossier_list")),
        (dossier.title, dossier_url(dossier)),
        (_("Documenten en versies"), _list(dossier)),
        *here,
    ]
