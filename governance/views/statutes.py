"""The duties of an interlokale vereniging: statutes as versions, and the accounts and evaluation of every year."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance import access
from governance.access import Can
from governance.actions import statutes as statutes_actions
from governance.actions import yearly_accounts
from governance.forms.statutes import AccountsChangeForm, AccountsForm, StatutesChangeForm, StatutesForm
from governance.models import ClauseKind, Document, Partnership, has_yearly_duties, years_of
from governance.views.document import sent
from wegwijzer.lifecycle import Refused
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of


@require_safe
def statutes_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Of partnership `pk`: every version of the statutes, and what each year asks."""
    partnership = access.partnership_for(request.user, pk)
    versions = list(access.statutes_of(request.user, partnership))
    for statutes in versions:
        places = {clause.kind: clause.reference for clause in statutes.clauses.all()}
        statutes.checklist = [(kind.label, places.get(kind.value, "")) for kind in ClauseKind]
    context = {
        "partnership": partnership,
        "versions": versions,
        "years": years_of(partnership),
        "has_duties": has_yearly_duties(partnership),
        "may": access.needs(request.user, partnership, [Can.EDIT_PARTNERSHIP, Can.EDIT_ROUND]),
    }
    return render(request, "governance/statutes_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def statutes_add(request: HttpRequest, pk: int) -> HttpResponse:
    partnership = access.partnership_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    rounds = access.rounds_for_statutes(request.user, partnership)
    form = StatutesForm(posted(request), request.FILES or None, rounds=rounds)
    if form.is_valid():
        with refusals_in(form):
            statutes_actions.add(partnership, by=request.user, **form.values)
            messages.success(request, _("De statuten zijn toegevoegd."))
            return redirect(_home(partnership))
    return _page(request, form, partnership, _("Voeg statuten toe"), _("Voeg de statuten toe"))


@require_http_methods(["GET", "HEAD", "POST"])
def statutes_edit(request: HttpRequest, pk: int) -> HttpResponse:
    statutes = access.statutes_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    rounds = access.rounds_for_statutes(request.user, statutes.partnership)
    form = StatutesChangeForm(
        posted(request),
        request.FILES or None,
        rounds=rounds,
        statutes=statutes,
        initial=values_of(statutes, StatutesChangeForm),
    )
    if form.is_valid():
        with refusals_in(form):
            statutes_actions.change(statutes, by=request.user, **form.values)
            messages.success(request, _("De statuten zijn bewaard."))
            return redirect(_home(statutes.partnership))
    return _page(request, form, statutes.partnership, _("Wijzig de statuten"), _("Bewaar de statuten"))


@require_safe
def statutes_download(request: HttpRequest, pk: int) -> FileResponse:
    return _sent(access.statutes_for(request.user, pk).document)


@require_http_methods(["GET", "HEAD", "POST"])
def accounts_add(request: HttpRequest, pk: int) -> HttpResponse:
    partnership = access.partnership_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    decisions = access.decisions_for_accounts(request.user, partnership)
    asked = request.GET.get("jaar", "")
    start = {"year": asked} if asked.isascii() and asked.isdigit() else {}
    form = AccountsForm(posted(request), request.FILES or None, decisions=decisions, initial=start)
    if form.is_valid():
        with refusals_in(form):
            yearly_accounts.add(partnership, by=request.user, **form.cleaned_data)
            messages.success(request, _("De jaarrekening staat erbij."))
            return redirect(_home(partnership))
    return _page(request, form, partnership, _("Noteer een jaarrekening"), _("Noteer de jaarrekening"))


@require_http_methods(["GET", "HEAD", "POST"])
def accounts_edit(request: HttpRequest, pk: int) -> HttpResponse:
    accounts = access.accounts_for(request.user, pk, Can.EDIT_PARTNERSHIP)
    decisions = access.decisions_for_accounts(request.user, accounts.partnership)
    start = values_of(accounts, AccountsChangeForm)
    form = AccountsChangeForm(posted(request), request.FILES or None, decisions=decisions, initial=start)
    if form.is_valid():
        with refusals_in(form):
            yearly_accounts.change(accounts, by=request.user, **form.cleaned_data)
            messages.success(request, _("De jaarrekening is bewaard."))
            return redirect(_home(accounts.partnership))
    title = _("Jaarrekening %s") % accounts.year
    return _page(request, form, accounts.partnership, title, _("Bewaar de jaarrekening"))


@require_safe
def accounts_download(request: HttpRequest, pk: int) -> FileResponse:
    return _sent(access.accounts_for(request.user, pk).document)


@require_POST
def accounts_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Prepare the round in which the councils approve these accounts."""
    accounts = access.accounts_for(request.user, pk, Can.EDIT_ROUND)
    return _ask(request, accounts.partnership, lambda: yearly_accounts.ask_approval(accounts, by=request.user))


@require_POST
def evaluation_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Prepare the round in which the councils evaluate a `year` of partnership `pk`; 404 for a year it has not."""
    partnership = access.partnership_for(request.user, pk, Can.EDIT_ROUND)
    year = next((row.year for row in years_of(partnership) if str(row.year) == request.POST.get("year")), None)
    if year is None:
        raise Http404
    return _ask(request, partnership, lambda: yearly_accounts.ask_evaluation(partnership, year, by=request.user))


def _ask(request: HttpRequest, partnership: Partnership, prepare: Any) -> HttpResponse:
    try:
        round_ = prepare()
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
        return redirect(_home(partnership))
    messages.success(request, _("De ronde staat klaar. Kijk ze na en verstuur ze."))
    return redirect("governance:approval_round_detail", round_.pk)


def _sent(document: Document | None) -> FileResponse:
    if document is None:
        raise Http404
    return sent(document.newest)


def _home(partnership: Partnership) -> str:
    return reverse("governance:statutes_list", args=[partnership.pk])


def _page(request: HttpRequest, form: Any, partnership: Partnership, title: str, button: str) -> HttpResponse:
    crumbs = [
        (_("Samenwerkingsverbanden"), reverse("governance:partnership_list")),
        (partnership, reverse("governance:partnership_detail", args=[partnership.pk])),
        (_("Statuten en rekeningen"), _home(partnership)),
    ]
    return form_page(
        request, form, title=title, lead=partnership, button=button, cancel_url=_home(partnership), crumbs=crumbs
    )
