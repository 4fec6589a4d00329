"""What stays open until the day on which it was done, and is overdue when that should have been before today."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.db import models

from wegwijzer.accounts.periods import today


class FollowUpQuerySet(models.QuerySet):
    """For a model that names the column of its last day, `ENDS`; only those with a `due_on` can be overdue."""

    def open(self) -> Self:
        return self._ended(no=True)

    def ended(self) -> Self:
        return self._ended(no=False)

    def overdue(self, day: dt.date | None = None) -> Self:
        return self.open().filter(due_on__lt=day or today())

    def _ended(self, *, no: bool) -> Self:
        return self.filter(**{f"{self.model.ENDS}__isnull": no})


class FollowUp(models.Model):
    """A row with the day on which it has to be done."""

    ENDS: ClassVar[str] = "done_on"
    due_on: Any

    class Meta:
        abstract = True

    @property
    def is_overdue(self) -> bool:
        return getattr(self, self.ENDS) is None and self.due_on is not None and self.due_on < today()
