"""The gates and lists of calls and of what comes with them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet

from governance.access import organisations_around, rounds_for
from governance.models import ApprovalRound, Partnership, RoundBook, RoundKind, books_of, rights_of
from projects.access.lists import history_for
from projects.access.rules import Can, row_for
from projects.models import (
    Call,
    CallCondition,
    CallRequirement,
    CallUpdate,
    CostKind,
    Dossier,
    Funder,
    InfoSession,
)
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.models import Entry

AROUND = "call__partnership__organisation"


def call_for(user: User, pk: int, need: Can | None = None) -> Call:
    rows = Call.objects.visible_to(user).select_related("partnership__organisation", "funder", "interest", "earlier")
    return row_for(user, rows, pk, need)


def call_condition_for(user: User, pk: int, need: Can | None = None) -> CallCondition:
    rows = CallCondition.objects.visible_to(user).select_related(AROUND, "cost_kind")
    return row_for(user, rows, pk, need)


def call_requirement_for(user: User, pk: int, need: Can | None = None) -> CallRequirement:
    return row_for(user, CallRequirement.objects.visible_to(user).select_related(AROUND), pk, need)


def call_update_for(user: User, pk: int, need: Can | None = None) -> CallUpdate:
    return row_for(user, CallUpdate.objects.visible_to(user).select_related(AROUND), pk, need)


def info_session_for(user: User, pk: int, need: Can | None = None) -> InfoSession:
    return row_for(user, InfoSession.objects.visible_to(user).select_related(AROUND), pk, need)


def calls_for(user: User) -> "QuerySet[Call]":
    """With how many dossiers were begun for it."""
    rows = Call.objects.visible_to(user).select_related("partnership", "funder")
    return rows.annotate(dossiers_count=Count("dossiers", distinct=True))


def dossiers_of(user: User, call: Call) -> "QuerySet[Dossier]":
    """Those for this call, the newest first."""
    return Dossier.objects.visible_to(user).filter(call=call).select_related("project").order_by("-pk")


def funders_around(partnership: Partnership) -> "QuerySet[Organisation]":
    """Who gives money here, or did: of calls and of projects, and all others that the partnership knows."""

    of_projects = Funder.objects.filter(project__partnership=partnership).values("organisation")
    of_calls = Call.objects.filter(partnership=partnership).values("funder")
    around = organisations_around(partnership).values("pk")
    return Organisation.objects.filter(Q(pk__in=around) | Q(pk__in=of_projects) | Q(pk__in=of_calls))


def interest_rounds(user: User, call: Call | None, partnership: Partnership) -> "QuerySet[ApprovalRound]":
    """The rounds about interest that a call can be tied to: of partnerships that this login coordinates."""
    own = rights_of(user).coordinates | {partnership.pk}
    rows = rounds_for(user).filter(kind=RoundKind.INTEREST, partnership__in=own)
    chosen = Q(pk=call.interest_id) if call is not None and call.interest_id else Q(pk__in=())
    return rows.filter(Q(calls__isnull=True) | chosen).distinct().prefetch_related(None)


def earlier_calls(user: User, call: Call | None, partnership: Partnership) -> "QuerySet[Call]":
    """The calls that this one can come after."""
    rows = Call.objects.visible_to(user).filter(partnership=partnership)
    return rows.exclude(pk=call.pk) if call is not None else rows


def cost_kinds_of(partnership: Partnership) -> "QuerySet[CostKind]":
    return CostKind.objects.filter(partnership=partnership)


def books_about(user: User, calls: Iterable[Call | None]) -> dict[int, RoundBook]:
    """The rounds about interest of these calls with all answers, by the key of the call; five queries.

    A round that this login may not see, of another partnership for one, is left out.
    """
    wanted = {call.pk: call.interest_id for call in calls if call is not None and call.interest_id}
    if not wanted:
        return {}
    books = books_of(rounds_for(user).filter(pk__in=wanted.values()))
    return {call: books[round_] for call, round_ in wanted.items() if round_ in books}


def call_history_for(user: User, call: Call) -> list[Entry]:
    return history_for(user, call)


def choices_for_call(user: User, call: Call | None, partnership: Partnership) -> dict[str, Any]:
    """What the form of a call offers."""
    return {
        "known": funders_around(partnership),
        "rounds": interest_rounds(user, call, partnership),
        "calls": earlier_calls(user, call, partnership),
    }


def funders_of_calls(user: User) -> "QuerySet[Organisation]":
    """Whose calls this login can see."""
    return Organisation.objects.filter(pk__in=Call.objects.visible_to(user).values("funder")).order_by("name")
