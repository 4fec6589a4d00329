"""Sheets asked of third parties: who was asked what, until when, and what came back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.access import organisations_around
from projects import access
from projects.access import Can
from projects.actions import sheet_request as requests
from projects.forms.sheet_request import SheetRequestAgainForm, SheetRequestForm, usual_day
from projects.models import Plan, SheetRequest, last_day_of
from projects.views.analysis import about, crumbs_of, prefilled
from wegwijzer.lifecycle import Stale
from wegwijzer.ui import errors
from wegwijzer.ui.editing import form_page, posted, refusals_in
from wegwijzer.ui.listing import Listing


@require_safe
def sheet_request_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom plan `pk` asked for sheets; addresses are for who may ask."""
    plan = access.plan_for(request.user, pk, Can.EDIT_PLAN)
    listing = Listing(
        request,
        access.requests_of(plan),
        sorts={"naam": "name", "tot": ("expires_at", "name")},
        search=("name", "email"),
        noun=(_("vraag"), _("vragen")),
    )
    context = {
        "plan": plan,
        "listing": listing,
        "name": _("Gevraagde fiches"),
        "may": access.needs(request.user, plan, [Can.EDIT_PLAN]),
    }
    return render(request, "projects/sheet_request_list.html", context)


@require_safe
def sheet_request_detail(request: HttpRequest, pk: int) -> HttpResponse:
    asked = access.sheet_request_for(request.user, pk, Can.EDIT_PLAN)
    context = {
        "asked": asked,
        "plan": asked.plan,
        "sheets": access.sheets_behind(asked),
        "last_on": last_day_of(asked),
        "mails": access.mails_about(asked),
        "may": access.needs(request.user, asked, [Can.EDIT_PLAN, Can.SEE_HISTORY]),
        "history": access.history_for(request.user, asked),
    }
    return render(request, "projects/sheet_request_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def sheet_request_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a service for sheets of plan `pk`."""
    plan = access.plan_for(request.user, pk, Can.EDIT_PLAN)
    chosen = prefilled(request)
    start = {"cells": [f"{chosen['theme']}-{chosen['target_group']}"]} if len(chosen) == 2 else {}
    offered = about(plan) | {"organisations": organisations_around(plan.partnership)}
    form = SheetRequestForm(posted(request), initial=start, **offered)
    if form.is_valid():
        with refusals_in(form):
            asked = requests.ask(plan, by=request.user, **form.cleaned_data)
            messages.success(request, _("De vraag is verstuurd aan %s.") % asked.email)
            return redirect("projects:sheet_request_detail", asked.pk)
    return form_page(
        request,
        form,
        template="projects/sheet_request_add.html",
        plan=plan,
        cancel_url=_list(plan),
        crumbs=crumbs_of(plan, (_("Gevraagde fiches"), _list(plan)), (_("Nieuwe vraag"), None)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def sheet_request_again(request: HttpRequest, pk: int) -> HttpResponse:
    """A fresh link by mail; older ones stop working."""
    asked = access.sheet_request_for(request.user, pk, Can.EDIT_PLAN)
    start = {"version": asked.version, "email": asked.email, "until_on": max(last_day_of(asked), usual_day())}
    form = SheetRequestAgainForm(posted(request), initial=start)
    if form.is_valid():
        with refusals_in(form):
            requests.send_again(asked, by=request.user, **form.cleaned_data)
            messages.success(request, _("De vraag is opnieuw verstuurd aan %s.") % asked.email)
            return redirect("projects:sheet_request_detail", pk)
    return form_page(
        request,
        form,
        title=_("Stuur de vraag opnieuw"),
        lead=_("%s krijgt een nieuwe link. De vorige werkt dan niet meer; wat al ingevuld is, blijft staan.") % asked,
        button=_("Stuur de vraag opnieuw"),
        cancel_url=_page(asked),
        crumbs=_crumbs(asked, _("Opnieuw sturen")),
    )


@require_POST
def sheet_request_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    asked = access.sheet_request_for(request.user, pk, Can.EDIT_PLAN)
    try:
        requests.withdraw(asked, by=request.user)
    except Stale as stale:
        return errors.conflict(request, stale.current, mine=asked.name, back=_page(asked))
    messages.success(request, _("De link werkt niet meer. Wat al ingevuld was, blijft staan."))
    return redirect("projects:sheet_request_detail", pk)


def _list(plan: Plan) -> str:
    return reverse("projects:sheet_request_list", args=[plan.pk])


def _page(asked: SheetRequest) -> str:
    return reverse("projects:sheet_request_detail", args=[asked.pk])


def _crumbs(asked: SheetRequest, last: str) -> list[tuple[Any, str | None]]:
    list_url = _list(asked.plan)
    return crumbs_of(asked.plan, (_("Gevraagde fiches"), list_url), (asked.name, _page(asked)), (last, None))
