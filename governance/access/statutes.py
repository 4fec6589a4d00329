"""The gate and the lists of statutes and yearly accounts."""

from django.db.models import QuerySet

from governance.access.rules import Can, row_for
from governance.models import ApprovalRound, Decision, Partnership, RoundKind, RoundState, Statutes, YearlyAccounts
from wegwijzer.accounts.models import User


def statutes_for(user: User, pk: int, need: Can | None = None) -> Statutes:
    rows = Statutes.objects.visible_to(user).select_related("partnership__organisation", "document", "round")
    return row_for(user, rows, pk, need)


def statutes_of(user: User, partnership: Partnership) -> "QuerySet[Statutes]":
    rows = Statutes.objects.visible_to(user).filter(partnership=partnership)
    return rows.select_related("round", "document").prefetch_related("clauses")


def accounts_for(user: User, pk: int, need: Can | None = None) -> YearlyAccounts:
    rows = YearlyAccounts.objects.visible_to(user)
    return row_for(user, rows.select_related("partnership__organisation", "document", "established_in__body"), pk, need)


def rounds_for_statutes(user: User, partnership: Partnership) -> "QuerySet[ApprovalRound]":
    """The rounds in which a version can have been agreed."""
    rows = ApprovalRound.objects.visible_to(user).filter(partnership=partnership, kind=RoundKind.STATUTES)
    return rows.exclude(state=RoundState.CANCELLED)


def decisions_for_accounts(user: User, partnership: Partnership) -> "QuerySet[Decision]":
    """The decisions that can have established accounts, latest first."""
    rows = Decision.objects.visible_to(user).numbered().filter(body__partnership=partnership)
    return rows.select_related("body", "meeting").order_by("-year", "-number")
