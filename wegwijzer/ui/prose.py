"""Longer texts: a small part of Markdown, made into HTML that can do nothing but be read.

Two walls: the reader knows no HTML, no pictures and no tables, and what it makes passes an allow-list (nh3).
A link shows the host it really goes to, because its words can say anything.
"""

from collections.abc import MutableMapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import nh3
from django.utils.html import escape, linebreaks
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

TAGS = {"a", "blockquote", "br", "em", "li", "ol", "p", "span", "strong", "ul"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "span": {"class"}}
SCHEMES = {"https", "mailto"}
DEEPEST = 12  # levels of blocks; a quote is one, a list two: a minute needs four, eight hundred are an attack
MOST_BRACKETS = 500  # looking for the end of each takes the reader quadratic time


def _scheme_and_host(href: str) -> tuple[str, str]:
    """Scheme and the words for where a link goes: the host, or the address of a mail; ("", "") when unreadable."""
    try:
        parts = urlsplit(href)
        host = parts.hostname or ""
    except ValueError:
        return "", ""
    return parts.scheme, parts.path.split("?")[0] if parts.scheme == "mailto" else host


def _words(tokens: Sequence[Token], start: int) -> str:
    """What stands between the opening of a link at `start` and its end."""
    words = ""
    for token in tokens[start + 1 :]:
        if token.type == "link_close":
            break
        words += token.content
    return words


class _Renderer(RendererHTML):
    def link_open(self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]) -> str:
        href = str(tokens[idx].attrGet("href") or "")
        scheme, host = _scheme_and_host(href)
        allowed = scheme in SCHEMES and bool(host)
        says_so = _words(tokens, idx) in {href, host}
        env["after_link"] = (
            ("</a>" if says_so else f'</a> <span class="host">({escape(host)})</span>') if allowed else ""
        )
        return f'<a href="{escape(href)}">' if allowed else ""

    def link_close(self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]) -> str:
        return str(env["after_link"])


_READER = MarkdownIt(
    "zero", {"html": False, "breaks": True, "maxNesting": 10 * DEEPEST}, renderer_cls=_Renderer
).enable(["autolink", "blockquote", "emphasis", "entity", "escape", "link", "list", "newline"])
_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    url_schemes=SCHEMES,
    link_rel="noopener noreferrer nofollow",
    attribute_filter=lambda tag, name, value: value if (tag, name) != ("span", "class") or value == "host" else None,
)


def parse(text: str, env: dict[str, Any]) -> list[Token] | None:
    """The tokens of `text`; None when it is too much, or nested too deep, to be read as more than what was typed."""
    if text.count("[") > MOST_BRACKETS:
        return None
    tokens = _READER.parse(text, env)
    # The reader would leave out what lies deeper, and no word of a minute may get lost.
    return None if any(token.level > DEEPEST for token in tokens) else tokens


def render(text: str) -> SafeString:
    """`text` (Markdown: paragraphs, lists, quotes, emphasis, links) as inert HTML; nested too deep, as it was typed."""
    text = str(text or "")
    env: dict[str, Any] = {}
    tokens = parse(text, env)
    if tokens is None:
        return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308 - escaped
    return mark_safe(_CLEANER.clean(_READER.renderer.render(tokens, _READER.options, env)))  # noqa: S308 - allow-list
