"""What the organisations said, as part of the page of a round: it follows what comes in, without being loaded again."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance import access
from governance.access import Can
from governance.models import ApprovalRound, RoundBook, RoundState, book_of
from wegwijzer.accounts.models import User


def answers_of(user: User | AnonymousUser, book: RoundBook) -> dict[str, Any]:
    """Context of that part: who may still tell an answer, and a mark that changes with every answer."""
    runs = book.round.state == RoundState.OPEN
    return {
        "round": book.round,
        "book": book,
        "runs": runs,
        "may_answer": {party.pk for party in book.active if runs and access.can(user, Can.ANSWER_ROUND, party)},
        "may_lead": access.can(user, Can.EDIT_ROUND, book.round),
        "mark": mark_of(book),
    }


def mark_of(book: RoundBook) -> str:
    """Another word whenever an answer came, was taken back, verified or accepted, or the round itself changed."""
    versions = sum(response.version for response in book.responses)
    return f"{book.round.version}-{len(book.responses)}-{versions}"


@require_safe
def approval_round_answers(request: HttpRequest, pk: int) -> HttpResponse:
    """To the script: the part of the page again, or nothing (204) while there is nothing new."""
    round_: ApprovalRound = access.approval_round_for(request.user, pk)
    book = book_of(round_)
    if request.GET.get("mark") == mark_of(book):
        return HttpResponse(status=204)
    context = answers_of(request.user, book)
    newest = max(book.responses, key=lambda response: response.pk, default=None)
    return render(request, "governance/approval_round_answers.html", context | {"newest": newest})


approval_round_answers.is_no_sign_of_life = True  # type: ignore[attr-defined]
