"""What the organisations said, as part of the page of a round: it follows what comes in, without being loaded again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance import access
from governance.access import Can
from governance.models import RoundBook, RoundState, book_of, planning_of


def answers_of(user: Any, book: RoundBook) -> dict[str, Any]:
    """Context of that part: how the round stands, what this person may do, and a mark that every answer changes."""
    round_ = book.round
    may = access.needs(user, round_, (Can.EDIT_ROUND, Can.SEE_HISTORY, Can.MAKE_REPORT))
    decisions = access.decisions_with(user, round_)
    return {
        "round": round_,
        "book": book,
        "own": access.own_parties(user, book),
        "decision": next((decision for decision in decisions if decision.pk == round_.decision_id), None),
        "hanging": [decision for decision in decisions if decision.condition_id == round_.pk],
        "planning": planning_of(book) if round_.state in (RoundState.DRAFT, RoundState.OPEN) else None,
        "missing": round_.missing_to_open() if round_.state == RoundState.DRAFT else [],
        "may": may,
        "editable": Can.EDIT_ROUND in may and round_.state == RoundState.OPEN,
        "mark": mark_of(book),
        "newest": None,
    }


def mark_of(book: RoundBook) -> str:
    """Another word whenever an answer came, was taken back, verified or accepted, or the round itself changed."""
    parties = sum(party.version for party in book.parties)
    versions = sum(response.version for response in book.responses)
    return f"{book.round.version}-{parties}-{len(book.responses)}-{versions}"


@require_safe
def approval_round_answers(request: HttpRequest, pk: int) -> HttpResponse:
    """To the script: the part of the page again, or nothing (204) while there is nothing new."""
    book = book_of(access.approval_round_for(request.user, pk))
    if request.GET.get("mark") == mark_of(book):
        return HttpResponse(status=204)
    newest = max(book.responses, key=lambda response: response.pk, default=None)
    context = answers_of(request.user, book) | {"newest": newest}
    return render(request, "governance/approval_round_answers.html", context)


approval_round_answers.is_no_sign_of_life = True  # type: ignore[attr-defined]
