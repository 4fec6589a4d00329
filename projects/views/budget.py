"""The budget of a dossier: its versions as tables, begun, fixed, gone on with, and held against each other."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from projects import access
from projects.access import Can
from projects.actions import budget as budgets
from projects.forms.budget import BudgetFixForm, BudgetForm, BudgetRenameForm
from projects.models import Budget, Dossier, read_budget
from projects.models.budget_book import in_force_of, shown_of, submitted_of
from projects.models.budget_standing import standing_of
from projects.models.budget_table import compare, table_of
from projects.models.claim_book import read_claims
from projects.views.dossier import dossier_url
from wegwijzer.accounts.periods import today
from wegwijzer.ui.editing import form_page, posted, refusals_in


@require_safe
def dossier_budget(request: HttpRequest, pk: int) -> HttpResponse:
    """The version that is worked on, else the one in force; a first step when there is none."""
    dossier = access.dossier_for(request.user, pk)
    versions = access.budgets_of(dossier)
    return _page(request, dossier, versions, shown_of(versions))


@require_safe
def budget_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Version `pk`, as it is or as it was."""
    budget = access.budget_for(request.user, pk)
    versions = access.budgets_of(budget.dossier)
    return _page(request, budget.dossier, versions, next(row for row in versions if row.pk == pk))


def _page(request: HttpRequest, dossier: Dossier, versions: list[Budget], budget: Budget | None) -> HttpResponse:
    context: dict[str, Any] = {
        "dossier": dossier,
        "versions": versions,
        "budget": budget,
        "may": access.needs(request.user, dossier, [Can.EDIT_DOSSIER, Can.SEE_HISTORY]),
    }
    if budget is not None:
        book = read_budget(budget)
        is_making = any(not row.is_fixed for row in versions)
        context |= {
            "book": book,
            "groups": table_of(book),
            "is_open": not budget.is_fixed and "edit_dossier" in context["may"],
            "may_go_on": not is_making and budget == versions[0],
            "others": [row for row in versions if row != budget],
            "history": access.history_for(request.user, budget),
        }
    return render(request, "projects/budget_detail.html", context)


