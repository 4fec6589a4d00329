"""Sittings as people paste them: what is read, and what is said about what is not."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.forms.calendar_lines import read

SEPTEMBER_14 = dt.date(2015, 9, 14)  # a Monday
SEPTEMBER_4 = dt.date(2015, 9, 4)


def days(text):
    """The days of each line; fails on a line that was not read."""
    lines = read(text)
    assert [line.error for line in lines if line.error] == []
    return [(line.held_on, line.closes_on) for line in lines]


def error(text):
    (line,) = read(text)
    return line.error


@pytest.mark.parametrize(
    "typed",
    [
        "maandag 14 september 2015",
        "Maandag 14 September 2015",
        "maandag, 14 september 2015",
        "ma 14 sep 2015",
        "ma. 14 sept. 2015",
        "14 september 2015",
        "14/09/2015",
        "14-9-2015",
        "14.09.2015",
        "2015-09-14",
        "14\u00a0september\u00a02015",
        "\ufeff14/09/2015",
        "maandag 14 september 2015 om 20 uur",
        "maandag 14 september 2015, 20.00 uur",
        "14/09/2015 20:00",
        "14/09/2015 20u30",
        "14/09/2015\t20.00 uur\t",
        "14/09/2015;20u - 22u",
        "14/09/2015 # gemeenteraad in de feestzaal",
    ],
)
def test_one_day_is_read_however_it_is_written(typed):
    assert days(typed) == [(SEPTEMBER_14, None)]


@pytest.mark.parametrize(
    "typed",
    [
        "14/09/2015\t04/09/2015",
        "maandag 14 september 2015\tvrijdag 4 september 2015",
        "14/09/2015;04/09/2015",
        "14/09/2015, 04/09/2015",
        "| 14/09/2015 | 04/09/2015 |",
        "14/09/2015   04/09/2015",
        "14/09/2015\tRaadzaal\t04/09/2015",
        "14/09/2015\t20u\t04/09/2015 12:00",
        "Agenda sluit\tZitting\n04/09/2015\t14/09/2015",
        "Datum;Uiterlijk indienen;Plaats\n14/09/2015;04/09/2015;Gemeentehuis",
    ],
)
def test_second_day_is_the_last_one_for_the_agenda(typed):
    assert days(typed) == [(SEPTEMBER_14, SEPTEMBER_4)]


def test_table_with_a_heading_and_empty_lines_is_read_line_by_line():
    text = "Zitting\tAgenda sluit\r\n\r\n14/09/2015\t04/09/2015\r\n12/10/2015\t02/10/2015\r\n"
    assert days(text.replace("\r\n", "\n")) == [
        (SEPTEMBER_14, SEPTEMBER_4),
        (dt.date(2015, 10, 12), dt.date(2015, 10, 2)),
    ]


def test_same_sitting_twice_counts_once():
    assert days("14/09/2015\n14 september 2015") == [(SEPTEMBER_14, None)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("maandag 15 september 2015", "15 september 2015 is een dinsdag, geen maandag."),
        ("31/02/2015", "31/02/2015 bestaat niet."),
        ("9/14/2015", "eerst de dag en dan de maand"),
        ("14/09/15", "jaar met vier cijfers"),
        ("14 september", "Schrijf een datum als"),
        ("14/09", "Schrijf een datum als"),
        ("14/09/2051", "Kies een datum van"),
        ("elke tweede maandag", "Schrijf een datum als"),
        ("Raadzaal\tgemeentehuis", "Hier staat geen datum."),
        ("20u\t22u", "Hier staat geen datum."),
        ("14/09/2015\t31/02/2015", "31/02/2015 bestaat niet."),
        ("14/09/2015\t04/09/2015\t12/10/2015", "meer dan twee datums"),
        ("14/09/2015\t18/09/2015", "Staan de kolommen omgekeerd?"),
        ("=A1-14", "is een formule zonder uitkomst"),
        ("14/09/2015\t=A1-14", "is een formule zonder uitkomst"),
        ("14/09/2015 in de raadzaal", "Schrijf een datum als"),
        ("14/09/2015 of 21/09/2015", "Schrijf een datum als"),
        ("42261", "Schrijf een datum als"),
    ],
)
def test_what_is_not_read_as_a_whole_is_told(typed, said):
    assert said in error(typed)


def test_same_day_with_another_closing_day_is_a_question():
    first, second = read("14/09/2015\t04/09/2015\n14/09/2015\t07/09/2015")
    assert first.error == ""
    assert "staat ook op regel 1" in second.error


def test_line_keeps_its_number_and_what_was_typed():
    lines = read("Zittingen\n\n14/09/2015\n\n  morgen  ")
    assert [(line.number, line.text) for line in lines] == [(3, "14/09/2015"), (5, "morgen")]


WAYS = ("{0:%d/%m/%Y}", "{0.day}-{0.month}-{0.year}", "{0:%Y-%m-%d}")
some_days = st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31))


@given(st.lists(some_days, min_size=1, max_size=20, unique=True), st.sampled_from(WAYS))
def test_any_days_come_back_as_they_were_written(held, way):
    assert days("\n".join(way.format(day) for day in held)) == [(day, None) for day in held]


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader_and_each_line_is_read_or_told(text):
    for line in read(text):
        assert bool(line.error) != (line.held_on is not None and not line.error)
        assert line.closes_on is None or line.closes_on <= line.held_on
