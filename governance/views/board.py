"""The board of answers: every organisation × every round of a partnership."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from governance import access
from governance.forms.board import BoardFilter
from governance.models import read_board
from wegwijzer.ui.listing import ReadListing

PER_PAGE = 100
EVERYTHING = 100_000


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Of one partnership at a time; more rows than fit a page are paged, unless the whole is asked (`alles=ja`)."""
    lines = access.asked_rounds_for(request.user)
    filters = BoardFilter(request.GET, lines=lines, partnerships=access.partnership_names(request.user))
    choice = filters.choice
    shown = choice.rows(read_board(choice.lines(lines))) if choice else None
    whole = request.GET.get("alles") == "ja"
    listing = ReadListing(
        request,
        shown.places if shown else [],
        filters=filters,
        noun=(_("organisatie"), _("organisaties")),
        per_page=EVERYTHING if whole else PER_PAGE,
    )
    context = {"listing": listing, "board": shown, "choice": choice, "whole_link": listing.link(alles="ja", page="")}
    return render(request, "governance/board.html", context)
