"""What a calendar program gets at a secret address, and what it does not. Read back by a library of others."""

import datetime as dt

import pytest
import time_machine
import vobject
from django.test import Client
from django.urls import reverse

from governance.actions import meeting as meetings
from governance.models import Meeting
from governance.tests import factories as make
from governance.tests import round_factories as rounds
from governance.tests.round_factories import feed_token
from wegwijzer.accounts.periods import today
from wegwijzer.outbox.models import Attachment

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def path(feed):
    return reverse("governance:calendar_feed", args=[feed_token(feed)])


def fetched(feed):
    answer = Client().get(path(feed))
    assert answer.status_code == 200
    return answer.content.decode()


def events(feed):
    return vobject.readOne(fetched(feed)).contents.get("vevent", [])


def summaries(feed):
    return {event.summary.value for event in events(feed)}


@pytest.fixture
def body(cast):
    return cast.a.body


@pytest.fixture
def of_body(cast, body):
    """The calendar of the body, for who sits in it."""
    return rounds.CalendarFeedFactory(user=cast.a.delegate, body=body)


def own(user):
    return rounds.CalendarFeedFactory(user=user)


def test_invitation_and_feed_tell_of_one_event_until_it_is_called_off(cast, body, of_body):
    """C7: the same UID, and the same SEQUENCE, from the invitation over the move to the cancellation."""
    by, meeting = cast.a.coordinator, make.MeetingFactory(body=body)
    make.AgendaItemFactory(meeting=meeting)

    def both():
        file = Attachment.objects.order_by("pk").last()
        mailed = vobject.readOne(bytes(file.content).decode()).vevent
        (event,) = events(of_body)
        for told in (mailed, event):
            yield told.uid.value, told.sequence.value, told.status.value, told.dtstart.value

    meetings.convene(meeting, by=by, version=meeting.version)
    mailed, shown = both()
    assert mailed == shown
    assert mailed[1:] == ("0", "CONFIRMED", meeting.planned_start)
    later = {"planned_start": meeting.planned_start + DAY, "planned_end": meeting.planned_end + DAY}
    meetings.change(meeting, by=by, version=meeting.version, **later)
    mailed, shown = both()
    assert mailed == shown
    assert mailed[1:] == ("1", "CONFIRMED", later["planned_start"])
    meetings.cancel(meeting, by=by, version=meeting.version, reason="Te weinig punten")
    mailed, shown = both()
    assert mailed == shown
    assert mailed[1:3] == ("2", "CANCELLED")


def test_what_changes_without_a_mail_is_a_later_version_of_the_event(cast, body, of_body):
    with time_machine.travel(dt.datetime(2026, 9, 1, 10, tzinfo=dt.UTC), tick=False) as clock:
        meeting = make.MeetingFactory(body=body)
        meetings.change(meeting, by=cast.a.coordinator, version=1, title="Overleg")
        before, first = events(of_body)[0], fetched(of_body)
        clock.shift(60)
        assert fetched(of_body) == first  # the same data give the same bytes, whenever they are asked
        meetings.change(meeting, by=cast.a.coordinator, version=meeting.version, title="Groot overleg")
        (after,) = events(of_body)
    assert (before.status.value, before.summary.value, after.summary.value) == ("TENTATIVE", "Overleg", "Groot overleg")
    assert before.last_modified.value == dt.datetime(2026, 9, 1, 10, tzinfo=dt.UTC)
    assert after.last_modified.value == dt.datetime(2026, 9, 1, 10, 1, tzinfo=dt.UTC)


def test_calendar_of_a_body_goes_back_a_year_and_says_only_what_when_and_where(cast, body, of_body):
    moment = make.next_month()
    for title, days in (("Te lang geleden", -400), ("Vorig jaar", -390 + 60), ("Straks", 0)):
        start = moment + days * DAY
        make.MeetingFactory(body=body, title=title, start=start, convened=True, link="https://video.example.org/geheim")
    item = make.AgendaItemFactory(meeting=Meeting.objects.get(title="Straks"), title="Punt", minutes="Verslag")
    make.AttendanceFactory(meeting=item.meeting, name="Vera Verborgen")
    make.MeetingFactory(body=make.BodyFactory(partnership=body.partnership), title="Elders", convened=True)
    assert summaries(of_body) == {"Vorig jaar", "Straks"}
    file = fetched(of_body)
    assert f"X-WR-CALNAME:{body.name} – {body.partnership.name}\r\n" in file
    assert "LOCATION:Administratief centrum" in file
    hidden = ("video.example.org", "Verslag", "Punt", "Vera", cast.a.delegate.name, "ATTENDEE", "ORGANIZER", "mailto")
    assert [word for word in hidden if word in file] == []


