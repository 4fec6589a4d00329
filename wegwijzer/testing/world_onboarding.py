"""The part of the world around what newcomers get: one of everything, in partnership A or in B."""

from typing import Any

from onboarding.tests import factories as make
from wegwijzer.accounts.models import Organisation
from wegwijzer.testing.people import Side

STATES = ("planned", "in_progress", "in_review", "delivered", "published", "na")


def build_onboarding(side: Side, board: Organisation, world: dict[str, Any], mark: str) -> dict[str, Any]:
    """Objects by the names that the access matrix uses for them; `mark` is put in every text.

    The deliverables are of the first board, each of a type of its own.
    """
    made: dict[str, Any] = {}
    for state in STATES:
        kind = make.DeliverableTypeFactory(
            project=world["project"],
            name=f"Brochure {state}{mark}",
            explanation=f"In negen talen{mark}",
            theme=world["theme"],
        )
        traits: dict[str, Any] = {} if state == "planned" else {state: True}
        if state == "na":
            traits["reason"] = f"Samen met de buren{mark}"
        row = make.DeliverableFactory(type=kind, organisation=board, note=f"Nota {state}{mark}", **traits)
        made |= {f"deliverable_type_{state}": kind, f"deliverable_{state}": row}
    made["deliverable_document"] = make.DeliverableDocumentFactory(
        deliverable=made["deliverable_in_progress"], document=world["document"]
    )
    for state in ("planned", "held", "cancelled"):
        traits = {} if state == "planned" else {state: True}
        made[f"event_{state}"] = make.EventFactory(
            project=world["project"],
            organiser=board,
            title=f"Onthaal {state}{mark}",
            place=f"Markt{mark}",
            description=f"Koffie{mark}",
            **traits,
        )
    made["event_invitation"] = make.EventInvitationFactory(event=made["event_planned"], organisation=board)
    made["event_count"] = make.EventCountFactory(event=made["event_planned"], organisation=board)
    made |= _education(board, world, mark)
    milestone = make.MilestoneFactory(project=world["project"], name=f"Eén brochure{mark}")
    made["milestone_wait"] = make.MilestoneWaitFactory(
        milestone=milestone, type=made["deliverable_type_delivered"], number=1
    )
    return made


EDUCATION_STATES = ("idea", "preparing", "running", "presented", "finished", "stopped")


def _education(board: Organisation, world: dict[str, Any], mark: str) -> dict[str, Any]:
    """One in each state, and on the one that is prepared all that can hang on it."""
    made: dict[str, Any] = {}
    said = dict.fromkeys(("purpose", "parents", "presentation", "result", "lessons"), f"Voorlezen{mark}")
    for state in EDUCATION_STATES:
        traits: dict[str, Any] = {} if state == "idea" else {state: True}
        if state == "stopped":
            traits["reason"] = f"Geen plaats{mark}"
        made[f"education_{state}"] = make.EducationProjectFactory(
            project=world["project"],
            organisation=board,
            title=f"Onderwijs {state}{mark}",
            presentation_place=f"Zaal{mark}",
            theme=world["theme"],
            **said,
            **traits,
        )
    education = made["education_preparing"]
    made["education_partner"] = make.EducationPartnerFactory(
        education=education, organisation__name=f"School{mark or ' A'}", task=f"Een klas{mark}"
    )
    made["education_phase"] = make.EducationPhaseFactory(education=education, name=f"Start{mark}")
    made["education_document"] = make.EducationDocumentFactory(education=education, document=world["document"])
    return made
