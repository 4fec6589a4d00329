"""The analysis behind a plan: themes × target groups, and the SWOT of each theme."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from projects import access
from projects.access import Can
from projects.models import Cell, Coverage, Plan, read_coverage, read_swots, with_codes

NUMBER = re.compile("[0-9]{1,9}")
NONE = "geen"  # in an address: about no theme, or no target group, in particular


@require_safe
def plan_analysis(request: HttpRequest, pk: int) -> HttpResponse:
    """The matrix; `thema` and `doelgroep` open the lists of one cell beside it."""
    plan = access.plan_for(request.user, pk)
    coverage = read_coverage(plan)
    cell = _asked(request, coverage)
    context = {
        "plan": plan,
        "coverage": coverage,
        "gaps": len(coverage.gaps),
        "cell": cell,
        "sheets": access.sheets_of(plan).filter(theme=cell.theme, target_group=cell.target_group) if cell else [],
        "findings": _found(plan, cell) if cell else [],
        "may": access.needs(request.user, plan, [Can.EDIT_PLAN]),
    }
    return render(request, "projects/plan_analysis.html", context)


def _asked(request: HttpRequest, coverage: Coverage) -> Cell | None:
    key = []
    for name in ("thema", "doelgroep"):
        asked = request.GET.get(name, "")
        if asked != NONE and not NUMBER.fullmatch(asked):
            return None
        key.append(None if asked == NONE else int(asked))
    return coverage.cell((key[0], key[1]))


def _found(plan: Plan, cell: Cell) -> list[Any]:
    rows = access.findings_of(plan).filter(theme=cell.theme, target_group=cell.target_group)
    return with_codes(rows, plan)


@require_safe
def plan_swot(request: HttpRequest, pk: int) -> HttpResponse:
    """Per theme what was found: inside and outside, for and against."""
    plan = access.plan_for(request.user, pk)
    context = {
        "plan": plan,
        "swots": read_swots(plan),
        "may": access.needs(request.user, plan, [Can.EDIT_PLAN]),
    }
    return render(request, "projects/plan_swot.html", context)


def crumbs_of(plan: Plan, *further: tuple[Any, str | None]) -> list[tuple[Any, str | None]]:
    """The way to a page of the analysis."""
    return [
        (_("Plannen"), reverse("projects:plan_list")),
        (plan, reverse("projects:plan_detail", args=[plan.pk])),
        (_("Analyse"), reverse("projects:plan_analysis", args=[plan.pk])),
        *further,
    ]


def about(plan: Plan) -> dict[str, Any]:
    """What forms of this analysis let one choose from."""
    return {"themes": access.themes_of(plan), "target_groups": access.target_groups_of(plan)}


def prefilled(request: HttpRequest) -> dict[str, Any]:
    """The theme and target group that the link to an empty form was about."""
    names = {"theme": request.GET.get("thema", ""), "target_group": request.GET.get("doelgroep", "")}
    return {name: asked for name, asked in names.items() if NUMBER.fullmatch(asked)}
