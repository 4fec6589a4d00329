"""One line of a plan: added, named, given a level and a place, removed. The same addresses for forms and for keys."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from projects import access
from projects.access import Can
from projects.actions import objective_tree as lines
from projects.forms.objective_line import (
    DOWN,
    IN,
    OUT,
    UP,
    LineAddForm,
    LineLevelForm,
    LineMoveForm,
    LineNameForm,
    LinePlaceForm,
    LineRemoveForm,
)
from projects.models import Node, Objective, Plan, read_tree, responsible_for
from projects.views.plan_tree import tree_url
from wegwijzer.lifecycle import Stale
from wegwijzer.ui import errors
from wegwijzer.ui.editing import form_page, posted, refusals_in


@require_http_methods(["GET", "HEAD", "POST"])
def objective_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new line in plan `pk`; `plaats` says where, `nog` that the next one follows at once."""
    plan = access.plan_for(request.user, pk, Can.EDIT_PLAN)
    asked = request.GET.get("plaats", "thema-0")
    form = LineAddForm(posted(request), tree=read_tree(plan), responsible=responsible_for(plan), asked=asked)
    if form.is_valid():
        with refusals_in(form):
            line = lines.add(plan, by=request.user, typed=form.cleaned_data["typed"], place=form.cleaned_data["place"])
            if request.POST.get("nog"):
                messages.success(request, _("‘%s’ is toegevoegd. Typ de volgende.") % line.title)
                return redirect(f"{reverse('projects:objective_add', args=[pk])}?plaats=na-{line.pk}")
            return redirect(tree_url(request, plan, line.pk))
    return form_page(
        request,
        form,
        template="projects/objective_add.html",
        plan=plan,
        cancel_url=tree_url(request, plan),
    )


@require_safe
def objective_line(request: HttpRequest, pk: int) -> HttpResponse:
    """All that can be done to the place of one line, each by a button or a form of its own."""
    objective = access.objective_for(request.user, pk, Can.EDIT_PLAN)
    tree = read_tree(objective.plan)
    node = tree.nodes[pk]
    beside = _beside(node, tree.chapters)
    at = beside.index(node)
    context = {
        "objective": objective,
        "plan": objective.plan,
        "node": node,
        "beside": beside,
        "below": sum(1 for _node in node.walk()) - 1,
        "may_rise": at > 0,
        "may_sink": at < len(beside) - 1,
        "moves": {"up": UP, "down": DOWN, "inward": IN, "outward": OUT},
    }
    return render(request, "projects/objective_line.html", context)


def _beside(node: Node, chapters: Any) -> list[Node]:
    if node.parent is not None:
        return node.parent.children
    return next(chapter.roots for chapter in chapters if node in chapter.roots)


@require_http_methods(["GET", "HEAD", "POST"])
def objective_rename(request: HttpRequest, pk: int) -> HttpResponse:
    objective = access.objective_for(request.user, pk, Can.EDIT_PLAN)
    start = {"title": objective.title, "version": objective.version}
    form = LineNameForm(posted(request), initial=start)
    if form.is_valid():
        with refusals_in(form):
            lines.rename(objective, by=request.user, **form.cleaned_data)
            return _done(request, objective)
    return _page(request, form, objective, title=_("Verwoord de lijn anders"), button=_("Bewaar de lijn"))


@require_http_methods(["GET", "HEAD", "POST"])
def objective_level(request: HttpRequest, pk: int) -> HttpResponse:
    objective = access.objective_for(request.user, pk, Can.EDIT_PLAN)
    form = LineLevelForm(posted(request), initial={"level": objective.level, "version": objective.version})
    if form.is_valid():
        with refusals_in(form):
            lines.set_level(objective, by=request.user, **form.cleaned_data)
            return _done(request, objective)
    return _page(request, form, objective, title=_("Geef de lijn een ander niveau"), button=_("Bewaar het niveau"))


@require_http_methods(["GET", "HEAD", "POST"])
def objective_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One step up, down, in or out."""
    objective = access.objective_for(request.user, pk, Can.EDIT_PLAN)
    form = LineMoveForm(posted(request), initial={"version": objective.version})
    if form.is_valid():
        with refusals_in(form):
            _step(request, objective, form.cleaned_data["to"], form.cleaned_data["version"])
            return _done(request, objective)
    return _page(request, form, objective, title=_("Verplaats de lijn"), button=_("Verplaats de lijn"))


def _step(request: HttpRequest, objective: Objective, to: str, version: int | None) -> None:
    if to in (UP, DOWN):
        lines.shift(objective, by=request.user, by_lines=-1 if to == UP else 1)
    elif to == IN:
        lines.indent(objective, by=request.user, version=version)
    else:
        lines.outdent(objective, by=request.user, version=version)


@require_http_methods(["GET", "HEAD", "POST"])
def objective_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Anywhere else in the plan."""
    objective = access.objective_for(request.user, pk, Can.EDIT_PLAN)
    tree = read_tree(objective.plan)
    form = LinePlaceForm(posted(request), tree=tree, node=tree.nodes[pk], initial={"version": objective.version})
    if form.is_valid():
        with refusals_in(form):
            lines.move(objective, by=request.user, **form.cleaned_data)
            return _done(request, objective)
    lead = _("Alles wat eronder staat, verhuist mee. Het niveau volgt de nieuwe plaats.")
    return _page(request, form, objective, title=_("Zet de lijn elders"), button=_("Zet de lijn daar"), lead=lead)


@require_http_methods(["GET", "HEAD", "POST"])
def objective_remove(request: HttpRequest, pk: int) -> HttpResponse:
    objective = access.objective_for(request.user, pk, Can.EDIT_PLAN)
    node = read_tree(objective.plan).nodes[pk]
    below = [one.objective for one in node.walk()][1:]
    form = LineRemoveForm(posted(request), below=len(below), initial={"version": objective.version})
    if form.is_valid():
        with refusals_in(form):
            lines.remove(objective, by=request.user, **form.cleaned_data)
            messages.success(request, _("‘%s’ is verwijderd.") % objective.title)
            parent = node.parent.pk if node.parent else None
            return redirect(tree_url(request, objective.plan, parent))
    return _page(request, form, objective, title=_("Verwijder de lijn"), button=_("Verwijder de lijn"))


def _done(request: HttpRequest, objective: Objective) -> HttpResponse:
    """Back to the outline at that line, or to the page of the line when it was done there."""
    if request.POST.get("stay"):
        return redirect("projects:objective_line", objective.pk)
    return redirect(tree_url(request, objective.plan, objective.pk))


def _page(request: HttpRequest, form: Any, objective: Objective, **said: Any) -> HttpResponse:
    """The page of a form about one line; 409 with both texts when somebody changed it first."""
    plan: Plan = objective.plan
    back = reverse("projects:objective_line", args=[objective.pk])
    stale: Stale | None = getattr(form, "stale", None)
    if stale is not None and "title" not in form.fields:
        theirs = getattr(stale.current, "title", "")
        return errors.conflict(
            request, stale.current, mine=objective.title, theirs=theirs, back=tree_url(request, plan)
        )
    crumbs = [
        (_("Plannen"), reverse("projects:plan_list")),
        (plan, tree_url(request, plan)),
        (objective, back),
    ]
    return form_page(request, form, **({"lead": objective.title, "cancel_url": back, "crumbs": crumbs} | said))
