"""How far the approval of a version is."""

from django import template
from django.utils.safestring import SafeString

from projects.models import Approval, VersionState
from wegwijzer.ui import states

register = template.Library()

TONES = {
    VersionState.FIXED: "draft",
    VersionState.ASKED: "waiting",
    VersionState.APPROVED: "agreed",
    VersionState.REFUSED: "refused",
}


@register.simple_tag
def version_state(approval: Approval) -> SafeString:
    """ "goedgekeurd op 15 december 2005" as word and shape."""
    return states.badge(approval.state.value, approval.words, TONES[approval.state])
