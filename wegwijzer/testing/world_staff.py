"""The part of the world around staff, collaborations and give and take: one of everything, in partnership A or in B."""

from typing import Any

from projects.tests import staff_factories as make
from wegwijzer.accounts.models import Organisation
from wegwijzer.testing.people import Side


def build_staff(side: Side, board: Organisation, world: dict[str, Any], mark: str) -> dict[str, Any]:
    """Objects by the names that the access matrix uses for them; `mark` is put in every text."""
    other = list(side.boards.values())[1]
    work_form = make.WorkFormFactory(partnership=side.partnership, name=f"immersie{mark}")
    collaboration = make.CollaborationFactory(
        project=world["project"],
        dossier=world["dossier"],
        subject=f"Meelopen in het onthaal{mark}",
        lead=other,
        partner=board,
        form=work_form,
        theme=world["theme"],
        frequency=f"elke week{mark}",
        goals=f"Een eigen procedure{mark}",
        stop_reason=f"Wissel van ploeg{mark}",
    )
    return {
        "work_form": work_form,
        "staff_allocation": make.StaffAllocationFactory(
            dossier=world["dossier"],
            organisation=board,
            person=world["person"],
            role=f"projectmedewerker{mark}",
            note=f"Start later{mark}",
        ),
        "collaboration": collaboration,
        "collaboration_evaluation": make.CollaborationEvaluationFactory(
            collaboration=collaboration,
            organisation=board,
            advantages=f"Korte lijnen{mark}",
            disadvantages=f"Weinig tijd{mark}",
            budget=f"Verplaatsing vergeten{mark}",
            would_differ=f"Vroeger beginnen{mark}",
            written_by=side.coordinator,
        ),
        "expertise_exchange": make.ExpertiseExchangeFactory(
            partnership=side.partnership,
            collaboration=collaboration,
            giver=other,
            receiver=board,
            form=work_form,
            subject=f"Intervisie{mark}",
        ),
    }
