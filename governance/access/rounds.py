"""The gate and the lists of approval rounds and of who is asked in them."""

from django.db.models import QuerySet

from governance.access.rules import Can, row_for
from governance.models import PREFETCHED, ApprovalRound, RoundParty
from wegwijzer.accounts.models import User


def rounds_for(user: User) -> "QuerySet[ApprovalRound]":
    """With all that `books_of` reads of a round itself."""
    rows = ApprovalRound.objects.visible_to(user).select_related("partnership__organisation")
    return rows.prefetch_related(*PREFETCHED)


def approval_round_for(user: User, pk: int, need: Can | None = None) -> ApprovalRound:
    return row_for(user, rounds_for(user).select_related("decision__body"), pk, need)


def round_party_for(user: User, pk: int, need: Can | None = None) -> RoundParty:
    """Who is asked; `Can.ANSWER_ROUND` is for who speaks for that organisation, and for the coordinator."""
    rows = RoundParty.objects.visible_to(user).select_related("round__partnership__organisation", "organisation")
    return row_for(user, rows, pk, need)
