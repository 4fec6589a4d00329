"""The end of a round, and its going on after all: closed, reopened, stopped."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from governance import access
from governance.access import Can
from governance.actions import approval_round as rounds
from governance.forms.approval_round import StopForm
from governance.models import RoundState
from governance.views.approval_round_plan import crumbs_to
from wegwijzer.ui.editing import form_page, posted, pressed, refusals_in


@require_POST
def approval_round_close(request: HttpRequest, pk: int) -> HttpResponse:
    return _press(request, pk, rounds.close, _("De ronde is afgesloten. U kunt ze heropenen."))


@require_POST
def approval_round_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    return _press(request, pk, rounds.reopen, _("De ronde loopt weer."))


def _press(request: HttpRequest, pk: int, action: Callable[..., Any], done: str) -> HttpResponse:
    """What one button does to the round that was on the screen."""
    round_ = access.approval_round_for(request.user, pk, Can.EDIT_ROUND)
    return pressed(request, round_, action, reverse("governance:approval_round_detail", args=[pk]), done=done)


@require_http_methods(["GET", "HEAD", "POST"])
def approval_round_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """With the reason, once it was asked; a draft is thrown away."""
    round_ = access.approval_round_for(request.user, pk, Can.EDIT_ROUND)
    back = reverse("governance:approval_round_detail", args=[pk])
    was_asked = round_.state != RoundState.DRAFT
    form = StopForm(posted(request), initial={"version": round_.version})
    if not was_asked:
        del form.fields["reason"]
    if form.is_valid():
        with refusals_in(form):
            rounds.cancel(round_, by=request.user, **form.cleaned_data)
            messages.success(request, _("De ronde is stopgezet.") if was_asked else _("De ronde is weggegooid."))
            return redirect(back if was_asked else reverse("governance:approval_round_list"))
    asked = _("Wat al geantwoord is, blijft bewaard. De besturen krijgen bericht.")
    unasked = _("Nog niemand kreeg deze vraag te zien.")
    return form_page(
        request,
        form,
        title=_("Zet de ronde stop") if was_asked else _("Gooi de ronde weg"),
        lead=asked if was_asked else unasked,
        button=_("Zet de ronde stop") if was_asked else _("Gooi de ronde weg"),
        cancel_url=back,
        crumbs=crumbs_to(round_, _("Stop")),
    )
