"""Rows to grow staff, collaborations and give and take of partnership A with; a part of `growth`."""

from typing import Any

from projects.tests import staff_factories as make
from wegwijzer.testing.people import Side


def grow_staff(side: Side, world: dict[str, Any]) -> None:
    """One more of each, of other organisations and of the one that the world is about."""
    board = world["organisation"]
    form = make.WorkFormFactory(partnership=side.partnership)
    for organisation in ({"organisation": board}, {}):
        make.StaffAllocationFactory(dossier=world["dossier"], person=world["person"], **organisation)
    collaboration = make.CollaborationFactory(
        project=world["project"], dossier=world["dossier"], partner=board, form=form, theme=world["theme"]
    )
    make.CollaborationEvaluationFactory(collaboration=collaboration, written_by=side.coordinator)
    make.CollaborationEvaluationFactory(collaboration=world["collaboration"], organisation=collaboration.lead)
    for others in ({"giver": board}, {"receiver": board, "collaboration": world["collaboration"]}, {}):
        make.ExpertiseExchangeFactory(partnership=side.partnership, form=form, **others)
