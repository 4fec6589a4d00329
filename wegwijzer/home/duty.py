"""One thing that waits for somebody."""

import datetime as dt
from dataclasses import dataclass

from wegwijzer.accounts.periods import today
from wegwijzer.reminders.stages import STALE

HORIZON = dt.timedelta(days=14)
SHOWN = 25  # of each kind


@dataclass(frozen=True)
class Duty:
    """One thing to do: what, where, by when (None: no date), and whether that day has passed."""

    title: str
    url: str
    about: str
    due_on: dt.date | None = None

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and self.due_on < today()

    @property
    def order(self) -> tuple[bool, bool, dt.date]:
        """What is late or comes soon, by day; then what has no day; last what no mail tells any more."""
        day = self.due_on or today()
        return today() - day > STALE, self.due_on is None, day
