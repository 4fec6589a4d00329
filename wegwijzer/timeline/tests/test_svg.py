"""The text of a picture: well formed, without styles, every mark called by its name, coloured alike everywhere."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from wegwijzer.testing.stylesheets import filled_in, rules, tokens
from wegwijzer.timeline import Lane, Point, Zoom, draw, text_of, window_at
from wegwijzer.timeline.tests.marks import day, lanes, sample

YEAR = window_at(Zoom.YEAR, day(0))


def drawn(made, today=None):
    return ET.fromstring(text_of(draw(made, YEAR, today), "Tijdlijn"))


@given(lanes())
def test_whatever_is_drawn_is_well_formed(made):
    drawn(made, day(20))


def test_words_that_look_like_markup_stay_words():
    made = [Lane("<i>", [Point(key="a", label='"><script>', url='/x/?a=1&b="', on=day(3), state="<b>")])]
    root = drawn(made)
    assert root.find(".//script") is None
    assert root.find(".//a").get("href") == '/x/?a=1&b="'
    assert root.find(".//a/title").text.startswith('"><script>: <b>')


def test_every_mark_is_called_by_what_it_is_when_and_how_late():
    titles = [title.text for title in drawn(sample()).findall(".//a/title")]
    words = "Voorbereiding; vr 1 jan 2016 – ma 21 mrt 2016; gepland vr 1 jan 2016 – di 1 mrt 2016 (20 dagen later)"
    assert titles[0] == words


def test_picture_has_a_title_a_description_and_links_in_order_of_time():
    root = drawn(sample(), day(100))
    assert root.find("title").text == "Tijdlijn"
    assert root.find("desc").text.startswith("2016. Fasen: 4, Mijlpalen: 4.")
    links = root.findall(".//a")
    assert [link.get("href") for link in links] == ["#a", "/c/?x=1&y=2", "#b", "#e"]


def test_nothing_in_it_is_styled_or_runs():
    text = text_of(draw(sample(), YEAR, day(5)), "Tijdlijn")
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script|javascript:", text)


def test_what_can_be_dragged_says_where_to():
    made = [Lane("Fasen", [Point(key="a", label="Start", url="#a", move_url="/verschuiven/", on=day(3))])]
    assert drawn(made).find(".//a").get("data-move") == "/verschuiven/"


# --- the colours of the screen and those of paper

SCREEN_ONLY = {".tl-dragged .tl-shape", ".tl-hit"}  # nothing is dragged or touched on paper


def test_paper_has_the_rules_of_the_screen_with_the_colours_filled_in():
    screen, paper = rules("timeline.css", ".timeline ", "tl"), rules("picture.css", "", "tl")
    filled = filled_in({selector: body for selector, body in screen.items() if selector not in SCREEN_ONLY})
    shape = filled.pop(".tl-shape")  # its colours are those of its tone
    assert paper[".tl-shape"] == {"stroke-width": shape["stroke-width"]}
    assert filled == {name: body for name, body in paper.items() if name in filled}
    assert len(filled) > 12


@pytest.mark.parametrize("tone", ["agreed", "waiting", "refused", "postponed", "none"])
def test_tones_on_paper_are_those_of_the_screen(tone):
    colours = tokens()
    expected = {"fill": colours[f"{tone}-soft"], "stroke": colours[tone]}
    assert rules("picture.css", "", "tl")[f".tone-{tone} .tl-shape"] == expected
