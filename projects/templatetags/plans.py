"""How far something of a plan is, as a bar and a word."""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from projects.models import ProgressState, Standing
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
def how_far(standing: Standing) -> SafeString:
    """ "43%" as a small bar with the state as word and shape; of what was dropped only that."""
    return _how_far(standing.state, standing.percent, get_language() or "")


@lru_cache(maxsize=1024)
def _how_far(state: ProgressState, percent: int | None, language: str) -> SafeString:
    """`language` keeps translations apart."""
    badge = states.badge(state.value, state.label, TONE_OF_PROGRESS[state])
    if percent is None:
        return badge
    filled = percent * SEGMENTS // 100
    track = SafeString('<i class="on"></i>' * filled + "<i></i>" * (SEGMENTS - filled))
    return format_html(
        '<span class="small-bar"><span class="track" aria-hidden="true">{}</span>'
        '<span class="count">{}%</span></span> {}',
        track,
        percent,
        badge,
    )
