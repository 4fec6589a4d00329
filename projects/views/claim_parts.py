"""The lines and the evidence of a claim."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.views.document import sent
from projects import access
from projects.access import Can
from projects.actions import claim as claims
from projects.forms.claim import ClaimLineEditForm, ClaimLineForm, EvidenceForm
from projects.models import Claim, read_claims
from projects.views.claim import claim_url, crumbs_to
from wegwijzer.lifecycle import Refused
from wegwijzer.ui.editing import form_page, posted, pressed, refusals_in, values_of


def _offered(claim: Claim) -> dict[str, Any]:
    """The lines of the budget that this creditor can claim, and what is left of each."""
    book = read_claims(claim.dossier)
    left = book.left_for(claim)
    for series, amount in book.claimed_by(claim).items():
        left[series] -= amount
    lines = claims.claimable(book.in_force, claim)
    return {"lines": lines, "left": {line.pk: left[line.series] for line in lines}}


@require_http_methods(["GET", "HEAD", "POST"])
def claim_line_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A line of claim `pk`."""
    claim = access.claim_for(request.user, pk, Can.EDIT_CLAIM)
    form = ClaimLineForm(posted(request), **_offered(claim))
    if form.is_valid():
        with refusals_in(form):
            claims.add_line(claim, by=request.user, **form.cleaned_data)
            messages.success(request, _("De lijn is toegevoegd."))
            return redirect(claim_url(claim))
    return form_page(
        request,
        form,
        title=_("Voeg een lijn toe"),
        lead=str(claim),
        button=_("Voeg de lijn toe"),
        cancel_url=claim_url(claim),
        crumbs=crumbs_to(claim, _("Nieuwe lijn")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def claim_line_edit(request: HttpRequest, pk: int) -> HttpResponse:
    line = access.claim_line_for(request.user, pk, Can.EDIT_CLAIM)
    offered = _offered(line.claim)
    # Of an older version of the budget the same line in the one that holds now is proposed.
    now = next((row for row in offered["lines"] if row.series == line.budget_line.series), None)
    initial = values_of(line, ClaimLineEditForm) | {"budget_line": now}
    form = ClaimLineEditForm(posted(request), initial=initial, **offered)
    if form.is_valid():
        with refusals_in(form):
            claims.change_line(line, by=request.user, **form.cleaned_data)
            messages.success(request, _("De lijn is bewaard."))
            return redirect(claim_url(line.claim))
    return form_page(
        request,
        form,
        title=_("Wijzig de lijn"),
        lead=str(line.claim),
        button=_("Bewaar de lijn"),
        cancel_url=claim_url(line.claim),
        crumbs=crumbs_to(line.claim, _("Lijn wijzigen")),
    )


@require_POST
def claim_line_remove(request: HttpRequest, pk: int) -> HttpResponse:
    line = access.claim_line_for(request.user, pk, Can.EDIT_CLAIM)
    done = _("De lijn is geschrapt: %s.") % line
    return pressed(request, line, claims.remove_line, claim_url(line.claim), done=done)


@require_http_methods(["GET", "HEAD", "POST"])
def claim_evidence_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A file with claim `pk`."""
    claim = access.claim_for(request.user, pk, Can.EDIT_CLAIM)
    form = EvidenceForm(*([request.POST, request.FILES] if request.method == "POST" else []))
    if form.is_valid():
        with refusals_in(form):
            claims.add_evidence(claim, by=request.user, **form.cleaned_data)
            messages.success(request, _("Het bewijsstuk is toegevoegd."))
            return redirect(claim_url(claim))
    return form_page(
        request,
        form,
        title=_("Voeg een bewijsstuk toe"),
        lead=str(claim),
        button=_("Voeg het bewijsstuk toe"),
        cancel_url=claim_url(claim),
        crumbs=crumbs_to(claim, _("Nieuw bewijsstuk")),
    )


@require_safe
def claim_evidence(request: HttpRequest, pk: int) -> FileResponse:
    """The file itself, for both sides of the claim."""
    return sent(access.file_of(access.claim_evidence_for(request.user, pk)), to_show=True)


@require_POST
def claim_evidence_remove(request: HttpRequest, pk: int) -> HttpResponse:
    evidence = access.claim_evidence_for(request.user, pk, Can.EDIT_CLAIM)
    try:
        claims.remove_evidence(evidence, by=request.user)
        messages.success(request, _("Het bewijsstuk is weggehaald: %s.") % evidence)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    return redirect(claim_url(evidence.claim))
