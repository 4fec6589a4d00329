"""Claims: those of a dossier with what they take from its budget, and one of them with all that belongs to it."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects import access
from projects.access import Can
from projects.actions import claim as claims
from projects.forms.claim import ClaimEditForm, ClaimForm
from projects.models import (
    CLAIM_LIFECYCLE,
    PAY_DAYS,
    Claim,
    ClaimBook,
    Dossier,
    Figures,
    Payment,
    pay_by,
    read_claims,
)
from projects.models.contribution_due import read_dues
from projects.timeline.burn_down import burn_down_chart
from projects.views.dossier import dossier_url
from wegwijzer.accounts.periods import today
from wegwijzer.lifecycle import allowed, missing
from wegwijzer.reports import request as reports
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of

WANTED = [Can.EDIT_CLAIM, Can.VERIFY_CLAIM, Can.SEE_HISTORY]


@require_safe
def claim_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The claims and payments of dossier `pk`; with its figures for who may see those of every board."""
    dossier = access.claimed_dossier_for(request.user, pk)
    context: dict[str, Any] = {
        "dossier": dossier,
        "claims": list(access.claims_of(request.user, dossier)),
        "payments": list(access.payments_of(request.user, dossier).for_costs()),
        "may": access.needs(request.user, dossier, WANTED),
        "can_claim": dossier.state in claims.CAN_CLAIM,
        "takes_part": True,
        "today": today(),
        "pay_days": PAY_DAYS,
    }
    if access.sees_all_claims(request.user, dossier):
        context |= _figures(read_claims(dossier, context["claims"], context["payments"]))
    elif context["can_claim"]:
        context["takes_part"] = access.organisations_to_claim_for(request.user, dossier).exists()
        context["can_claim"] = context["takes_part"]
    return render(request, "projects/claim_list.html", context)


Row = tuple[str, Figures, bool]  # what it is called, its figures, whether it is the sum of the others


def _figures(book: ClaimBook) -> dict[str, Any]:
    """What the page shows of all boards together."""
    dossier = book.dossier
    lines: list[Row] = [(str(row.line), row, False) for row in book.lines]
    context = {
        "book": book,
        "chart": burn_down_chart(book),
        "expected": book.expected(today()).items(),
        "dues_open": read_dues(dossier).open_on(today()),
        "line_rows": [*lines, (_("Samen"), book.total, True)],
        "year_rows": [(str(year), figures, False) for year, figures in book.by_year.items()],
        "organisation_rows": [(str(who), figures, False) for who, figures in book.by_organisation.items()],
    }
    if dossier.call is not None and dossier.applicant is not None:
        applicant = dossier.applicant.pk
        passed_on = sum((one.amount for one in book.payments if one.payer_id == applicant), Decimal("0.00"))
        context["money"] = {
            "received": book.paid_between(dossier.call.funder_id, applicant),
            "passed_on": passed_on,
        }
    return context


@require_http_methods(["GET", "HEAD", "POST"])
def claim_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A claim for dossier `pk`."""
    dossier = access.claimed_dossier_for(request.user, pk, Can.EDIT_CLAIM)
    creditors = access.organisations_to_claim_for(request.user, dossier)
    form = ClaimForm(posted(request), creditors=creditors)
    if not creditors:
        raise PermissionDenied  # a choice of nobody can not be made
    if form.is_valid():
        with refusals_in(form):
            values = dict(form.cleaned_data)
            claim = claims.add(dossier, form.only or values.pop("creditor"), by=request.user, **values)
            messages.success(request, _("Het ontwerp staat klaar. Voeg nu lijnen en bewijsstukken toe."))
            return redirect(claim_url(claim))
    return form_page(
        request,
        form,
        title=_("Nieuwe schuldvordering"),
        lead=_("%(who)s, voor het dossier ‘%(dossier)s’") % {"who": form.only, "dossier": dossier}
        if form.only
        else dossier.title,
        button=_("Maak de schuldvordering"),
        cancel_url=claims_url(dossier),
        crumbs=crumbs_of(dossier, (_("Nieuw"), None)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def claim_edit(request: HttpRequest, pk: int) -> HttpResponse:
    claim = access.claim_for(request.user, pk, Can.EDIT_CLAIM)
    form = ClaimEditForm(posted(request), initial=values_of(claim, ClaimEditForm))
    if form.is_valid():
        with refusals_in(form):
            claims.change(claim, by=request.user, **form.cleaned_data)
            messages.success(request, _("De schuldvordering is bewaard."))
            return redirect(claim_url(claim))
    return form_page(
        request,
        form,
        title=_("Wijzig de schuldvordering"),
        lead=str(claim),
        button=_("Bewaar de schuldvordering"),
        cancel_url=claim_url(claim),
        crumbs=crumbs_to(claim, _("Wijzigen")),
    )


@require_safe
def claim_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one claim, and what can be done with it now."""
    claim = access.claim_for(request.user, pk)
    may = access.needs(request.user, claim, WANTED)
    payments = list(access.payments_of(request.user, claim.dossier).filter(claim=claim))
    is_open = claim.is_editable and "edit_claim" in may
    context = {
        "claim": claim,
        "dossier": claim.dossier,
        "lines": claim.parts,
        "amount": claim.amount,
        "accepted": claim.accepted,
        "is_open": is_open,
        "can_return": _can_return(claim, payments),
        "can_withdraw": "withdraw" in allowed(CLAIM_LIFECYCLE, claim.state),
        "pay_by": pay_by(claim) if claim.verified_at else None,
        "evidence": access.evidence_of(claim),
        "payments": payments,
        "paid": sum(payment.amount for payment in payments if payment.cancelled_at is None),
        "missing": missing(CLAIM_LIFECYCLE, "submit", claim) if is_open else [],
        "over": read_claims(claim.dossier).over(claim) if "verify_claim" in may and claim.state == "submitted" else [],
        "may": may,
        "history": access.history_for(request.user, claim),
    }
    return render(request, "projects/claim_detail.html", context)


def _can_return(claim: Claim, payments: list[Payment]) -> bool:
    is_paid = any(payment.cancelled_at is None for payment in payments)
    return "return" in allowed(CLAIM_LIFECYCLE, claim.state) and not is_paid


@require_POST
def claim_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The claim as PDF, to sign and to keep with the accounts."""
    claim = access.claim_for(request.user, pk)
    scope = claim.partnership.organisation
    report = reports.request_report("claim", str(pk), by=request.user, scope=scope, title=str(claim))
    return redirect("reports:report_detail", report.pk)


def claim_url(claim: Claim) -> str:
    return reverse("projects:claim_detail", args=[claim.pk])


def claims_url(dossier: Dossier) -> str:
    return reverse("projects:claim_list", args=[dossier.pk])


def crumbs_of(dossier: Dossier, *steps: tuple[object, str | None]) -> list[tuple[object, str | None]]:
    return [
        (_("Dossiers"), reverse("projects:dossier_list")),
        (dossier.title, dossier_url(dossier)),
        (_("Vorderingen"), claims_url(dossier)),
        *steps,
    ]


def crumbs_to(claim: Claim, here: object) -> list[tuple[object, str | None]]:
    return crumbs_of(claim.dossier, (_("Nummer %s") % claim.number, claim_url(claim)), (here, None))
