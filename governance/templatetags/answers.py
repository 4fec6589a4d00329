"""How answers to a round look, wherever they stand."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from governance.models import ApprovalResponse, ResponseOutcome
from wegwijzer.ui import states

register = template.Library()

TONES = {
    ResponseOutcome.APPROVED: "agreed",
    ResponseOutcome.REMARKS: "agreed",
    ResponseOutcome.REJECTED: "refused",
    ResponseOutcome.POSTPONED: "postponed",
    ResponseOutcome.WITHDRAWN: "none",
}


@register.simple_tag
def response_state(response: ApprovalResponse) -> SafeString:
    """What was answered, as word and shape."""
    if response.undone_at:
        return states.badge("undone", _("teruggenomen"), "na")
    return states.badge(response.outcome, response.word, TONES[ResponseOutcome(response.outcome)])


@register.simple_tag
def response_check(response: ApprovalResponse) -> SafeString:
    """Whether somebody laid the extract beside it."""
    if response.is_verified:
        return states.badge("verified", _("nagekeken"), "agreed")
    return states.badge("reported", _("gemeld"), "waiting")
