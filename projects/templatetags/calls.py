"""How calls look, wherever they stand."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from projects.models import Call, CallRequirement, FitState
from wegwijzer.accounts.periods import today
from wegwijzer.ui import states, words

register = template.Library()

TONE_OF_FIT = {FitState.MET: "agreed", FitState.NOT_MET: "refused", FitState.OPEN: "waiting"}


@register.simple_tag
def call_state(call: Call) -> SafeString:
    """Whether one can still apply."""
    day = today()
    if call.is_over:
        return states.badge("past", _("voorbij"), "na")
    if call.opened_on is not None and call.opened_on > day:
        return states.badge("coming", _("gaat nog open"), "none")
    return states.badge("open", _("open"), "agreed")


@register.simple_tag
def fit_state(state: str) -> SafeString:
    """What a condition came to, or all of them together."""
    known = FitState(state)
    return states.badge(known.value, known.label, TONE_OF_FIT[known])


@register.simple_tag
def fit_total(state: str) -> SafeString:
    """The same of a whole call."""
    told = {
        FitState.MET: _("past bij ons"),
        FitState.NOT_MET: _("past zo niet"),
        FitState.OPEN: _("nog niet te zeggen"),
    }
    known = FitState(state)
    return states.badge(known.value, told[known], TONE_OF_FIT[known])


@register.simple_tag
def due_words(row: CallRequirement, call: Call) -> str:
    """By when, for who applies on the last day."""
    if not row.days_before:
        return _("bij het indienen")
    return _("tegen %s") % words.day(row.due_on(call.deadline_on))
