"""Lanes to draw in tests: some of everything, and as many as are asked for."""

import datetime as dt

from hypothesis import strategies as st

from wegwijzer.timeline import Bar, Lane, Look, Point, Shape

START = dt.date(2016, 1, 1)
DAY = dt.timedelta(days=1)


def day(number):
    return START + number * DAY


def sample():
    """A bar that slipped, one within another, points of every shape, state and tone."""
    bars = [
        Bar(
            key="a",
            label="Voorbereiding",
            tone="none",
            url="#a",
            from_on=day(0),
            until_on=day(80),
            planned_from_on=day(0),
            planned_until_on=day(60),
        ),
        Bar(key="b", label="Uitvoering", tone="waiting", url="#b", from_on=day(81), until_on=day(300), after=("a",)),
        Bar(
            key="c",
            label="Bijdrage <b> & zo",
            tone="agreed",
            url="/c/?x=1&y=2",
            from_on=day(40),
            until_on=day(90),
            moment_on=day(70),
        ),
        Bar(key="d", label="Geannuleerd", tone="refused", look=Look.CROSSED, from_on=day(200), until_on=day(260)),
    ]
    points = [
        Point(key="e", label="Bereikt", tone="agreed", url="#e", on=day(90), planned_on=day(70), shape=Shape.DIAMOND),
        Point(key="f", label="Verwacht", tone="waiting", look=Look.HOLLOW, on=day(200), shape=Shape.CIRCLE),
        Point(key="g", label="Te laat", tone="refused", look=Look.HOLLOW, on=day(330), shape=Shape.SQUARE),
        Point(key="h", label="Gaat niet door", tone="refused", look=Look.CROSSED, on=day(250), shape=Shape.CIRCLE),
    ]
    return [Lane("Fasen", bars), Lane("Mijlpalen", points), Lane("Leeg", [])]


@st.composite
def lanes(draw):
    """Up to two lanes of bars and points around the year 2016."""
    found = []
    for lane in range(draw(st.integers(0, 2))):
        marks = []
        for number in range(draw(st.integers(0, 8))):
            first, length, slip = draw(st.integers(-400, 700)), draw(st.integers(0, 500)), draw(st.integers(-90, 90))
            common = {"key": f"{lane}-{number}", "label": draw(st.text(st.characters(categories=["L"]), max_size=60))}
            if draw(st.booleans()):
                bar = {"from_on": day(first), "until_on": day(first + length)}
                if draw(st.booleans()):
                    bar |= {"planned_from_on": day(first + slip), "planned_until_on": day(first + length + slip)}
                marks.append(Bar(**common, **bar))
            else:
                planned = day(first + slip) if draw(st.booleans()) else None
                marks.append(Point(**common, on=day(first), planned_on=planned))
        found.append(Lane(f"Baan {lane}", marks))
    return found
