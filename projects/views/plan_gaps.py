"""What a plan still lacks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from projects import access
from projects.models import NEWS_MONTHS, gaps_of, read_book

MOST_SHOWN = 100  # of each kind: who lacks more has to begin somewhere
CHOICES = (3, NEWS_MONTHS, 12)


@require_safe
def plan_gaps(request: HttpRequest, pk: int) -> HttpResponse:
    """Objectives of plan `pk` without responsible, timing or news, and those whose day has passed."""
    plan = access.plan_for(request.user, pk)
    asked = request.GET.get("maanden", "")
    months = next((number for number in CHOICES if str(number) == asked), NEWS_MONTHS)
    book = read_book(plan)
    standings = book.standings
    gaps = gaps_of(book.tree, standings, book.notes, book.responsible, months=months)
    context = {
        "plan": plan,
        "gaps": [
            (kind, len(nodes), [(node, standings[node.pk]) for node in nodes[:MOST_SHOWN]])
            for kind, nodes in gaps.items()
            if nodes
        ],
        "months": months,
        "choices": CHOICES,
    }
    return render(request, "projects/plan_gaps.html", context)
