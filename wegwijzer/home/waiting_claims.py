"""What waits because money is asked for: claims to look at, claims that came back, payments that are late."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.models import rights_of
from projects.access import Can, can
from projects.models import NEXT_STEP, Claim, ClaimState, step_by
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today
from wegwijzer.home.duty import HORIZON, SHOWN, Duty


def of_claims(user: User) -> Iterator[Duty]:
    """For who speaks for a side of them, and for the coordinator."""
    rights = rights_of(user)
    own = {key for keys in rights.speaks_for.values() for key in keys}
    if not rights.coordinates and not own:
        return
    rows = Claim.objects.visible_to(user).filter(state__in=NEXT_STEP)
    # Staff who coordinate nothing of it read along, and have nothing to do.
    mine = Q(dossier__project__partnership__in=rights.coordinates) | Q(creditor__in=own) | Q(debtor__in=own)
    rows = rows.filter(mine).select_related("dossier__project__partnership", "creditor", "debtor")
    for claim in rows.order_by("submitted_at", "pk")[: 3 * SHOWN]:
        if (duty := _duty(user, claim)) is not None:
            yield duty


def _duty(user: User, claim: Claim) -> Duty | None:
    page, about = reverse("projects:claim_detail", args=[claim.pk]), f"{claim} – {claim.dossier}"
    due_on = step_by(claim)
    if claim.state == ClaimState.RETURNED:
        # The coordinator looks after claims of boards; putting one right is for who made it.
        own = rights_of(user).speaks_for.get(claim.partnership.pk, frozenset())
        return Duty(_("Vul de schuldvordering aan"), page, about, due_on) if claim.creditor_id in own else None
    if not can(user, Can.VERIFY_CLAIM, claim):
        return None
    if claim.state == ClaimState.SUBMITTED:
        return Duty(_("Kijk de schuldvordering na"), page, about, due_on)
    return Duty(_("Betaal de schuldvordering"), page, about, due_on) if due_on <= today() + HORIZON else None
