"""A body that promised to meet in these months and has too few meetings planned: who coordinates.

Twice: what was planned after the first time may be cancelled.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.models import Body, Meeting, MeetingState, Term, terms_of
from governance.reminders.people import coordinators_of
from wegwijzer.accounts.periods import span, starts_at
from wegwijzer.calendar.workdays import working_days_before
from wegwijzer.reminders.registry import Rule, Wait, Window

MONTH = dt.timedelta(days=31)
SOON, EARLY, LAST = 5, 20, 2  # working days: in a month there is no more, in a quarter or a year agendas fill earlier


@dataclass(frozen=True)
class Short:
    """A body that has fewer meetings in a term than it promised: `there` were held or are planned."""

    body: Body
    term: Term
    there: int

    @property
    def due_on(self) -> dt.date:
        return plan_by(self.body, self.term)

    @property
    def tell_on(self) -> list[dt.date]:
        """The days on which it is told, the first one first."""
        ahead = SOON if self.term.last - self.term.first < MONTH else EARLY
        return [working_days_before(self.due_on, days) for days in (ahead, LAST)]

    @property
    def title(self) -> str:
        return _("Plan een vergadering: %s") % self.body

    @property
    def about(self) -> str:
        period = span(self.term.first, self.term.last)
        said = {"rhythm": self.body.cadence_in_words, "period": period, "number": self.there}
        return _("%(rhythm)s, gehouden of gepland %(period)s: %(number)s") % said

    @property
    def path(self) -> str:
        return reverse("governance:meeting_plan") + f"?orgaan={self.body.pk}"


def waits(window: Window) -> Iterator[Wait]:
    bodies = window.of(Body.objects.on(window.day).with_rhythm()).select_related("partnership")
    found = short_of(bodies.order_by("pk"), window)
    coordinators = coordinators_of({short.body.partnership_id for short in found}, window.day)
    for short in found:
        yield Wait(
            subject=short.body.pk,
            due_on=short.due_on,
            people=coordinators.get(short.body.partnership_id, []),
            title=short.title,
            about=short.about,
            path=short.path,
            scope=short.body.partnership.organisation_id,
            tell_on=short.tell_on,
        )


def short_of(bodies: Iterable[Body], window: Window) -> list[Short]:
    """Of these bodies the terms with too few meetings, of which the last day to plan lies in the window."""
    asked = [(body, term) for body in bodies for term in _terms(body, window)]
    counted = zip(asked, _there(asked), strict=True)
    return [Short(body, term, there) for (body, term), there in counted if there < term.number]


def plan_by(body: Body, term: Term) -> dt.date:
    """The last day on which an invitation can still leave for a meeting in those months."""
    return term.last - dt.timedelta(days=body.notice_days)


def _terms(body: Body, window: Window) -> list[Term]:
    """Those that are not over, of which the last day to plan is near."""
    terms = [term for year in (window.day.year, window.day.year + 1) for term in terms_of(body, year)]
    return [term for term in terms if term.last >= window.day and window.since <= plan_by(body, term) <= window.until]


def _there(asked: Sequence[tuple[Body, Term]]) -> list[int]:
    """For each body and term how many meetings there were, or are planned: one query."""
    if not asked:
        return []
    first, last = min(term.first for _body, term in asked), max(term.last for _body, term in asked)
    between = starts_at(first), starts_at(last + dt.timedelta(days=1))
    rows = Meeting.objects.filter(body__in={body.pk for body, _term in asked}, planned_start__range=between)
    days: dict[int, Counter[dt.date]] = defaultdict(Counter)
    for body, start in rows.exclude(state=MeetingState.CANCELLED).values_list("body", "planned_start"):
        days[body][timezone.localdate(start)] += 1
    return [
        sum(number for day, number in days[body.pk].items() if term.first <= day <= term.last) for body, term in asked
    ]


RULE = Rule(
    "governance.cadence", gettext_lazy("organen die te weinig samenkomen"), waits, ahead=(EARLY, LAST), after=()
)
