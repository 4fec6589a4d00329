"""Rows to grow what newcomers get of partnership A with; a part of `growth`."""

from typing import Any

from onboarding.tests import factories as make
from wegwijzer.testing.people import Side
from wegwijzer.testing.world_onboarding import EDUCATION_STATES, STATES


def grow_onboarding(side: Side, world: dict[str, Any]) -> None:
    """A type more, of which every state, for organisations that were not there; a file more for one of the world."""
    kind = make.DeliverableTypeFactory(project=world["project"], theme=world["theme"])
    for state in STATES:
        traits: dict[str, Any] = {} if state == "planned" else {state: True}
        make.DeliverableFactory(type=kind, **traits)
        make.DeliverableFactory(type=world[f"deliverable_type_{state}"], **traits)
    make.DeliverableFactory(type=kind, organisation=world["organisation"])
    for state in ("planned", "held", "cancelled"):
        of_state: dict[str, Any] = {} if state == "planned" else {state: True}
        event = make.EventFactory(project=world["project"], **of_state)
        for about in (event, world[f"event_{state}"]):
            board = make.EventInvitationFactory(event=about).organisation
            make.EventCountFactory(event=about, organisation=board)
    for state in EDUCATION_STATES:
        in_state: dict[str, Any] = {} if state == "idea" else {state: True}
        make.EducationProjectFactory(project=world["project"], **in_state)
        for about in (make.EducationProjectFactory(project=world["project"]), world[f"education_{state}"]):
            make.EducationPartnerFactory(education=about)
            make.EducationPhaseFactory(education=about)
            make.EducationDocumentFactory(education=about)
    make.MilestoneWaitFactory(milestone__project=world["project"], type=kind)
    make.DeliverableDocumentFactory(deliverable=world["deliverable_in_progress"])
