"""Promised against kept: how often each body met in a year, and which councils were told."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance import access
from governance.models import body_years, years_with_meetings
from wegwijzer.accounts.periods import today
from wegwijzer.ui.words import MONTHS


@require_safe
def cadence(request: HttpRequest) -> HttpResponse:
    """A year (?jaar=2015) of all bodies that this person may see; an odd year is this one."""
    meetings = access.meetings_for(request.user)
    years = years_with_meetings(meetings)
    asked = request.GET.get("jaar", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else today().year
    year = year if year in years else years[0]
    bodies = list(access.bodies_for(request.user).order_by("partnership__name", "name"))
    rows = body_years(bodies, year, visible=meetings)
    context = {
        "rows": [row for row in rows if row.promised or row.held or row.planned],
        "year": year,
        "years": years,
        "months": MONTHS,
        "many_partnerships": len({body.partnership_id for body in bodies}) > 1,
    }
    return render(request, "governance/cadence.html", context)
