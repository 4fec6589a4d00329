"""How work in the background is written on the page of who keeps the installation."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wegwijzer.home.background import error_name
from wegwijzer.jobs.models import Run, RunState
from wegwijzer.ui import states

register = template.Library()
register.filter("error_name", error_name)
TONES = {RunState.DUE: "waiting", RunState.RUNNING: "waiting", RunState.DONE: "agreed", RunState.FAILED: "refused"}


@register.simple_tag
def run_state(run: Run) -> SafeString:
    """How a turn ended, or that it did not yet."""
    state = RunState(run.state)
    return states.badge(state.value, state.label, TONES[state])


@register.filter
def duration(seconds: float | None) -> str:
    """`0,8 s` or `3 min 20 s`; nothing for None."""
    if seconds is None:
        return ""
    if seconds < 0.1:
        return _("minder dan 0,1 s")
    if seconds < 60:
        return f"{seconds:.1f} s".replace(".", ",")
    return _("%(minutes)s min %(seconds)s s") % {"minutes": int(seconds) // 60, "seconds": int(seconds) % 60}
