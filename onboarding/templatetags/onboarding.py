"""How deliverables look, wherever they stand."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from onboarding.exports.matrix import in_revision
from onboarding.models import (
    Cell,
    Deliverable,
    DeliverableState,
    EducationPhase,
    EducationProject,
    EducationState,
    Event,
    EventState,
    StatusMatrix,
)
from onboarding.models.status_matrix import Place
from wegwijzer.ui import states
from wegwijzer.ui.words import MONTHS

register = template.Library()

TONES = {
    DeliverableState.PLANNED: "none",
    DeliverableState.IN_PROGRESS: "draft",
    DeliverableState.IN_REVIEW: "waiting",
    DeliverableState.DELIVERED: "agreed",
    DeliverableState.PUBLISHED: "agreed",
    DeliverableState.NOT_APPLICABLE: "na",
}
# A cell is coloured by its meaning; what is being made has a shape of its own, and no colour.
CELL_TONES = TONES | {DeliverableState.IN_PROGRESS: "none"}
KEY = 900_000_000_000_001  # stands for the key of a row


@register.simple_tag
def deliverable_state(row: Deliverable | Cell) -> SafeString:
    """How far it is, as word and shape."""
    state = DeliverableState(row.state)
    return states.badge(state.value, state.label, TONES[state])


@register.simple_tag
def sprite() -> SafeString:
    """The shapes that the cells point at; once, before the first of them."""
    return states.SPRITE


@register.simple_tag
def matrix_rows(matrix: StatusMatrix, places: Iterable[Place]) -> Iterator[dict[str, Any]]:
    """A row per organisation, with (class, name of the type, content) per type; nothing was asked: no content."""
    language, territory = get_language() or "", None
    before, after = reverse("onboarding:deliverable_detail", args=[KEY]).split(str(KEY))
    for place in places:
        cells = []
        for column, cell in zip(matrix.columns, matrix.row(place), strict=True):
            if cell is None:
                cells.append(("na", column.name, ""))
                continue
            late = matrix.late_word if cell.is_late else ""
            tone, content = _content(language, cell.state, late, _shown_day(cell), cell.words)
            # A number, and words of our own that were escaped: nobody typed any of this.
            address = f"{before}{cell.pk}{after}?uit=matrix"
            link = SafeString(f'<a id="resultaat-{cell.pk}" href="{address}">{content}</a>')
            cells.append((f"tone-{tone}", column.name, link))
        pair = place.territory or place.name
        yield {"place": place, "is_first": pair != territory, "cells": cells}
        territory = pair


def _shown_day(cell: Cell) -> dt.date | None:
    """Since when it stands there; of what is late, and of what nobody began with, the day by which it should be."""
    return (cell.due_on if cell.is_open else None) if cell.is_late or cell.since is None else cell.since


@lru_cache(maxsize=8192)
def _content(language: str, state: str, late: str, day: Any, words: int) -> tuple[str, SafeString]:
    """The tone and the words of a cell; `late` is the word for what is late, `language` keeps translations apart."""
    known = DeliverableState(state)
    small = ""
    if late:
        small = format_html('<small class="late">{}</small>', _said_late(late, day))
    elif day is not None:
        said = _("tegen %s") if state == DeliverableState.PLANNED else "%s"
        small = format_html("<small>{}</small>", said % short_day(day))
    if words:
        small = format_html('{}<small class="revision">{}</small>', small, in_revision(words))
    return CELL_TONES[known], format_html("{}<b>{}</b>{}", states.POINTERS[TONES[known]], known.label, small)


def _said_late(word: str, day: dt.date | None) -> str:
    return f"{word}, {short_day(day)}" if day else word


def short_day(day: dt.date) -> str:
    """`14 sep 2015`: in a cell there is no room for the day of the week."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@cache
