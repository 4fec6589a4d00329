"""Who is interested in a call: the round, what was answered now and at the previous call."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from governance import access as governance
from governance.models import ApprovalResponse, RoundBook, RoundParty
from governance.views.approval_round_plan import prepare_page
from projects import access
from projects.access import Can
from projects.access import call as calls_access
from projects.actions import call as calls
from projects.forms.call_round import starting_from_call


@dataclass(frozen=True)
class Answers:
    """One organisation: what it said now, and what it said at the previous call."""

    name: str
    party: RoundParty | None
    answer: ApprovalResponse | None
    before: RoundParty | None
    answer_before: ApprovalResponse | None


def _answers(now: RoundBook | None, before: RoundBook | None) -> list[Answers]:
    """Pairs together; who was only asked at the previous call comes last."""
    parties = {party.organisation_id: party for party in (now.parties if now else [])}
    earlier = {party.organisation_id: party for party in (before.parties if before else [])}
    keys = [*parties, *(key for key in earlier if key not in parties)]
    found = []
    for key in keys:
        party, old = parties.get(key), earlier.get(key)
        found.append(
            Answers(
                str((party or old).organisation),  # type: ignore[union-attr]
                party,
                now.newest(party) if now and party else None,
                old,
                before.newest(old) if before and old else None,
            )
        )
    return found


@require_safe
def call_interest(request: HttpRequest, pk: int) -> HttpResponse:
    call = calls_access.call_for(request.user, pk)
    books = calls_access.books_about(request.user, [call, call.earlier])
    now = books.get(call.pk)
    before = books.get(call.earlier_id) if call.earlier_id else None
    may = access.needs(request.user, call, [Can.EDIT_DOSSIER])
    context = {
        "call": call,
        "book": now,
        "before": before,
        "answers": _answers(now, before),
        "may": may,
        "may_ask": not call.is_asked and "edit_dossier" in may,
    }
    return render(request, "projects/call_interest.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def call_round_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the boards: the words come from the call, whom to ask from the previous one."""
    call = calls_access.call_for(request.user, pk, Can.EDIT_DOSSIER)
    governance.gate(request.user, governance.Can.EDIT_ROUND, call.partnership)
    page = reverse("projects:call_interest", args=[pk])
    if call.is_asked:
        return redirect(page)
    before = calls_access.books_about(request.user, [call.earlier]).get(call.earlier_id or 0)
    conditions = list(call.conditions.select_related("cost_kind"))
    return prepare_page(
        request,
        call.partnership,
        lead=_("Over de oproep ‘%s’") % call,
        back=page,
        make=lambda plan, send: calls.ask_interest(call, plan, by=request.user, send=send),
        initial=starting_from_call(call, conditions, before),
    )
