"""The HTML of a mail, made from its text: the same words for every mail program, the one thing to do as a button."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

ADDRESS = re.compile(r"https?://\S+")
ITEM = re.compile(r"^[-*•] +")


@dataclass
class Block:
    """A piece of the text: a paragraph or list of `lines`, or an address of its own with what it is for."""

    kind: str
    lines: list[str] = field(default_factory=list)
    href: str = ""
    label: str = ""


def html_of(subject: str, text: str, button: str = "", labels: Mapping[str, str] | None = None) -> str:
    """A page of its own. `button` is what the first address on a line of its own is for, `labels` say it of each.

    A line that says the same as the label of the address under it is not repeated.
    """
    said = labels or {}
    blocks = list(_blocks(text))
    links = [block for block in blocks if block.kind == "link"]
    for block in links:
        block.label = said.get(block.href, block.href)
    # Only a page of ours becomes a button: an address that somebody typed keeps saying where it leads.
    own = [block for block in links if block.href.startswith(f"{settings.SITE_URL}/")]
    if own:
        own[0].kind, own[0].label = "button", said.get(own[0].href) or button or str(_("Open de bladzijde"))
    for above, block in pairwise(blocks):
        above.lines = [line for line in above.lines if block.kind == "prose" or line != block.label]
    words = {"subject": subject, "blocks": blocks, "language": get_language()}
    return render_to_string("outbox/email/frame.html", words)


def _blocks(text: str) -> Iterator[Block]:
    for part in re.split(r"\n\s*\n", text.strip()):
        yield from _pieces(part.splitlines())


def _pieces(lines: list[str]) -> Iterator[Block]:
    """One part between empty lines: an address and a list item stand apart from the prose around them."""
    prose = Block("prose")
    for line in (line.strip() for line in lines):
        kind = "link" if ADDRESS.fullmatch(line) else "list" if ITEM.match(line) else "prose"
        if kind != prose.kind or kind == "link":
            if prose.lines:
                yield prose
            prose = Block(kind)
        if kind == "link":
            prose.href = line
        prose.lines.append(ITEM.sub("", line) if kind == "list" else line)
    yield prose
