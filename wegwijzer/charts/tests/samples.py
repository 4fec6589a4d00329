"""Charts to draw in tests: some of everything, and as many series as are asked for."""

import datetime as dt
from decimal import Decimal

from hypothesis import strategies as st

from wegwijzer.charts import Chart, Kind, Level, Series, Stroke
from wegwijzer.timeline import window_around

START, END = dt.date(2016, 1, 1), dt.date(2018, 12, 31)
WINDOW = window_around(START, END)
HALF, ONE = Decimal("0.5"), Decimal(1)


def words(value):
    return f"{value} VTE"


def sample(**others):
    """Two areas, of which one begins later, what it was in truth, a straight line and a ceiling."""
    series = [
        Series(label="Gemeente Herentals", points=((START, HALF),)),
        Series(label="OCMW <Olen>", points=((dt.date(2016, 5, 3), ONE), (dt.date(2017, 5, 3), Decimal(0)))),
        Series(label="werkelijk", kind=Kind.STEP, points=((START, HALF),), until_on=dt.date(2016, 12, 31)),
        Series(label="gelijk verdeeld", kind=Kind.LINE, stroke=Stroke.DOTTED, points=((START, ONE), (END, HALF))),
    ]
    values = {"title": "Inzet", "window": WINDOW, "series": series, "words": words, "today": dt.date(2016, 7, 1)}
    return Chart(**values | {"levels": [Level("toegekend", ONE + ONE)], "summary": "Hoogstens 1,5 VTE."} | others)


@st.composite
def series(draw):
    """Up to six series in and around the window, below nought as well where they are lines."""
    found = []
    for number in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from(Kind))
        days = sorted(draw(st.sets(st.dates(dt.date(2015, 1, 1), dt.date(2020, 1, 1)), max_size=3)))
        least = 0 if kind == Kind.AREA else -5
        points = tuple((day, Decimal(draw(st.integers(least * 100, 500))) / 100) for day in days)
        until_on = draw(st.none() | st.dates(days[-1], dt.date(2020, 6, 1))) if days else None
        label = f"{number} {draw(st.text('abé<&', max_size=12))}"
        found.append(Series(label=label, points=points, kind=kind, until_on=until_on))
    return found
