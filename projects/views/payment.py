"""Payments without a claim, payments taken back, and the accounts on which organisations are paid."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from governance.models import Partnership
from projects import access
from projects.access import Can
from projects.actions import bank_account as bank_accounts
from projects.actions import payment as payments
from projects.forms.payment import BankAccountEndForm, BankAccountForm, PaymentCancelForm, PaymentForm
from projects.views.claim import claim_url, claims_url, crumbs_of
from wegwijzer.accounts.periods import today
from wegwijzer.ui.editing import form_page, posted, refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
def payment_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant money of dossier `pk` that came in or was passed on, without a claim."""
    dossier = access.claimed_dossier_for(request.user, pk, Can.VERIFY_CLAIM)
    parties = access.organisations_to_pay(request.user, dossier)
    form = PaymentForm(posted(request), parties=parties, initial={"paid_on": today(), "payer": dossier.applicant})
    if form.is_valid():
        with refusals_in(form):
            payments.add(dossier, by=request.user, **form.values)
            messages.success(request, _("De betaling is genoteerd."))
            return redirect(claims_url(dossier) + "#betalingen")
    form.hide_unasked()
    return form_page(
        request,
        form,
        title=_("Noteer een betaling"),
        lead=_("Zonder schuldvordering. Wat op een schuldvordering betaald is, noteert u op haar eigen pagina."),
        button=_("Noteer de betaling"),
        cancel_url=claims_url(dossier),
        crumbs=crumbs_of(dossier, (_("Nieuwe betaling"), None)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def payment_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was noted by mistake."""
    payment = access.payment_for(request.user, pk, Can.VERIFY_CLAIM)
    back = claim_url(payment.claim) if payment.claim else claims_url(payment.dossier) + "#betalingen"
    form = PaymentCancelForm(posted(request), initial={"version": payment.version})
    if form.is_valid():
        with refusals_in(form):
            payments.cancel(payment, by=request.user, **form.cleaned_data)
            messages.success(request, _("De betaling is ongedaan gemaakt. Ze blijft te lezen."))
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Maak de betaling ongedaan"),
        lead=str(payment),
        button=_("Maak de betaling ongedaan"),
        cancel_url=back,
        crumbs=crumbs_of(payment.dossier, (_("Betaling ongedaan maken"), None)),
    )


@require_safe
def bank_account_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The accounts of the members of partnership `pk`; a contact person sees the own ones."""
    partnership = access.partnership_for(request.user, pk, Can.SEE_CLAIMS)
    accounts = list(access.bank_accounts_of(request.user, pk))
    context = {
        "partnership": partnership,
        "accounts": accounts,
        "may": access.needs(request.user, partnership, [Can.EDIT_CLAIM]),
        "mine": {account.pk for account in accounts if access.can(request.user, Can.EDIT_CLAIM, account)},
    }
    return render(request, "projects/bank_account_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def bank_account_add(request: HttpRequest, pk: int) -> HttpResponse:
    partnership = access.partnership_for(request.user, pk, Can.EDIT_CLAIM)
    organisations = access.organisations_with_account(request.user, partnership)
    form = BankAccountForm(posted(request), organisations=organisations)
    if form.is_valid():
        with refusals_in(form):
            values = dict(form.cleaned_data)
            bank_accounts.add(partnership, values.pop("organisation"), by=request.user, **values)
            messages.success(request, _("De rekening is bewaard."))
            return redirect(_accounts_url(partnership))
    return form_page(
        request,
        form,
        title=_("Nieuwe rekening"),
        lead=partnership.name,
        button=_("Bewaar de rekening"),
        cancel_url=_accounts_url(partnership),
        crumbs=[(_("Rekeningen"), _accounts_url(partnership)), (_("Nieuwe rekening"), None)],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def bank_account_end(request: HttpRequest, pk: int) -> HttpResponse:
    account = access.bank_account_for(request.user, pk, Can.EDIT_CLAIM)
    back = _accounts_url(account.partnership)
    form = BankAccountEndForm(posted(request), initial={"version": account.version, "until_on": today()})
    if form.is_valid():
        with refusals_in(form):
            bank_accounts.end(account, by=request.user, **form.cleaned_data)
            messages.success(request, _("De rekening is beëindigd. Ze blijft te lezen."))
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Beëindig de rekening"),
        lead=f"{account.organisation}, {account}",
        button=_("Beëindig de rekening"),
        cancel_url=back,
        crumbs=[(_("Rekeningen"), back), (_("Beëindigen"), None)],
    )


def _accounts_url(partnership: Partnership) -> str:
    return reverse("projects:bank_account_list", args=[partnership.pk])
