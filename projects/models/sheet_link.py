"""The signed link by which a third party fills in its sheets: what a key is for, and what stands in its way."""

import datetime as dt
from enum import StrEnum

from django.utils import timezone

from projects.models.analysis import SheetRequest
from wegwijzer.accounts.periods import starts_at


class SheetHindrance(StrEnum):
    """Why a link does not work, the gravest first."""

    FORGED = "forged"  # not signed by us, or of a request that is gone
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"  # a fresher one was sent since
    EXPIRED = "expired"


def stamp_of(request: SheetRequest) -> int:
    """The second in which its link was made: part of the key."""
    return int(request.created_at.timestamp())


def hindrance_of(request: SheetRequest, stamp: int, now: dt.datetime | None = None) -> SheetHindrance | None:
    """What stands in the way of using the link that was made at `stamp`; None when nothing does."""
    if request.withdrawn_at is not None:
        return SheetHindrance.WITHDRAWN
    if stamp != stamp_of(request):
        return SheetHindrance.REPLACED
    return None if (now or timezone.now()) < request.expires_at else SheetHindrance.EXPIRED


def end_of(day: dt.date) -> dt.datetime:
    """Until when a link works that is good up to and including that day."""
    return starts_at(day + dt.timedelta(days=1))


def last_day_of(request: SheetRequest) -> dt.date:
    """The last day on which the link works, in Belgium."""
    return timezone.localtime(request.expires_at - dt.timedelta(microseconds=1)).date()
