"""Alignment of a plan with the others: the matrix, what hangs on nothing, linking and taking links away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects import access
from projects.access import Can
from projects.actions import alignment as alignments
from projects.forms.alignment import AlignmentChangeForm, AlignmentFilter, AlignmentForm, Groups
from projects.models import (
    AlignedLink,
    AlignmentBook,
    AlignmentRow,
    OtherPlan,
    Plan,
    chapters_to_choose,
    read_tree,
    read_trees,
    read_whole,
)
from projects.views.analysis import NUMBER
from wegwijzer.ui.editing import form_page, posted, refusals_in, values_of
from wegwijzer.ui.listing import ReadListing

PER_PAGE = 200


@require_safe
def plan_alignment(request: HttpRequest, pk: int) -> HttpResponse:
    """Plans × objectives; `plan` with `doelstelling` opens one cell beside it, `plan` alone the lines of that plan."""
    plan = access.plan_for(request.user, pk)
    filters = AlignmentFilter(request.GET, plans=access.other_plans_of(plan))
    book = AlignmentBook(plan, filters.asked.pk if filters.asked else None)
    rows = ReadListing(request, list(book.matrix(filters.lowest)), noun=(_("lijn"), _("lijnen")), per_page=PER_PAGE)
    context = {
        "plan": plan,
        "book": book,
        "filters": filters,
        "listing": rows,
        "cell": _asked(request, book, rows.rows, filters.asked),
        "loose": book.unanswered[:PER_PAGE],
        "further_loose": max(0, len(book.unanswered) - PER_PAGE),
        "asked": filters.asked,
        "whole": read_whole(plan, book.tree),
        "may": access.needs(request.user, plan, [Can.EDIT_PLAN]),
    }
    return render(request, "projects/plan_alignment.html", context)


def _asked(
    request: HttpRequest, book: AlignmentBook, rows: list[AlignmentRow], asked: Plan | None
) -> tuple[AlignmentRow, OtherPlan, list[AlignedLink]] | None:
    """The row and plan of the cell that is asked for, and what is in it."""
    objective = request.GET.get("doelstelling", "")
    if asked is None or not NUMBER.fullmatch(objective):
        return None
    place = next(number for number, other in enumerate(book.others) if other.plan == asked)
    row = next((row for row in rows if row.node.pk == int(objective)), None)
    return (row, book.others[place], row.cells[place]) if row else None


@require_http_methods(["GET", "HEAD", "POST"])
def alignment_add(request: HttpRequest, pk: int) -> HttpResponse:
    """AlignedLink a line to an objective of plan `pk`; `plan` in the address says of which plan to offer the lines."""
    plan = access.plan_for(request.user, pk, Can.EDIT_PLAN)
    others = access.other_plans_of(plan)
    asked = request.GET.get("plan", "")
    if NUMBER.fullmatch(asked):
        others = others.filter(pk=asked)
    form = AlignmentForm(posted(request), initial=_start(request), **_offered(plan, others))
    if form.is_valid():
        with refusals_in(form):
            made = alignments.link(plan, by=request.user, **form.cleaned_data)
            messages.success(request, _("De lijn hangt nu aan de doelstelling."))
            return redirect(_lines_of(plan, made.line.plan_id))
    here = reverse("projects:plan_alignment", args=[pk])
    return form_page(
        request,
        form,
        title=_("Koppel een lijn"),
        lead=plan,
        button=_("Koppel de lijn"),
        cancel_url=here,
        crumbs=[*_crumbs(plan), (_("Koppelen"), None)],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def alignment_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """How the line and the objective hang together, in other words."""
    alignment = access.alignment_for(request.user, pk, Can.EDIT_PLAN)
    plan = alignment.objective.plan
    form = AlignmentChangeForm(posted(request), initial=values_of(alignment, AlignmentChangeForm))
    back = _lines_of(plan, alignment.line.plan_id)
    if form.is_valid():
        with refusals_in(form):
            alignments.change(alignment, by=request.user, **form.cleaned_data)
            messages.success(request, _("De afstemming is bewaard."))
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Wijzig de afstemming"),
        lead=_("‘%(line)s’ van %(plan)s hangt aan ‘%(objective)s’.")
        % {"line": alignment.line, "plan": alignment.line.plan, "objective": alignment.objective},
        button=_("Bewaar de afstemming"),
        cancel_url=back,
        crumbs=[*_crumbs(plan), (_("Wijzigen"), None)],
    )


@require_POST
def alignment_remove(request: HttpRequest, pk: int) -> HttpResponse:
    alignment = access.alignment_for(request.user, pk, Can.EDIT_PLAN)
    plan, other = alignment.objective.plan, alignment.line.plan_id
    alignments.unlink(alignment, by=request.user)
    messages.success(request, _("De lijn is losgemaakt van de doelstelling."))
    return redirect(_lines_of(plan, other))


def _crumbs(plan: Plan) -> list[tuple[object, str | None]]:
    return [
        (_("Plannen"), reverse("projects:plan_list")),
        (plan, reverse("projects:plan_detail", args=[plan.pk])),
        (_("Afstemming"), reverse("projects:plan_alignment", args=[plan.pk])),
    ]


def _lines_of(plan: Plan, other: int) -> str:
    return f"{reverse('projects:plan_alignment', args=[plan.pk])}?plan={other}#plan-{other}"


def _start(request: HttpRequest) -> dict[str, Any]:
    """The line and the objective that the link to the empty form was about."""
    names = {"line": request.GET.get("lijn", ""), "objective": request.GET.get("doelstelling", "")}
    return {name: asked for name, asked in names.items() if NUMBER.fullmatch(asked)}


def _offered(plan: Plan, others: Any) -> dict[str, Any]:
    trees = read_trees(others)
    groups: Groups = [
        (f"{tree.plan}: {chapter}", words) for tree in trees.values() for chapter, words in chapters_to_choose(tree)
    ]
    return {
        "lines": access.lines_of(plan),
        "line_groups": groups,
        "objectives": plan.objectives.order_by(),
        "objective_groups": chapters_to_choose(read_tree(plan)),
    }
