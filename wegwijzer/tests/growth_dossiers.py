"""Rows to grow the dossiers of partnership A with; a part of `growth`."""

from typing import Any

from governance.tests import round_factories as rounds
from projects.tests import dossier_factories as make
from wegwijzer.testing.people import Side


def grow_dossiers(side: Side, world: dict[str, Any]) -> None:
    """One more call and dossier, and more of all that hangs on those of the world."""
    call = make.CallFactory(partnership=side.partnership, funder=world["organisation"])
    make.DossierFactory(project=world["project"], call=call, applicant=world["organisation"])
    make.CallConditionFactory(call=world["call"])
    make.CallRequirementFactory(call=world["call"])
    make.CallUpdateFactory(call=world["call"])
    make.InfoSessionFactory(call=world["call"])
    party = rounds.RoundPartyFactory(round=world["round_interest"])
    rounds.ApprovalResponseFactory(party=party)
    make.RequirementFactory(dossier=world["dossier"], person=world["person"])
    make.BudgetLineFactory(budget=world["budget"], cost_kind=world["cost_kind"], organisation=world["organisation"])
    make.CostKindFactory(partnership=side.partnership)
    make.BudgetSourceFactory(budget=world["budget"], kind="other", name="Provincie", amount=1)
    contribution = make.ContributionFactory(budget=world["budget"], key="fixed", share=None, scope="chosen")
    make.ContributionPartyFactory(contribution=contribution, organisation=world["organisation"], value=1)
    version = make.DossierVersionFactory(dossier=world["dossier"], made_by=side.coordinator)
    make.GuestLinkFactory(dossier=world["dossier"], shown=version)
