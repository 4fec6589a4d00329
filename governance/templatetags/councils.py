"""Sittings of councils in few words."""

import datetime as dt

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.models import Chances, CouncilSitting, Plan
from governance.models.backplan import SOON
from wegwijzer.ui import states, words

register = template.Library()


@register.filter
def day_of_month(value: dt.date) -> str:
    """ "ma 14", where the month stands above it."""
    return f"{words.DAYS[value.weekday()]} {value.day}"


@register.filter
def month(value: dt.date) -> str:
    """ "sep 2026"."""
    return f"{words.MONTHS[value.month - 1]} {value.year}"


@register.filter
def without_year(value: dt.date) -> str:
    """ "4 sep", where the year is clear."""
    return f"{value.day} {words.MONTHS[value.month - 1]}"


@register.simple_tag
def agenda_state(sitting: CouncilSitting, day: dt.date) -> SafeString:
    """Whether a point can still be put on the agenda of a sitting, on `day`."""
    left = (sitting.agenda_closes_on - day).days
    if left < 0:
        return states.badge("closed", _("agenda gesloten"), "none")
    if left == 0:
        return states.badge("soon", _("sluit vandaag"), "waiting")
    if left <= SOON.days:
        return states.badge("soon", ngettext("nog %s dag", "nog %s dagen", left) % left, "waiting")
    return states.badge("open", _("agenda open"), "agreed")


TONES = {
    Chances.TOO_LATE: "refused",
    Chances.SOON: "waiting",
    Chances.UNKNOWN: "none",
    Chances.IN_TIME: "agreed",
}


@register.simple_tag
def chance_state(plan: Plan) -> SafeString:
    """How a council stands towards the deadline, as word and shape."""
    return states.badge(plan.state.value, plan.state.label, TONES[plan.state])


@register.filter
def chance_in_words(plan: Plan) -> str:
    """ "laatste kans wo 2 sep 2015, agenda sluit over 6 dagen"; or why there is none."""
    if plan.last is not None:
        days = plan.days_left
        when = ngettext("over %s dag", "over %s dagen", days) % days if days else _("vandaag")
        return _("laatste kans %(day)s, agenda sluit %(when)s") % {"day": words.day(plan.last.held_on), "when": when}
    if plan.state == Chances.UNKNOWN:
        return _("geen zitting bekend")
    if plan.deadline < plan.day:
        return _("de uiterste datum is voorbij")
    if plan.missed is not None:
        told = {"day": words.day(plan.missed.held_on), "closed": words.day(plan.missed.closes_on)}
        return _("de agenda van %(day)s sloot op %(closed)s") % told
    return _("geen zitting voor de uiterste datum")