def _legend(language: str) -> list[tuple[str, str, str]]:
    words = {
        DeliverableState.PLANNED: _("gevraagd, nog niet begonnen"),
        DeliverableState.IN_PROGRESS: _("er wordt aan gewerkt"),
        DeliverableState.IN_REVIEW: _("de coördinator bekijkt het"),
        DeliverableState.DELIVERED: _("klaar"),
        DeliverableState.PUBLISHED: _("wie het nodig heeft, kan eraan"),
        DeliverableState.NOT_APPLICABLE: _("met een reden"),
    }
    return [(TONES[state], str(state.label), text) for state, text in words.items()]


@register.inclusion_tag("governance/board_legend.html")
def matrix_legend() -> dict[str, Any]:
    """What the shapes mean, once a page."""
    return {"states": _legend(get_language() or ""), "marks": []}


@register.filter
def at(names: Mapping[int, str], key: int) -> str:
    """The name with that key."""
    return names.get(key, "")


@register.simple_tag
def type_counts(matrix: StatusMatrix, column: Any) -> Any:
    """How many of a type are there, of how many."""
    return matrix.of_type(column)


@register.simple_tag
def printed_rows(matrix: StatusMatrix, columns: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """As `matrix_rows`, on paper: a cell (tone, word, what stands under it) per type, and nothing to follow."""
    territory, shown = None, list(columns)
    for place in matrix.places:
        cells = [_printed(matrix.cells.get((place.pk, column.pk)), matrix.late_word) for column in shown]
        pair = place.territory or place.name
        yield {"place": place, "is_first": pair != territory, "cells": cells}
        territory = pair


def _printed(cell: Cell | None, late: str) -> tuple[str, str, str]:
    if cell is None:
        return "na", "", ""
    day = _shown_day(cell)
    if cell.is_late:
        detail = _said_late(late, day)
    elif day:
        detail = (_("tegen %s") if cell.since is None else "%s") % short_day(day)
    else:
        detail = ""
    if cell.words:
        detail = f"{detail}; {in_revision(cell.words)}" if detail else in_revision(cell.words)
    return f"{CELL_TONES[DeliverableState(cell.state)]} shape-{cell.state}", cell.label, detail


# On paper each state has a sign of its own, also in black and white; `print.css` puts them in the cells.
SIGNS = {
    DeliverableState.PLANNED: "○",
    DeliverableState.IN_PROGRESS: "✎",
    DeliverableState.IN_REVIEW: "◔",
    DeliverableState.DELIVERED: "●",
    DeliverableState.PUBLISHED: "◉",
    DeliverableState.NOT_APPLICABLE: "–",
}


@register.simple_tag
def printed_legend() -> list[tuple[str, str]]:
    """(sign, state), in the order in which they follow each other."""
    return [(sign, str(state.label)) for state, sign in SIGNS.items()]


EVENT_TONES = {EventState.PLANNED: "waiting", EventState.HELD: "agreed", EventState.CANCELLED: "refused"}


@register.simple_tag
def revision_state(words: int) -> SafeString:
    """That a text is in revision, and by how many words."""
    return states.badge("revision", in_revision(words), "waiting")


@register.simple_tag
def event_state(event: Event) -> SafeString:
    """Whether it was held, as word and shape."""
    state = EventState(event.state)
    return states.badge(state.value, state.label, EVENT_TONES[state])


EDUCATION_TONES = {
    EducationState.IDEA: "none",
    EducationState.PREPARING: "draft",
    EducationState.RUNNING: "waiting",
    EducationState.PRESENTED: "agreed",
    EducationState.FINISHED: "agreed",
    EducationState.STOPPED: "refused",
}


@register.simple_tag
def education_state(row: EducationProject) -> SafeString:
    """How far it is, as word and shape."""
    state = EducationState(row.state)
    return states.badge(state.value, state.label, EDUCATION_TONES[state])


@register.simple_tag
def phase_standing(row: EducationPhase) -> SafeString:
    """How far a phase is by its days, as word and shape."""
    words = {
        "coming": ("none", _("komt nog")),
        "now": ("waiting", _("bezig")),
        "past": ("agreed", _("voorbij")),
    }
    tone, word = words[row.standing]
    return states.badge(row.standing, word, tone)