@require_safe
def budget_standing(request: HttpRequest, pk: int) -> HttpResponse:
    """Planned, revised and actual of dossier `pk`; the last for who reads the claims of every board."""
    dossier = access.dossier_for(request.user, pk)
    versions = access.budgets_of(dossier)
    planned, revised = submitted_of(versions), in_force_of(versions)
    context = {"dossier": dossier, "planned": planned, "revised": revised, "standing": None}
    if revised is not None:
        claims = read_claims(dossier) if access.sees_all_claims(request.user, dossier) else None
        before = read_budget(planned) if planned is not None else None
        context["standing"] = standing_of(before, read_budget(revised), claims)
    return render(request, "projects/budget_standing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def budget_begin(request: HttpRequest, pk: int) -> HttpResponse:
    """The first version of dossier `pk`."""
    dossier = access.dossier_for(request.user, pk, Can.EDIT_DOSSIER)
    form = BudgetForm(posted(request), initial={"name": _("aanvraag")})
    back = reverse("projects:dossier_budget", args=[pk])
    if form.is_valid():
        with refusals_in(form):
            budget = budgets.begin(dossier, by=request.user, **form.cleaned_data)
            messages.success(request, _("De begroting is begonnen. Voeg lijnen toe."))
            return redirect("projects:budget_lines_add", budget.pk)
    return form_page(
        request,
        form,
        title=_("Begin een begroting"),
        lead=dossier.title,
        button=_("Begin de begroting"),
        cancel_url=back,
        crumbs=crumbs_to(dossier, _("Begin")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def budget_rename(request: HttpRequest, pk: int) -> HttpResponse:
    budget = access.budget_for(request.user, pk, Can.EDIT_DOSSIER)
    form = BudgetRenameForm(posted(request), initial={"name": budget.name, "version": budget.version})
    if form.is_valid():
        with refusals_in(form):
            budgets.rename(budget, by=request.user, **form.cleaned_data)
            messages.success(request, _("De naam is bewaard."))
            return redirect(budget_url(budget))
    return form_page(
        request,
        form,
        title=_("Wijzig waarvoor deze versie is"),
        button=_("Bewaar de naam"),
        cancel_url=budget_url(budget),
        crumbs=crumbs_to(budget.dossier, _("Wijzig")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def budget_fix(request: HttpRequest, pk: int) -> HttpResponse:
    """From then on nothing in version `pk` changes."""
    budget = access.budget_for(request.user, pk, Can.EDIT_DOSSIER)
    form = BudgetFixForm(posted(request), initial={"version": budget.version, "fixed_on": today()})
    if form.is_valid():
        with refusals_in(form):
            said = form.cleaned_data
            budgets.fix(budget, by=request.user, version=said["version"], on=said["fixed_on"])
            messages.success(request, _("Versie %s ligt vast.") % budget.number)
            return redirect(budget_url(budget))
    return form_page(
        request,
        form,
        template="projects/budget_fix.html",
        budget=budget,
        problems=read_budget(budget).problems,
        title=_("Leg versie %s vast") % budget.number,
        button=_("Leg de begroting vast"),
        cancel_url=budget_url(budget),
        crumbs=crumbs_to(budget.dossier, _("Leg vast")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def budget_go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """The next version, as a copy of version `pk`."""
    budget = access.budget_for(request.user, pk, Can.EDIT_DOSSIER)
    form = BudgetForm(posted(request))
    if form.is_valid():
        with refusals_in(form):
            copy = budgets.go_on(budget, by=request.user, **form.cleaned_data)
            messages.success(request, _("Versie %s staat klaar, als kopie. Pas ze aan.") % copy.number)
            return redirect(budget_url(copy))
    return form_page(
        request,
        form,
        title=_("Maak een volgende versie"),
        lead=_("Ze begint als kopie van ‘%s’. Die blijft zoals ze is.") % budget,
        button=_("Maak de volgende versie"),
        cancel_url=budget_url(budget),
        crumbs=crumbs_to(budget.dossier, _("Volgende versie")),
    )


@require_safe
def budget_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What is different in version `pk` from another of the same dossier: `?met=` its number, or the one before."""
    budget = access.budget_for(request.user, pk)
    versions = access.budgets_of(budget.dossier)
    budget = next(row for row in versions if row.pk == pk)
    others = [row for row in versions if row.pk != pk]
    asked = request.GET.get("met", "")
    other = next((row for row in others if str(row.number) == asked), None)
    if other is None and asked:
        raise Http404
    other = other or next((row for row in others if row.number < budget.number), None)
    old, new = sorted((budget, other or budget), key=lambda row: row.number)
    context = {
        "dossier": budget.dossier,
        "budget": budget,
        "others": others,
        "old": old,
        "new": new,
        "difference": None,
    }
    if other is not None:
        found = compare(read_budget(old), read_budget(new))
        context |= {
            "difference": found,
            "totals": [
                (_("Totalen"), found.totals),
                (_("Per jaar"), found.years),
                (_("Per kostensoort"), found.kinds),
            ],
            "lists": [(_("Nieuw"), found.added), (_("Weg"), found.gone), (_("Gewijzigd"), found.changed)],
        }
    return render(request, "projects/budget_compare.html", context)


def budget_url(budget: Budget) -> str:
    return reverse("projects:budget_detail", args=[budget.pk])


def crumbs_to(dossier: Dossier, here: object) -> list[tuple[object, str | None]]:
    return [
        (_("Dossiers"), reverse("projects:dossier_list")),
        (dossier.title, dossier_url(dossier)),
        (_("Begroting"), reverse("projects:dossier_budget", args=[dossier.pk])),
        (here, None),
    ]
