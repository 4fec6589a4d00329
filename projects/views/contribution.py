"""What each board pays: the key and its parts, the shares, and the sheet of one board."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects import access
from projects.access import Can
from projects.actions import contribution as contributions
from projects.forms.contribution import ContributionEditForm, ContributionForm
from projects.models import Budget, read_budget
from projects.models.budget_book import MOST_YEARS, shown_of
from projects.models.contribution_words import parts_in_words
from projects.models.staff_load import read_load
from projects.views.budget import crumbs_to
from projects.views.versioned import version_sent
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.reports.request import request_report
from wegwijzer.ui import errors
from wegwijzer.ui.editing import form_page, posted, refusals_in


@require_safe
def dossier_contributions(request: HttpRequest, pk: int) -> HttpResponse:
    """Of the version that is worked on, else of the one in force."""
    dossier = access.dossier_for(request.user, pk)
    budget = shown_of(access.budgets_of(dossier))
    if budget is None:
        return redirect("projects:dossier_budget", pk)
    return _page(request, budget)


@require_safe
def budget_contributions(request: HttpRequest, pk: int) -> HttpResponse:
    """Who carries the own means of version `pk`, by which key."""
    return _page(request, access.budget_for(request.user, pk))


def _page(request: HttpRequest, budget: Budget) -> HttpResponse:
    book = read_budget(budget)
    may = access.needs(request.user, budget, [Can.EDIT_DOSSIER])
    context = {
        "dossier": budget.dossier,
        "budget": budget,
        "book": book,
        "parts": parts_in_words(book),
        "is_open": not budget.is_fixed and "edit_dossier" in may,
    }
    return render(request, "projects/budget_contributions.html", context)


@require_POST
def share_report(request: HttpRequest, pk: int, board: int) -> HttpResponse:
    """The sheet of one board as PDF."""
    budget = access.budget_for(request.user, pk, Can.MAKE_REPORT)
    found = next((row for row in read_budget(budget).boards if row.pk == board), None)
    if found is None:
        raise Http404
    title = _("Bijdrage van %(board)s") % {"board": found}
    scope = budget.dossier.partnership.organisation
    made = request_report("share", f"{pk}-{board}", by=request.user, scope=scope, title=title)
    return redirect("reports:report_detail", made.pk)


@require_safe
def budget_share(request: HttpRequest, pk: int, board: int) -> HttpResponse:
    """The sheet of one board in version `pk`: what it pays in each year, and what it is reckoned from."""
    budget = access.budget_for(request.user, pk)
    book = read_budget(budget)
    found = next((row for row in book.boards if row.pk == board), None)
    if found is None:
        raise Http404
    context = {
        "dossier": budget.dossier,
        "budget": budget,
        "book": book,
        "board": found,
        "parts": parts_in_words(book),
        "makes": book.by_organisation.get(board, {}),
        "may": access.needs(request.user, budget, [Can.MAKE_REPORT]),
    }
    return render(request, "projects/budget_share.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def contribution_add(request: HttpRequest, pk: int) -> HttpResponse:
    """One more part of the key of version `pk`."""
    budget = access.budget_for(request.user, pk, Can.EDIT_DOSSIER)
    form = ContributionForm(_saved(request), part=None, boards=_boards(budget), free=_free(budget))
    if form.is_valid():
        with refusals_in(form):
            contributions.add(budget, by=request.user, **form.values)
            messages.success(request, _("De verdeelsleutel is aangevuld."))
            return redirect(contributions_url(budget))
    return _form_page(request, form, budget, _("Voeg een sleutel toe"), _("Voeg de sleutel toe"))


@require_http_methods(["GET", "HEAD", "POST"])
def contribution_edit(request: HttpRequest, pk: int) -> HttpResponse:
    part = access.contribution_for(request.user, pk, Can.EDIT_DOSSIER)
    form = ContributionEditForm(_saved(request), part=part, boards=_boards(part.budget))
    if form.is_valid():
        with refusals_in(form):
            contributions.change(part, by=request.user, **form.values)
            messages.success(request, _("De verdeelsleutel is bewaard."))
            return redirect(contributions_url(part.budget))
    return _form_page(request, form, part.budget, _("Wijzig een sleutel"), _("Bewaar de sleutel"))


def _saved(request: HttpRequest) -> Any:
    """What was sent to be kept; nothing when the FTE of a year was asked for, for then one goes on typing."""
    return None if "vte" in request.POST else posted(request)


def _form_page(request: HttpRequest, form: Any, budget: Budget, title: str, button: str) -> HttpResponse:
    load = read_load(budget.dossier)
    years = [year for year in load.years if load.of_year(year)][:MOST_YEARS]
    asked = next((year for year in years if str(year) == request.POST.get("vte")), None)
    if "vte" in request.POST:
        form.keep_typed(request.POST)
    if asked is not None:
        form.take_fte(load.of_year(asked))
    return form_page(
        request,
        form,
        template="projects/contribution_form.html",
        budget=budget,
        fte_years=years,
        fte_year=asked,
        title=title,
        button=button,
        cancel_url=contributions_url(budget),
        crumbs=crumbs_to(budget.dossier, title),
    )


@require_POST
def contribution_remove(request: HttpRequest, pk: int) -> HttpResponse:
    part = access.contribution_for(request.user, pk, Can.EDIT_DOSSIER)
    back = contributions_url(part.budget)
    try:
        contributions.remove(part, by=request.user, version=version_sent(request))
        messages.success(request, _("De sleutel is geschrapt."))
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    except Stale as stale:
        return errors.conflict(request, stale.current, mine=str(part), back=back)
    return redirect(back)


def _boards(budget: Budget) -> Any:
    return access.boards_around(budget.dossier.partnership)


def _free(budget: Budget) -> Decimal:
    """What the parts that are there leave to divide, per cent."""
    taken = sum((part.share for part in budget.contributions.all() if part.share is not None), Decimal(0))
    return Decimal(100) - taken if taken < 100 else Decimal(100)


def contributions_url(budget: Budget) -> str:
    return reverse("projects:budget_contributions", args=[budget.pk])
