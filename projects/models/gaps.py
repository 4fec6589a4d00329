"""What a plan lacks: nobody responsible, no timing, no news for months, or a day that has passed."""

import calendar
import datetime as dt
from collections.abc import Collection, Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.models.objective import Objective
from projects.models.plan import Plan, PlanKind
from projects.models.progress import ProgressState
from projects.models.standing import Noted, Standing, is_work
from projects.models.timing import due_on, starts_on, timed_by
from projects.models.tree import Node, Tree
from wegwijzer.accounts.periods import today

NEWS_MONTHS = 6
OVER = (ProgressState.DONE, ProgressState.DROPPED)


class GapKind(models.TextChoices):
    LATE = "late", _("De dag is voorbij en het is niet bereikt")
    RESPONSIBLE = "responsible", _("Niemand is verantwoordelijk")
    TIMING = "timing", _("Er staat niet wanneer")
    NEWS = "news", _("Al maanden geen nieuws")


def gaps_of(
    tree: Tree,
    standings: Mapping[int, Standing],
    notes: Mapping[int, Noted],
    with_responsible: Collection[int],
    *,
    day: dt.date | None = None,
    months: int = NEWS_MONTHS,
) -> dict[GapKind, list[Node]]:
    """Per kind the objectives that lack it, in the order of print; what is done or dropped lacks nothing.

    `with_responsible` are the keys of those that name somebody. A catalogue is not carried out, so it lacks nothing.
    """
    found: dict[GapKind, list[Node]] = {kind: [] for kind in GapKind}
    if tree.plan.kind == PlanKind.CATALOGUE:
        return found
    asked = day or today()
    for node in living(tree, standings):
        if not any(one.pk in with_responsible for one in (node, *node.above())):
            found[GapKind.RESPONSIBLE].append(node)
        if timed_by(node) is None:
            found[GapKind.TIMING].append(node)
        if is_silent(node, standings[node.pk], months_before(asked, months), asked):
            found[GapKind.NEWS].append(node)
    for node in tree.walk():
        if is_late(node, standings[node.pk], notes.get(node.pk, Noted()), asked):
            found[GapKind.LATE].append(node)
    return found


def living(tree: Tree, standings: Mapping[int, Standing]) -> list[Node]:
    """What is neither done nor dropped, and stands under nothing that was dropped."""
    dropped = {pk for pk, standing in standings.items() if standing.state == ProgressState.DROPPED}
    return [
        node
        for node in tree.walk()
        if standings[node.pk].state not in OVER and not any(one.pk in dropped for one in node.above())
    ]


def is_late(node: Node, standing: Standing, noted: Noted, day: dt.date) -> bool:
    """Whether its day has passed while it is not done, or its target is not reached."""
    objective, plan = node.objective, node.objective.plan
    if standing.state == ProgressState.DROPPED:
        return False
    if _missed_target(objective, noted, day):
        return True
    due = due_on(objective, plan)
    return standing.state != ProgressState.DONE and due is not None and due < day


def _missed_target(objective: Objective, noted: Noted, day: dt.date) -> bool:
    """What counts itself is told where it is counted."""
    if objective.target_number is None or objective.target_by is None or objective.target_counts:
        return False
    return objective.target_by < day and (noted.value is None or noted.value < objective.target_number)


def is_silent(node: Node, standing: Standing, since: dt.date, day: dt.date) -> bool:
    """Whether it is work that goes on, of which nothing was heard since that day.

    Only the highest of a branch of work is asked: news of a step is news of its action.
    """
    if not (is_work(node.objective) or not node.children):
        return False
    if node.parent is not None and is_work(node.parent.objective):
        return False
    plan = node.objective.plan
    if plan.until_on is not None and plan.until_on < day:
        return False
    begun = _begun(node, plan)
    return (begun is None or begun < since) and (standing.last_on is None or standing.last_on < since)


def _begun(node: Node, plan: Plan) -> dt.date | None:
    timed = timed_by(node)
    return (starts_on(timed.objective, plan) if timed else None) or plan.from_on


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day so many months earlier, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
