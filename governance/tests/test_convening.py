"""From planned to convened: the checklist, the mails, the calendar file, once and only once."""

import datetime as dt

import pytest
import vobject
from django.utils import timezone

from governance.actions import meeting as meetings
from governance.models import MandateRole, MeetingState
from governance.tests import factories as make
from wegwijzer.audit.models import Entry
from wegwijzer.lifecycle import Refused, Stale
from wegwijzer.outbox.models import Message


@pytest.fixture
def ready(cast):
    """A meeting a month ahead with one item; the body has a secretary and one member."""
    meeting = make.MeetingFactory(body=cast.a.body)
    make.AgendaItemFactory(meeting=meeting, title="Budget 2027", position=1, minutes_planned=20)
    make.AgendaItemFactory(meeting=meeting, title="Rondvraag", position=2)
    return meeting


def convene(meeting, cast, **values):
    return meetings.convene(meeting, by=cast.a.coordinator, **({"version": meeting.version} | values))


def calendar_of(message):
    attachment = message.attachments.get()
    return attachment, vobject.readOne(bytes(attachment.content).decode())


def test_convening_sends_one_mail_to_everybody_with_a_seat(cast, ready):
    assert convene(ready, cast) == 2
    ready.refresh_from_db()
    assert ready.state == MeetingState.CONVENED
    assert ready.convened_by == cast.a.coordinator
    assert ready.sequence == 0
    assert sorted(Message.objects.values_list("name", flat=True)) == ["Afgevaardigde", "Secretaris"]


def test_the_mail_tells_when_where_and_what(cast, ready):
    convene(ready, cast)
    message = Message.objects.filter(name="Secretaris").get()
    local = timezone.localtime(ready.planned_start)
    assert message.subject.startswith("Uitnodiging: Beheerscomité op ")
    assert "Beste Secretaris" in message.body
    assert f"{local:%H.%M}  1. Budget 2027" in message.body
    assert "2. Rondvraag" in message.body
    assert "Administratief centrum" in message.body
    assert f"/vergaderingen/{ready.pk}/" in message.body
    assert "{" not in message.body


def test_the_calendar_file_is_a_request_for_that_person_alone(cast, ready):
    convene(ready, cast)
    message = Message.objects.filter(name="Secretaris").get()
    attachment, calendar = calendar_of(message)
    assert attachment.content_type == "text/calendar; method=REQUEST"
    assert calendar.method.value == "REQUEST"
    event = calendar.vevent
    assert event.sequence.value == "0"
    assert event.uid.value.startswith(f"meeting-{ready.pk}@")
    assert [attendee.value for attendee in event.attendee_list] == [f"mailto:{message.to}"]
    assert event.dtstart.value == ready.planned_start
    assert event.dtend.value == ready.planned_end
    assert event.location.value == "Administratief centrum"


def test_who_has_no_address_gets_no_mail_and_who_sits_twice_gets_one(cast, ready):
    make.MandateFactory(body=cast.a.body, person=make.PersonFactory(partnership=cast.a.partnership, email=""))
    delegate = cast.a.delegate.cards.get()
    make.MandateFactory(body=cast.a.body, person=delegate, organisation=cast.a.boards["OCMW Lille"])
    make.MandateFactory(body=cast.a.body, until_on=dt.date(2020, 1, 1))
    assert convene(ready, cast) == 2


def test_convening_without_agenda_names_what_is_missing(cast):
    meeting = make.MeetingFactory(body=cast.a.body, place="")
    with pytest.raises(Refused) as refused:
        convene(meeting, cast)
    assert refused.value.reasons == ["Zet minstens één punt op de agenda.", "Vul een plaats of een link in."]
    assert Message.objects.count() == 0
    assert Entry.objects.about(meeting).count() == 0


def test_short_notice_asks_why_and_keeps_the_answer(cast, ready):
    type(ready).objects.filter(pk=ready.pk).update(
        planned_start=timezone.now() + dt.timedelta(days=3), planned_end=timezone.now() + dt.timedelta(days=3, hours=1)
    )
    ready.refresh_from_db()
    with pytest.raises(Refused, match="Schrijf waarom") as refused:
        convene(ready, cast)
    assert refused.value.field == "reason"
    assert convene(ready, cast, reason="De minister komt eerder.") == 2
    entry = Entry.objects.about(ready).get()
    assert (entry.verb, entry.reason, entry.by) == (
        "governance.meeting.convened",
        "De minister komt eerder.",
        cast.a.coordinator,
    )


def test_a_second_convening_changes_nothing(cast, ready):
    convene(ready, cast)
    with pytest.raises(Refused, match="bijeengeroepen"):
        convene(ready, cast)
    assert Message.objects.count() == 2


def test_convening_what_somebody_changed_meanwhile_is_stale(cast, ready):
    seen = ready.version
    meetings.change(ready, by=cast.a.coordinator, version=seen, place="Elders")
    with pytest.raises(Stale):
        convene(ready, cast, version=seen)
    assert Message.objects.count() == 0


def test_observer_and_substitute_are_invited_too(cast, ready):
    make.MandateFactory(body=cast.a.body, role=MandateRole.OBSERVER)
    make.MandateFactory(body=cast.a.body, role=MandateRole.SUBSTITUTE)
    assert convene(ready, cast) == 4
