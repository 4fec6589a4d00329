"""Longer texts: what people write is read, and whatever else they send does nothing."""

import html.parser
import re

import pytest
from django.template import Context, Template

from wegwijzer.ui import prose

ALLOWED = {"a", "blockquote", "br", "em", "li", "ol", "p", "span", "strong", "ul"}


class Reader(html.parser.HTMLParser):
    """Which tags and attributes a browser would make of it."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]


def read(text):
    reader = Reader()
    reader.feed(prose.render(text))
    return reader


CORPUS = {
    "X1": "<script>alert(1)</script>",
    "X2": "<img src=x onerror=alert(1)>",
    "X3": "<svg onload=alert(1)>",
    "X4": "[x](javascript:alert(1))",
    "X5": "[x](JaVaScRiPt&colon;alert(1))",
    "X6": "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "X7": '<a href="https://evil.example">https://lokaalbestuur.be</a>',
    "X8": "<math><mtext><style><img onerror=alert(1)>",
    "X9": '"><b onmouseover=alert(1)>',
    "X10": "</textarea><script>alert(1)</script>",
    "X11": "</script><script>alert(1)</script>",
    "X12": '<p style="position:fixed">x</p>',
    "X13": '<base href="https://evil.example/">',
    "X14": '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "X15": '<form action="https://evil.example"><input name=x></form>',
    "X16": "<table><td colspan=50000>x</td></table>",
    "vbscript": "[x](vbscript:msgbox(1))",
    "autolink": "<javascript:alert(1)>",
    "tab in scheme": "[x](java\tscript:alert(1))",
    "image": "![x](https://evil.example/pixel.png)",
    "reference": "[x][1]\n\n[1]: javascript:alert(1)",
    "title": "[x](https://ok.example \"' onmouseover='alert(1)\")",
    "no scheme": "[x](//evil.example/)",
    "entity": "&lt;script&gt;alert(1)&lt;/script&gt;",
}


@pytest.mark.parametrize("text", CORPUS.values(), ids=CORPUS.keys())
def test_nothing_but_reading_comes_out(text):
    reader = read(text)
    assert reader.tags <= ALLOWED
    for tag, name, value in reader.attributes:
        assert (tag, name) in {("a", "href"), ("a", "rel"), ("span", "class"), ("ol", "start")}
        if name == "href":
            assert re.match(r"https://|mailto:", value)


@pytest.mark.parametrize("name", ["X1", "X2", "X9", "X10", "X15", "X16"])
def test_markup_is_shown_as_it_was_typed(name):
    class Words(html.parser.HTMLParser):
        text = ""

        def handle_data(self, data):
            self.text += data

    words = Words()
    words.feed(prose.render(CORPUS[name]))
    assert words.text.strip() == CORPUS[name]


def test_link_shows_where_it_goes_when_its_words_say_something_else():
    shown = prose.render("[https://lokaalbestuur.be](https://evil.example/pad)")
    assert '<a href="https://evil.example/pad" rel="noopener noreferrer nofollow">' in shown
    assert '<span class="host">(evil.example)</span>' in shown


def test_link_with_a_name_before_the_host_shows_the_host():
    assert "(evil.example)" in prose.render("[Olen](https://www.olen.be@evil.example/)")


def test_link_that_says_where_it_goes_does_not_say_it_twice():
    assert "host" not in prose.render("<https://www.vlaanderen.be/>")


def test_mail_address_becomes_a_link():
    assert '<a href="mailto:info@example.org"' in prose.render("<info@example.org>")


@pytest.mark.parametrize("depth", [13, 800, 5000])
@pytest.mark.parametrize("mark", ["> ", "- "])
def test_deep_nesting_loses_no_word_and_makes_no_tower(mark, depth):
    shown = prose.render(mark * depth + "het laatste woord")
    assert "het laatste woord" in shown
    assert shown.count("<blockquote>") + shown.count("<ul>") == 0


def test_what_a_minute_needs_is_there():
    shown = prose.render("De **voorzitter** opent.\nHet *verslag*.\n\n- een\n- twee\n\n3. drie\n\n> citaat")
    for part in (
        "<strong>voorzitter</strong>",
        "<br>",
        "<em>verslag</em>",
        "<li>een</li>",
        '<ol start="3">',
        "<blockquote>",
    ):
        assert part in shown


def test_filter_is_there_in_every_template():
    assert Template("{{ text|prose }}").render(Context({"text": "a < b"})) == "<p>a &lt; b</p>\n"
    assert prose.render("") == ""


@pytest.mark.parametrize("text", ["[" * 20_000, "*a " * 20_000, "a" * 200_000, "`" * 20_000, "<" * 20_000])
def test_long_nonsense_does_not_hang(text):
    assert len(prose.render(text)) >= len(text) // 2
