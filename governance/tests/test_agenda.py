"""Building an agenda: order, clock, versions, what may not be removed, what was sent."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from governance.actions import agenda_item as agenda_items
from governance.models import Agenda, AgendaItem, ItemKind, Meeting
from governance.tests import factories as make
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale


@pytest.fixture
def meeting(cast):
    meeting = make.MeetingFactory(
        body=cast.a.body, planned_start=dt.datetime(2027, 3, 9, 14, tzinfo=ZoneInfo("Europe/Brussels"))
    )
    for position, title in enumerate("ABCD", start=1):
        make.AgendaItemFactory(meeting=meeting, title=title, position=position)
    return meeting


def order(meeting):
    rows = AgendaItem.objects.filter(meeting=meeting).order_by("position")
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    return "".join(str(row.title) for row in rows)


def item(meeting, title):
    return next(row for row in AgendaItem.objects.filter(meeting=meeting) if str(row.title) == title)


@pytest.mark.parametrize(
    ("title", "to", "after"),
    [("A", 2, "BACD"), ("D", 1, "DABC"), ("B", 4, "ACDB"), ("C", 3, "ABCD"), ("A", 99, "BCDA"), ("D", 0, "DABC")],
)
def test_moving_puts_an_item_where_it_was_asked(cast, meeting, title, to, after):
    agenda_items.move(item(meeting, title), by=cast.a.coordinator, to=to)
    assert order(meeting) == after


def test_the_same_move_twice_moves_once(cast, meeting):
    seen = meeting.agenda_version
    for _attempt in range(3):
        agenda_items.move(item(meeting, "A"), by=cast.a.coordinator, to=2, agenda_version=seen)
    assert order(meeting) == "BACD"
    assert Entry.objects.filter(verb="governance.agenda_item.moved").count() == 1


def test_a_move_on_an_agenda_that_changed_is_stale(cast, meeting):
    seen = meeting.agenda_version
    agenda_items.move(item(meeting, "A"), by=cast.a.coordinator, to=2, agenda_version=seen)
    with pytest.raises(Stale):
        agenda_items.move(item(meeting, "D"), by=cast.a.coordinator, to=1, agenda_version=seen)
    assert order(meeting) == "BACD"


def test_the_same_item_twice_is_one_item(cast, meeting):
    seen = Meeting.objects.get().agenda_version
    for _attempt in range(20):
        agenda_items.add(Meeting.objects.get(), by=cast.a.coordinator, agenda_version=seen, title="E", presenter="Wie")
    assert order(meeting) == "ABCDE"


def test_adding_to_an_agenda_that_changed_is_stale(cast, meeting):
    seen = meeting.agenda_version
    agenda_items.add(meeting, by=cast.a.coordinator, agenda_version=seen, title="E")
    with pytest.raises(Stale):
        agenda_items.add(meeting, by=cast.a.coordinator, agenda_version=seen, title="F")
    assert order(meeting) == "ABCDE"


def test_the_clock_runs_until_an_item_without_duration():
    start = dt.datetime(2027, 3, 9, 14, tzinfo=ZoneInfo("Europe/Brussels"))
    meeting = Meeting(planned_start=start, planned_end=start + dt.timedelta(minutes=60))
    items = [AgendaItem(title=str(minutes), minutes_planned=minutes) for minutes in (20, 25, None, 30)]
    agenda = Agenda(meeting, items)
    assert [f"{line.starts_at:%H:%M}" if line.starts_at else "" for line in agenda.lines] == [
        "14:00",
        "14:20",
        "14:45",
        "",
    ]
    assert (agenda.minutes, agenda.minutes_over) == (75, 15)


def test_the_clock_keeps_time_through_the_autumn_night():
    start = dt.datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/Brussels"))
    meeting = Meeting(planned_start=start, planned_end=start + dt.timedelta(hours=5))
    agenda = Agenda(meeting, [AgendaItem(minutes_planned=60), AgendaItem(minutes_planned=60), AgendaItem()])
    assert [f"{line.starts_at:%H:%M %z}" for line in agenda.lines] == ["01:30 +0200", "02:30 +0200", "02:30 +0100"]


def test_removing_closes_the_gap_and_the_backlog_keeps_it(cast, meeting):
    gone = item(meeting, "B")
    agenda_items.remove(gone, by=cast.a.coordinator, to_backlog=True)
    assert order(meeting) == "ACD"
    assert [row.pk for row in AgendaItem.objects.filter(body=cast.a.body).backlog()] == [gone.pk]
    agenda_items.remove(item(meeting, "A"), by=cast.a.coordinator, to_backlog=False)
    assert order(meeting) == "CD"
    assert AgendaItem.objects.count() == 3


@pytest.mark.parametrize("hangs", ["minutes", "decision", "action point"])
def test_an_item_with_something_on_it_stays(cast, meeting, hangs):
    row = item(meeting, "B")
    if hangs == "minutes":
        AgendaItem.objects.filter(pk=row.pk).update(minutes="Besproken.")
    elif hangs == "decision":
        make.DecisionFactory(item=row)
    else:
        make.ActionPointFactory(body=cast.a.body, item=row)
    for to_backlog in (True, False):
        with pytest.raises(Refused):
            agenda_items.remove(row, by=cast.a.coordinator, to_backlog=to_backlog)
    assert order(meeting) == "ABCD"


@pytest.mark.parametrize("state", ["draft", "approved", "cancelled"])
def test_a_closed_agenda_changes_no_more(cast, state):
    meeting = make.MeetingFactory(body=cast.a.body, **{state: True})
    row = make.AgendaItemFactory(meeting=meeting)
    by = cast.a.coordinator
    attempts = [
        lambda: agenda_items.add(meeting, by=by, title="Laat"),
        lambda: agenda_items.change(row, by=by, version=row.version, title="Anders"),
        lambda: agenda_items.move(row, by=by, to=2),
        lambda: agenda_items.remove(row, by=by, to_backlog=True),
        lambda: agenda_items.schedule(make.AgendaItemFactory(meeting=None, body=cast.a.body), meeting, by=by),
    ]
    for attempt in attempts:
        with pytest.raises(Refused, match="De agenda ligt vast"):
            attempt()
    assert AgendaItem.objects.filter(meeting=meeting).count() == 1


def test_an_agenda_closed_a_moment_ago_is_closed_for_who_still_saw_it_open(cast, meeting):
    seen_open = Meeting.objects.get()
    Meeting.objects.update(state="cancelled", cancelled_at=meeting.planned_start)
    with pytest.raises(Refused):
        agenda_items.add(seen_open, by=cast.a.coordinator, title="Laat")


def test_one_item_goes_to_one_meeting_only(cast, meeting):
    waiting = make.AgendaItemFactory(meeting=None, body=cast.a.body, title="E")
    agenda_items.schedule(waiting, meeting, by=cast.a.coordinator)
    agenda_items.schedule(waiting, meeting, by=cast.a.coordinator)
    assert order(meeting) == "ABCDE"
    other = make.MeetingFactory(body=cast.a.body)
    with pytest.raises(Refused, match="andere vergadering"):
        agenda_items.schedule(waiting, other, by=cast.a.coordinator)
    with pytest.raises(Refused, match="ander orgaan"):
        agenda_items.schedule(waiting, make.MeetingFactory(), by=cast.a.coordinator)


def test_what_changed_since_it_was_sent_is_told_in_sentences(cast, meeting):
    def agenda():
        return Agenda(meeting, AgendaItem.objects.filter(meeting=meeting).with_documents())

    assert agenda().changes_since_sent == []
    meeting.agenda_sent = agenda().snapshot
    by = cast.a.coordinator
    agenda_items.move(item(meeting, "C"), by=by, to=1)
    agenda_items.remove(item(meeting, "D"), by=by, to_backlog=True)
    row = item(meeting, "A")
    agenda_items.change(row, by=by, version=row.version, title="A plus")
    row = item(meeting, "B")
    agenda_items.change(row, by=by, version=row.version, minutes_planned=10)
    agenda_items.add(meeting, by=by, title="E", kind=ItemKind.DECISION)
    assert agenda().changes_since_sent == [
        "Nieuw punt: E.",
        "Niet meer op de agenda: D.",
        "Andere titel: ‘A’ is nu ‘A plus’.",
        "Gewijzigd: B (toelichting, duur of wie het brengt).",
        "De volgorde van de punten is gewijzigd.",
    ]
