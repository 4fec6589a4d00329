"""The gates and lists of what is reported to the funder: reports, figures, changes after the award, questions."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from governance.access import organisations_around
from governance.models import IN_PAIRS, Question, rights_of
from projects.access.rules import Can, can, row_for
from projects.models import (
    AFTER_AWARD,
    Amendment,
    Budget,
    Dossier,
    FigureLine,
    Level,
    Objective,
    ReportingDeadline,
)
from projects.models.tree import read_tree
from wegwijzer.accounts.access import BIGGEST_ID
from wegwijzer.accounts.models import Organisation, User

AROUND = ("dossier__project__partnership__organisation", "dossier__plan", "dossier__call")


def reporting_for(user: User, pk: int, need: Can | None = None) -> ReportingDeadline:
    rows = ReportingDeadline.objects.visible_to(user).select_related(*AROUND, "dossier__applicant", "submitted_by")
    return row_for(user, rows, pk, need)


def figure_line_for(user: User, pk: int, need: Can | None = None) -> FigureLine:
    return row_for(user, FigureLine.objects.visible_to(user).select_related(*AROUND, "objective"), pk, need)


def amendment_for(user: User, pk: int, need: Can | None = None) -> Amendment:
    return row_for(user, Amendment.objects.visible_to(user).select_related(*AROUND, "budget"), pk, need)


def boards_to_fill(user: User, dossier: Dossier, boards: Iterable[Organisation]) -> list[Organisation]:
    """Whose figures and codes this login fills in: a coordinator everybody's, a contact person those of the own board.

    Raises PermissionDenied for who fills in nobody's.
    """
    if can(user, Can.EDIT_DOSSIER, dossier):
        return list(boards)
    own = rights_of(user).speaks_for.get(dossier.partnership.pk, frozenset())
    if not can(user, Can.ENTER_FIGURES, dossier):
        raise PermissionDenied
    return [board for board in boards if board.pk in own]


def board_to_fill(user: User, dossier: Dossier, boards: Iterable[Organisation], pk: int) -> Organisation:
    """One of those; 404 when the dossier does not know it, 403 when it is somebody else's."""
    known = {board.pk: board for board in boards}
    if not 0 < pk <= BIGGEST_ID or pk not in known:
        raise Http404
    if known[pk] not in boards_to_fill(user, dossier, known.values()):
        raise PermissionDenied
    return known[pk]


def actions_to_count(dossier: Dossier) -> dict[int, str]:
    """The actions of the plan with their codes, by key and in its order; without a plan there are none."""
    if dossier.plan is None:
        return {}
    nodes = read_tree(dossier.plan).walk()
    return {node.pk: f"{node.code} {node.objective.title}" for node in nodes if node.objective.level == Level.ACTION}


def objectives_of(dossier: Dossier) -> "QuerySet[Objective]":
    return Objective.objects.filter(plan=dossier.plan_id)


def budgets_of(dossier: Dossier) -> "QuerySet[Budget]":
    return dossier.budgets.order_by("-number")


def boards_to_change(dossier: Dossier) -> "QuerySet[Organisation]":
    """Who can join a dossier or leave it: all that have or had to do with its partnership."""
    return organisations_around(dossier.partnership).order_by(*IN_PAIRS)


def amendments_of(dossier: Dossier) -> list[Amendment]:
    return list(dossier.amendments.select_related("budget").order_by("-number"))


def questions_of(user: User, dossier: Dossier) -> list[Question]:
    """Those that this login may see, the open ones first."""
    rows = Question.objects.visible_to(user).filter(dossier_tie__dossier=dossier)
    return sorted(rows, key=lambda row: (row.answered_on is not None, row.due_on or dt.date.max, row.pk))


def read_reporting(user: User, dossier: Dossier) -> Mapping[str, Any] | None:
    """For the page of a dossier: what is due to the funder; nothing while there is no award and no report."""
    reports = list(dossier.reportings.all())
    if not reports and dossier.state not in AFTER_AWARD:
        return None
    asked = dossier.amendments.exclude(state="draft").order_by("-number")
    return {"reports": reports, "amendments": list(asked[:3]), "may_edit": can(user, Can.EDIT_DOSSIER, dossier)}


def may_see_funder_report(user: User, ref: str, asked_at: dt.datetime) -> bool:
    """Who may see the dossier: the report says no more than its pages."""
    if not (ref.isascii() and ref.isdigit() and len(ref) < 19):
        return False
    try:
        reporting_for(user, int(ref), Can.MAKE_REPORT)
    except (Http404, PermissionDenied):
        return False
    return True
