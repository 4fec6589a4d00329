"""Opening, attendance and closing."""

import datetime as dt

import pytest
from django.utils import timezone

from governance.actions import attendance, decision, sitting, vote
from governance.models import (
    AgendaItem,
    Attendance,
    AttendanceStatus,
    ItemKind,
    MandateRole,
    MeetingState,
    Outcome,
    Quorum,
    Tally,
    VoteKind,
)
from governance.tests import factories as make
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.localised import LocalisedText

pytestmark = pytest.mark.django_db


def title(text="Het beheerscomité gaat akkoord"):
    return LocalisedText(nl=text)


def test_opening_copies_the_seats_of_that_day(world):
    gone = make.PersonFactory(partnership=world.partnership, name="Vorige afgevaardigde")
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    make.MandateFactory(body=world.body, person=gone, organisation=world.boards[0], until_on=yesterday)
    meeting = world.planned()
    sitting.open(meeting, by=world.coordinator)
    names = set(meeting.attendances.values_list("name", flat=True))
    assert len(names) == 15  # fourteen delegates and the secretary
    assert "Vorige afgevaardigde" not in names
    assert meeting.state == MeetingState.HELD
    assert meeting.chair.name == "Afgevaardigde Gemeente Grobbendonk"
    assert meeting.secretary.name == "Secretaris"
    assert Entry.objects.about(meeting).get().verb == "governance.meeting.opened"


def test_person_with_two_boards_sits_once_for_each_and_once_without_more_roles(world):
    double = make.PersonFactory(partnership=world.partnership, name="Tweemaal")
    for board in world.boards[:2]:
        make.MandateFactory(body=world.body, person=double, organisation=board)
    make.MandateFactory(body=world.body, person=double, role=MandateRole.OBSERVER, organisation=world.boards[0])
    make.MandateFactory(body=world.body, person=double, role=MandateRole.CHAIR)
    meeting = world.planned()
    sitting.open(meeting, by=world.coordinator)
    seats = meeting.attendances.filter(person=double).order_by("organisation")
    assert sorted(seats.values_list("organisation", flat=True)) == sorted(board.pk for board in world.boards[:2])
    assert all(seat.has_vote for seat in seats)
    assert seats.filter(role=MandateRole.CHAIR).count() == 1


def test_substitute_has_no_seat_but_can_represent_the_own_board(world):
    board, other = world.boards[0], world.boards[2]
    substitute = make.PersonFactory(partnership=world.partnership, name="Plaatsvervanger")
    make.MandateFactory(
        body=world.body, person=substitute, role=MandateRole.SUBSTITUTE, organisation=board, has_vote=False
    )
    meeting = world.planned()
    sitting.open(meeting, by=world.coordinator)
    assert not meeting.attendances.filter(person=substitute).exists()
    seats = {seat.organisation_id: seat for seat in world.voters(meeting)}
    represented = {"by": world.coordinator, "status": AttendanceStatus.REPRESENTED, "represented_by": substitute}
    attendance.note(seats[board.pk], **represented)
    assert Quorum(meeting, world.voters(meeting)).present == 1
    with pytest.raises(Refused, match="geen mandaat als plaatsvervanger"):
        attendance.note(seats[other.pk], **represented)
    with pytest.raises(Refused, match="Kies wie vertegenwoordigt"):
        attendance.note(seats[other.pk], by=world.coordinator, status=AttendanceStatus.REPRESENTED)


def test_past_meeting_opens_at_its_planned_hour(world):
    meeting = world.planned(days=-10)
    sitting.open(meeting, by=world.coordinator)
    assert meeting.actual_start == meeting.planned_start
    attendance.note_rest(meeting, by=world.coordinator, status=AttendanceStatus.PRESENT)
    sitting.close(meeting, by=world.coordinator)
    assert meeting.actual_end == meeting.planned_end


def test_meeting_without_items_can_not_be_opened(world):
    with pytest.raises(Refused, match="minstens één punt"):
        sitting.open(world.planned(items=0), by=world.coordinator)


def test_second_opening_is_refused_and_copies_nothing(world):
    meeting = world.planned()
    again = type(meeting).objects.get(pk=meeting.pk)
    sitting.open(meeting, by=world.coordinator)
    with pytest.raises(Stale):
        sitting.open(again, by=world.coordinator)
    assert meeting.attendances.count() == 15


def test_late_arrival_counts_from_then_on(world):
    meeting = world.held(present=7)
    quorum = Quorum(meeting, list(meeting.attendances.all()))
    assert (quorum.present, quorum.seats, quorum.needed, quorum.reached) == (7, 14, 8, False)
    late = next(seat for seat in world.voters(meeting) if seat.status == AttendanceStatus.EXCUSED)
    attendance.note(late, by=world.coordinator, status=AttendanceStatus.PRESENT, arrived_at=dt.time(14, 30))
    rows = list(meeting.attendances.all())
    assert not Quorum(meeting, rows, dt.time(14, 29)).reached
    assert Quorum(meeting, rows, dt.time(14, 30)).reached
    assert str(Quorum(meeting, rows)) == "8 van 14 stemgerechtigden aanwezig, 8 nodig: quorum bereikt"


def test_leaving_before_arriving_is_refused_beside_its_field(world):
    seat = world.voters(world.held())[0]
    with pytest.raises(Refused, match="vertrek ligt voor de aankomst") as refusal:
        attendance.note(
            seat, by=world.coordinator, status=AttendanceStatus.PRESENT, arrived_at=dt.time(15), left_at=dt.time(14)
        )
    assert refusal.value.field == "left_at"


