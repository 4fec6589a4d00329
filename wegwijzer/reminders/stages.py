"""On which days something is told, and which of them counts today. Pure arithmetic with Belgian working days."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

from wegwijzer.calendar.workdays import DAY, working_days_after, working_days_before, working_days_between

STALE = dt.timedelta(days=60)  # what should have been told longer ago is not told any more
URGENT_DAYS = 5  # working days


@lru_cache(maxsize=4096)
def stages(due_on: dt.date, ahead: tuple[int, ...], after: tuple[int, ...]) -> tuple[dt.date, ...]:
    """The days on which to tell of something that is due, in order: so many working days before it and after it."""
    before = {working_days_before(due_on, days) for days in ahead}
    return tuple(sorted(before | {working_days_after(due_on, days) for days in after}))


def reached(days: Sequence[dt.date], day: dt.date, told_on: dt.date | None = None) -> dt.date | None:
    """The latest of `days` that has come; earlier ones that passed unsaid are not made up for.

    None when none has come, when it came too long ago, or when it was told on that day or later: then that was it.
    """
    come = max((one for one in days if one <= day), default=None)
    if come is None or day - come > STALE or (told_on is not None and told_on >= come):
        return None
    return come


def coming(days: Sequence[dt.date], day: dt.date, last: dt.date, due_on: dt.date) -> dt.date | None:
    """The latest of `days` that comes after `day` and by `last`, but not once it is late; None when none does."""
    return max((one for one in days if day < one <= min(last, due_on)), default=None)


def is_urgent(due_on: dt.date, day: dt.date) -> bool:
    """Whether it is due within the five working days after `day`, or should have been done already."""
    return len(working_days_between(day + DAY, due_on)) <= URGENT_DAYS


def farthest(ahead: Sequence[int], day: dt.date) -> dt.date:
    """The latest due day of which something may be told on `day`."""
    return working_days_after(day, max(ahead, default=0) + 1)  # one more: a due day may fall on a weekend
