"""When somebody may be mailed: on working days, in office hours, and as often as they want. Pure rules."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wegwijzer.calendar.workdays import DAY, MONDAY, is_working_day, next_working_day
from wegwijzer.outbox.models import Choice, Rhythm

FROM, UNTIL = dt.time(7), dt.time(19)  # on the Belgian clock
WEEK = dt.timedelta(days=7)

AT_NIGHT = _("buiten de werkuren")
QUIET = _("deze persoon wil nu geen mail")
WEEKLY = _("wacht op de wekelijkse mail")
ON_ITS_WAY = _("de vorige mail is nog niet weg")
HEARD_TODAY = _("kreeg vandaag al een mail")
HEARD_LATELY = _("niet dringend, en kreeg minder dan een week geleden een mail")


def is_office_time(now: dt.datetime) -> bool:
    """A Belgian working day, from 7 to 19 o'clock."""
    local = timezone.localtime(now)
    return is_working_day(local.date()) and FROM <= local.time() < UNTIL


def hindrance(choice: Choice, heard_at: dt.datetime | None, now: dt.datetime, *, urgent: bool) -> object:
    """Why somebody who last heard from us at `heard_at` is not mailed now (Dutch); "" when nothing stands in the way.

    At most one mail a week, unless something is `urgent`: due within five working days.
    """
    day = timezone.localdate(now)
    if not is_office_time(now):
        return AT_NIGHT
    if choice.quiet_until is not None and day <= choice.quiet_until:
        return QUIET
    if heard_at is None or abs(now - heard_at) >= WEEK:  # a clock that was ahead and was set back holds nobody's mail
        return ""
    heard_on = timezone.localdate(heard_at)
    if choice.rhythm == Rhythm.WEEKLY:
        # Who heard nothing since the week began gets this week's mail, also when its first day went by unused.
        return WEEKLY if heard_on >= first_working_day_of_week(day) else ""
    if not urgent:
        return HEARD_LATELY
    if choice.rhythm == Rhythm.DAILY and heard_on == day:
        return HEARD_TODAY
    return ""


def may_leave_at(choice: Choice, now: dt.datetime) -> dt.datetime:
    """The first moment from `now` on, in office hours, at which this person wants mail; `now` itself when it is one."""
    local = timezone.localtime(now)
    day = local.date() if local.time() < UNTIL else local.date() + DAY
    if choice.quiet_until is not None:
        day = max(day, choice.quiet_until + DAY)
    day = next_working_day(day)
    opens = timezone.make_aware(dt.datetime.combine(day, FROM))
    return max(opens, now)


def before_next_weekly(day: dt.date) -> dt.date:
    """The last day before the next weekly mail: what is reached by then, the one of this week has to say."""
    return first_working_day_of_week(day + WEEK) - DAY


def first_working_day_of_week(day: dt.date) -> dt.date:
    """The first working day of the week of `day`."""
    return next_working_day(day - (day.weekday() - MONDAY) * DAY)
