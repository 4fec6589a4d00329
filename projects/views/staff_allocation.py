"""Who works how much on a dossier: the picture, the totals, the forms, and the way into the budget."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from governance.forms.periods import WithdrawForm
from projects import access
from projects.access import Can
from projects.actions import staff_allocation as staff
from projects.actions import staff_budget
from projects.forms.staff_allocation import StaffAllocationChangeForm, StaffAllocationForm, StaffBudgetForm
from projects.models import Dossier
from projects.models.load_chart import PER_LABELS, Per, load_chart
from projects.models.staff_budget import StaffBudget
from projects.models.staff_load import read_load
from projects.views.dossier import crumbs_to
from wegwijzer.accounts.periods import today
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of


@require_safe
def staff_allocation_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The staff of dossier `pk`; `?per=` is a Per."""
    dossier = access.dossier_for(request.user, pk)
    load = read_load(dossier)
    asked = request.GET.get("per", "")
    per = Per(asked) if asked in set(Per) else Per.ORGANISATION
    may = access.needs(request.user, dossier, [Can.EDIT_DOSSIER, Can.SEE_HISTORY])
    context = {
        "dossier": dossier,
        "load": load,
        "chart": load_chart(load, per, today()),
        "ways": [(way, label, way == per) for way, label in PER_LABELS.items()],
        "may": may,
        "may_edit": "edit_dossier" in may and not dossier.is_over,
        "history": access.history_for(request.user, dossier, dossier.allocations.all()) if "see_history" in may else [],
    }
    return render(request, "projects/staff_allocation_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def staff_allocation_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody more for dossier `pk`."""
    dossier = access.dossier_for(request.user, pk, Can.EDIT_DOSSIER)
    form = StaffAllocationForm(posted(request), choices=access.rows_around(request.user, dossier.partnership))
    if form.is_valid():
        with refusals_in(form):
            row = staff.add(dossier, by=request.user, **form.values)
            messages.success(request, _("‘%s’ staat erbij.") % row)
            return redirect(_list(dossier))
    return _form_page(request, form, dossier, _("Voeg een medewerker toe"), _("Voeg de medewerker toe"))


@require_http_methods(["GET", "HEAD", "POST"])
def staff_allocation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = access.staff_allocation_for(request.user, pk, Can.EDIT_DOSSIER)
    form = StaffAllocationChangeForm(
        posted(request),
        initial=values_of(row, StaffAllocationChangeForm),
        choices=access.rows_around(request.user, row.partnership),
    )
    if form.is_valid():
        with refusals_in(form):
            staff.change(row, by=request.user, **form.values)
            messages.success(request, _("‘%s’ is bewaard.") % row)
            return redirect(_list(row.dossier))
    return _form_page(request, form, row.dossier, _("Wijzig de inzet"), _("Bewaar de inzet"))


@require_http_methods(["GET", "HEAD", "POST"])
def staff_allocation_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = access.staff_allocation_for(request.user, pk, Can.EDIT_DOSSIER)
    form = WithdrawForm(posted(request), initial={"version": row.version})
    if form.is_valid():
        with refusals_in(form):
            name = str(row)
            lines = staff.remove(row, by=request.user, version=form.cleaned_data["version"])
            messages.success(request, _("‘%s’ is geschrapt.") % name)
            if lines:
                told = ngettext("%s lijn ging mee uit de begroting.", "%s lijnen gingen mee uit de begroting.", lines)
                messages.info(request, told % lines)
            return redirect(_list(row.dossier))
    lead = _("%s. De lijnen hiervan in de begroting in de maak gaan mee weg; wat vastgelegd is, blijft.") % row
    return _form_page(request, form, row.dossier, _("Schrap de inzet"), _("Schrap de inzet"), lead=lead)


@require_http_methods(["GET", "HEAD", "POST"])
def staff_allocation_budget(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows what the staff of dossier `pk` makes in its budget in the making, and does it when that is confirmed."""
    dossier = access.dossier_for(request.user, pk, Can.EDIT_DOSSIER)
    budget = dossier.budgets.filter(fixed_on__isnull=True).first()
    form = StaffBudgetForm(posted(request), kinds=access.staff_kinds_of(dossier.partnership))
    if budget is None:
        if form.is_valid():
            form.add_error(None, _("Er is geen begroting in de maak. Begin eerst een versie van de begroting."))
        return _budget_page(request, form, dossier, None)
    budget.dossier = dossier
    if form.is_valid():
        with refusals_in(form):
            done = staff_budget.put_in(budget, by=request.user, **form.cleaned_data)
            told = ngettext(
                "%s lijn van de begroting is bijgewerkt.", "%s lijnen van de begroting zijn bijgewerkt.", done
            )
            messages.success(request, told % done if done else _("De begroting was al gelijk: er veranderde niets."))
            return redirect("projects:budget_detail", budget.pk)
    return _budget_page(request, form, dossier, StaffBudget(budget, read_load(dossier)))


def _budget_page(
    request: HttpRequest, form: StaffBudgetForm, dossier: Dossier, plan: StaffBudget | None
) -> HttpResponse:
    return form_page(
        request,
        form,
        template="projects/staff_allocation_budget.html",
        dossier=dossier,
        plan=plan,
        title=_("Zet de medewerkers in de begroting"),
        button=_("Zet in de begroting"),
        cancel_url=_list(dossier),
    )


def _form_page(
    request: HttpRequest, form: Any, dossier: Dossier, title: str, button: str, lead: str = ""
) -> HttpResponse:
    crumbs = [*crumbs_to(dossier, None)[:-1], (_("Medewerkers"), _list(dossier)), (title, None)]
    return form_page(
        request,
        form,
        title=title,
        lead=lead or dossier.title,
        button=button,
        cancel_url=_list(dossier),
        crumbs=crumbs,
    )


def _list(dossier: Dossier) -> str:
    return reverse("projects:staff_allocation_list", args=[dossier.pk])
