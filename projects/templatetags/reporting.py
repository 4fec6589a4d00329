"""How reports to the funder and changes after the award look."""

import datetime as dt
from decimal import Decimal

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from projects.models import Amendment, AmendmentState, ReportingDeadline
from projects.models.condition_words import plain
from wegwijzer.accounts.periods import in_words, span
from wegwijzer.ui import states, words

register = template.Library()
register.filter("plain_number", plain)

TONES = {
    AmendmentState.DRAFT: "draft",
    AmendmentState.ASKED: "waiting",
    AmendmentState.APPROVED: "agreed",
    AmendmentState.REFUSED: "refused",
}


@register.simple_tag
def reporting_state(report: ReportingDeadline) -> SafeString:
    """Submitted, late, or still to come."""
    if report.is_submitted:
        return states.badge("submitted", _("ingediend"), "agreed")
    if report.is_overdue:
        return states.badge("late", _("te laat"), "refused")
    return states.badge("open", _("nog in te dienen"), "waiting")


@register.simple_tag
def amendment_state(amendment: Amendment) -> SafeString:
    state = AmendmentState(amendment.state)
    return states.badge(state.value, state.label, TONES[state])


@register.simple_tag
def report_span(report: ReportingDeadline) -> str:
    """ "van 1 december 2015 tot en met 31 december 2016"."""
    return span(report.from_on, report.until_on)


@register.simple_tag
def kept_euro(amount: str | None) -> str:
    """An amount as frozen content keeps it."""
    return words.euro(Decimal(amount)) if amount else ""


@register.simple_tag
def kept_day(day: str | None) -> str:
    """A day as frozen content keeps it."""
    return words.day(dt.date.fromisoformat(day)) if day else ""


@register.simple_tag
def kept_date(day: str | None) -> str:
    """The same written out, for paper: 1 december 2015."""
    return in_words(dt.date.fromisoformat(day)) if day else ""
