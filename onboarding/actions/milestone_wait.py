"""Letting a milestone wait for deliverables; its day then fills itself."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from onboarding.models import DeliverableType, MilestoneWait
from projects.models import Milestone
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold

SET = "onboarding.milestone_wait.set"
CLEARED = "onboarding.milestone_wait.cleared"


@transaction.atomic
def set_wait(
    milestone: Milestone,
    *,
    by: User,
    type: DeliverableType | None,
    organisation: Organisation | None = None,
    number: int | None = None,
) -> None:
    """What it waits for from now on; without a type for nothing here.

    Raises Refused for one that was reached by hand or waits for something else, and for a type of another project.
    """
    hold(milestone.project)
    milestone.refresh_from_db(fields=["reached_on", "decision", "round", "dossier"])
    before = MilestoneWait.objects.filter(milestone=milestone).select_related("type", "organisation").first()
    scope = milestone.partnership.organisation
    if type is None:
        if before is not None:
            before.delete()
            record(CLEARED, milestone, by=by, scope=scope, changes={"wachtte op": str(before)})
        return
    _refuse(milestone, type, organisation, number)
    values: dict[str, Any] = {"type": type, "organisation": organisation, "number": number}
    wait, _made = MilestoneWait.objects.update_or_create(milestone=milestone, defaults=values)
    record(SET, milestone, by=by, scope=scope, changes={"wacht op": (str(before or ""), str(wait))})


def _refuse(milestone: Milestone, type: DeliverableType, organisation: Organisation | None, number: int | None) -> None:
    """The caller holds the project."""
    if milestone.reached_on is not None:
        raise Refused(_("Deze mijlpaal is al bereikt. Maak de dag eerst leeg."))
    if milestone.decision_id or milestone.round_id or milestone.dossier_id:
        raise Refused(_("Deze mijlpaal wacht al op een besluit, een ronde of een dossier."))
    if type.project_id != milestone.project_id:
        raise Refused(_("Deze soort hoort bij een ander project."), field="type")
    if organisation is not None and number is not None:
        raise Refused(_("Kies één organisatie of een aantal, niet allebei."), field="number")
    asked = type.deliverables
    if organisation is not None and not asked.filter(organisation=organisation).exists():
        raise Refused(_("Dit resultaat is van die organisatie niet gevraagd."), field="organisation")
    if number is not None and number > (most := asked.count()):
        raise Refused(_("Het is maar van %s organisaties gevraagd.") % most, field="number")
