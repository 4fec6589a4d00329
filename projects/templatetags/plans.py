"""How far something of a plan is, as a bar and a word."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from projects.models import Column, Matrix, Node, ProgressState, Standing, TargetState, Took
from wegwijzer.ui import states

register = template.Library()

TONE_OF_PROGRESS = {
    ProgressState.PLANNED: "none",
    ProgressState.RUNNING: "waiting",
    ProgressState.STUCK: "refused",
    ProgressState.DONE: "agreed",
    ProgressState.DROPPED: "na",
}
SEGMENTS = 10


@register.simple_tag
def shapes() -> SafeString:
    """The shapes that the cells of a matrix point at; once, before the first of them."""
    return states.SPRITE


@register.simple_tag
def how_far(standing: Standing) -> SafeString:
    """ "43%" as a small bar with the state as word and shape; of what was dropped only that."""
    badge = states.badge(standing.state.value, standing.state.label, TONE_OF_PROGRESS[standing.state])
    return with_bar(standing.percent, badge)


def with_bar(percent: int | None, word: SafeString) -> SafeString:
    """A share of 100 as a bar before the word for it; None has only the word."""
    if percent is None:
        return word
    filled = percent * SEGMENTS // 100
    track = SafeString('<i class="on"></i>' * filled + "<i></i>" * (SEGMENTS - filled))
    return format_html(
        '<span class="small-bar"><span class="track" aria-hidden="true">{}</span>'
        '<span class="count">{}%</span></span> {}',
        track,
        percent,
        word,
    )


@register.simple_tag
def matrix_rows(matrix: Matrix) -> list[dict[str, Any]]:
    """A row per action of the catalogue with a cell (class, content) per municipality; a heading per group."""
    rows = []
    for chapter in matrix.chapters:
        for node in chapter.walk():
            is_group = bool(node.children)
            cells = [] if is_group else [_cell(column, node) for column in matrix.columns]
            rows.append({"node": node, "is_group": is_group, "cells": cells, "count": len(matrix.took(node))})
    return rows


def _cell(column: Column, node: Node) -> tuple[str, SafeString]:
    taken = column.taken.get(node.pk)
    if taken is None:
        word = _("geen plan") if column.plan is None else Took.NOT.label
        return ("na" if column.plan is None else ""), format_html('<span class="visually-hidden">{}</span>', word)
    tone = TONE_OF_PROGRESS[taken.standing.state]
    content = format_html(
        '<a href="{}">{}<b>{}</b><small>{}</small></a>',
        reverse("projects:objective_detail", args=[taken.objective.pk]),
        states.POINTERS[tone],
        taken.standing.state.label,
        taken.took.label,
    )
    return f"tone-{tone}", content


TONE_OF_TARGET = {TargetState.REACHED: "agreed", TargetState.RUNNING: "waiting", TargetState.MISSED: "refused"}


@register.simple_tag
def target_state(state: TargetState) -> SafeString:
    """Whether a target is reached, as word and shape."""
    return states.badge(state.value, state.label, TONE_OF_TARGET[state])
