"""Reminders of a meeting: each lead time once a person, whatever days the sweep skips or doubles."""

import datetime as dt
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils.formats import date_format

from governance.actions import meeting as meetings
from governance.models import Mandate, Meeting
from governance.reminders.meeting import RULE
from governance.tests import factories as make
from wegwijzer.outbox.models import Message
from wegwijzer.reminders.letter import still_holds
from wegwijzer.reminders.models import DIGEST
from wegwijzer.reminders.plan import plan
from wegwijzer.reminders.sweep import carry_out
from wegwijzer.testing.reminded import have_left

BRUSSELS = ZoneInfo("Europe/Brussels")
MEETING_DAY = dt.date(2027, 4, 22)  # a Thursday, after the change to summer time on 28 March
START = dt.datetime(2027, 4, 22, 14, tzinfo=BRUSSELS)


def seven(day):
    return dt.datetime.combine(day, dt.time(7), tzinfo=BRUSSELS)


def before(days):
    return MEETING_DAY - dt.timedelta(days=days)


@pytest.fixture(autouse=True)
def only_of_meetings(only):
    only(RULE)


@pytest.fixture
def convened(cast):
    """Convened forty days ahead, for a body that reminds 14 and 2 days before."""
    cast.a.body.reminder_days = [14, 2]
    cast.a.body.save()
    meeting = make.MeetingFactory(body=cast.a.body, planned_start=START)
    make.AgendaItemFactory(meeting=meeting, title="Budget", position=1)
    with time_machine.travel(seven(before(40)), tick=False):
        meetings.convene(meeting, by=cast.a.coordinator, version=meeting.version)
    return meeting


def sweep(*days):
    """Sweep at seven on each of these days; on which days (before the meeting) reminders were made, and how many."""
    made = Counter()
    for day in days:
        with time_machine.travel(seven(day), tick=False):
            count = Message.objects.filter(kind=DIGEST).count()
            carry_out(plan(seven(day)))
            have_left()
            if more := Message.objects.filter(kind=DIGEST).count() - count:
                made[(MEETING_DAY - day).days] += more
    return dict(made)


def test_each_person_is_reminded_at_each_lead_time(convened):
    assert sweep(*(before(days) for days in range(20, -5, -1))) == {14: 2, 2: 2}


def test_a_doubled_day_reminds_once(convened):
    assert sweep(before(14), before(14), before(13), before(2), before(2)) == {14: 2, 2: 2}


def test_lead_time_in_a_weekend_speaks_before_it(cast, convened):
    cast.a.body.reminder_days = [4]  # a Sunday
    cast.a.body.save()
    assert sweep(*(before(days) for days in range(8, 0, -1))) == {6: 2}


def test_after_a_long_silence_only_the_tightest_lead_time_speaks(convened):
    assert sweep(before(1), before(0)) == {1: 2}


def test_who_was_told_within_the_lead_time_is_not_reminded_of_it(cast, convened):
    with time_machine.travel(seven(before(10)), tick=False):
        meetings.change(convened, by=cast.a.coordinator, version=convened.version, place="Elders")
    assert sweep(*(before(days) for days in range(10, -1, -1))) == {2: 2}


def test_a_reminder_lapses_with_the_seat(cast, convened):
    sweep(before(14))
    reminder = Message.objects.filter(kind=DIGEST).first()
    assert f"Bereid de vergadering van {date_format(MEETING_DAY, 'l j F')} voor" in reminder.body
    assert "egen " not in reminder.subject + reminder.body  # it is no deadline: the meeting is that day
    assert f"\nOp {date_format(MEETING_DAY, 'l j F Y')}.\n" in reminder.body
    with time_machine.travel(seven(before(14)), tick=False):
        assert still_holds(Message.objects.get(pk=reminder.pk))
        Mandate.objects.filter(body=cast.a.body).update(until_on=before(20))
        assert not still_holds(Message.objects.get(pk=reminder.pk))


def test_login_that_is_off_and_a_meeting_that_began_are_left_alone(cast, convened):
    type(cast.a.delegate).objects.filter(pk=cast.a.delegate.pk).update(is_active=False)
    assert sweep(before(14)) == {14: 1}
    Meeting.objects.filter(pk=convened.pk).update(planned_start=seven(MEETING_DAY) - dt.timedelta(minutes=1))
    assert sweep(MEETING_DAY) == {}


@pytest.mark.parametrize("state", ["planned", "cancelled"])
def test_only_convened_meetings_remind(cast, state):
    cast.a.body.reminder_days = [14]
    cast.a.body.save()
    make.MeetingFactory(body=cast.a.body, planned_start=START, **{state: True} if state == "cancelled" else {})
    assert sweep(before(10), before(3)) == {}
