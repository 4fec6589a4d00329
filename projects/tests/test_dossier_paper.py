"""How a dossier falls on its pages: what is headed begins on the page of its heading, and no row is alone."""

import re
import subprocess

import pytest
from django.template.loader import render_to_string

from wegwijzer.reports import render

pytestmark = pytest.mark.once

HEAD = '<title>Proef</title><link rel="stylesheet" href="asset:print.css">'


def pages_of(body: str) -> list[str]:
    """The words of each page of a document in the look of a dossier."""
    html = f'<!doctype html><html lang="nl"><head>{HEAD}</head><body class="plan dossier">{body}</body></html>'
    pdf = render._convert(html, lambda *pages: None).content
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode().split("\f")


def round_(title):
    answers = [{"name": f"Gemeente {n}", "organ": "gemeenteraad", "word": "akkoord", "on": ""} for n in range(6)]
    told = {"asked_on": "1 juli 2015", "deadline_on": "31 augustus 2015", "reached_on": "27 juli 2015"}
    question = f"Vraag van {title}: " + "wil uw bestuur intekenen op een gezamenlijke aanvraag bij de overheid? " * 2
    return told | {"title": title, "question": question, "threshold": "Bereikt bij 3 van 7.", "answers": answers}


def test_heading_of_a_round_stands_on_the_page_where_its_table_begins():
    """Pushed down the page a line at a time, until long past its end."""
    body = ""
    for lines in range(28, 48):
        data = {"approvals": [round_(f"R{lines}")]}
        inside = render_to_string("projects/report/dossier_governed.html", {"data": data})
        body += f'<section class="page"><p>{"tekst<br>" * lines}</p>{inside}</section>'
    pages = pages_of(body)
    for lines in range(28, 48):
        [headed] = [page for page in pages if re.search(rf"^ *R{lines}$", page, re.M)]
        assert headed.count("Gevraagd op") == headed.count("Bestuur ") == 1, lines
        assert "Gemeente 1" in headed, lines  # two rows of it


def test_row_of_a_table_is_never_alone_on_a_page():
    rows = "".join(f"<tr><td>rij {number}</td></tr>" for number in range(9))
    tables = [
        f'<section class="page"><p>{"tekst<br>" * lines}</p><table>{rows}</table></section>' for lines in range(34, 50)
    ]
    counted = [len(re.findall(r"\brij \d", page)) for page in pages_of("".join(tables))]
    assert 1 not in counted
    assert len(counted) > len(tables) + 4  # some did go on over the page
