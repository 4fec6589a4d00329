"""Changes after the award: prepared, asked of the funder, and what it said."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects import access
from projects.access import Can
from projects.access import reporting as reporting_access
from projects.actions import amendment as amendments
from projects.forms.amendment import AmendmentAskForm, AmendmentChangeForm, AmendmentDecideForm, AmendmentForm
from projects.models import AMENDMENT_LIFECYCLE, Amendment, AmendmentState, Dossier
from projects.views.parts import removed
from projects.views.reporting import reporting_crumbs, reporting_url
from wegwijzer.lifecycle import missing
from wegwijzer.ui.editing import form_page, posted, pressed, refusals_in, values_of


@require_http_methods(["GET", "HEAD", "POST"])
def amendment_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A change of the dossier `pk`."""
    dossier = access.dossier_for(request.user, pk, Can.EDIT_DOSSIER)
    form = AmendmentForm(posted(request), **_choices(dossier))
    if form.is_valid():
        with refusals_in(form):
            amendment = amendments.add(dossier, by=request.user, **form.cleaned_data)
            messages.success(request, _("De wijziging staat klaar. Nog niemand kreeg de vraag."))
            return redirect(amendment_url(amendment))
    title = _("Bereid een wijziging voor")
    return _form(request, form, dossier, title=title, button=title, cancel_url=reporting_url(dossier))


@require_safe
def amendment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What it was, what it becomes, and where the question stands."""
    amendment = reporting_access.amendment_for(request.user, pk)
    is_draft = amendment.state == AmendmentState.DRAFT
    context = {
        "amendment": amendment,
        "dossier": amendment.dossier,
        "before": amendment.now() if is_draft else amendment.before,
        "missing": missing(AMENDMENT_LIFECYCLE, "ask", amendment) if is_draft else [],
        "may": access.needs(request.user, amendment, [Can.EDIT_DOSSIER, Can.SEE_HISTORY]),
        "history": access.history_for(request.user, amendment),
    }
    return render(request, "projects/amendment_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def amendment_edit(request: HttpRequest, pk: int) -> HttpResponse:
    amendment = reporting_access.amendment_for(request.user, pk, Can.EDIT_DOSSIER)
    initial = values_of(amendment, AmendmentChangeForm)
    initial |= {"joins": amendment.joins.all(), "leaves": amendment.leaves.all()}
    form = AmendmentChangeForm(posted(request), initial=initial, **_choices(amendment.dossier))
    if form.is_valid():
        with refusals_in(form):
            amendments.change(amendment, by=request.user, **form.cleaned_data)
            messages.success(request, _("De wijziging is bewaard."))
            return redirect(amendment_url(amendment))
    return _of(request, form, amendment, title=_("Wijzig de vraag"), button=_("Bewaar de vraag"))


@require_POST
def amendment_remove(request: HttpRequest, pk: int) -> HttpResponse:
    amendment = reporting_access.amendment_for(request.user, pk, Can.EDIT_DOSSIER)
    return removed(request, amendment, amendments.remove, reporting_url(amendment.dossier))


@require_http_methods(["GET", "HEAD", "POST"])
def amendment_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """It was put to the funder."""
    amendment = reporting_access.amendment_for(request.user, pk, Can.EDIT_DOSSIER)
    form = AmendmentAskForm(posted(request), initial={"version": amendment.version})
    if form.is_valid():
        with refusals_in(form):
            amendments.ask(amendment, by=request.user, **form.cleaned_data)
            messages.success(request, _("De vraag is genoteerd. Noteer hier ook het antwoord."))
            return redirect(amendment_url(amendment))
    return _of(request, form, amendment, title=_("Vraag de wijziging aan"), button=_("Noteer dat het gevraagd is"))


@require_POST
def amendment_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """It was not asked after all."""
    amendment = reporting_access.amendment_for(request.user, pk, Can.EDIT_DOSSIER)
    done = _("De wijziging is weer in voorbereiding.")
    return pressed(request, amendment, amendments.take_back, amendment_url(amendment), done=done)


@require_http_methods(["GET", "HEAD", "POST"])
def amendment_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """What the funder said."""
    amendment = reporting_access.amendment_for(request.user, pk, Can.EDIT_DOSSIER)
    form = AmendmentDecideForm(posted(request), initial={"version": amendment.version})
    if form.is_valid():
        with refusals_in(form):
            amendments.decide(amendment, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het antwoord is genoteerd."))
            return redirect(amendment_url(amendment))
    return _of(request, form, amendment, title=_("Noteer het antwoord"), button=_("Bewaar het antwoord"))


def amendment_url(amendment: Amendment) -> str:
    return reverse("projects:amendment_detail", args=[amendment.pk])


def _choices(dossier: Dossier) -> dict[str, Any]:
    return {"budgets": reporting_access.budgets_of(dossier), "boards": reporting_access.boards_to_change(dossier)}


def _of(request: HttpRequest, form: Any, amendment: Amendment, **page: Any) -> HttpResponse:
    back = amendment_url(amendment)
    return _form(request, form, amendment.dossier, lead=amendment, cancel_url=back, **page)


def _form(request: HttpRequest, form: Any, dossier: Dossier, **page: Any) -> HttpResponse:
    return form_page(request, form, **({"lead": dossier.title} | page), crumbs=reporting_crumbs(dossier, page["title"]))
