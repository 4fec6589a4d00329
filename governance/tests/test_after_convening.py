"""After the invitation: another time, another agenda, called off; what leaves and what lapses."""

import datetime as dt

import pytest
import vobject
from django.utils import timezone

from governance.actions import agenda_item as agenda_items
from governance.actions import meeting as meetings
from governance.models import AgendaItem, Mandate, Meeting, MeetingState
from governance.notifications import meeting as notifications
from governance.tests import factories as make
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused
from wegwijzer.outbox.models import Message, MessageState


@pytest.fixture
def convened(cast):
    meeting = make.MeetingFactory(body=cast.a.body)
    make.AgendaItemFactory(meeting=meeting, title="Budget", position=1)
    meetings.convene(meeting, by=cast.a.coordinator, version=meeting.version)
    return meeting


def of(kind):
    return Message.objects.filter(kind=kind)


def event_of(message):
    calendar = vobject.readOne(bytes(message.attachments.get().content).decode())
    return calendar.method.value, calendar.vevent


def move(meeting, cast, days=7):
    later = meeting.planned_start + dt.timedelta(days=days)
    return meetings.change(
        meeting,
        by=cast.a.coordinator,
        version=meeting.version,
        planned_start=later,
        planned_end=later + dt.timedelta(hours=2),
    )


def as_sent(*messages):
    for message in messages:
        Message.objects.filter(pk=message.pk).update(
            state=MessageState.SENT, sent_at=timezone.now(), handed_over_at=timezone.now()
        )


def test_another_time_moves_every_calendar_along(cast, convened):
    old = event_of(of(notifications.CONVENED).first())[1]
    move(convened, cast)
    assert convened.sequence == 1
    assert of(notifications.CHANGED).count() == 2
    method, event = event_of(of(notifications.CHANGED).first())
    assert method == "REQUEST"
    assert event.uid.value == old.uid.value
    assert (old.sequence.value, event.sequence.value) == ("0", "1")
    assert event.dtstart.value == old.dtstart.value + dt.timedelta(days=7)


def test_the_mail_about_a_change_says_what_is_new(cast, convened):
    meetings.change(convened, by=cast.a.coordinator, version=convened.version, place="Raadzaal Olen")
    body = of(notifications.CHANGED).first().body
    assert "- Waar: Raadzaal Olen" in body
    assert "- Wanneer" not in body


def test_the_mail_about_a_change_tells_of_the_agenda_too(cast, convened):
    agenda_items.add(convened, by=cast.a.coordinator, title="Subsidie")
    meetings.change(convened, by=cast.a.coordinator, version=convened.version, place="Raadzaal Olen")
    assert "- Nieuw punt: Subsidie." in of(notifications.CHANGED).first().body
    with pytest.raises(Refused, match="hebben deze agenda al"):
        meetings.resend(convened, by=cast.a.coordinator, version=convened.version)


def test_another_title_moves_no_calendar(cast, convened):
    meetings.change(convened, by=cast.a.coordinator, version=convened.version, title="Bijzondere zitting")
    assert convened.sequence == 0
    assert of(notifications.CHANGED).count() == 0


def test_an_invitation_that_still_waits_lapses_when_the_time_changes(cast, convened):
    waiting = of(notifications.CONVENED).first()
    assert notifications.invitation_holds(waiting)
    move(convened, cast)
    assert not notifications.invitation_holds(waiting)
    assert notifications.invitation_holds(of(notifications.CHANGED).first())


def test_an_invitation_lapses_for_who_lost_the_seat(cast, convened):
    delegate = cast.a.delegate.cards.get()
    waiting = of(notifications.CONVENED).get(to=delegate.email)
    Mandate.objects.filter(person=delegate).update(until_on=timezone.localdate())
    assert not notifications.invitation_holds(waiting)


