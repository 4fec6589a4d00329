"""Approval rounds to read: the list, and one round with what every organisation said."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from governance import access
from governance.access import Can
from governance.forms.round_filter import RoundFilterForm
from governance.models import books_of
from governance.views.approval_round_answers import answers_of
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
    book = books_of([round_])[round_.pk]
    text = round_.current_text
    context = answers_of(user, book)
    context |= {
        "text": text,
        "older": [old for old in round_.texts.all() if old.pk != text.pk][::-1],
        "annexes": [annex.document_version for annex in access.annexes_of(round_) if annex.text_id == text.pk],
        "history": access.round_history_for(user, round_) if Can.SEE_HISTORY in context["may"] else [],
    }
    return render(request, "governance/approval_round_detail.html", context)
