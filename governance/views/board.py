"""The board of answers: every organisation × every round of a partnership."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from governance import access
from governance.access import Can
from governance.exports.board import board_workbook
from governance.forms.board import BoardFilter
from governance.models import Board, BoardChoice, read_board
from governance.timeline.tiles import is_drawable
from wegwijzer.accounts.periods import today
from wegwijzer.reports import request as reports
from wegwijzer.ui.downloads import spreadsheet
from wegwijzer.ui.listing import ReadListing

PER_PAGE = 100
EVERYTHING = 100_000


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Of one partnership at a time; more rows than fit a page are paged, unless the whole is asked (`alles=ja`).

    Under it one of its rounds (`kaart`, else the newest) as a map.
    """
    filters, choice, shown = _asked(request, request.GET)
    listing = ReadListing(
        request,
        shown.places if shown else [],
        filters=filters,
        noun=(_("organisatie"), _("organisaties")),
        per_page=EVERYTHING if request.GET.get("alles") == "ja" else PER_PAGE,
    )
    columns = shown.columns if shown and is_drawable(shown.places) else []
    mapped = [column for column in columns if str(column.line.pk) == request.GET.get("kaart")]
    context = {
        "listing": listing,
        "board": shown,
        "choice": choice,
        "mapped": (mapped or columns)[-1] if columns else None,
        "whole_link": listing.link(alles="ja", page=""),
        "export_query": listing.link(page="", alles="", kaart=""),
    }
    return render(request, "governance/board.html", context)


@require_safe
def board_export(request: HttpRequest) -> HttpResponse:
    """The same board as a spreadsheet, every row of it; 404 for who has no round to see."""
    _filters, choice, shown = _asked(request, request.GET)
    if choice is None or shown is None:
        raise Http404
    name = access.partnership_names(request.user)[choice.partnership]
    title = _("Bord van de rondes van %s") % name
    return spreadsheet(board_workbook(shown, title), f"bord-{slugify(name)}-{today():%Y-%m-%d}.xlsx")


@require_POST
def board_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The same board as a document, for the partnership `pk`."""
    partnership = access.partnership_for(request.user, pk, Can.MAKE_REPORT)
    choice = _asked_in(request, request.POST).choice or BoardChoice(pk)
    ref = replace(choice, partnership=pk).text
    title = _("Bord van de rondes van %s") % partnership
    scope = partnership.organisation
    report = reports.request_report("board", ref, by=request.user, scope=scope, title=title)
    return redirect("reports:report_detail", report.pk)


def _asked_in(request: HttpRequest, data: QueryDict) -> BoardFilter:
    lines = access.asked_rounds_for(request.user)
    return BoardFilter(data, lines=lines, partnerships=access.partnership_names(request.user))


def _asked(request: HttpRequest, data: QueryDict) -> tuple[BoardFilter, BoardChoice | None, Board | None]:
    """What was chosen, and the board that goes with it."""
    filters = _asked_in(request, data)
    choice = filters.choice
    return filters, choice, choice.rows(read_board(choice.lines(filters.lines))) if choice else None
