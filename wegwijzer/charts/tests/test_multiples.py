"""Small multiples: one scale, well formed, unstyled, with a sign where there is no column."""

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from wegwijzer.charts import Multiples, Panel
from wegwijzer.charts.multiples import FOOT, TALL

VALUES = st.lists(st.none() | st.decimals(0, 10**6, places=1), min_size=3, max_size=3).map(tuple)
PANELS = st.lists(st.builds(Panel, st.text(max_size=60), VALUES, st.just(("1", "< 5", "?")), st.booleans()), max_size=9)


def picture(panels, **others):
    return Multiples(title="Instroom", steps=["2015", "2016", "2017"], panels=panels, **others).picture


@given(PANELS)
def test_whatever_is_drawn_is_well_formed_and_unstyled(panels):
    panels = [Panel("".join(filter(str.isprintable, one.label)), *list(vars(one).values())[1:]) for one in panels]
    text = picture(panels, reference=(Decimal(3), None, Decimal(7)), reference_label="gemiddelde")
    ET.fromstring(text)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script|javascript:", text)


def test_columns_share_one_scale_and_a_sign_stands_where_none_is():
    panels = [
        Panel("Olen", (Decimal(50), Decimal(100), None), ("50", "100", "< 5"), is_own=True),
        Panel("Lille", (Decimal(25), None, None), ("25", "?", "–")),
    ]
    root = ET.fromstring(picture(panels))
    own, other = root.findall("g")
    heights = [
        [float(path.get("d").split("V")[2].rstrip("Z")) - float(path.get("d").split("V")[1].split("h")[0])
         for path in panel.findall("path") if "ch-area" in path.get("class")]
        for panel in (own, other)
    ]  # fmt: skip
    assert heights[0][1] == 2 * heights[0][0]
    assert round(heights[1][0] * 2, 1) == round(heights[0][0], 1)
    signs = [text.text for text in own.findall("text") if text.get("class") == "ch-small"]
    assert signs == ["50", "100", "< 5"]
    assert own.find("title").text == "Olen"
    assert len([box for box in own.findall("rect") if box.get("class") == "ch-box"]) == 3
    assert "ch-panel-own" in own.find("rect").get("class")
    assert "ch-panel-own" not in other.find("rect").get("class")
    assert root.find("desc").text == "De tabel bij dit beeld zegt hetzelfde in woorden."
    assert float(root.get("viewBox").split()[3]) > TALL > FOOT
