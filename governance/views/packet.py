"""The council packet: draft decisions for the councils, to download and to copy."""

import datetime as dt
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from governance import access
from governance.access import Can
from governance.exports.packet import Draft, as_text, draft_of, sections_of
from governance.exports.packet_word import WORD, as_archive, as_word
from governance.models import ApprovalRound, RoundParty
from wegwijzer.accounts.periods import today


@require_safe
def packet_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The drafts of a whole round, for who sends them round."""
    round_ = access.approval_round_for(request.user, pk, Can.EDIT_ROUND)
    context = {"round": round_, "parties": _parties(round_), "text": round_.current_text}
    return render(request, "governance/packet_list.html", context)


@require_safe
def packet_archive(request: HttpRequest, pk: int) -> HttpResponse:
    """All drafts of a round in one archive."""
    round_ = access.approval_round_for(request.user, pk, Can.EDIT_ROUND)
    drafts = _drafts(round_, _parties(round_))
    return _download(as_archive(drafts), f"ontwerpbesluiten-{slugify(round_.title)[:80]}.zip", "application/zip")


@require_safe
def packet_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft for one asked organisation as words to copy, part by part."""
    party = access.round_party_for(request.user, pk, Can.ANSWER_ROUND)
    draft = _drafts(party.round, [party])[0]
    context = {"party": party, "round": party.round, "draft": draft, "sections": sections_of(draft)}
    return render(request, "governance/packet_detail.html", context | {"whole": as_text(draft)})


@require_safe
def packet_download(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a Word document."""
    party = access.round_party_for(request.user, pk, Can.ANSWER_ROUND)
    draft = _drafts(party.round, [party])[0]
    return _download(as_word(draft), draft.filename, WORD)


def _parties(round_: ApprovalRound) -> list[RoundParty]:
    """Who is asked today or later, municipality and OCMW together."""
    rows = round_.parties.past(today() - dt.timedelta(days=1)).select_related("organisation")
    parties = list(rows.order_by("organisation__territory", "organisation__kind", "organisation__name"))
    for party in parties:
        party.round = round_
    return parties


def _drafts(round_: ApprovalRound, parties: Sequence[RoundParty]) -> list[Draft]:
    text = round_.current_text
    annexes = [annex for annex in access.annexes_of(round_) if annex.text_id == text.pk]
    return [draft_of(party, text, annexes) for party in parties]


def _download(content: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
