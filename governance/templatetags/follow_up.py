"""How what follows from meetings looks."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from governance.models import BodyYear, CadenceState, YearlyState
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


YEARLY_TONES = {
    YearlyState.MISSING: "none",
    YearlyState.DRAWN_UP: "waiting",
    YearlyState.ESTABLISHED: "waiting",
    YearlyState.PREPARED: "draft",
    YearlyState.ASKED: "waiting",
    YearlyState.APPROVED: "agreed",
    YearlyState.REFUSED: "refused",
}


@register.simple_tag
def yearly_state(state: YearlyState, is_over: bool) -> SafeString:
    """How far the accounts or the evaluation of a year are; a year that still runs asks nothing yet."""
    if state == YearlyState.MISSING and not is_over:
        return states.badge("running", _("het jaar loopt nog"), "na")
    return states.badge(state.value, state.label, YEARLY_TONES[state])
