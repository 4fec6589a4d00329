"""How claims look, wherever they stand."""

from django import template
from django.template.context import RequestContext
from django.utils.safestring import SafeString

from projects.access import Can, can
from projects.models import WITH_GRANT, Claim, ClaimState, Dossier
from wegwijzer.ui import states

register = template.Library()

TONES = {
    ClaimState.DRAFT: "draft",
    ClaimState.SUBMITTED: "waiting",
    ClaimState.RETURNED: "postponed",
    ClaimState.VERIFIED: "agreed",
    ClaimState.PAID: "agreed",
    ClaimState.WITHDRAWN: "na",
}


@register.simple_tag(takes_context=True)
def sees_claims(context: RequestContext, dossier: Dossier) -> bool:
    """Whether the reader of this page has a side in the claims of a dossier that can have some."""
    return dossier.state in WITH_GRANT and can(context["user"], Can.SEE_CLAIMS, dossier)


@register.simple_tag
def claim_state(claim: Claim) -> SafeString:
    """The state of a claim as word and shape."""
    state = ClaimState(claim.state)
    return states.badge(state.value, state.label, TONES[state])
