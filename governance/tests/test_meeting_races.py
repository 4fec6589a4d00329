"""Two people press the same button at the same moment. Real processes, on the database of the run."""

import pytest

from wegwijzer.testing.race import count, race

pytestmark = pytest.mark.processes

SETTING = """
from governance.tests import factories as make
from wegwijzer.testing.people import build_cast
cast = build_cast()
meeting = make.MeetingFactory(body=cast.a.body)
make.AgendaItemFactory(meeting=meeting, title="Budget", position=1)
for title in ("Eerste", "Tweede", "Derde"):
    make.AgendaItemFactory(meeting=None, body=cast.a.body, title=title)
"""
READS = """
from governance.actions import agenda_item, attendance, decision, meeting as meetings, person
from governance.models import AgendaItem, Body, Meeting
from wegwijzer.accounts.models import User
by = User.objects.get(name="Coördinator")
meeting = Meeting.objects.select_related("body__partnership__organisation").order_by("pk").first()
body = meeting.body
"""


def test_of_six_who_convene_at_once_one_wins_and_mails_go_once(setting):
    ends = race(setting, READS, ["meetings.convene(meeting, by=by, version=meeting.version)"] * 6)
    assert ends.count(0) == 1, setting.log()
    assert set(ends) <= {0, 3, 4}, setting.log()
    assert count(setting, "outbox_message") == 2
    assert count(setting, "audit_entry", "verb = 'governance.meeting.convened'") == 1


def test_six_who_plan_the_same_meeting_plan_one_and_share_out_the_backlog(setting):
    setting.sql("DELETE FROM governance_agendaitem WHERE meeting_id IS NOT NULL")
    setting.sql("UPDATE governance_meeting SET state = 'cancelled', cancelled_at = planned_start")
    wish = (
        "meetings.plan(body, by=by, planned_start=meeting.planned_start, planned_end=meeting.planned_end,"
        " place='Raadzaal')"
    )
    assert race(setting, READS, [wish] * 6) == [0] * 6, setting.log()
    assert count(setting, "governance_meeting", "state = 'planned'") == 1
    assert count(setting, "governance_agendaitem", "meeting_id IS NOT NULL") == 4
    positions = setting.sql("SELECT position FROM governance_agendaitem WHERE meeting_id IS NOT NULL ORDER BY position")
    assert positions == [(1,), (2,), (3,), (4,)]


def test_six_who_gather_at_once_bring_each_item_once(setting):
    assert race(setting, READS, ["agenda_item.gather(meeting, by=by)"] * 6) == [0] * 6, setting.log()
    positions = setting.sql("SELECT position FROM governance_agendaitem WHERE meeting_id IS NOT NULL ORDER BY position")
    assert positions == [(1,), (2,), (3,), (4,)]
    assert count(setting, "audit_entry", "verb = 'governance.agenda_item.added'") == 3


def test_six_times_the_same_item_from_the_same_agenda_is_one_item(setting):
    wish = "agenda_item.add(meeting, by=by, agenda_version=meeting.agenda_version, title='Nieuw punt')"
    assert race(setting, READS, [wish] * 6) == [0] * 6, setting.log()
    assert count(setting, "governance_agendaitem", "meeting_id IS NOT NULL") == 2  # the one that was there, and this


def test_six_times_the_same_guest_decision_and_person_at_once_is_one_of_each(setting):
    setting.sql("UPDATE governance_meeting SET state = 'held', actual_start = planned_start")
    wish = (
        "attendance.add_guest(meeting, by=by, name='Gast'),"
        " decision.draft(meeting.items.get(), by=by, title='Akkoord', articles=['Eén', 'Twee']),"
        " person.add(body.partnership, by=by, name='Vrijwilliger', function='Tolk', email='')"
    )
    assert race(setting, READS, [wish] * 6) == [0] * 6, setting.log()
    assert count(setting, "governance_attendance", "name = 'Gast'") == 1
    assert count(setting, "governance_decision") == 1
    assert count(setting, "governance_person", "name = 'Vrijwilliger'") == 1
    added = "verb IN ('governance.attendance.guest_added', 'governance.decision.drafted', 'governance.person.added')"
    assert count(setting, "audit_entry", added) == 3
