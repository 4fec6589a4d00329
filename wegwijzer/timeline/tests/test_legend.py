"""Everything that a picture of time shows is explained under it, and not by its colour alone."""

import re
from collections import defaultdict
from itertools import product
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from wegwijzer.timeline import Bar, Lane, Look, Point, Shape, Zoom, draw, draw_sheets, text_of, window_at
from wegwijzer.timeline.tests.marks import day, lanes, sample

YEAR = window_at(Zoom.YEAR, day(0))


def drawn(made):
    return ET.fromstring(text_of(draw(made, YEAR), "Tijdlijn"))


def classes(element):
    return (element.get("class") or "").split()


def parts_of(root, css):
    return [part for part in root.iter() if css in classes(part)]


def appearance(mark):
    """All that a mark looks like, whatever its place: bar or point, colour, look, outline and the signs in it."""
    shown = []
    for part in mark:
        if {"tl-shape", "tl-base", "tl-core", "tl-badge", "tl-late", "tl-late-on", "tl-cross"} & {*classes(part)}:
            steps = re.sub(r"[^a-zA-Z]", "", part.get("d") or "")  # a diamond, a square or a box, without its numbers
            shown.append((part.tag, part.get("class"), steps))
    return (tuple(one for one in classes(mark) if one != "tl-mark"), tuple(shown))


def explained(root):
    """What stands in the legend, by its words."""
    return {entry.findtext("text"): entry for entry in parts_of(root, "tl-entry")}


def looks_in(entry):
    return {appearance(part) for part in entry.iter() if {"tl-bar", "tl-point"} & {*classes(part)}}


@pytest.mark.parametrize("tone", ["agreed", "waiting", "refused", "none"])
def test_everything_that_is_drawn_stands_in_the_legend_and_nothing_else(tone):
    common = {"tone": tone, "label": "x"}
    bars = [Bar(key=f"b{look}", look=look, from_on=day(3), until_on=day(90), **common) for look in Look]
    points = [Point(key=f"{s}{look}", look=look, shape=s, on=day(9), **common) for s in Shape for look in Look]
    root = drawn([Lane("Fasen", bars), Lane("Mijlpalen", points)])
    said = {word: looks_in(entry) for word, entry in explained(root).items()}
    told = set().union(*(looks for word, looks in said.items() if word not in ("Fasen", "Mijlpalen")))
    assert told == {appearance(mark) for mark in parts_of(root, "tl-mark")}


def test_no_two_meanings_look_alike_without_their_colours():
    bars, points = [], []
    for number, (tone, look) in enumerate(product(("agreed", "waiting", "refused", "none"), Look)):
        common = {"key": str(number), "label": "x", "tone": tone, "look": look}
        bars.append(Bar(from_on=day(3), until_on=day(90), **common))
        points.append(Point(on=day(9), shape=Shape.DIAMOND, **common))
    found = defaultdict(set)
    for word, entry in explained(drawn([Lane("Fasen", bars), Lane("Mijlpalen", points)])).items():
        for css, shown in looks_in(entry) if word not in ("Fasen", "Mijlpalen") else ():
            found[tuple(one for one in css if not one.startswith("tone-")), shown].add(word)
    assert {len(words) for words in found.values()} == {1}
    assert {word for words in found.values() for word in words} == {
        "klaar of voorbij",
        "bezig",
        "te komen",
        "te laat of niet gehaald",
        "gaat niet door",
    }


def test_legend_says_which_things_have_which_shape():
    point = {"label": "x", "on": day(9)}
    lanes_ = [
        Lane("Mijlpalen", [Point(key="a", shape=Shape.DIAMOND, **point)]),
        Lane("Vergaderingen", [Point(key="b", **point)]),
        Lane("Activiteiten", [Point(key="c", **point)]),
    ]
    root = drawn(lanes_)
    assert {"Mijlpalen", "Vergaderingen, Activiteiten"} < explained(root).keys()


def test_lines_and_dots_are_explained_where_they_are_drawn():
    words = {
        "tl-ghost": "waar het gepland was",
        "tl-moment": "dag waarop het bereikt werd",
        "tl-arrow": "het ene wacht op het andere",
    }
    said = explained(drawn(sample()))
    for css, word in words.items():
        assert parts_of(said[word], css), word
    plain = explained(drawn([Lane("Fasen", [Bar(key="a", label="x", from_on=day(3), until_on=day(9))])]))
    assert list(plain) == ["Fasen", "klaar of voorbij"]
    beyond = explained(drawn([Lane("Fasen", [Bar(key="a", label="x", from_on=day(3), until_on=day(900))])]))
    assert "loopt door buiten het beeld" in beyond


@given(lanes())
def test_legend_stands_under_the_picture_and_within_its_edges(made):
    drawing = draw(made, YEAR)
    root = ET.fromstring(text_of(drawing, "Tijdlijn"))
    height = float(root.get("viewBox").split()[3])
    for entry in parts_of(root, "tl-entry"):
        at, down = map(float, re.findall(r"[\d.]+", entry.get("transform")))
        assert drawing.height + 20 < down < height - 10
        assert at == 0 or at + len(entry.findtext("text")) * 6.7 < drawing.width


def test_lane_that_goes_on_is_explained_by_its_own_name():
    bars = [Bar(key=str(n), label="x", from_on=day(3), until_on=day(90)) for n in range(30)]
    sheets = [ET.fromstring(text_of(one, "Tijdlijn")) for one in draw_sheets([Lane("Fasen", bars)], YEAR, None, 400)]
    assert len(sheets) > 1
    assert all("Fasen" in explained(sheet) for sheet in sheets)
