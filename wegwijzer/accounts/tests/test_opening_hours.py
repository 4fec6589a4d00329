"""Opening hours as people write them, and what is refused."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.accounts import opening_hours as hours
from wegwijzer.accounts.models import Contact, ContactPoint, Organisation
from wegwijzer.accounts.opening_hours import ClosedDays, Interval, Unreadable


def at(text):
    return dt.time.fromisoformat(text)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", ()),
        ("9-12", [("09:00", "12:00", False)]),
        ("9.00 - 12.30", [("09:00", "12:30", False)]),
        ("9u-12u30", [("09:00", "12:30", False)]),
        ("9 uur tot 12 uur", [("09:00", "12:00", False)]),
        ("13:30–16:30 op afspraak, 9-12", [("09:00", "12:00", False), ("13:30", "16:30", True)]),
        ("9-12 en 13-16 afspraak", [("09:00", "12:00", False), ("13:00", "16:00", True)]),
        ("9-12; 12-13", [("09:00", "12:00", False), ("12:00", "13:00", False)]),
    ],
)
def test_what_people_write_on_their_door_is_read(typed, read):
    assert hours.read_day(typed) == tuple(Interval(at(opens), at(closes), only) for opens, closes, only in read)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("negen tot twaalf", "form"),
        ("9", "form"),
        ("9-25", "form"),
        ("9.75-12", "form"),
        ("-9-12", "form"),
        ("٩-١٢", "form"),
        ("12-9", "order"),
        ("9-9", "order"),
        ("9-12, 11-13", "overlap"),
        ("8-9, 9-10, 10-11, 11-12, 12-13", "many"),
        ("<script>", "form"),
    ],
)
def test_what_can_not_be_read_is_refused_with_a_reason(typed, code):
    with pytest.raises(Unreadable) as refused:
        hours.read_day(typed)
    assert refused.value.code == code


MINUTES = st.lists(st.integers(0, 24 * 60 - 1), min_size=2, max_size=8, unique=True).map(sorted)


@given(MINUTES, st.booleans())
def test_what_is_written_reads_back_the_same(minutes, only):
    times = [dt.time(minute // 60, minute % 60) for minute in minutes]
    day = tuple(Interval(opens, closes, only) for opens, closes in zip(times[::2], times[1::2], strict=False))
    assert hours.read_day(hours.write_day(day)) == day
    week = dict.fromkeys(hours.DAYS, ()) | {3: day}
    assert hours.week_of(hours.plain_week(week)) == week


def test_closed_days_are_read_a_line_each_in_their_order():
    rows = hours.read_closed("24/12/2026-2/1/2027 Kerstverlof\n\n 21/7/2026: Nationale feestdag\n1.11.2026")
    assert rows == [
        ClosedDays(dt.date(2026, 7, 21), dt.date(2026, 7, 21), "Nationale feestdag"),
        ClosedDays(dt.date(2026, 11, 1), dt.date(2026, 11, 1)),
        ClosedDays(dt.date(2026, 12, 24), dt.date(2027, 1, 2), "Kerstverlof"),
    ]
    assert hours.read_closed(hours.write_closed(rows)) == rows
    assert hours.closed_of(hours.plain_closed(rows)) == rows


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("kerst", "day"),
        ("31/2/2026", "day"),
        ("21/7/26", "day"),
        ("2/1/2027-24/12/2026", "order"),
        ("1/1/2027\n" * 31, "many"),
    ],
)
def test_closed_days_that_are_none_are_refused(typed, code):
    with pytest.raises(Unreadable) as refused:
        hours.read_closed(typed)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("014 12 34 56", "+3214123456"),
        ("014/12.34.56", "+3214123456"),
        ("+32 14 12 34 56", "+3214123456"),
        ("0032 14 12 34 56", "+3214123456"),
        ("1700", "1700"),
        ("", ""),
    ],
)
def test_a_telephone_dials_with_the_code_of_the_country(typed, dialled):
    assert Contact(Organisation(), ContactPoint(phone=typed)).tel == dialled


def test_the_address_of_a_desk_is_never_mixed_with_that_of_the_seat():
    seat = Organisation(name="Gemeente Olen", address="Dorp 1", postcode="2250", city="Olen", email="info@example.org")
    assert Contact(seat, None).address_lines == ["Dorp 1", "2250 Olen"]
    desk = ContactPoint(city="Geel")
    assert Contact(seat, desk).address_lines == ["Geel"]
    assert Contact(seat, desk).email == "info@example.org"
    assert Contact(seat, desk).name == "Gemeente Olen"
