"""Approval rounds to read: the list, and one round with what every organisation said."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from governance import access
from governance.access import Can
from governance.forms.round_filter import RoundFilterForm
from governance.models import RoundState, books_of, planning_of
from wegwijzer.ui.listing import Listing

SORTS: dict[str, Any] = {
    "tegen": ("-deadline_on",),
    "titel": "title",
    "soort": ("kind", "-deadline_on"),
    "gevraagd": ("-asked_on",),
}


@require_safe
def approval_round_list(request: HttpRequest) -> HttpResponse:
    """Every round that this person may see, with how it stands."""
    rows = access.rounds_for(request.user)
    listing = Listing(
        request,
        rows,
        sorts=SORTS,
        search=("title", "consequence"),
        search_within=("texts__question", "texts__facts", "texts__articles"),
        filters=RoundFilterForm(request.GET, user=request.user),
        noun=(_("ronde"), _("rondes")),
    )
    books = books_of(listing.rows)
    context = {
        "listing": listing,
        "books": [books[round_.pk] for round_ in listing],
        "of_many": len(access.partnership_names(request.user)) > 1,
        "own": access.coordinated_by(request.user),
    }
    return render(request, "governance/approval_round_list.html", context)


@require_safe
def approval_round_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How it stands, who said what, and what was asked."""
    user = request.user
    round_ = access.approval_round_for(user, pk)
    may = access.needs(user, round_, (Can.EDIT_ROUND, Can.SEE_HISTORY, Can.MAKE_REPORT))
    book = books_of([round_])[round_.pk]
    text = round_.current_text
    decisions = {decision.pk: decision for decision in access.decisions_with(user, round_)}
    context = {
        "round": round_,
        "book": book,
        "own": access.own_parties(user, book),
        "text": text,
        "older": [old for old in round_.texts.all() if old.pk != text.pk][::-1],
        "annexes": [annex.document_version for annex in access.annexes_of(round_) if annex.text_id == text.pk],
        "planning": planning_of(book) if round_.state in (RoundState.DRAFT, RoundState.OPEN) else None,
        "missing": round_.missing_to_open() if round_.state == RoundState.DRAFT else [],
        "decision": decisions.get(round_.decision_id),
        "hanging": [decision for decision in decisions.values() if decision.condition_id == round_.pk],
        "may": may,
        "editable": Can.EDIT_ROUND in may and round_.state == RoundState.OPEN,
        "history": access.round_history_for(user, round_) if Can.SEE_HISTORY in may else [],
    }
    return render(request, "governance/approval_round_detail.html", context)
