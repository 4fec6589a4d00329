"""The lines of a plan as rows of a table, written in one go, as there may be thousands."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from projects.models import OutlineRow, PlanBook, ProgressState, chapter_name
from projects.models.timing import timing_words
from projects.templatetags.plans import TONE_OF_PROGRESS, with_bar
from wegwijzer.ui import states

register = template.Library()
register.filter("chapter_name", chapter_name)

MARK = 900_000_000_000_001  # stands for the key of a line while its address is looked up


@lru_cache(maxsize=1024)
def _in_a_row(state: ProgressState, percent: int | None, language: str) -> SafeString:
    """The same in a list of very many: the shape is pointed at. `language` keeps translations apart."""
    tone = TONE_OF_PROGRESS[state]
    word = format_html('<span class="tone-{} far">{}{}</span>', tone, states.POINTERS[tone], state.label)
    return with_bar(percent or None, word)  # an empty bar on every line says no more than the word


def _address(name: str) -> tuple[str, str]:
    """What stands before and after the key of a line in this address."""
    before, _mark, after = reverse(name, args=[MARK]).partition(str(MARK))
    return before, after


@register.simple_tag
def outline_rows(rows: Iterable[OutlineRow], book: PlanBook, may_edit: bool) -> SafeString:
    """The lines of a chapter as rows of a table. Texts are escaped here, each once."""
    language = get_language() or ""
    page, more = _address("projects:objective_detail"), _address("projects:objective_line")
    edit = escape(_("Pas aan"))
    plan = book.tree.plan
    branch = reverse("projects:plan_tree", args=[plan.pk])
    parts = []
    for row in rows:
        node, objective = row.node, row.node.objective
        code, standing = node.code, book.standings[node.pk]
        under = f' data-under="{node.parent.pk}"' if node.parent else ""
        css = f"depth-{min(node.depth, 6)} level-{objective.level}{' context' if row.is_context else ''}"
        folded = _folded(row.folded, f"{branch}?tak={node.pk}", code) if row.folded else ""
        parts.append(
            f'<tr id="lijn-{node.pk}" class="{css}" data-line="{node.pk}" data-depth="{node.depth}"'
            f' data-version="{objective.version}"{under}>'
            f'<th scope="row"><div class="line"><span class="code">{code}</span>'
            f'<a class="line-title" href="{page[0]}{node.pk}{page[1]}">{escape(objective.title)}</a></div>{folded}</th>'
            f'<td class="who">{escape(", ".join(book.names(node)))}</td>'
            f'<td class="when">{escape(timing_words(objective, plan))}</td>'
            f'<td class="far-cell">{_in_a_row(standing.state, standing.percent, language)}</td>'
        )
        if may_edit:
            about = f'<span class="visually-hidden"> {code} {escape(objective.title)}</span>'
            parts.append(f'<td class="line-more"><a href="{more[0]}{node.pk}{more[1]}">{edit}{about}</a></td>')
        parts.append("</tr>\n")
    return SafeString("".join(parts))


def _folded(count: int, url: str, code: str) -> str:
    said = ngettext("Toon %s lijn eronder", "Toon %s lijnen eronder", count) % count
    return f'<a class="fold" href="{url}">{escape(said)}<span class="visually-hidden"> ({escape(code)})</span></a>'
