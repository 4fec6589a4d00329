"""A plan in the meeting where it is discussed: its open lines, with a short note per line."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from projects import access
from projects.access import objective as around
from projects.actions import progress
from projects.forms.follow_up import FollowUpForm
from projects.models import Plan, Tree, read_notes, read_tree, standings_of
from projects.models.follow_up import Line, Sittings, lines_to_follow, sittings_of
from projects.models.timing import timed_by, timing_words
from wegwijzer.accounts.periods import in_words, today
from wegwijzer.lifecycle import Refused
from wegwijzer.ui.editing import posted
from wegwijzer.ui.listing import ReadListing

PER_PAGE = 40


@dataclass(frozen=True)
class Row:
    """A line as it is shown: with its form for who may note something of it."""

    line: Line
    who: str
    timing: str
    form: Any


@require_http_methods(["GET", "HEAD", "POST"])
def plan_follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan `pk` in one of the meetings that it is tied to (`?bij=`), as far as it is open, late or changed."""
    plan = access.plan_for(request.user, pk)
    day = today()
    sittings = sittings_of(around.ties_of_plan(request.user, plan), request.GET.get("bij", ""), day)
    tree = read_tree(plan)
    notes = read_notes(tree.nodes)
    parties = around.responsibles_of(plan)
    mine = around.noteable_in(request.user, plan, parties)
    if request.method == "POST" and mine is not None and not mine:
        raise PermissionDenied
    changed = around.changed_since(plan, sittings.since)
    changed |= {
        key for key, noted in notes.items() if sittings.since and noted.last_on and noted.last_on > sittings.since
    }
    lines = lines_to_follow(tree, standings_of(tree, notes), notes, changed, day)
    listing = ReadListing(request, lines, noun=(_("lijn"), _("lijnen")), per_page=PER_PAGE)
    form = _form(request, tree, listing.rows, mine)
    if form.is_valid() and (answer := _saved(request, plan, form, sittings)):
        return answer
    context = {
        "plan": plan,
        "sittings": sittings,
        "listing": listing,
        "rows": [_row(line, plan, parties, form) for line in listing],
        "form": form,
        "may_note": bool(form.forms),
    }
    return render(request, "projects/plan_follow_up.html", context, status=422 if form.wrong else 200)


def _form(request: HttpRequest, tree: Tree, lines: Collection[Line], mine: set[int] | None) -> FollowUpForm:
    every = {node.pk: node.objective for node in tree.walk() if mine is None or node.pk in mine}
    shown = [line.node.objective for line in lines if line.node.pk in every]
    return FollowUpForm(posted(request), shown=shown, every=every)


def _saved(request: HttpRequest, plan: Plan, form: FollowUpForm, sittings: Sittings) -> HttpResponse | None:
    """Back to the list once all is noted; None when something was refused, and nothing is kept."""
    meeting, on = sittings.here, today()
    text = _("Besproken.")
    if meeting is not None:
        held_on = timezone.localdate(meeting.planned_start)
        text, on = _("Besproken in de vergadering van %s.") % in_words(held_on), min(held_on, on)
    try:
        count = progress.note_all(plan, form.lines(text), by=request.user, on=on)
    except Refused as refused:
        form.refuse(refused.field, refused.reasons)
        return None
    if count:
        messages.success(request, ngettext("%s lijn is bewaard.", "%s lijnen zijn bewaard.", count) % count)
    else:
        messages.info(request, _("U vulde niets in: er is niets veranderd."))
    return redirect(request.get_full_path())


def _row(line: Line, plan: Plan, parties: dict[int, list[Any]], form: FollowUpForm) -> Row:
    node = line.node
    named = next((one for one in (node, *node.above()) if parties.get(one.pk)), None)
    who = ", ".join(str(party) for party in parties[named.pk]) if named else ""
    timed = timed_by(node)
    return Row(line, who, timing_words(timed.objective, plan) if timed else "", form.forms.get(node.pk))
