"""What if a board drops out, or joins: one page beside now, and nothing is written."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from projects import access
from projects.models import ConditionMeasure, read_budget
from projects.models.contribution_key import Change
from projects.models.what_if import what_if
from wegwijzer.accounts.models import Organisation

NUMBER = re.compile("[0-9]{1,9}")


@require_safe
def budget_what_if(request: HttpRequest, pk: int) -> HttpResponse:
    """`?uit=` and `?bij=` are the keys of boards; without them it asks who."""
    budget = access.budget_for(request.user, pk)
    book = read_budget(budget)
    partnership = budget.dossier.partnership
    taking_part = book.taking_part
    inside = {board.pk for board in book.boards}
    others = [board for board in access.boards_around(partnership) if board.pk not in inside]
    change = Change(
        frozenset(board.pk for board in _asked(request, "uit", taking_part)),
        tuple(_asked(request, "bij", others)),
    )
    context = {
        "dossier": budget.dossier,
        "budget": budget,
        "book": book,
        "taking_part": taking_part,
        "others": others,
        "leaving": change.out,
        "joining": {board.pk for board in change.joins},
        "found": None,
    }
    if change:
        rounds = access.rounds_running_in(request.user, partnership)
        found = what_if(book, change, rounds, access.bodies_with_quorum(request.user, partnership))
        words = {
            ConditionMeasure.BOARDS_MIN: _("Besturen"),
            ConditionMeasure.MUNICIPALITIES_MIN: _("Gemeenten"),
            ConditionMeasure.INHABITANTS_MIN: _("Inwoners samen"),
        }
        counted = [(label, *found.figures[measure]) for measure, label in words.items()]
        context |= {"found": found, "counted": counted}
    return render(request, "projects/budget_what_if.html", context)


def _asked(request: HttpRequest, name: str, offered: list[Organisation]) -> list[Organisation]:
    """Those of `offered` that the address names; anything else in it is left alone."""
    keys = {int(asked) for asked in request.GET.getlist(name) if NUMBER.fullmatch(asked) and asked.isascii()}
    return [board for board in offered if board.pk in keys]
