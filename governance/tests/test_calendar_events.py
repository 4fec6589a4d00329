"""Events that come back in a calendar: written out when their rule is simple, told beside the line when it is not."""

import calendar as months
import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from governance.forms.calendar_files import CalendarFileField
from governance.forms.calendar_lines import read

EVENING = "DTSTART;TZID=Europe/Brussels:20150914T200000\n"  # the second Monday of September


def lines(*events):
    """What a file with these events becomes; the first is called "raad" and so are those that change it."""
    body = "".join(f"BEGIN:VEVENT\nUID:raad\n{event}END:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{body}END:VCALENDAR\n".replace("\n", "\r\n")
    return read(CalendarFileField().clean(SimpleUploadedFile("raad.ics", text.encode())))


def written(*events):
    """Day and month of every line, in the order of the file."""
    found = lines(*events)
    assert [line.error for line in found if line.error] == []
    return " ".join(f"{line.held_on.day}/{line.held_on.month}" for line in found)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=MONTHLY;BYDAY=2MO;COUNT=4", "14/9 12/10 9/11 14/12"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2;COUNT=4", "14/9 12/10 9/11 14/12"),
        ("FREQ=MONTHLY;BYDAY=-1MO;UNTIL=20151201T000000Z", "28/9 26/10 30/11"),
        ("FREQ=MONTHLY;COUNT=3", "14/9 14/10 14/11"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", "30/9 31/10 30/11"),
        ("FREQ=MONTHLY;BYDAY=2MO;BYMONTH=9,10,12;COUNT=4", "14/9 12/10 14/12 12/9"),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=4", "14/9 28/9 12/10 26/10"),
        ("FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20150925", "14/9 17/9 21/9 24/9"),
        ("FREQ=YEARLY;COUNT=2", "14/9 14/9"),
        ("FREQ=YEARLY;BYMONTH=9;BYDAY=2MO;COUNT=2", "14/9 12/9"),
    ],
)
def test_simple_rule_is_written_out(rule, expected):
    assert written(f"{EVENING}RRULE:{rule}\n") == expected


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20151012", "12/10"),  # the whole day
        ("20151012T180000Z", "12/10"),  # eight in the evening in Belgium, in summer
        ("20151012T175959Z", "14/9"),
        ("20151109T190000Z", "9/11"),  # in winter
    ],
)
def test_last_time_counts_by_the_clock_in_belgium(until, last):
    assert written(f"{EVENING}RRULE:FREQ=MONTHLY;BYDAY=2MO;UNTIL={until}\n").split()[-1] == last


def test_what_was_dropped_or_moved_is_not_there_twice():
    rule = f"{EVENING}RRULE:FREQ=MONTHLY;BYDAY=2MO;COUNT=5\n"
    dropped = "EXDATE;TZID=Europe/Brussels:20151012T200000\nEXDATE:20160111T190000Z\n"
    moved = "RECURRENCE-ID;TZID=Europe/Brussels:20151109T200000\nDTSTART:20151116T190000Z\n"
    called_off = "RECURRENCE-ID:20151214T190000Z\nDTSTART:20151214T190000Z\nSTATUS:CANCELLED\n"
    assert written(rule + dropped, moved, called_off) == "14/9 16/11"


def test_rule_without_an_end_gives_what_comes_in_two_years(time_machine):
    time_machine.move_to(dt.datetime(2016, 5, 2, 12, tzinfo=dt.UTC))
    found = lines(f"{EVENING}RRULE:FREQ=MONTHLY;BYDAY=2MO\n")
    assert (found[0].held_on, found[-1].held_on, len(found)) == (dt.date(2016, 5, 9), dt.date(2018, 4, 9), 24)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;COUNT=3",
        "FREQ=SECONDLY",
        "FREQ=MONTHLY;BYDAY=5MO",  # most months have none
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=3",  # may never come
        "FREQ=MONTHLY;BYEASTER=1",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=WEEKLY;BYMONTH=9",
        "FREQ=WEEKLY;COUNT=3;UNTIL=20160101",
        "FREQ=WEEKLY;COUNT=3;COUNT=4",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=99999999999",
        "FREQ=WEEKLY;UNTIL=ooit",
        "nonsense",
        "FREQ=MONTHLY;BYDAY=2MO\nRDATE:20151020T180000Z",
        "FREQ=MONTHLY;BYDAY=2MO\nEXRULE:FREQ=YEARLY",
        "FREQ=MONTHLY;BYDAY=2MO\nRRULE:FREQ=WEEKLY",
    ],
)
def test_rule_that_is_not_simple_is_told_beside_its_line(rule):
    (line,) = lines(f"{EVENING}RRULE:{rule}\n")
    assert "Schrijf elke zitting op een eigen regel" in line.error


@pytest.mark.parametrize(
    "event",
    [
        "DTSTART:19900101T200000\nRRULE:FREQ=WEEKLY\n",  # so many weeks that nobody waits for them
        "DTSTART:20150913T223000Z\nRRULE:FREQ=WEEKLY;BYDAY=SU;COUNT=3\n",  # Monday already in Belgium
    ],
)
def test_rule_that_began_elsewhere_or_in_another_age_is_not_worked_out(event):
    (line,) = lines(event)
    assert "eigen regel" in line.error


@given(weekday=st.integers(0, 6), nth=st.integers(1, 4), count=st.integers(1, 24))
def test_nth_weekday_of_every_month_agrees_with_a_calendar_on_the_wall(weekday, nth, count):
    expected, year, month = [], 2015, 9
    while len(expected) < count:
        column = [week[weekday] for week in months.monthcalendar(year, month) if week[weekday]]
        expected.append(dt.date(year, month, column[nth - 1]))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    name = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[weekday]
    start = f"DTSTART;VALUE=DATE:{expected[0]:%Y%m%d}\n"
    found = lines(f"{start}RRULE:FREQ=MONTHLY;BYDAY={nth}{name};COUNT={count}\n")
    assert [line.held_on for line in found] == expected
