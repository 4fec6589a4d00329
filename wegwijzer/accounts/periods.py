"""Rows that hold from a day until a day: one spelling, one question ("on that day"), one constraint."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _


def today() -> dt.date:
    """The day in Belgium."""
    return timezone.localdate()


def starts_at(day: dt.date) -> dt.datetime:
    """The moment at which that day begins in Belgium."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def in_words(day: dt.date) -> str:
    """1 januari 2009."""
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def span(from_on: dt.date | None, until_on: dt.date | None) -> str:
    """A period as it stands in a sentence: "van 1 januari 2009 tot en met 31 december 2012"."""
    if from_on and until_on:
        return _now("van %(first)s tot en met %(last)s") % {"first": in_words(from_on), "last": in_words(until_on)}
    if from_on:
        return _now("vanaf %(first)s") % {"first": in_words(from_on)}
    if until_on:
        return _now("tot en met %(last)s") % {"last": in_words(until_on)}
    return _now("zonder begin- of einddatum")


def holds_on(day: dt.date, prefix: str = "") -> Q:
    """The condition "holds on `day`": both ends count, an empty end is open.

    `prefix` reaches through a relation, for example "memberships__".
    """
    started = Q(**{f"{prefix}from_on__isnull": True}) | Q(**{f"{prefix}from_on__lte": day})
    not_ended = Q(**{f"{prefix}until_on__isnull": True}) | Q(**{f"{prefix}until_on__gte": day})
    return started & not_ended


def covers(from_on: dt.date | None, until_on: dt.date | None, day: dt.date) -> bool:
    """The same condition for a period that was read already."""
    return (from_on is None or from_on <= day) and (until_on is None or until_on >= day)


class PeriodQuerySet(models.QuerySet):
    def on(self, day: dt.date | None = None) -> Self:
        """Rows that hold on that day (today when none is given)."""
        return self.filter(holds_on(day or today()))

    def past(self, day: dt.date) -> Self:
        """Rows that still hold on some day after `day`."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gt=day))

    def ended(self, day: dt.date | None = None) -> Self:
        """Rows whose last day lies before `day` (today)."""
        return self.filter(until_on__lt=day or today())

    def overlapping(self, from_on: dt.date | None, until_on: dt.date | None) -> Self:
        """Rows that share at least one day with this period."""
        rows = self
        if until_on:
            rows = rows.filter(Q(from_on__isnull=True) | Q(from_on__lte=until_on))
        if from_on:
            rows = rows.filter(Q(until_on__isnull=True) | Q(until_on__gte=from_on))
        return rows


class Period(models.Model):
    """Holds from `from_on` until `until_on`, both days included; empty means open."""

    from_on = models.DateField(_("van"), null=True, blank=True)
    until_on = models.DateField(_("tot en met"), null=True, blank=True)

    class Meta:
        abstract = True

    def holds(self, day: dt.date | None = None) -> bool:
        return covers(self.from_on, self.until_on, day or today())

    @property
    def span(self) -> str:
        return span(self.from_on, self.until_on)

    def runs_past(self, day: dt.date) -> bool:
        """Whether it holds on some day after `day`."""
        return self.until_on is None or self.until_on > day


def period_constraint(table: str) -> Any:
    """The database's own word on it: a period does not end before it starts."""
    return models.CheckConstraint(
        name=f"{table}_period_in_order",
        condition=Q(from_on__isnull=True) | Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
        violation_error_message=_("De einddatum ligt voor de begindatum."),
    )
