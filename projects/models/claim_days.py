"""By when each step of a claim has to be taken."""

import datetime as dt
from typing import NamedTuple

from django.utils import timezone

from projects.models.claim import Claim, ClaimState

CHECK_DAYS, PAY_DAYS = 30, 30  # a claim is looked at within thirty days, and paid within thirty days after that
MEND_DAYS = 14  # what came back is put right while who made it still has the papers at hand


class Step(NamedTuple):
    """What waits in a state: to be done so many `days` after the moment in the column `stamp`."""

    stamp: str
    days: int


NEXT_STEP = {
    ClaimState.SUBMITTED: Step("submitted_at", CHECK_DAYS),  # the debtor looks at it
    ClaimState.RETURNED: Step("returned_at", MEND_DAYS),  # the creditor puts it right
    ClaimState.VERIFIED: Step("verified_at", PAY_DAYS),  # the debtor pays
}


def step_by(claim: Claim) -> dt.date:
    """By when the next step of a claim that waits is taken. Raises KeyError in another state."""
    step = NEXT_STEP[ClaimState(claim.state)]
    return _local(getattr(claim, step.stamp)) + dt.timedelta(days=step.days)


def pay_by(claim: Claim) -> dt.date:
    """By when a claim has to be paid: thirty days after it was verified, or after it will have been."""
    if claim.verified_at is not None:
        return _local(claim.verified_at) + dt.timedelta(days=PAY_DAYS)
    assert claim.submitted_at is not None
    return _local(claim.submitted_at) + dt.timedelta(days=CHECK_DAYS + PAY_DAYS)


def _local(moment: dt.datetime) -> dt.date:
    return timezone.localdate(moment)
