"""The calendar file, read back by another library than the one that wrote it."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.calendar.invitation import Meeting, Party, calendar_file, content_type

BRUSSELS = ZoneInfo("Europe/Brussels")
STAMP = dt.datetime(2026, 9, 1, 8, 0, tzinfo=dt.UTC)
MEETING = Meeting(
    uid="vergadering-17@example.org",
    sequence=2,
    summary="Beheerscomité Wegwijzer",
    starts_at=dt.datetime(2026, 9, 14, 14, 0, tzinfo=BRUSSELS),
    ends_at=dt.datetime(2026, 9, 14, 16, 30, tzinfo=BRUSSELS),
    organiser=Party("Coördinator ISOM", "coordinator@example.org"),
    attendee=Party("Contactpersoon OCMW Olen", "contact.ocmw-olen@example.org"),
    location="Raadzaal, Dorp 1, Olen",
    url="https://wegwijzer.example.org/vergaderingen/17/",
    description="Agenda:\n1. Vorig verslag\n2. Begroting; stand van zaken",
)


def read(meeting, stamp=STAMP):
    calendar = vobject.readOne(calendar_file(meeting, stamp=stamp).decode())
    assert len(calendar.vevent_list) == 1
    return calendar


def test_invitation_says_who_what_when_and_where():
    calendar = read(MEETING)
    event = calendar.vevent
    assert calendar.method.value == "REQUEST"
    assert event.uid.value == "vergadering-17@example.org"
    assert event.sequence.value == "2"
    assert event.status.value == "CONFIRMED"
    assert event.summary.value == "Beheerscomité Wegwijzer"
    assert event.location.value == "Raadzaal, Dorp 1, Olen"
    assert event.url.value == "https://wegwijzer.example.org/vergaderingen/17/"
    assert event.description.value == "Agenda:\n1. Vorig verslag\n2. Begroting; stand van zaken"
    assert event.organizer.value == "mailto:coordinator@example.org"
    assert event.organizer.params["CN"] == ["Coördinator ISOM"]
    assert [attendee.value for attendee in event.attendee_list] == ["mailto:contact.ocmw-olen@example.org"]
    assert event.attendee.params["RSVP"] == ["TRUE"]
    assert event.dtstamp.value == STAMP
    assert (event.dtstart.value, event.dtend.value) == (MEETING.starts_at, MEETING.ends_at)
    assert b"DTSTART;TZID=Europe/Brussels:20260914T140000\r\n" in calendar_file(MEETING, stamp=STAMP)


def test_cancellation_has_the_same_name_and_a_higher_number():
    """C7"""
    calendar = read(replace(MEETING, cancelled=True))
    assert calendar.method.value == "CANCEL"
    assert calendar.vevent.status.value == "CANCELLED"
    assert calendar.vevent.sequence.value == "3"
    assert calendar.vevent.uid.value == read(MEETING).vevent.uid.value
    assert "RSVP" not in calendar.vevent.attendee.params


def test_method_stands_in_the_content_type_too():
    assert content_type(MEETING) == "text/calendar; method=REQUEST"
    assert content_type(replace(MEETING, cancelled=True)) == "text/calendar; method=CANCEL"


INJECTIONS = [
    pytest.param("x\r\nATTENDEE:mailto:a@b", id="C1"),
    pytest.param("x\nEND:VEVENT\nBEGIN:VEVENT", id="C2"),
    pytest.param("x\rATTENDEE:mailto:a@b", id="C1 carriage return only"),
    pytest.param("x\u2028ATTENDEE:mailto:a@b\u0085DTSTART:19700101T000000Z\x0cURL:x", id="C1 other line ends"),
    pytest.param('x";CN=y:mailto:a@b', id="C1 parameter"),
    pytest.param("x\0\x1b[31m", id="control characters"),
]


@pytest.mark.parametrize("text", INJECTIONS)
def test_text_adds_no_line_of_its_own_to_the_file(text):
    meeting = replace(
        MEETING,
        summary=text,
        location=text,
        description=text,
        uid=text,
        url=text,
        organiser=Party(text, "coordinator@example.org"),
        attendee=Party(text, "contact.ocmw-olen@example.org"),
    )

    def names(of):
        unfolded = calendar_file(of, stamp=STAMP).decode().replace("\r\n ", "")
        return [line.partition(":")[0].partition(";")[0] for line in unfolded.splitlines()]

    assert names(meeting) == names(MEETING)
    event = read(meeting).vevent
    assert [attendee.value for attendee in event.attendee_list] == ["mailto:contact.ocmw-olen@example.org"]
    assert event.dtstart.value == MEETING.starts_at


def test_line_end_in_a_mail_address_adds_no_second_one():
    attendee = Party("Naam", "a@example.org\r\nATTENDEE:mailto:b@example.org")
    assert len(read(replace(MEETING, attendee=attendee)).vevent.attendee_list) == 1


def test_commas_semicolons_and_backslashes_come_back():
    """C3"""
    text = "Komma, puntkomma; schuine \\ streep \\n en : dubbelpunt"
    event = read(replace(MEETING, summary=text, location=text, description=text)).vevent
    assert [event.summary.value, event.location.value, event.description.value] == [text] * 3


def test_long_lines_are_folded_between_letters():
    """C4: at most 75 octets, and never inside a letter of more octets."""
    text = "Overleg over de opvang van nieuwkomers in Sint-Jozef-Ölen 🏛 " + "é" * 200
    file = calendar_file(replace(MEETING, summary=text), stamp=STAMP)
    lines = file.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert "".join(line.decode() for line in lines), "each line by itself is whole UTF-8"
    assert read(replace(MEETING, summary=text)).vevent.summary.value == text


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        pytest.param((2026, 3, 28, 14, 0), (2026, 3, 28, 13, 0), id="day before summer time"),
        pytest.param((2026, 3, 29, 1, 30), (2026, 3, 29, 0, 30), id="half an hour before the change"),
        pytest.param((2026, 3, 29, 3, 15), (2026, 3, 29, 1, 15), id="a quarter after the change"),
        pytest.param((2026, 10, 24, 14, 0), (2026, 10, 24, 12, 0), id="day before winter time"),
        pytest.param((2026, 10, 25, 14, 0), (2026, 10, 25, 13, 0), id="day of winter time"),
    ],
)
def test_meeting_keeps_its_hour_when_the_clock_changes(local, utc):
    """C6"""
    starts_at = dt.datetime(*local, tzinfo=BRUSSELS)
    meeting = replace(MEETING, starts_at=starts_at, ends_at=starts_at + dt.timedelta(hours=3))
    read_back = read(meeting).vevent.dtstart.value
    assert read_back.replace(tzinfo=None) == starts_at.replace(tzinfo=None)
    assert read_back.astimezone(dt.UTC) == dt.datetime(*utc, tzinfo=dt.UTC)


def test_second_of_two_equal_hours_is_named_in_utc():
    starts_at = dt.datetime(2026, 10, 25, 2, 30, tzinfo=BRUSSELS, fold=1)
    meeting = replace(MEETING, starts_at=starts_at, ends_at=dt.datetime(2026, 10, 25, 5, 0, tzinfo=BRUSSELS))
    assert read(meeting).vevent.dtstart.value == dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC)


def test_time_zone_of_the_file_has_the_european_changes():
    zone = read(MEETING).vtimezone
    file = calendar_file(MEETING, stamp=STAMP).decode()
    assert zone.tzid.value == "Europe/Brussels"
    assert "DTSTART:19810329T020000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in file
    assert "DTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10" in file


def test_same_meeting_and_moment_give_the_same_bytes():
    assert calendar_file(MEETING, stamp=STAMP) == calendar_file(MEETING, stamp=STAMP)


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts_at": dt.datetime(2026, 9, 14, 14)},
        {"ends_at": dt.datetime(2026, 9, 14, 16)},
        {"ends_at": MEETING.starts_at},
    ],
    ids=["start without zone", "end without zone", "no length"],
)
def test_moment_that_no_calendar_understands_is_refused(wrong):
    with pytest.raises(ValueError, match=r"meeting ends|time zone"):
        calendar_file(replace(MEETING, **wrong), stamp=STAMP)


printable = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), max_size=200)


@settings(max_examples=300)
@given(printable)
def test_any_text_comes_back(text):
    kept = " ".join(text.split())
    event = read(replace(MEETING, summary="x" + kept)).vevent
    assert event.summary.value == "x" + kept
