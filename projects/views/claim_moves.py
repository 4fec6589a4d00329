"""A claim on its way: signed, looked at, returned, withdrawn, paid."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from governance.forms.periods import WithdrawForm
from projects import access
from projects.access import Can
from projects.actions import claim_moves as moves
from projects.actions import payment as payments
from projects.forms.claim import ClaimCheckForm, ClaimReturnForm, ClaimSubmitForm, ClaimWithdrawForm
from projects.forms.payment import ClaimPayForm
from projects.models import Claim, ClaimState, read_claims
from projects.models.claim import ACCEPTED
from projects.views.claim import claim_url, crumbs_to
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.ui import errors
from wegwijzer.ui.editing import form_page, posted, refusals_in
from wegwijzer.ui.words import euro


@require_http_methods(["GET", "HEAD", "POST"])
def claim_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """The signature under the claim."""
    claim = access.claim_for(request.user, pk, Can.EDIT_CLAIM)
    account = access.account_in_use(claim)
    form = ClaimSubmitForm(posted(request), account=account, initial=_signer(request.user, claim))
    if form.is_valid():
        with refusals_in(form):
            moves.submit(claim, by=request.user, **form.values)
            messages.success(request, _("De schuldvordering is ingediend bij %s.") % claim.debtor)
            return redirect(claim_url(claim))
    words = {"amount": euro(claim.amount), "debtor": claim.debtor, "account": account or _("het nummer hieronder")}
    return _page(
        request,
        form,
        claim,
        title=_("Dien de schuldvordering in"),
        lead=_("%(amount)s, te betalen door %(debtor)s op rekening %(account)s.") % words,
        button=_("Dien de schuldvordering in"),
    )


def _signer(user: User, claim: Claim) -> dict[str, Any]:
    """Who signed before, or else who is here."""
    card = user.cards.filter(partnership=claim.partnership).first()
    return {
        "version": claim.version,
        "holder": str(claim.creditor)[:120],
        "signer_name": claim.signer_name or user.name,
        "signer_function": claim.signer_function or (card.function if card else ""),
    }


@require_POST
def claim_verify(request: HttpRequest, pk: int) -> HttpResponse:
    """All of it accepted, with one button."""
    claim = access.claim_for(request.user, pk, Can.VERIFY_CLAIM)
    form = WithdrawForm(request.POST)
    try:
        moves.verify(claim, by=request.user, version=form.cleaned_data["version"] if form.is_valid() else 0)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    except Stale as stale:
        return errors.conflict(
            request, stale.current, mine=_("goedgekeurd"), theirs=_state_of(stale.current), back=claim_url(claim)
        )
    else:
        messages.success(request, _("De schuldvordering is goedgekeurd voor %s.") % euro(claim.accepted))
    return redirect(claim_url(claim))


def _state_of(row: Any) -> str:
    return str(row.get_state_display()) if row is not None else ""


@require_http_methods(["GET", "HEAD", "POST"])
def claim_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Line by line: what is accepted, and why not all of it."""
    claim = access.claim_for(request.user, pk, Can.VERIFY_CLAIM)
    lines = claim.parts
    form = ClaimCheckForm(posted(request), lines=lines, over=_over(claim), initial={"version": claim.version})
    if form.is_valid():
        with refusals_in(form):
            moves.verify(claim, by=request.user, version=form.cleaned_data["version"], accepted=form.accepted)
            messages.success(request, _("De schuldvordering is goedgekeurd voor %s.") % euro(claim.accepted))
            return redirect(claim_url(claim))
    return _page(
        request,
        form,
        claim,
        template="projects/claim_check.html",
        title=_("Kijk de schuldvordering na"),
        lead=str(claim),
        button=_("Keur de schuldvordering goed"),
    )


def _over(claim: Claim) -> frozenset[int]:
    """The lines (keys) that take more than is left, with or without a reason."""
    book = read_claims(claim.dossier)
    left, taken = book.left_for(claim, ACCEPTED), book.claimed_by(claim)
    too_much = {series for series, amount in taken.items() if amount > left[series]}
    return frozenset(line.pk for line in claim.parts if book.series_of[line.budget_line_id] in too_much)


@require_http_methods(["GET", "HEAD", "POST"])
def claim_return(request: HttpRequest, pk: int) -> HttpResponse:
    return _reasoned(
        request,
        pk,
        Can.VERIFY_CLAIM,
        ClaimReturnForm,
        moves.send_back,
        said=_("De schuldvordering is teruggestuurd."),
        title=_("Stuur de schuldvordering terug"),
        button=_("Stuur de schuldvordering terug"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def claim_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return _reasoned(
        request,
        pk,
        Can.EDIT_CLAIM,
        ClaimWithdrawForm,
        moves.withdraw,
        said=_("De schuldvordering is ingetrokken."),
        title=_("Trek de schuldvordering in"),
        button=_("Trek de schuldvordering in"),
    )


def _reasoned(
    request: HttpRequest, pk: int, need: Can, form_class: type[Any], move: Callable[..., None], said: str, **words: Any
) -> HttpResponse:
    claim = access.claim_for(request.user, pk, need)
    form = form_class(posted(request), initial={"version": claim.version})
    if form.is_valid():
        with refusals_in(form):
            move(claim, by=request.user, **form.cleaned_data)
            messages.success(request, said)
            return redirect(claim_url(claim))
    return _page(request, form, claim, lead=str(claim), **words)


@require_http_methods(["GET", "HEAD", "POST"])
def claim_pay(request: HttpRequest, pk: int) -> HttpResponse:
    """What was paid of it; all that is open is filled in."""
    claim = access.claim_for(request.user, pk, Can.VERIFY_CLAIM)
    still_open = read_claims(claim.dossier).open_of(claim)
    filled_in = {"amount": still_open, "paid_on": today(), "communication": claim.communication}
    form = ClaimPayForm(posted(request), initial=filled_in)
    if form.is_valid():
        with refusals_in(form):
            payments.add(
                claim.dossier,
                by=request.user,
                kind=claim.kind,
                payer=claim.debtor,
                payee=claim.creditor,
                claim=claim,
                **form.values,
            )
            messages.success(request, _("De betaling is genoteerd."))
            return redirect(claim_url(claim))
    form.hide_unasked()
    is_open = claim.state == ClaimState.VERIFIED
    words = {"open": euro(still_open), "account": claim.account, "creditor": claim.creditor}
    return _page(
        request,
        form,
        claim,
        title=_("Noteer de betaling"),
        lead=_("Nog te betalen aan %(creditor)s op rekening %(account)s: %(open)s.") % words if is_open else str(claim),
        button=_("Noteer de betaling"),
    )


def _page(request: HttpRequest, form: Any, claim: Claim, **context: Any) -> HttpResponse:
    context |= {"claim": claim, "cancel_url": claim_url(claim), "crumbs": crumbs_to(claim, context["title"])}
    return form_page(request, form, **context)