def test_meeting_online_shows_no_link_to_whoever_finds_the_address(body, of_body):
    make.MeetingFactory(body=body, place="", link="https://video.example.org/geheim")
    assert [event.location.value for event in events(of_body)] == ["online"]


def test_own_calendar_has_the_bodies_one_sits_in_or_all_for_who_sits_in_none(cast, body):
    beside = make.BodyFactory(partnership=body.partnership)
    make.MeetingFactory(body=body, title="Hier", convened=True)
    make.MeetingFactory(body=beside, title="Ernaast", convened=True)
    make.MeetingFactory(body=beside, title="Nog niet gezegd")
    make.MeetingFactory(body=cast.b.body, title="Bij anderen", convened=True)
    assert summaries(own(cast.a.delegate)) == {"Hier"}
    assert summaries(own(cast.a.coordinator)) == {"Hier", "Ernaast", "Nog niet gezegd"}
    assert summaries(own(cast.a.staff)) == {"Hier", "Ernaast"}


def test_own_calendar_of_a_contact_person_has_the_council_and_what_it_must_answer(cast):
    feed, board = own(cast.a.contact), cast.a.boards["Gemeente Olen"]
    council = rounds.CouncilFactory(organisation=board, closing_days=10)
    sitting = rounds.CouncilSittingFactory(council=council, held_on=today() + 40 * DAY)
    rounds.CouncilSittingFactory(council__organisation=cast.a.boards["Gemeente Lille"])
    party = rounds.RoundPartyFactory(
        round__open=True, round__partnership=cast.a.partnership, round__title="Statuten", organisation=board
    )
    rounds.RoundPartyFactory(round=party.round, organisation=cast.a.boards["Gemeente Lille"])
    told = {event.summary.value: event for event in events(feed)}
    assert {name: event.dtstart.value for name, event in told.items()} == {
        "Gemeenteraad van Gemeente Olen": today() + 40 * DAY,
        "Agenda sluit: gemeenteraad van Gemeente Olen": today() + 30 * DAY,
        "Antwoord van Gemeente Olen: Statuten": party.round.deadline_on,
    }
    assert {event.transp.value for event in told.values()} == {"TRANSPARENT"}
    assert ["valarm" in event.contents for event in told.values()].count(True) == 2  # the sitting itself has none
    assert len({event.uid.value for event in told.values()}) == 3
    type(sitting).objects.update(version=7)
    rounds.ApprovalResponseFactory(party=party)
    assert {(event.summary.value.split(":")[0], event.sequence.value) for event in events(feed)} == {
        ("Gemeenteraad van Gemeente Olen", "7"),
        ("Agenda sluit", "7"),
    }


def test_own_action_point_stays_until_it_is_done_and_hides_what_was_said_behind_closed_doors(cast, body):
    feed, card = own(cast.a.delegate), cast.a.delegate.cards.get()
    closed = make.AgendaItemFactory(meeting=make.MeetingFactory(body=body, cancelled=True), is_public=False)
    some = {"body": body, "person": card, "due_on": today()}
    point = make.ActionPointFactory(text="Brief sturen", **some)
    make.ActionPointFactory(text="Over een dossier", item=closed, **some)
    make.ActionPointFactory(text="Van iemand anders", body=body, due_on=today())
    days = {event.summary.value for event in events(feed) if event.contents.get("transp")}
    assert days == {"Actiepunt: Brief sturen", f"Actiepunt van {body.name}"}
    type(point).objects.filter(pk=point.pk).update(done_on=today())
    assert "Actiepunt: Brief sturen" not in summaries(feed)


def test_program_that_has_the_newest_version_is_sent_nothing(body, of_body):
    make.MeetingFactory(body=body)
    answer = Client().get(path(of_body))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["ETag"].startswith('"')  # strong: the bytes are the same
    assert not answer.cookies
    again = Client().get(path(of_body), headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == answer.headers["ETag"]
    assert again.headers["Cache-Control"] == "private, no-cache"
    assert again.headers["Referrer-Policy"] == "no-referrer"
    make.MeetingFactory(body=body)
    anew = Client().get(path(of_body), headers={"If-None-Match": answer.headers["ETag"]})
    assert anew.status_code == 200
    assert anew.headers["ETag"] != answer.headers["ETag"]
