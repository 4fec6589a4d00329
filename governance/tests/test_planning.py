"""Planning: one meeting, a year of them, and what comes along by itself."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from governance.actions import agenda_item as agenda_items
from governance.actions import meeting as meetings
from governance.models import AgendaItem, ItemKind, Meeting, MeetingState
from governance.tests import factories as make
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.outbox.models import Message

BRUSSELS = ZoneInfo("Europe/Brussels")
MONTHS = {1: "januari", 2: "februari", 3: "maart", 4: "april", 5: "mei", 6: "juni"}
MONTHS |= {7: "juli", 8: "augustus", 9: "september", 10: "oktober", 11: "november", 12: "december"}


def at(days, hour=14):
    """A moment that many days from today, on the Belgian clock."""
    day = timezone.localdate() + dt.timedelta(days=days)
    return dt.datetime.combine(day, dt.time(hour), tzinfo=BRUSSELS)


def plan(cast, days=30, **values):
    moment = {"planned_start": at(days), "planned_end": at(days, 16)}
    return meetings.plan(cast.a.body, by=cast.a.coordinator, **(moment | values))


def titles(meeting):
    return [str(item.title) for item in AgendaItem.objects.filter(meeting=meeting)]


def draft(cast, days_ago=40):
    start = at(-days_ago)
    return make.MeetingFactory(draft=True, body=cast.a.body, planned_start=start, actual_start=start)


def test_planning_records_who_and_when(cast):
    meeting = plan(cast, place="Raadzaal")
    entry = Entry.objects.about(meeting).get()
    assert (entry.verb, entry.by, entry.scope) == (
        "governance.meeting.planned",
        cast.a.coordinator,
        cast.a.partnership.organisation,
    )
    assert meeting.place == "Raadzaal"
    assert titles(meeting) == ["Rondvraag"]


def test_minutes_in_draft_and_the_backlog_come_along_in_order(cast):
    earlier = draft(cast)
    make.AgendaItemFactory(meeting=None, body=cast.a.body, title="Nieuwe brochure")
    make.AgendaItemFactory(meeting=None, body=cast.a.body, title="Begroting")
    meeting = plan(cast)
    day = timezone.localdate(earlier.planned_start)
    assert titles(meeting) == [
        f"Goedkeuring van het verslag van {day.day} {MONTHS[day.month]} {day.year}",
        "Nieuwe brochure",
        "Begroting",
        "Rondvraag",
    ]
    assert [item.position for item in AgendaItem.objects.filter(meeting=meeting)] == [1, 2, 3, 4]
    assert AgendaItem.objects.get(kind=ItemKind.APPROVAL).approves == earlier


def test_nothing_comes_along_to_a_meeting_that_is_not_the_next(cast):
    draft(cast)
    plan(cast, days=10, round_table=False)
    make.AgendaItemFactory(meeting=None, body=cast.a.body, title="Later toegevoegd")
    later = plan(cast, days=40, round_table=False)
    assert titles(later) == []


def test_gathering_twice_brings_everything_once(cast):
    draft(cast)
    make.AgendaItemFactory(meeting=None, body=cast.a.body, title="Begroting")
    meeting = plan(cast)
    before = titles(meeting)
    assert agenda_items.gather(meeting, by=cast.a.coordinator) == []
    assert titles(meeting) == before
    assert len(before) == 3


def test_gathering_later_puts_minutes_on_top_and_items_before_the_round_table(cast):
    meeting = plan(cast)
    agenda_items.add(meeting, by=cast.a.coordinator, title="Eerst")
    draft(cast)
    make.AgendaItemFactory(meeting=None, body=cast.a.body, title="Uit de wachtlijst")
    came = agenda_items.gather(meeting, by=cast.a.coordinator)
    assert len(came) == 2
    assert titles(meeting)[1:] == ["Eerst", "Uit de wachtlijst", "Rondvraag"]
    assert titles(meeting)[0].startswith("Goedkeuring")


def test_another_body_and_approved_minutes_leave_no_item(cast):
    make.MeetingFactory(draft=True, planned_start=at(-20))
    make.MeetingFactory(approved=True, body=cast.a.body, planned_start=at(-60), actual_start=at(-60))
    make.AgendaItemFactory(meeting=None, body=cast.b.body, title="Vreemd")
    assert titles(plan(cast)) == ["Rondvraag"]


def test_planning_the_same_twice_is_one_meeting(cast):
    first, second = plan(cast), plan(cast)
    assert first == second
    assert Meeting.objects.filter(body=cast.a.body).count() == 1
    assert titles(first) == ["Rondvraag"]


def test_another_meeting_at_the_same_moment_is_refused_beside_the_field(cast):
    plan(cast)
    with pytest.raises(Refused, match="vergadert al") as refused:
        plan(cast, place="Elders")
    assert refused.value.field == "planned_start"


def test_end_before_start_and_a_day_without_body_are_refused(cast):
    with pytest.raises(Refused, match="einde ligt niet na het begin"):
        plan(cast, planned_end=at(30, 13))
    cast.a.body.until_on = timezone.localdate() + dt.timedelta(days=5)
    with pytest.raises(Refused, match="bestaat niet op die dag"):
        plan(cast)
    assert Meeting.objects.count() == 0


def test_a_series_skips_days_that_have_a_meeting_and_says_so(cast):
    there = plan(cast, days=20)
    moments = [(at(day, 10), at(day, 11)) for day in (10, 20, 30)]
    series = meetings.plan_series(cast.a.body, by=cast.a.coordinator, moments=moments, place="Raadzaal")
    assert [timezone.localdate(meeting.planned_start) for meeting in series.planned] == [
        timezone.localdate() + dt.timedelta(days=10),
        timezone.localdate() + dt.timedelta(days=30),
    ]
    assert series.there_already == [there]


def test_a_series_is_planned_whole_or_not_at_all(cast):
    cast.a.body.until_on = timezone.localdate() + dt.timedelta(days=25)
    cast.a.body.save()
    moments = [(at(day, 10), at(day, 11)) for day in (10, 30)]
    with pytest.raises(Refused):
        meetings.plan_series(cast.a.body, by=cast.a.coordinator, moments=moments)
    assert Meeting.objects.count() == 0


def test_a_change_before_the_invitation_tells_nobody(cast):
    meeting = plan(cast)
    changes = meetings.change(meeting, by=cast.a.coordinator, version=meeting.version, place="Elders")
    assert changes == {"place": ("", "Elders")}
    assert meeting.sequence == 0
    assert Message.objects.count() == 0


def test_a_change_of_what_somebody_else_changed_is_stale(cast):
    meeting = plan(cast)
    seen = meeting.version
    meetings.change(meeting, by=cast.a.coordinator, version=seen, place="Eerste")
    with pytest.raises(Stale) as stale:
        meetings.change(Meeting.objects.get(), by=cast.a.coordinator, version=seen, place="Tweede")
    assert stale.value.current.place == "Eerste"


def test_saving_the_same_twice_writes_history_once(cast):
    meeting = plan(cast)
    seen = meeting.version
    for _attempt in range(2):
        fresh = Meeting.objects.get()
        meetings.change(fresh, by=cast.a.coordinator, version=seen, place="Elders")
    assert Entry.objects.filter(verb="governance.meeting.changed").count() == 1


def test_a_meeting_that_began_does_not_move(cast):
    meeting = make.MeetingFactory(held=True, body=cast.a.body)
    with pytest.raises(Refused, match="bezig"):
        meetings.change(meeting, by=cast.a.coordinator, version=meeting.version, place="Elders")
    meeting.refresh_from_db()
    assert meeting.place == "Administratief centrum"
    assert meeting.state == MeetingState.HELD
