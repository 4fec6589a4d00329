"""The calendar that programs fetch, read back by another library than the one that wrote it."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.calendar.feed import Item, Status, feed_file
from wegwijzer.calendar.tests.test_invitation import INJECTIONS

BRUSSELS = ZoneInfo("Europe/Brussels")
DAY = dt.timedelta(days=1)
CHANGED = dt.datetime(2026, 9, 1, 8, 0, tzinfo=dt.UTC)
MEETING = Item(
    uid="meeting-17@wegwijzer.example.org",
    sequence=2,
    summary="Beheerscomité",
    starts=dt.datetime(2026, 9, 14, 12, 0, tzinfo=dt.UTC),
    ends=dt.datetime(2026, 9, 14, 14, 30, tzinfo=dt.UTC),
    url="https://wegwijzer.example.org/vergaderingen/17/",
    location="Raadzaal, Dorp 1, Olen",
    description="Agenda en documenten: https://wegwijzer.example.org/vergaderingen/17/",
    changed_at=CHANGED,
)
DEADLINE = Item(uid="milestone-3@wegwijzer.example.org", sequence=5, summary="Start", starts=dt.date(2026, 12, 1))


def read(*items, name="Wegwijzer"):
    return vobject.readOne(feed_file(name, items).decode())


def names(file):
    """What stands before the colon of each line, once folded lines are whole again."""
    unfolded = file.decode().replace("\r\n ", "")
    return [line.partition(":")[0].partition(";")[0] for line in unfolded.split("\r\n")]


def test_feed_says_what_it_is_called_and_when_to_ask_again():
    lines = feed_file("Zorg, Kempen", [MEETING]).split(b"\r\n")
    assert {b"NAME:Zorg\\, Kempen", b"X-WR-CALNAME:Zorg\\, Kempen"} <= set(lines)
    calendar = read(MEETING)
    assert calendar.contents["refresh-interval"][0].value == "PT4H"
    assert calendar.contents["x-published-ttl"][0].value == "PT4H"
    assert calendar.vtimezone.tzid.value == "Europe/Brussels"
    assert "method" not in calendar.contents


def test_meeting_is_read_back_as_it_is():
    event = read(MEETING).vevent
    assert event.uid.value == MEETING.uid
    assert event.sequence.value == "2"
    assert event.status.value == "CONFIRMED"
    assert (event.summary.value, event.location.value, event.url.value) == (
        MEETING.summary,
        MEETING.location,
        MEETING.url,
    )
    assert event.description.value == MEETING.description
    assert (event.dtstart.value, event.dtend.value) == (MEETING.starts, MEETING.ends)
    assert (event.dtstamp.value, event.last_modified.value) == (CHANGED, CHANGED)
    assert not {"transp", "valarm", "attendee", "organizer"} & set(event.contents)


def test_day_on_which_something_is_due_keeps_nobody_busy_and_is_told_the_day_before():
    event = read(replace(DEADLINE, reminds=True)).vevent
    assert (event.dtstart.value, event.dtend.value) == (dt.date(2026, 12, 1), dt.date(2026, 12, 2))
    assert event.transp.value == "TRANSPARENT"
    assert (event.valarm.action.value, event.valarm.description.value) == ("DISPLAY", "Morgen: Start")
    assert event.valarm.trigger.value == dt.timedelta(hours=-15)  # nine o'clock, the morning before
    assert "valarm" not in read(DEADLINE).vevent.contents


def test_cancelled_item_keeps_its_name_and_counts_one_further():
    """C7"""
    event = read(replace(MEETING, status=Status.CANCELLED)).vevent
    assert (event.uid.value, event.status.value, event.sequence.value) == (MEETING.uid, "CANCELLED", "3")


@pytest.mark.parametrize("text", INJECTIONS)
def test_text_adds_no_line_of_its_own_to_the_feed(text):
    """C1, C2"""
    items = [
        replace(item, summary=text, location=text, description=text, uid=text, url=text, reminds=True)
        for item in (MEETING, DEADLINE)
    ]
    plain = [replace(item, **dict.fromkeys(("location", "url", "description"), "x"), reminds=True) for item in items]
    assert sorted(names(feed_file(text, items))) == sorted(names(feed_file("x", plain)))
    assert len(read(*items, name=text).vevent_list) == 2


# Whatever people type; the database holds no NUL and no half pair.
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=120)


@settings(max_examples=50)
@given(TEXTS, TEXTS)
def test_text_comes_back_as_it_was_typed_on_one_line(summary, place):
    """C3, C4: also commas, semicolons, backslashes, and lines folded where a letter has more octets."""
    item = replace(MEETING, summary=summary, location=place)
    file = feed_file("Wegwijzer", [item])
    assert max(len(line) for line in file.split(b"\r\n")) <= 75
    assert [line.decode() for line in file.split(b"\r\n")]  # no letter was cut in two
    event = vobject.readOne(file.decode()).vevent
    visible = "".join(" " if letter in "\r\n\v\f\x85\u2028\u2029" else letter for letter in summary)
    kept = "".join(letter for letter in visible if letter == "\t" or not (ord(letter) < 32 or 126 < ord(letter) < 160))
    assert event.summary.value == " ".join(kept.split())


@pytest.mark.parametrize(
    ("starts", "written"),
    [
        (dt.datetime(2026, 3, 29, 0, 30, tzinfo=dt.UTC), b"DTSTART;TZID=Europe/Brussels:20260329T013000"),
        (dt.datetime(2026, 3, 29, 1, 30, tzinfo=dt.UTC), b"DTSTART;TZID=Europe/Brussels:20260329T033000"),
        (dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC), b"DTSTART;TZID=Europe/Brussels:20261025T023000"),
        (dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC), b"DTSTART:20261025T013000Z"),  # 02:30 for the second time
    ],
)
def test_meeting_around_the_change_of_the_clock_keeps_its_moment(starts, written):
    """C6"""
    item = replace(MEETING, starts=starts, ends=starts + dt.timedelta(hours=2))
    assert written + b"\r\n" in feed_file("Wegwijzer", [item])
    event = read(item).vevent
    assert event.dtstart.value.astimezone(dt.UTC) == starts
    assert event.dtend.value.astimezone(dt.UTC) == starts + dt.timedelta(hours=2)


def test_thousand_items_are_all_there():
    """C5"""
    items = [replace(DEADLINE, uid=f"milestone-{n}@x", starts=DEADLINE.starts + n * DAY) for n in range(1000)]
    file = feed_file("Wegwijzer", items)
    assert file.count(b"BEGIN:VEVENT") == file.count(b"END:VEVENT") == 1000
    assert len({line for line in file.split(b"\r\n") if line.startswith(b"UID:")}) == 1000


def test_same_items_give_the_same_bytes_in_whatever_order_they_come():
    assert feed_file("Wegwijzer", [DEADLINE, MEETING]) == feed_file("Wegwijzer", [MEETING, DEADLINE])


def test_feed_without_items_is_a_calendar_still():
    assert read().contents.keys() >= {"version", "prodid", "vtimezone"}
