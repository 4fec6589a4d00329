"""Who is asked in a round that runs: one more, one less, by another organ."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from governance import access
from governance.access import Can
from governance.actions import round_party as parties
from governance.forms.periods import WithdrawForm
from governance.forms.round_party import PartyAddForm, PartyChangeForm, PartyLeaveForm, PartyRejoinForm
from governance.models import RoundParty
from governance.views.approval_round_plan import crumbs_to
from wegwijzer.ui.editing import form_page, posted, refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
def round_party_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask one organisation more in the round `pk`."""
    round_ = access.approval_round_for(request.user, pk, Can.EDIT_ROUND)
    back = _at(pk)
    organisations = access.organisations_to_ask(round_.partnership).exclude(asked__round=round_)
    form = PartyAddForm(posted(request), organisations=organisations)
    if form.is_valid():
        with refusals_in(form):
            party = parties.ask(round_, by=request.user, **form.cleaned_data)
            messages.success(request, _("%s wordt nu ook gevraagd.") % party)
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Vraag het nog aan een organisatie"),
        lead=round_.title,
        button=_("Vraag het aan deze organisatie"),
        cancel_url=back,
        crumbs=crumbs_to(round_, _("Nog een organisatie")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def round_party_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Another organ, another share."""
    party = access.round_party_for(request.user, pk, Can.EDIT_ROUND)
    back = _at(party.round_id)
    form = PartyChangeForm(posted(request), party=party, initial=_values(party))
    if form.is_valid():
        with refusals_in(form):
            parties.change(party, by=request.user, **form.cleaned_data)
            messages.success(request, _("%s is bewaard.") % party)
            return redirect(back)
    return form_page(
        request,
        form,
        template="governance/round_party_edit.html",
        party=party,
        title=_("Wijzig hoe %s gevraagd wordt") % party,
        lead=party.round.title,
        button=_("Bewaar de wijziging"),
        cancel_url=back,
        crumbs=crumbs_to(party.round, str(party)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def round_party_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """No longer ask an organisation, with the reason."""
    party = access.round_party_for(request.user, pk, Can.EDIT_ROUND)
    back = _at(party.round_id)
    form = PartyLeaveForm(posted(request), round_=party.round, initial={"version": party.version})
    if form.is_valid():
        with refusals_in(form):
            parties.leave(party, by=request.user, **form.cleaned_data)
            messages.success(request, _("%s wordt niet meer gevraagd.") % party)
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Vraag het niet meer aan %s") % party,
        lead=_("Vanaf de dag erna telt deze organisatie niet meer mee voor de drempel."),
        button=_("Vraag het niet meer"),
        cancel_url=back,
        crumbs=crumbs_to(party.round, str(party)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def round_party_rejoin(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask an organisation again that had left."""
    party = access.round_party_for(request.user, pk, Can.EDIT_ROUND)
    back = _at(party.round_id)
    if party.until_on is None:
        messages.info(request, _("%s wordt al gevraagd in deze ronde.") % party)
        return redirect(back)
    form = PartyRejoinForm(posted(request), party=party, initial={"version": party.version})
    if form.is_valid():
        with refusals_in(form):
            parties.rejoin(party, by=request.user, **form.cleaned_data)
            messages.success(request, _("%s wordt opnieuw gevraagd.") % party)
            return redirect(back)
    return form_page(
        request,
        form,
        template="governance/round_party_rejoin.html",
        party=party,
        title=_("Vraag het opnieuw aan %s") % party,
        lead=_("Wat er eerder beslist is, telt vanaf die dag weer mee. Wie nog moet beslissen, krijgt een mail."),
        button=_("Vraag het opnieuw"),
        cancel_url=back,
        crumbs=crumbs_to(party.round, str(party)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def round_party_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an organisation out of the round that was asked by mistake."""
    party = access.round_party_for(request.user, pk, Can.EDIT_ROUND)
    back = _at(party.round_id)
    form = WithdrawForm(posted(request), initial={"version": party.version})
    if form.is_valid():
        with refusals_in(form):
            parties.remove(party, by=request.user, **form.cleaned_data)
            messages.success(request, _("%s is uit de ronde geschrapt.") % party)
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Schrap %s uit de ronde") % party,
        lead=_("Deze organisatie telt dan voor geen enkele dag mee. Wie er al een mail over kreeg, krijgt bericht."),
        button=_("Schrap deze organisatie"),
        cancel_url=back,
        crumbs=crumbs_to(party.round, str(party)),
    )


def _values(party: RoundParty) -> dict[str, Any]:
    return {name: getattr(party, name) for name in ("version", "organ", "contribution")}


def _at(pk: int) -> str:
    return reverse("governance:approval_round_detail", args=[pk])
