"""Promised against kept: how often a body should meet in a year, when it did, and which councils were told of it."""

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models.body import Body, CadencePeriod
from governance.models.feedback import Audience, Feedback
from governance.models.meeting import AFTER_STATES, OPEN_STATES, Meeting, MeetingState
from wegwijzer.accounts.periods import today

MONTHS = range(1, 13)


class CadenceState(models.TextChoices):
    KEPT = "kept", _("gehouden")
    ON_TRACK = "on_track", _("op schema")
    BEHIND = "behind", _("achter")
    MISSED = "missed", _("niet gehouden")
    FREE = "free", _("geen vast ritme")


@dataclass
class BodyYear:
    """One body in one year. `held` and `planned` are the days, in order; `promised` is None without a rhythm."""

    body: Body
    year: int
    day: dt.date
    held: list[dt.date] = field(default_factory=list)
    planned: list[dt.date] = field(default_factory=list)
    told: int = 0
    to_tell: int = 0
    untold: list[str] = field(default_factory=list)

    @property
    def promised(self) -> int | None:
        """Meetings in this year by the rhythm, for the months in which the body exists."""
        if self.body.cadence_count is None:
            return None
        months = len(self._months(dt.date(self.year, 12, 31)))
        if self.body.cadence_period == CadencePeriod.MONTH:
            return self.body.cadence_count * months
        return -(-self.body.cadence_count * months // 12)

    @property
    def due_by_now(self) -> int:
        """How many of those should have been held by today: whole months only, so that nobody is late on the first."""
        if self.promised is None:
            return 0
        over = [month for month in self._months(self.day) if _last_day(self.year, month) <= self.day]
        return self.promised * len(over) // max(1, len(self._months(dt.date(self.year, 12, 31))))

    def _months(self, until: dt.date) -> list[int]:
        """The months of this year, up to a day, in which the body exists."""
        first, last = self.body.from_on, self.body.until_on
        return [
            month
            for month in MONTHS
            if dt.date(self.year, month, 1) <= until
            and (first is None or _last_day(self.year, month) >= first)
            and (last is None or dt.date(self.year, month, 1) <= last)
        ]

    @property
    def state(self) -> CadenceState:
        if self.promised is None:
            return CadenceState.FREE
        if len(self.held) >= self.promised:
            return CadenceState.KEPT
        if self.year < self.day.year:
            return CadenceState.MISSED
        return CadenceState.ON_TRACK if len(self.held) >= self.due_by_now else CadenceState.BEHIND

    @property
    def months(self) -> list[list[tuple[dt.date, bool]]]:
        """Per month the days of its meetings, with whether it was held."""
        days = [(day, True) for day in self.held] + [(day, False) for day in self.planned]
        by_month = defaultdict(list)
        for day, was_held in sorted(days):
            by_month[day.month].append((day, was_held))
        return [by_month[month] for month in MONTHS]


@dataclass(frozen=True)
class Term:
    """Part of a year, both days included, in which a body promised so many meetings."""

    first: dt.date
    last: dt.date
    number: int


def terms_of(body: Body, year: int) -> list[Term]:
    """The parts of a year by the rhythm of a body, as far as it exists all that time: months, quarters, the year.

    Five times a year is spread over whole months: by the end of each, so many as `BodyYear.due_by_now` asks.
    """
    count = body.cadence_count or 0
    if body.cadence_period == CadencePeriod.MONTH:
        due = {month: count * month for month in range(13)}
    else:
        due = {month: count * month // 12 for month in range(13)}
    found, first = [], dt.date(year, 1, 1)
    for month in MONTHS:
        if due[month] > due[month - 1]:
            last = _last_day(year, month)
            found.append(Term(first, last, due[month] - due[month - 1]))
            first = last + dt.timedelta(days=1)
    return [term for term in found if body.holds(term.first) and body.holds(term.last)]


def _last_day(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def body_years(bodies: Sequence[Body], year: int, *, visible: "models.QuerySet[Meeting]") -> list[BodyYear]:
    """The year of each body, from the meetings in `visible`: two queries."""
    found = {body.pk: BodyYear(body, year, today()) for body in bodies}
    meetings = visible.filter(body__in=found, planned_start__year=year).exclude(state=MeetingState.CANCELLED)
    rows = meetings.order_by("planned_start").values_list("body", "state", "planned_start", "actual_start")
    for body, state, planned_start, actual_start in rows:
        if state in AFTER_STATES:
            found[body].held.append(timezone.localdate(actual_start or planned_start))
        elif state in OPEN_STATES:
            found[body].planned.append(timezone.localdate(planned_start))
    _add_told(found, Feedback.objects.filter(meeting__in=meetings, audience=Audience.COUNCILS))
    return list(found.values())


def _add_told(found: dict[int, BodyYear], rows: "models.QuerySet[Feedback]") -> None:
    told = rows.select_related("organisation").values_list("meeting__body", "organisation__name", "done_on")
    silent: dict[int, set[str]] = defaultdict(set)
    for body, name, done_on in told.order_by("organisation__territory", "organisation__kind"):
        found[body].to_tell += 1
        if done_on is None:
            silent[body].add(name)
        else:
            found[body].told += 1
    for body, names in silent.items():
        found[body].untold = sorted(names)


def years_with_meetings(visible: "models.QuerySet[Meeting]") -> list[int]:
    """The years of which there is something to show, latest first; always with this year."""
    moments: Iterable[dt.datetime] = visible.datetimes("planned_start", "year")
    return sorted({moment.year for moment in moments} | {today().year}, reverse=True)
