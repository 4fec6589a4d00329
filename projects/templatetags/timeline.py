"""The rows of the table behind a time line. Made here and not in a template: there may be five hundred of them."""

from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.timeline.page import Row, Wait
from wegwijzer.timeline import Mark
from wegwijzer.ui import states

register = template.Library()


class _Words:
    """What every row says, looked up once for all of them."""

    def __init__(self) -> None:
        self.planned, self.expected = escape(_("Gepland")), escape(_("Verwacht of gebeurd"))
        self.week, self.earlier, self.later = escape(_("week")), escape(_("vroeger")), escape(_("later"))
        self.after, self.too_soon = escape(_("na")), escape(_("staat te vroeg"))


@register.simple_tag
def timeline_rows(rows: list[Row], may_edit: bool) -> SafeString:
    """A row per mark: its name and what it waits for, planned, expected, state, and for who may a week either way."""
    words = _Words()
    return SafeString("\n".join(_row(row, words, may_edit=may_edit) for row in rows))


def _row(row: Row, words: _Words, *, may_edit: bool) -> str:
    mark = row.mark
    waits = "".join(_wait(wait, words, may_edit=may_edit) for wait in row.waits)
    slip = f' <span class="soft">{escape(mark.slip_words)}</span>' if mark.promised else ""
    moves = f"<td>{_moves(mark, words)}</td>" if may_edit else ""
    return (
        f'<tr id="{escape(mark.key)}" tabindex="-1"><th scope="row">{_name(row)}{waits}</th>'
        f'<td data-label="{words.planned}">{mark.planned_words}</td>'
        f'<td data-label="{words.expected}">{mark.expected_words}{slip}</td>'
        f"<td>{_state(mark.look, mark.state, mark.tone)}</td>{moves}</tr>"
    )


def _name(row: Row) -> str:
    address, label = row.mark.edit_url or row.link, escape(row.mark.label)
    return f'<a href="{escape(address)}">{label}</a>' if address else label


def _wait(wait: Wait, words: _Words, *, may_edit: bool) -> str:
    name = escape(wait.name)
    if may_edit:
        name = f'<a href="{reverse("projects:dependency_edit", args=[wait.edit_pk])}">{name}</a>'
    days = ngettext("+ %(number)s dag", "+ %(number)s dagen", wait.lag_days) % {"number": wait.lag_days}
    lag = f" {escape(days)}" if wait.lag_days else ""
    broken = f' <b class="timeline-broken">{words.too_soon}</b>' if wait.is_broken else ""
    return f' <span class="soft">{words.after} {name}{lag}{broken}</span>'


def _moves(mark: Mark, words: _Words) -> str:
    if not mark.move_url:
        return ""
    address, label = escape(mark.move_url), escape(mark.label)
    return (
        f'<span class="timeline-moves"><a class="btn btn-small" href="{address}?dagen=-7">'
        f'<span aria-hidden="true">‹</span> {words.week}'
        f'<span class="visually-hidden"> {words.earlier}: {label}</span></a>'
        f'<a class="btn btn-small" href="{address}?dagen=7">{words.week} <span aria-hidden="true">›</span>'
        f'<span class="visually-hidden"> {words.later}: {label}</span></a></span>'
    )


@lru_cache(maxsize=256)
def _state(look: str, state: str, tone: str) -> str:
    return str(states.badge(look, state, tone)) if state else ""
