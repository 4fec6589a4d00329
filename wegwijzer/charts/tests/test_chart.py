"""A chart: stacked to the sum, within its frame, well formed, the same on paper, and the same again as a table."""

import datetime as dt
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.charts import Kind, Series
from wegwijzer.charts.layout import HEIGHT, LEFT, PLOT, TOP
from wegwijzer.charts.tests.samples import END, HALF, ONE, START, WINDOW, sample, series
from wegwijzer.testing.stylesheets import filled_in, rules


@given(series())
def test_everything_stands_within_the_frame(made):
    drawing = sample(series=made, levels=[]).drawing
    places = [place for area in drawing.areas for shape in area.shapes for place in shape]
    places += [place for line in drawing.lines for part in line.parts for place in part]
    for x, y in places:
        assert LEFT <= x <= LEFT + PLOT
        assert TOP - 0.1 <= y <= TOP + HEIGHT + 0.1


@given(series(), st.dates(START, END))
def test_areas_of_a_day_are_together_as_high_as_their_sum(made, day):
    areas = [one for one in made if one.kind == Kind.AREA]
    drawing = sample(series=areas, levels=[]).drawing
    x = LEFT + (WINDOW.at(day) + 0.5 / WINDOW.length) * PLOT
    tall = 0
    for area in drawing.areas:
        for shape in area.shapes:
            half = len(shape) // 2
            for above, beside, below in zip(shape[:half:2], shape[1:half:2], shape[::-1][:half:2], strict=True):
                if above[0] < x < beside[0]:
                    tall += below[1] - above[1]
    highest = max((float(number) for number in _numbers(drawing)), default=1)
    total = float(sum(one.on(day) or 0 for one in areas))
    assert tall == pytest.approx(total / highest * HEIGHT, abs=1)


def _numbers(drawing):
    return [words.removesuffix(" VTE") for _height, words in drawing.ticks]


@given(series())
def test_whatever_is_drawn_is_well_formed_and_unstyled(made):
    text = sample(series=made).picture
    ET.fromstring(text)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script|javascript:", text)


def test_picture_says_what_it_is_in_words():
    root = ET.fromstring(sample().picture)
    assert root.find("title").text == "Inzet"
    assert root.find("desc").text == "Hoogstens 1,5 VTE. De tabel bij dit beeld zegt hetzelfde in woorden."
    assert root.get("role") == "img"
    titles = [title.text for title in root.findall(".//g/title")]
    assert titles == ["Gemeente Herentals", "OCMW <Olen>", "werkelijk", "gelijk verdeeld"]


def test_two_charts_of_a_page_share_no_id():
    ids = [re.findall(r'\bid="([^"]+)"', sample(key=key).picture) for key in ("een", "twee")]
    assert ids[0]
    assert not set(ids[0]) & set(ids[1])


def test_areas_have_textures_of_their_own_and_a_name_where_it_fits():
    areas = [Series(label=f"Bestuur {number}", points=((START, HALF),)) for number in range(7)]
    drawing = sample(series=areas, levels=[]).drawing
    assert [area.texture for area in drawing.areas] == [1, 2, 3, 4, 5, 6, 1]
    assert all(area.label_at for area in drawing.areas)
    narrow = [Series(label="Kort", points=((START, ONE),), until_on=START)]
    assert sample(series=narrow).drawing.areas[0].label_at is None


def test_line_that_stops_is_not_drawn_after_its_last_day():
    last = dt.date(2016, 12, 31)
    line = Series(label="werkelijk", kind=Kind.STEP, points=((START, ONE),), until_on=last)
    part = sample(series=[line]).drawing.lines[0].parts[0]
    assert part[0][0] == LEFT
    assert part[-1][0] == pytest.approx(LEFT + 366 / WINDOW.length * PLOT, abs=0.1)  # 2016 has 366 days


def test_today_is_drawn_only_where_it_is_shown():
    assert sample(today=END).drawing.today == pytest.approx(LEFT + PLOT, abs=1)
    assert sample(today=dt.date(2019, 1, 1)).drawing.today is None


def test_table_has_a_row_for_every_change_with_the_sum_of_the_areas():
    chart = sample(series=sample().areas)
    assert chart.head == ["Gemeente Herentals", "OCMW <Olen>", "samen"]
    assert chart.rows == [
        ("vr 1 jan 2016 – ma 2 mei 2016", ["0.5 VTE", "", "0.5 VTE"]),
        ("di 3 mei 2016 – di 2 mei 2017", ["0.5 VTE", "1 VTE", "1.5 VTE"]),
        ("wo 3 mei 2017 – ma 31 dec 2018", ["0.5 VTE", "0 VTE", "0.5 VTE"]),
    ]


def test_chart_without_figures_says_that_it_is_empty():
    assert sample(series=[Series(label="a", points=())]).is_empty
    assert not sample().is_empty


def test_paper_has_the_rules_of_the_screen_with_the_colours_filled_in():
    screen, paper = filled_in(rules("chart.css", ".chart ", "ch")), rules("picture.css", "", "ch")
    assert screen == paper
    assert len(screen) > 15