def test_who_has_no_seat_on_the_new_day_is_released(cast, convened):
    delegate = cast.a.delegate.cards.get()
    Mandate.objects.filter(person=delegate).update(until_on=timezone.localdate(convened.planned_start))
    as_sent(*of(notifications.CONVENED))
    move(convened, cast)
    released = of(notifications.RELEASED).get()
    assert released.to == delegate.email
    method, event = event_of(released)
    assert (method, event.status.value, event.sequence.value) == ("CANCEL", "CANCELLED", "1")
    assert notifications.release_holds(released)
    assert of(notifications.CHANGED).count() == 1


def test_cancelling_tells_why_and_takes_it_out_of_the_calendars(cast, convened):
    invitation = of(notifications.CONVENED).first()
    as_sent(*of(notifications.CONVENED))
    count = meetings.cancel(convened, by=cast.a.coordinator, version=convened.version, reason="Te weinig dossiers.")
    assert count == 2
    convened.refresh_from_db()
    assert (convened.state, convened.cancel_reason) == (MeetingState.CANCELLED, "Te weinig dossiers.")
    message = of(notifications.CANCELLED).first()
    assert "Reden: Te weinig dossiers." in message.body
    method, event = event_of(message)
    assert (method, event.status.value, event.sequence.value) == ("CANCEL", "CANCELLED", "1")
    assert event.uid.value == event_of(invitation)[1].uid.value
    assert notifications.cancellation_holds(message)


def test_a_cancellation_of_what_nobody_got_lapses_with_the_invitation(cast, convened):
    meetings.cancel(convened, by=cast.a.coordinator, version=convened.version, reason="Vergissing.")
    assert not notifications.invitation_holds(of(notifications.CONVENED).first())
    assert not notifications.cancellation_holds(of(notifications.CANCELLED).first())


def test_cancelling_before_the_invitation_mails_nobody(cast):
    meeting = make.MeetingFactory(body=cast.a.body)
    assert meetings.cancel(meeting, by=cast.a.coordinator, version=meeting.version, reason="Verlof.") == 0
    assert Message.objects.count() == 0


def test_cancelling_asks_why(cast, convened):
    with pytest.raises(Refused) as refused:
        meetings.cancel(convened, by=cast.a.coordinator, version=convened.version, reason="")
    assert refused.value.field == "reason"


def test_what_was_to_be_discussed_waits_for_the_next_meeting(cast, convened):
    following = make.MeetingFactory(body=cast.a.body, planned_start=convened.planned_start + dt.timedelta(days=30))
    meetings.cancel(convened, by=cast.a.coordinator, version=convened.version, reason="Staking.")
    assert [str(item.title) for item in AgendaItem.objects.filter(meeting=following)] == ["Budget"]


def test_the_agenda_goes_out_again_only_when_it_is_different(cast, convened):
    with pytest.raises(Refused, match="hebben deze agenda al"):
        meetings.resend(convened, by=cast.a.coordinator, version=convened.version)
    agenda_items.add(convened, by=cast.a.coordinator, title="Subsidie")
    agenda_items.add(convened, by=cast.a.coordinator, title="Verslag")
    count = meetings.resend(convened, by=cast.a.coordinator, version=convened.version)
    assert count == 2
    body = of(notifications.AGENDA).first().body
    assert "- Nieuw punt: Subsidie." in body
    assert "- Nieuw punt: Verslag." in body
    entry = Entry.objects.about(convened).order_by("pk").last()
    assert entry.verb == "governance.meeting.agenda_sent"
    assert entry.changes["changes"] == ["Nieuw punt: Subsidie.", "Nieuw punt: Verslag."]
    with pytest.raises(Refused):
        meetings.resend(Meeting.objects.get(), by=cast.a.coordinator, version=convened.version)


def test_a_second_new_agenda_goes_out_too(cast, convened):
    for title in ("Subsidie", "Verslag"):
        agenda_items.add(convened, by=cast.a.coordinator, title=title)
        meetings.resend(convened, by=cast.a.coordinator, version=convened.version)
    assert of(notifications.AGENDA).count() == 4
