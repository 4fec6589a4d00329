"""The HTML of a mail says what its text says, and nothing that somebody typed becomes more than text."""

import pytest

from wegwijzer.outbox.html import html_of

TEXT = """Beste lid

Er is een vergadering:
* de begroting
* het verslag

Agenda en documenten vindt u hier:
http://127.0.0.1:8000/vergaderingen/1/

Een vraag? Mail naar isom@example.org.
"""


def test_first_page_of_ours_is_a_button_and_lists_are_lists():
    html = html_of("Vergadering", TEXT, "Bekijk de vergadering")
    assert '<a href="http://127.0.0.1:8000/vergaderingen/1/" style="display:inline-block' in html
    assert ">Bekijk de vergadering</a>" in html
    assert "<li>de begroting</li><li>het verslag</li>" in " ".join(html.split()).replace("> <", "><")
    assert 'href="mailto:isom@example.org"' in html


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</title><b>", "<a href=x>klik</a>"]
)
def test_what_somebody_typed_stays_text(typed):
    html = html_of(typed, f"Beste\n\n{typed}\n\n* {typed}\n")
    assert typed not in html
    assert "<script" not in html
    assert "<img" not in html


@pytest.mark.parametrize("typed", ["https://elders.example.org/lokaalbestuur", "http://127.0.0.1:8000.example.org/"])
def test_address_of_elsewhere_says_where_it_leads(typed):
    html = html_of("Dag", f"{typed}\n\nhttp://127.0.0.1:8000/echt/\n", "Doe het")
    assert f">{typed}</a>" in html
    assert 'href="http://127.0.0.1:8000/echt/" style="display:inline-block' in html
