"""Sittings of councils in few words."""

import datetime as dt

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.models import CouncilSitting
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
