"""Budgets and what stands in them: the gates, and what their forms let one choose from."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import Http404

from governance.access import bodies_for, organisations_around, rounds_for
from governance.models import IN_PAIRS, ApprovalRound, Body, Partnership, QuorumRule, RoundState
from projects.access.rules import Can, row_for
from projects.models import Budget, BudgetLine, BudgetSource, Contribution, CostKind, Dossier
from projects.reports.share import read_ref
from wegwijzer.accounts.models import LOCAL_BOARDS, Organisation, User
from wegwijzer.accounts.periods import holds_on, today

AROUND = ("dossier__project__partnership__organisation", "dossier__call", "fixed_by")
OF_BUDGET = tuple(f"budget__{name}" for name in AROUND[:2])


def cost_kind_for(user: User, pk: int, need: Can | None = None) -> CostKind:
    return row_for(user, CostKind.objects.visible_to(user).select_related("partnership__organisation"), pk, need)


def budget_for(user: User, pk: int, need: Can | None = None) -> Budget:
    return row_for(user, Budget.objects.visible_to(user).select_related(*AROUND), pk, need)


def may_see_share_report(user: User, ref: str, asked_at: dt.datetime) -> bool:
    """Who may see the budget: the sheet says no more than its page."""
    keys = read_ref(ref)
    if keys is None:
        return False
    try:
        budget_for(user, keys[0], Can.MAKE_REPORT)
    except (Http404, PermissionDenied):
        return False
    return True


def budget_line_for(user: User, pk: int, need: Can | None = None) -> BudgetLine:
    rows = BudgetLine.objects.visible_to(user).select_related("cost_kind", "organisation", *OF_BUDGET)
    return row_for(user, rows, pk, need)


def budget_source_for(user: User, pk: int, need: Can | None = None) -> BudgetSource:
    rows = BudgetSource.objects.visible_to(user).select_related("organisation", *OF_BUDGET)
    return row_for(user, rows, pk, need)


def contribution_for(user: User, pk: int, need: Can | None = None) -> Contribution:
    return row_for(user, Contribution.objects.visible_to(user).select_related(*OF_BUDGET), pk, need)


def budgets_of(dossier: Dossier) -> list[Budget]:
    """The versions of a dossier that came through its gate, the newest first."""
    budgets = list(dossier.budgets.select_related("fixed_by").order_by("-number"))
    for budget in budgets:
        budget.dossier = dossier
    return budgets


def cost_kinds_of(partnership: Partnership, *, counted: bool = False) -> "QuerySet[CostKind]":
    """Staff first, then by name; `counted` adds `lines_count`."""
    rows = partnership.cost_kinds.order_by("-is_staff", "name")
    return rows.annotate(lines_count=Count("lines")) if counted else rows


def boards_around(partnership: Partnership) -> "QuerySet[Organisation]":
    """Municipalities and OCMWs that have or had to do with the partnership, in pairs."""
    return organisations_around(partnership).filter(kind__in=LOCAL_BOARDS).order_by(*IN_PAIRS)


def rounds_running_in(user: User, partnership: Partnership) -> "QuerySet[ApprovalRound]":
    """With what their books ask."""
    rows = rounds_for(user).filter(partnership=partnership, state=RoundState.OPEN)
    return rows.prefetch_related("texts", "clauses")


def bodies_with_quorum(user: User, partnership: Partnership) -> "QuerySet[Body]":
    """Those of today that can only decide when enough are there."""
    rows = bodies_for(user).filter(holds_on(today()), partnership=partnership)
    return rows.exclude(quorum_rule=QuorumRule.NONE).order_by("name")
