"""All that an organisation was ever asked, and what it answered."""

from collections import defaultdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from governance import access
from governance.models import ApprovalResponse, read_board
from wegwijzer.ui.listing import ReadListing


@require_safe
def organisation_answers(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest question first; with `ronde` only that round, which is what opens beside the board."""
    organisation = access.organisation_for(request.user, pk)
    lines = access.asked_rounds_for(request.user, organisation)[::-1]
    wanted = request.GET.get("ronde", "")
    chosen = [line for line in lines if str(line.pk) == wanted]
    listing = ReadListing(request, chosen or lines, noun=(_("ronde"), _("rondes")))
    answers: dict[int, list[ApprovalResponse]] = defaultdict(list)
    given = access.responses_for(request.user).filter(
        party__organisation=pk, party__round__in=[row.pk for row in listing]
    )
    for answer in given.select_related("sitting").order_by("number"):
        answers[answer.text.round_id].append(answer)
    mine = access.answering_in(request.user, organisation)
    asked = [
        {
            "line": column.line,
            "said": column.said(pk),
            "answers": answers[column.line.pk],
            "party": column.parties[pk] if column.line.partnership in mine and column.waits_for(pk) else None,
        }
        for column in read_board(listing.rows).columns
    ]
    context = {
        "organisation": organisation,
        "listing": listing,
        "asked": asked,
        "names": access.partnership_names(request.user),
    }
    return render(request, "governance/organisation_answers.html", context)
