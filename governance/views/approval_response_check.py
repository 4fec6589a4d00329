"""The coordinator looks at what came in: the extract beside the answer, and what came too late."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance import access
from governance.access import Can
from governance.actions import approval_response_check as checks
from governance.forms.approval_response import LateForm
from governance.forms.response_filter import ResponseFilterForm
from governance.models import ApprovalResponse
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.ui.editing import VersionMixin, form_page, posted, refusals_in
from wegwijzer.ui.listing import Listing

SORTS: dict[str, Any] = {
    "gemeld": "-reported_at",
    "beslist": "-answered_on",
    "bestuur": "party__organisation__name",
    "ronde": ("party__round__title", "party__organisation__name"),
}


@require_safe
def approval_response_list(request: HttpRequest) -> HttpResponse:
    """The newest answer of every organisation, in every round."""
    filters = ResponseFilterForm(request.GET, partnerships=access.partnership_names(request.user))
    listing = Listing(
        request,
        access.responses_for(request.user).latest_of_each(),
        sorts=SORTS,
        search=("party__organisation__name", "party__round__title", "reason"),
        filters=filters,
        noun=(_("antwoord"), _("antwoorden")),
    )
    return render(request, "governance/approval_response_list.html", {"listing": listing, "name": _("Antwoorden")})


@require_POST
def approval_response_verify(request: HttpRequest, pk: int) -> HttpResponse:
    """It agrees with the extract; on to the next one that waits."""
    response = access.approval_response_for(request.user, pk, Can.VERIFY_RESPONSE)
    seen = VersionMixin(request.POST)
    try:
        checks.verify(response, by=request.user, version=seen.cleaned_data["version"] if seen.is_valid() else 0)
        messages.success(request, _("Nagekeken: %(response)s.") % {"response": response})
    except (Refused, Stale):
        messages.error(request, _("Dit antwoord is intussen gewijzigd. Kijk het opnieuw na."))
        return redirect(_at(response))
    waiting = access.to_verify(request.user).exclude(pk=pk).order_by("reported_at", "pk").first()
    return redirect(_at(waiting or response))


@require_POST
def approval_response_return(request: HttpRequest, pk: int) -> HttpResponse:
    """It was looked at too quickly: told, and no more than that."""
    response = access.approval_response_for(request.user, pk, Can.VERIFY_RESPONSE)
    try:
        checks.return_unverified(response, by=request.user)
        messages.success(request, _("Dit antwoord is weer na te kijken."))
    except Stale:
        messages.error(request, _("Dit antwoord is intussen gewijzigd. Kijk het opnieuw na."))
    return redirect(_at(response))


@require_http_methods(["GET", "HEAD", "POST"])
def approval_response_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an answer that came too late count, with the reason."""
    response = access.approval_response_for(request.user, pk, Can.VERIFY_RESPONSE)
    form = LateForm(posted(request))
    if form.is_valid():
        with refusals_in(form):
            checks.accept_late(response, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("Het antwoord telt mee."))
            return redirect(_at(response))
    return form_page(
        request,
        form,
        title=_("Aanvaard het late antwoord van %(organisation)s") % {"organisation": response.party.organisation},
        lead=str(response.party.round),
        button=_("Aanvaard het antwoord"),
        cancel_url=_at(response),
    )


def _at(response: ApprovalResponse) -> str:
    return reverse("governance:approval_response_detail", args=[response.pk])
