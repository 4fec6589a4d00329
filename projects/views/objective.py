"""One objective: where it stands, who does what by when, how far it is, and changing what it says."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from projects import access
from projects.access import Can
from projects.access import objective as around
from projects.actions import objective as objectives
from projects.actions import progress
from projects.forms.objective import ObjectiveForm
from projects.forms.progress import ProgressForm
from projects.forms.rows import asks_for_more, unjudged
from projects.models import (
    Node,
    Objective,
    PartyRole,
    ProgressNote,
    Standing,
    counted,
    read_tree,
    standings_of,
)
from projects.models.follow_up import latest_of
from projects.models.standing import Noted, said_in
from projects.models.timing import timed_by, timing_words
from wegwijzer.ui.editing import form_page, posted, refusals_in

LATEST_TIES = 8


@dataclass(frozen=True)
class Child:
    """An objective below this one: its code, and how far it is."""

    node: Node
    standing: Standing
    timing: str


@require_safe
def objective_detail(request: HttpRequest, pk: int) -> HttpResponse:
    objective = access.objective_for(request.user, pk)
    return render(request, "projects/objective_detail.html", _context(request, objective))


def _context(request: HttpRequest, objective: Objective) -> dict[str, Any]:
    plan = objective.plan
    tree = read_tree(plan, with_chapters=False)
    node = tree.nodes[objective.pk]
    notes = _notes_of(node)
    said = said_in((one.objective_id, one.on, one.state, one.percent, one.value) for one in reversed(notes))
    standings = standings_of(tree, said)
    objective.plan = plan
    parties = around.with_parties(objective)
    budgets = list(objective.budgets.all())
    timed = timed_by(node)
    may = access.needs(request.user, objective, [Can.EDIT_PLAN, Can.NOTE_PROGRESS, Can.SEE_HISTORY])
    return {
        "plan": plan,
        "objective": objective,
        "node": node,
        "above": list(node.above())[::-1],
        "standing": standings[objective.pk],
        "children": [Child(child, standings[child.pk], timing_words(child.objective, plan)) for child in node.children],
        "timing": timing_words(timed.objective, plan) if timed else "",
        "timed_by": timed if timed is not node else None,
        "responsibles": [party for party in parties if party.role == PartyRole.RESPONSIBLE],
        "partners": [party for party in parties if party.role == PartyRole.PARTNER],
        "budgets": budgets,
        "total": sum(budget.amount for budget in budgets),
        "mentions": around.mentions_of(request.user, objective),
        "ties": latest_of(around.ties_of_plan(request.user, plan))[:LATEST_TIES],
        "counted": counted([objective]).get(objective.pk),
        "noted": said.get(objective.pk, Noted()),
        "notes": [(tree.nodes[one.objective_id], one) for one in notes],
        "may": may,
        "note_form": ProgressForm(objective=objective) if Can.NOTE_PROGRESS in may else None,
        "history": access.history_for(request.user, objective) if Can.SEE_HISTORY in may else [],
    }


def _notes_of(node: Node) -> list[ProgressNote]:
    """What was noted for it and for all below it, the newest first."""
    return around.notes_on(one.pk for one in node.walk())


@require_http_methods(["GET", "HEAD", "POST"])
def objective_edit(request: HttpRequest, pk: int) -> HttpResponse:
    objective = access.objective_for(request.user, pk, Can.EDIT_PLAN)
    partnership, plan = objective.plan.partnership, objective.plan
    form = ObjectiveForm(posted(request), objective=objective, known=around.parties_around(request.user, partnership))
    themes, groups = around.names_around(partnership)
    back = reverse("projects:objective_detail", args=[pk])
    if asks_for_more(posted(request)):
        unjudged(form)
    elif form.is_valid():
        with refusals_in(form):
            objectives.change(objective, by=request.user, **form.values)
            messages.success(request, _("De doelstelling is bewaard."))
            return redirect(back)
    return form_page(
        request,
        form,
        template="projects/objective_edit.html",
        plan=plan,
        objective=objective,
        cancel_url=back,
        themes=themes,
        groups=groups,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def progress_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A note of what was done for objective `pk`."""
    objective = access.objective_for(request.user, pk, Can.NOTE_PROGRESS)
    form = ProgressForm(posted(request), objective=objective)
    back = reverse("projects:objective_detail", args=[pk])
    if form.is_valid():
        with refusals_in(form):
            progress.note(objective, by=request.user, **form.cleaned_data)
            messages.success(request, _("De realisatie is genoteerd."))
            return redirect(back)
    return form_page(
        request,
        form,
        title=_("Noteer een realisatie"),
        lead=objective.title,
        button=_("Noteer de realisatie"),
        cancel_url=back,
        crumbs=[
            (_("Plannen"), reverse("projects:plan_list")),
            (objective.plan, reverse("projects:plan_detail", args=[objective.plan_id])),
            (objective, back),
        ],
    )
