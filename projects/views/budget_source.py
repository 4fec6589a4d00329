"""Sources of a budget: the grant, and who else gives."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from projects import access
from projects.access import Can
from projects.actions import budget_source as sources
from projects.forms.budget_source import BudgetSourceEditForm, BudgetSourceForm
from projects.views.budget import budget_url, crumbs_to
from projects.views.versioned import version_sent
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.ui import errors
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of


@require_http_methods(["GET", "HEAD", "POST"])
def budget_source_add(request: HttpRequest, pk: int) -> HttpResponse:
    """One more source for version `pk`; the first is the grant."""
    budget = access.budget_for(request.user, pk, Can.EDIT_DOSSIER)
    around = access.choices_around(request.user, budget.dossier.partnership)["organisations"]
    call = budget.dossier.call
    start = {"kind": "other"}
    if not any(source.kind == "grant" for source in budget.sources.all()):
        start = {"kind": "grant", "name": _("Subsidie"), "organisation": call.funder_id if call else None}
    form = BudgetSourceForm(posted(request), initial=start, organisations=around, call=call)
    if form.is_valid():
        with refusals_in(form):
            sources.add(budget, by=request.user, **form.cleaned_data)
            messages.success(request, _("De bron is toegevoegd."))
            return redirect(budget_url(budget))
    return form_page(
        request,
        form,
        title=_("Voeg een bron van inkomsten toe"),
        lead=budget,
        button=_("Voeg de bron toe"),
        cancel_url=budget_url(budget),
        crumbs=crumbs_to(budget.dossier, _("Nieuwe bron")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def budget_source_edit(request: HttpRequest, pk: int) -> HttpResponse:
    source = access.budget_source_for(request.user, pk, Can.EDIT_DOSSIER)
    around = access.choices_around(request.user, source.budget.dossier.partnership)["organisations"]
    start = values_of(source, BudgetSourceEditForm)
    form = BudgetSourceEditForm(posted(request), initial=start, organisations=around, call=source.budget.dossier.call)
    if form.is_valid():
        with refusals_in(form):
            sources.change(source, by=request.user, **form.cleaned_data)
            messages.success(request, _("De bron is bewaard."))
            return redirect(budget_url(source.budget))
    return form_page(
        request,
        form,
        title=_("Wijzig een bron van inkomsten"),
        button=_("Bewaar de bron"),
        cancel_url=budget_url(source.budget),
        crumbs=crumbs_to(source.budget.dossier, _("Wijzig een bron")),
    )


@require_POST
def budget_source_remove(request: HttpRequest, pk: int) -> HttpResponse:
    source = access.budget_source_for(request.user, pk, Can.EDIT_DOSSIER)
    back = budget_url(source.budget)
    try:
        sources.remove(source, by=request.user, version=version_sent(request))
        messages.success(request, _("De bron is geschrapt: %s.") % source)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    except Stale as stale:
        return errors.conflict(request, stale.current, mine=str(source), back=back)
    return redirect(back)
