"""How what follows from meetings looks."""

from django import template
from django.utils.safestring import SafeString

from governance.models import BodyYear, CadenceState
from wegwijzer.ui import states

register = template.Library()

TONES = {
    CadenceState.KEPT: "agreed",
    CadenceState.ON_TRACK: "agreed",
    CadenceState.BEHIND: "waiting",
    CadenceState.MISSED: "refused",
    CadenceState.FREE: "na",
}


@register.simple_tag
def cadence_state(row: BodyYear) -> SafeString:
    """Whether a body kept its rhythm, as word and shape."""
    return states.badge(row.state.value, row.state.label, TONES[row.state])
