"""Service sheets: what exists already, per organisation, theme and target group."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from governance.access import organisations_around
from governance.forms.periods import WithdrawForm
from projects import access
from projects.access import Can
from projects.actions import service_sheet as sheets
from projects.exports.service_sheets import sheets_workbook
from projects.forms.service_sheet import ServiceSheetEditForm, ServiceSheetFilterForm, ServiceSheetForm
from projects.models import Plan, ServiceSheet
from projects.views.analysis import about, crumbs_of, prefilled
from wegwijzer.accounts.periods import today
from wegwijzer.ui.downloads import spreadsheet
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of
from wegwijzer.ui.listing import Listing


def _offered(plan: Plan) -> dict[str, Any]:
    return about(plan) | {"organisations": organisations_around(plan.partnership)}


def _listing(request: HttpRequest, plan: Plan, per_page: int = 25) -> "Listing[ServiceSheet]":
    return Listing(
        request,
        access.sheets_of(plan),
        sorts={
            "naam": ("name", "theme__name", "target_group__name"),
            "thema": ("theme__name", "target_group__name", "name"),
            "doelgroep": ("target_group__name", "theme__name", "name"),
            "ingevuld": ("-filled_in_at", "name"),
        },
        search=("name", "client_level", "organisation_level", "policy_level"),
        filters=ServiceSheetFilterForm(request.GET, **_offered(plan)),
        noun=(_("fiche"), _("fiches")),
        per_page=per_page,
    )


@require_safe
def service_sheet_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheets of plan `pk`."""
    plan = access.plan_for(request.user, pk)
    listing = _listing(request, plan)
    context = {
        "plan": plan,
        "listing": listing,
        "name": _("Inventaris van het aanbod"),
        "export_query": listing.link(page=""),
        "may": access.needs(request.user, plan, [Can.EDIT_PLAN]),
    }
    return render(request, "projects/service_sheet_list.html", context)


@require_safe
def service_sheet_export(request: HttpRequest, pk: int) -> HttpResponse:
    """The same list as a spreadsheet, every row of it."""
    plan = access.plan_for(request.user, pk)
    content = sheets_workbook(_listing(request, plan, per_page=100_000), _("Fiches van %s") % plan)
    return spreadsheet(content, f"fiches-{slugify(plan.title)[:60]}-{today():%Y-%m-%d}.xlsx")


@require_safe
def service_sheet_detail(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = access.service_sheet_for(request.user, pk)
    context = {
        "sheet": sheet,
        "plan": sheet.plan,
        "may": access.needs(request.user, sheet, [Can.EDIT_PLAN, Can.SEE_HISTORY]),
        "history": access.history_for(request.user, sheet),
    }
    return render(request, "projects/service_sheet_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def service_sheet_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A sheet for plan `pk`."""
    plan = access.plan_for(request.user, pk, Can.EDIT_PLAN)
    form = ServiceSheetForm(posted(request), initial=prefilled(request), **_offered(plan))
    if form.is_valid():
        with refusals_in(form):
            sheet = sheets.add(plan, by=request.user, **form.cleaned_data)
            messages.success(request, _("De fiche is toegevoegd."))
            return redirect("projects:service_sheet_detail", sheet.pk)
    back = _list(plan)
    return form_page(
        request,
        form,
        title=_("Voeg een fiche toe"),
        lead=plan,
        button=_("Voeg de fiche toe"),
        cancel_url=back,
        crumbs=crumbs_of(plan, (_("Fiches"), back), (_("Nieuwe fiche"), None)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def service_sheet_edit(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = access.service_sheet_for(request.user, pk, Can.EDIT_PLAN)
    form = ServiceSheetEditForm(posted(request), initial=values_of(sheet, ServiceSheetEditForm), **_offered(sheet.plan))
    if form.is_valid():
        with refusals_in(form):
            sheets.change(sheet, by=request.user, **form.cleaned_data)
            messages.success(request, _("De fiche is bewaard."))
            return redirect("projects:service_sheet_detail", pk)
    return form_page(
        request,
        form,
        title=_("Wijzig de fiche"),
        button=_("Bewaar de fiche"),
        cancel_url=_page(sheet),
        crumbs=_crumbs(sheet, _("Wijzigen")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def service_sheet_remove(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = access.service_sheet_for(request.user, pk, Can.EDIT_PLAN)
    form = WithdrawForm(posted(request), initial={"version": sheet.version})
    if form.is_valid():
        with refusals_in(form):
            sheets.remove(sheet, by=request.user, version=form.cleaned_data["version"])
            messages.success(request, _("De fiche is geschrapt."))
            return redirect(_list(sheet.plan))
    return form_page(
        request,
        form,
        title=_("Schrap de fiche"),
        lead=sheet,
        button=_("Schrap de fiche"),
        cancel_url=_page(sheet),
        crumbs=_crumbs(sheet, _("Schrappen")),
    )


def _list(plan: Plan) -> str:
    return reverse("projects:service_sheet_list", args=[plan.pk])


def _page(sheet: ServiceSheet) -> str:
    return reverse("projects:service_sheet_detail", args=[sheet.pk])


def _crumbs(sheet: ServiceSheet, last: str) -> list[tuple[Any, str | None]]:
    return crumbs_of(sheet.plan, (_("Fiches"), _list(sheet.plan)), (sheet.name, _page(sheet)), (last, None))
