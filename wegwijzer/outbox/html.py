"""The HTML of a mail, made from its text: the same words for every mail program, the one thing to do as a button."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

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


def html_of(subject: str, text: str, button: str = "", labels: Sequence[tuple[str, str]] = ()) -> str:
    """A page of its own. `button` is what the first address on a line of its own is for; `labels` say it of each.

    A line that says the same as the label of the address under it is not repeated: the address then comes before the
    other lines.
    """
    blocks = list(_blocks(text))
    left = list(labels)
    for block in (block for block in blocks if block.kind == "link"):
        pair = next((pair for pair in left if pair[0] == block.href), None)
        if pair is not None:
            left.remove(pair)  # two things may lead to one page, each by its own words
            block.label = pair[1]
    # Only a page of ours becomes a button: an address that somebody typed keeps saying where it leads.
    own = next(
        (block for block in blocks if block.kind == "link" and block.href.startswith(f"{settings.SITE_URL}/")), None
    )
    if own is not None:
        own.kind, own.label = "button", own.label or button or str(_("Open de bladzijde"))
    words = {"subject": subject, "blocks": _in_order(blocks), "language": get_language()}
    return render_to_string("outbox/email/frame.html", words)


def _in_order(blocks: list[Block]) -> list[Block]:
    """Each address before the lines of which it says the first."""
    ordered: list[Block] = []
    for block in blocks:
        above = ordered[-1] if ordered else None
        if block.label and above is not None and above.kind == "prose" and above.lines[:1] == [block.label]:
            del above.lines[0]
            ordered.insert(-1, block)
        else:
            ordered.append(block)
    return ordered


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
