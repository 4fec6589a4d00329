"""Days, hours and moments: what is read, what is refused, and with which words."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from wegwijzer.ui.forms import DateField, MomentField, TimeField
from wegwijzer.ui.forms.dates import in_words

BRUSSELS = ZoneInfo("Europe/Brussels")


def said(field, value):
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    return caught.value.messages[0]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31-12-2026", dt.date(2026, 12, 31)),
        ("31/12/2026", dt.date(2026, 12, 31)),
        ("31.12.2026", dt.date(2026, 12, 31)),
        ("1-2-2026", dt.date(2026, 2, 1)),
        ("2026-12-31", dt.date(2026, 12, 31)),
        pytest.param("29-02-2028", dt.date(2028, 2, 29), id="D2 leap year"),
        pytest.param("1 januari 2027", dt.date(2027, 1, 1), id="D11"),
        ("1 jan 2027", dt.date(2027, 1, 1)),
        ("1 Jan. 2027", dt.date(2027, 1, 1)),
        ("14\u00a0mrt 2015", dt.date(2015, 3, 14)),
        pytest.param("ma 14 sep 2015", dt.date(2015, 9, 14), id="as the lists show it"),
        (" 31-12-2026\u200b ", dt.date(2026, 12, 31)),
    ],
)
def test_day_is_read(text, day):
    assert DateField().clean(text) == day


INVALID = "Schrijf een datum als 31-12-2026 of 1 januari 2027."
RANGE = "Kies een datum van 1 januari 1990 tot en met 31 december 2100."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("31-02-2027", "31-02-2027 bestaat niet. Kijk de dag en de maand na.", id="D1"),
        pytest.param("29-02-2027", "29-02-2027 bestaat niet. Kijk de dag en de maand na.", id="D2"),
        pytest.param("31-12-0026", RANGE, id="D3"),
        pytest.param("0001-01-01", RANGE, id="D4"),
        pytest.param("9999-12-31", RANGE, id="D5"),
        pytest.param("10000-01-01", INVALID, id="D6"),
        pytest.param("01-01-10000", "Schrijf het jaar met vier cijfers, bijvoorbeeld 31-12-2026.", id="D6 day first"),
        pytest.param("12/31/2026", "Schrijf eerst de dag en dan de maand, bijvoorbeeld 31-12-2026.", id="D7"),
        pytest.param("٢٠٢٦-٠١-٠١", INVALID, id="D8"),
        pytest.param("０１-０１-２０２６", INVALID, id="full-width digits"),
        pytest.param("1-1-26", "Schrijf het jaar met vier cijfers, bijvoorbeeld 31-12-2026.", id="year of two digits"),
        pytest.param("31-12-1989", RANGE, id="a day too early"),
        pytest.param("1-1-2101", RANGE, id="a day too late"),
        pytest.param("31-12/2026", INVALID, id="two kinds of marks"),
        pytest.param("1 brumaire 2026", INVALID, id="no month"),
        pytest.param("00-00-2026", "00-00-2026 bestaat niet. Kijk de dag en de maand na.", id="zeros"),
        pytest.param("vandaag", INVALID, id="a word"),
        pytest.param("", "Vul een datum in.", id="empty"),
    ],
)
def test_day_is_refused_with_what_to_write(text, message):
    assert said(DateField(), text) == message


def test_limits_of_a_form_replace_the_usual_ones():
    field = DateField(earliest=dt.date(1900, 1, 1))
    assert field.clean("1-1-1988") == dt.date(1988, 1, 1)


def test_limit_that_moves_is_asked_each_time():
    """D14: a day in the future, where only the past makes sense."""
    days = iter([dt.date(2026, 1, 1), dt.date(2026, 1, 2)])
    field = DateField(latest=lambda: next(days))
    assert said(field, "2-1-2026") == "Kies een datum van 1 januari 1990 tot en met 1 januari 2026."
    assert field.clean("2-1-2026") == dt.date(2026, 1, 2)


days = st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31))


@settings(max_examples=1000)
@given(days)
def test_day_is_read_back_from_every_way_to_write_it(day):
    field = DateField()
    for text in (field.prepare_value(day), f"{day:%d-%m-%Y}", f"{day.day}/{day.month}/{day.year}", in_words(day)):
        assert field.clean(text) == day


@settings(max_examples=1000)
@given(st.text(max_size=14, alphabet="0123456789-/. jansep٣２\u00a0"))
def test_whatever_is_typed_is_a_day_within_the_limits_or_refused_in_words(text):
    try:
        day, message = DateField().clean(text), ""
    except ValidationError as error:
        day, message = None, error.messages[0]
    assert message.endswith(".") or dt.date(1990, 1, 1) <= day <= dt.date(2100, 12, 31)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("14:00", dt.time(14)),
        ("14.00", dt.time(14)),
        ("14u", dt.time(14)),
        ("14u30", dt.time(14, 30)),
        ("14 U 30", dt.time(14, 30)),
        ("9:05", dt.time(9, 5)),
        ("14:00:00", dt.time(14)),
    ],
)
def test_hour_is_read(text, hour):
    assert TimeField().clean(text) == hour


@pytest.mark.parametrize("text", ["24:00", "14:60", "14", "2 pm", "14:0", "١٤:٠٠", "-1:00", "14u3", "14:00:30"])
def test_hour_is_refused_with_what_to_write(text):
    assert said(TimeField(), text) == "Schrijf een uur als 14:00 of 14u30."


@settings(max_examples=300)
@given(st.times())
def test_hour_is_read_back_from_every_way_to_write_it(time):
    hour = time.replace(second=0, microsecond=0)
    field = TimeField()
    for text in (field.prepare_value(hour), f"{hour:%H.%M}", f"{hour.hour}u{hour:%M}"):
        assert field.clean(text) == hour


def test_moment_is_an_hour_on_the_clock_of_brussels():
    summer, winter = (MomentField().clean([day, "14u30", ""]) for day in ("14-7-2026", "14-12-2026"))
    assert summer.astimezone(dt.UTC) == dt.datetime(2026, 7, 14, 12, 30, tzinfo=dt.UTC)
    assert winter.astimezone(dt.UTC) == dt.datetime(2026, 12, 14, 13, 30, tzinfo=dt.UTC)


def test_hour_that_the_clock_skips_is_refused():
    """D9"""
    message = "Op 29 maart 2026 bestaat 02:30 niet: de klok gaat dan vooruit. Kies een ander uur."
    assert said(MomentField(), ["2026-03-29", "02:30", ""]) == message


def test_hour_that_comes_twice_asks_which():
    """D10"""
    message = "Op 25 oktober 2026 komt 02:30 twee keer: de klok gaat dan terug. Kies welke u bedoelt."
    assert said(MomentField(), ["2026-10-25", "02:30", ""]) == message
    first, second = (MomentField().clean(["2026-10-25", "02:30", which]) for which in ("first", "second"))
    assert first.astimezone(dt.UTC) == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)
    assert second.astimezone(dt.UTC) == dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (["", "", ""], "Vul een datum en een uur in."),
        (["", "", "first"], "Vul een datum en een uur in."),
        (["", "14:00", ""], "Vul ook de datum in."),
        (["2026-10-24", "", ""], "Vul ook het uur in."),
        (["31-02-2027", "14:00", ""], "31-02-2027 bestaat niet. Kijk de dag en de maand na."),
        (["2026-10-24", "25:00", ""], "Schrijf een uur als 14:00 of 14u30."),
        (["1-1-1980", "14:00", ""], RANGE),
    ],
)
def test_half_a_moment_says_which_half_is_missing_or_wrong(parts, message):
    assert said(MomentField(), parts) == message


def test_half_an_optional_moment_is_refused_too():
    assert said(MomentField(required=False), ["2026-10-24", "", ""]) == "Vul ook het uur in."
    assert MomentField(required=False).clean(["", "", ""]) is None


@settings(max_examples=500)
@given(st.datetimes(dt.datetime(1990, 1, 2), dt.datetime(2100, 12, 30), timezones=st.just(dt.UTC)))
def test_moment_that_a_form_shows_is_read_back(moment):
    moment = moment.replace(second=0, microsecond=0)
    field = MomentField()
    read = field.clean(field.widget.decompress(moment.astimezone(BRUSSELS)))
    assert read.astimezone(dt.UTC) == moment
    assert not field.has_changed(moment, field.widget.decompress(moment))
