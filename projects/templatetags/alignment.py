"""The matrix of an alignment: a row per objective, a column per plan."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.models import AlignmentBook, AlignmentRow, Node, chapter_name
from wegwijzer.ui import states
from wegwijzer.ui.listing import ReadListing

register = template.Library()


@register.simple_tag
def alignment_rows(
    book: AlignmentBook, listing: ReadListing, opened: Any
) -> Iterator[tuple[str, SafeString, list[tuple[str, SafeString]]]]:
    """Class and head of each row, with (class, content) of its cells; a chapter begins with a row of its name."""
    for number, row in enumerate(listing):
        goes_on = not number and listing.page.number > 1 and row.node.objective.theme is not None
        if row.begins_chapter or goes_on:
            name = chapter_name(row.node.objective.theme)
            yield "chapter", format_html("<span>{}</span>", name), [("", SafeString("")) for _other in book.others]
        cells = []
        for other, links in zip(book.others, row.cells, strict=True):
            url = listing.link(plan=other.plan.pk, doelstelling=row.node.pk)
            is_open = bool(opened) and opened[0] is row and opened[1] is other
            cells.append(_cell(url, len(links), is_open))
        yield f"depth-{min(row.node.depth, 4)}", _head(row), cells


def _head(row: AlignmentRow) -> SafeString:
    loose = SafeString("")
    if not row.is_answered:
        loose = format_html('<small class="loose">{} {}</small>', states.POINTERS["none"], _("geen lijn"))
    return format_html("<span><b>{}</b> {}{}</span>", row.node.code, row.node.objective.title, loose)


def _cell(url: str, count: int, is_open: bool) -> tuple[str, SafeString]:
    opened = SafeString(' class="opened" aria-current="true"') if is_open else ""
    if not count:
        return "", format_html('<a href="{}#vak"{}><span class="visually-hidden">{}</span></a>', url, opened, _("geen"))
    words = ngettext("%s lijn", "%s lijnen", count) % count
    content = format_html('<a href="{}#vak"{}>{}{}</a>', url, opened, states.POINTERS["agreed"], words)
    return "tone-agreed", content


@register.filter
def depth_of(node: Node) -> str:
    return f"depth-{min(node.depth, 4)}"
