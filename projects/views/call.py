"""Calls for projects: the register, the page of one, its data."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from governance.access import partnership_names
from governance.forms.periods import WithdrawForm
from projects import access
from projects.access import Can
from projects.access import call as calls_access
from projects.actions import call as calls
from projects.forms.call import CallChangeForm, CallFilterForm, CallForm
from projects.models import Call
from wegwijzer.ui.editing import form_page, posted, refusals_in
from wegwijzer.ui.listing import Listing

SORTS: dict[str, Any] = {
    "tegen": ("-deadline_on", "title"),
    "titel": ("title", "-deadline_on"),
    "gever": ("funder__name", "-deadline_on"),
}


@require_safe
def call_list(request: HttpRequest) -> HttpResponse:
    names = partnership_names(request.user)
    listing = Listing(
        request,
        calls_access.calls_for(request.user),
        sorts=SORTS,
        search=("title", "reference", "purpose", "funder__name"),
        filters=CallFilterForm(request.GET, partnerships=names, funders=calls_access.funders_of_calls(request.user)),
        noun=(_("oproep"), _("oproepen")),
    )
    context = {
        "listing": listing,
        "name": _("Oproepen"),
        "of_many": len(names) > 1,
        "may_add_in": access.partnerships_where(request.user, Can.EDIT_DOSSIER),
    }
    return render(request, "projects/call_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def call_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A call that the partnership `pk` follows."""
    partnership = access.partnership_for(request.user, pk, Can.EDIT_DOSSIER)
    form = CallForm(posted(request), **calls_access.choices_for_call(request.user, None, partnership))
    if form.is_valid():
        with refusals_in(form):
            call = calls.add(partnership, by=request.user, **form.values)
            messages.success(request, _("De oproep staat erbij. Zet nu haar voorwaarden op een rij."))
            return redirect(call_url(call))
    return form_page(
        request,
        form,
        title=_("Volg een oproep"),
        lead=partnership,
        button=_("Zet de oproep erbij"),
        cancel_url=reverse("projects:call_list"),
        crumbs=[(_("Oproepen"), reverse("projects:call_list")), (_("Nieuwe oproep"), None)],
    )


@require_safe
def call_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is for, by when, what an application has to hold, what is new."""
    call = calls_access.call_for(request.user, pk)
    context = {
        "call": call,
        "requirements": list(call.requirements.all()),
        "updates": list(call.updates.all()),
        "sessions": list(call.sessions.all()),
        "dossiers": list(calls_access.dossiers_of(request.user, call)),
        "may": access.needs(request.user, call, [Can.EDIT_DOSSIER, Can.SEE_HISTORY]),
        "history": access.history_for(request.user, call),
    }
    return render(request, "projects/call_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def call_edit(request: HttpRequest, pk: int) -> HttpResponse:
    call = calls_access.call_for(request.user, pk, Can.EDIT_DOSSIER)
    form = CallChangeForm(
        posted(request),
        initial=CallChangeForm.current(call),
        **calls_access.choices_for_call(request.user, call, call.partnership),
    )
    if form.is_valid():
        with refusals_in(form):
            calls.change(call, by=request.user, **form.values)
            messages.success(request, _("De oproep is bewaard."))
            return redirect(call_url(call))
    return form_page(
        request,
        form,
        title=_("Wijzig de oproep"),
        lead=call.title,
        button=_("Bewaar de oproep"),
        cancel_url=call_url(call),
        crumbs=crumbs_to(call, _("Wijzig")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def call_remove(request: HttpRequest, pk: int) -> HttpResponse:
    call = calls_access.call_for(request.user, pk, Can.EDIT_DOSSIER)
    form = WithdrawForm(posted(request), initial={"version": call.version})
    if form.is_valid():
        with refusals_in(form):
            calls.remove(call, by=request.user, version=form.cleaned_data["version"])
            messages.success(request, _("De oproep is verwijderd."))
            return redirect("projects:call_list")
    return form_page(
        request,
        form,
        title=_("Verwijder de oproep"),
        lead=_("‘%s’ verdwijnt met haar voorwaarden en nieuws.") % call,
        button=_("Verwijder de oproep"),
        cancel_url=call_url(call),
        crumbs=crumbs_to(call, _("Verwijder")),
    )


def call_url(call: Call) -> str:
    return reverse("projects:call_detail", args=[call.pk])


def crumbs_to(call: Call, here: object) -> list[tuple[object, str | None]]:
    return [(_("Oproepen"), reverse("projects:call_list")), (call.title, call_url(call)), (here, None)]
