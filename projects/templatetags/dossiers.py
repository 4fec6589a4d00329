"""How dossiers look, wherever they stand."""

from django import template
from django.utils.safestring import SafeString

from projects.models import Dossier, DossierState
from wegwijzer.ui import states

register = template.Library()

TONES = {
    DossierState.IDEA: "none",
    DossierState.GO: "waiting",
    DossierState.NO_GO: "refused",
    DossierState.DRAFTING: "draft",
    DossierState.IN_APPROVAL: "waiting",
    DossierState.SUBMITTED: "waiting",
    DossierState.AWARDED: "agreed",
    DossierState.REFUSED: "refused",
    DossierState.RUNNING: "waiting",
    DossierState.FINAL_REPORT: "waiting",
    DossierState.CLOSED: "agreed",
    DossierState.WITHDRAWN: "refused",
}


@register.simple_tag
def dossier_state(dossier: Dossier) -> SafeString:
    """The state of a dossier as word and shape."""
    state = DossierState(dossier.state)
    return states.badge(state.value, state.label, TONES[state])
