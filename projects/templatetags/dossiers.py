"""How dossiers look, wherever they stand."""

from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from governance.models import ApprovalRound, Decision
from projects import access
from projects.models import CheckRow, CheckState, Dossier, DossierState
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


CHECK_TONES = {
    CheckState.MET: "agreed",
    CheckState.WAIVED: "na",
    CheckState.OPEN: "waiting",
    CheckState.LATE: "refused",
    CheckState.LOST: "refused",
}


@register.simple_tag
def check_state(row: CheckRow) -> SafeString:
    """How far a row of a checklist is, as word and shape."""
    return states.badge(row.state.value, row.state.label, CHECK_TONES[row.state])


@register.inclusion_tag("projects/dossiers_hanging.html", takes_context=True)
def dossiers_hanging(context: RequestContext, thing: Decision | ApprovalRound, is_met: bool) -> dict[str, Any]:
    """The dossiers that wait for this decision or round; `is_met` when it took effect or was reached. One query."""
    rows = access.dossiers_hanging(context["user"], thing)
    return {"lines": [(row, _hangs(row, is_met)) for row in rows]}


def _hangs(dossier: Dossier, is_met: bool) -> str:
    if dossier.state == DossierState.IDEA:
        return _("Dit dossier kan nu ‘go’.") if is_met else _("Dit dossier kan pas ‘go’ als dit in werking is.")
    return _("Dit dossier steunt hierop.")
