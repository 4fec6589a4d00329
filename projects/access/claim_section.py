"""Claims in short, on the page of a dossier."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from projects.access.rules import Can, can
from projects.models import WITH_GRANT, Claim, ClaimLine, ClaimState, Dossier, Payment
from projects.models.claim import COUNTING
from wegwijzer.accounts.models import User

NOTHING = Decimal("0.00")


def read_claim_section(user: User, dossier: Dossier) -> Mapping[str, Any] | None:
    """What this login sees of it; nothing before there is a grant, and for who has no side in it."""
    if dossier.state not in WITH_GRANT or not can(user, Can.SEE_CLAIMS, dossier):
        return None
    claims = Claim.objects.visible_to(user).filter(dossier=dossier)
    counts = claims.aggregate(
        total=Count("pk", filter=~Q(state=ClaimState.WITHDRAWN)),
        to_check=Count("pk", filter=Q(state=ClaimState.SUBMITTED)),
    )
    lines = ClaimLine.objects.visible_to(user).filter(claim__dossier=dossier, claim__state__in=COUNTING)
    sums = lines.aggregate(claimed=Sum(Coalesce("accepted", "amount")), accepted=Sum("accepted"))
    paid = Payment.objects.visible_to(user).filter(dossier=dossier).standing().for_costs().aggregate(paid=Sum("amount"))
    return counts | {name: amount or NOTHING for name, amount in (sums | paid).items()}
