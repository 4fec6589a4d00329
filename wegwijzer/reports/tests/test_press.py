"""The warm press of the tests does what the child does that it stands for."""

import pytest

from wegwijzer.reports import render
from wegwijzer.testing.press import Press


@pytest.fixture
def press(monkeypatch):
    """Puts a press of its own in place of the child, for as long as the test lasts."""
    presses = [Press()]
    yield lambda: monkeypatch.setattr(render, "subprocess", presses[0])
    presses[0].close()


def test_press_gives_the_same_bytes_and_pages_as_the_child(press, page_of):
    html = page_of("<p>Onthaal</p>" * 90)
    alone = render._convert(html, lambda *pages: None)
    press()
    first, second = (render._convert(html, lambda *pages: None) for _time in range(2))
    assert alone.pages > 1
    assert first == second == alone


def test_press_refuses_what_the_child_refuses(press, page_of):
    press()
    with pytest.raises(render.RenderFailed, match="bestand of adres dat niet in een verslag mag staan"):
        render._convert(page_of('<img src="file:///etc/passwd" alt="">'), lambda *pages: None)
    assert render._convert(page_of("<p>Daarna</p>"), lambda *pages: None).pages == 1


def test_document_that_takes_too_long_is_ended(press, page_of, settings):
    settings.REPORT_SECONDS = 0
    press()
    with pytest.raises(render.RenderFailed, match="duurde langer"):
        render._convert(page_of("<p>Onthaal</p>"), lambda *pages: None)