def test_attendance_that_would_undo_a_vote_is_refused(world):
    meeting = world.held(present=8)
    motion = decision.draft(meeting.items.first(), by=world.coordinator, title=title())
    vote.note(motion, by=world.coordinator, kind=VoteKind.SHOW, tally=Tally(8, 0, 0))
    seat = world.voters(meeting)[0]
    with pytest.raises(Refused) as refusal:
        attendance.note(seat, by=world.coordinator, status=AttendanceStatus.ABSENT)
    told = " ".join(refusal.value.reasons)
    assert "maar 7 stemgerechtigden in de zaal" in told
    assert "7 van 14 stemgerechtigden aanwezig, 8 nodig: quorum niet bereikt" in told
    assert Attendance.objects.get(pk=seat.pk).status == AttendanceStatus.PRESENT


def test_stale_attendance_is_not_overwritten(world):
    meeting = world.held()
    mine, theirs = world.voters(meeting)[0], world.voters(meeting)[0]
    attendance.note(theirs, by=world.secretary, status=AttendanceStatus.ABSENT)
    with pytest.raises(Stale):
        attendance.note(mine, by=world.coordinator, status=AttendanceStatus.EXCUSED)


def test_guest_counts_for_nothing_and_can_be_taken_off_again(world):
    meeting = world.held(present=7)
    guest = attendance.add_guest(meeting, by=world.coordinator, name="Agentschap Integratie")
    assert not Quorum(meeting, list(meeting.attendances.all())).reached
    attendance.remove_guest(guest, by=world.coordinator)
    with pytest.raises(Refused, match="heeft een mandaat"):
        attendance.remove_guest(world.voters(meeting)[0], by=world.coordinator)


def test_guest_who_is_sent_twice_sits_there_once(world):
    meeting, olen = world.held(), world.boards[0]
    first = attendance.add_guest(meeting, by=world.coordinator, name="Gast", organisation=olen)
    assert attendance.add_guest(meeting, by=world.secretary, name="Gast", organisation=olen) == first
    assert attendance.add_guest(meeting, by=world.coordinator, name="Gast") != first
    assert attendance.add_guest(meeting, by=world.coordinator, name="Gast twee", organisation=olen) != first
    seat = world.voters(meeting)[0]
    assert attendance.add_guest(meeting, by=world.coordinator, name=seat.name, organisation=seat.organisation) != seat
    assert meeting.attendances.filter(person=None).count() == 4


def test_closing_lists_what_is_missing(world):
    meeting = world.planned()
    sitting.open(meeting, by=world.coordinator)
    decision.draft(meeting.items.first(), by=world.coordinator, title=title("Open besluit"))
    with pytest.raises(Refused) as refusal:
        sitting.close(meeting, by=world.coordinator)
    assert refusal.value.reasons == ["Duid aan wie aanwezig is.", "Geef het resultaat van het besluit ‘Open besluit’."]
    attendance.note(world.voters(meeting)[0], by=world.coordinator, status=AttendanceStatus.PRESENT)
    with pytest.raises(Refused, match=r"Duid nog aan of zij er waren: .*OCMW Grobbendonk"):
        sitting.close(meeting, by=world.coordinator)


def test_closing_puts_the_approval_on_the_next_planned_meeting(world):
    following = world.planned(days=30, items=1)
    later = world.planned(days=60, items=1)
    meeting = world.held()
    sitting.close(meeting, by=world.coordinator)
    item = AgendaItem.objects.get(approves=meeting)
    assert (item.meeting, item.kind) == (following, ItemKind.APPROVAL)
    assert not later.items.filter(kind=ItemKind.APPROVAL).exists()


def test_chair_secretary_and_hours_can_change_until_the_minutes_are_approved(world):
    meeting = world.held(days=-3)
    sitting.close(meeting, by=world.coordinator)
    person = meeting.attendances.get(name="Afgevaardigde OCMW Olen").person
    told = {"version": meeting.version, "chair": person, "secretary": None, "started_at": dt.time(9)}
    with pytest.raises(Refused, match="einde ligt voor het begin"):
        sitting.change(meeting, by=world.coordinator, ended_at=dt.time(8), **told)
    sitting.change(meeting, by=world.coordinator, ended_at=dt.time(10), **told)
    meeting.refresh_from_db()
    assert meeting.chair == person
    assert timezone.localtime(meeting.actual_start).time() == dt.time(9)


def test_who_changes_the_chair_from_an_older_screen_is_late(world):
    meeting = world.held()
    seen, chair = meeting.version, meeting.chair
    told = {"chair": chair, "secretary": None}
    sitting.change(meeting, by=world.coordinator, version=seen, started_at=dt.time(0, 5), **told)
    fresh = type(meeting).objects.get()
    with pytest.raises(Stale) as late:
        sitting.change(
            fresh,
            by=world.coordinator,
            version=seen,
            started_at=dt.time(0, 10),
            **told | {"chair": None},
        )
    assert late.value.current.chair == chair
    assert type(meeting).objects.get().chair == chair


def test_decisions_get_their_numbers_at_closing_in_agenda_order(world):
    meeting = world.held()
    first, second = meeting.items.all()
    late = decision.draft(second, by=world.coordinator, title=title("Laatste"), outcome=Outcome.ADOPTED)
    early = decision.draft(first, by=world.coordinator, title=title("Eerste"), outcome=Outcome.NOTED)
    gone = decision.draft(first, by=world.coordinator, title=title("Ingetrokken"), outcome=Outcome.ADOPTED)
    decision.withdraw(gone, by=world.coordinator, reason="Hoort niet bij dit orgaan")
    sitting.close(meeting, by=world.coordinator)
    for row in (late, early, gone):
        row.refresh_from_db()
    assert (early.number, late.number, gone.number) == (1, 2, None)
