"""The part of the world around calls, dossiers and the money: one of everything, in partnership A or in B."""

from typing import Any

from governance.tests import round_factories as rounds
from projects.tests import dossier_factories as make
from wegwijzer.accounts.models import Organisation
from wegwijzer.testing.people import Side


def build_dossiers(side: Side, board: Organisation, world: dict[str, Any], mark: str) -> dict[str, Any]:
    """Objects by the names that the access matrix uses for them; `mark` is put in every text."""
    partnership, person = side.partnership, world["person"]
    call = make.CallFactory(
        partnership=partnership,
        title=f"Projecten integratie{mark}",
        funder=board,
        reference=f"INT-2015{mark}",
        purpose=f"Onthaal{mark}",
        source=f"Omzendbrief{mark}",
        interest=_interest(side, board, mark),
    )
    dossier = make.DossierFactory(
        project=world["project"],
        call=call,
        title=f"Aanvraag Wegwijzer{mark}",
        applicant=board,
        plan=world["plan"],
        summary=f"Samengevat{mark}",
        reference=f"Dossier 7{mark}",
        running=True,
    )
    version = make.DossierVersionFactory(dossier=dossier, made_by=side.coordinator)
    return {
        "dossier_version": version,
        "guest_link": make.GuestLinkFactory(
            dossier=dossier, shown=version, name=f"Auditkantoor{mark}", email="auditor@example.org"
        ),
        "call": call,
        "round_interest": call.interest,
        "call_unasked": make.CallFactory(partnership=partnership, title=f"Volgende{mark}", funder=board, earlier=call),
        **_parts_of_call(call, mark),
        "dossier": dossier,
        "requirement": make.RequirementFactory(
            dossier=dossier, title=f"Verklaring op eer{mark}", explanation=f"Met handtekening{mark}", person=person
        ),
        **_money(dossier, board, mark),
    }


def _money(dossier: Any, board: Organisation, mark: str) -> dict[str, Any]:
    """The budget of a dossier: a line, a source, and who contributes."""
    cost_kind = make.CostKindFactory(partnership=dossier.partnership, name=f"personeel{mark}", is_staff=True)
    budget = make.BudgetFactory(dossier=dossier, name=f"aanvraag{mark}")
    contribution = make.ContributionFactory(budget=budget, scope="chosen")
    return {
        "cost_kind": cost_kind,
        "budget": budget,
        "budget_line": make.BudgetLineFactory(
            budget=budget, cost_kind=cost_kind, description=f"Coördinator{mark}", organisation=board, months=12
        ),
        "budget_source": make.BudgetSourceFactory(budget=budget, name=f"Subsidie{mark}", organisation=board),
        "contribution": contribution,
        "contribution_party": make.ContributionPartyFactory(contribution=contribution, organisation=board),
    }


def _parts_of_call(call: Any, mark: str) -> dict[str, Any]:
    return {
        "call_condition": make.CallConditionFactory(call=call, text=f"Minstens drie{mark}", source=f"art. 3{mark}"),
        "call_words": make.CallConditionFactory(
            call=call,
            measure="other",
            amount=None,
            text=f"Vernieuwend{mark}",
            verdict="met",
            verdict_reason=f"Nieuw in de regio{mark}",
        ),
        "call_requirement": make.CallRequirementFactory(
            call=call, title=f"Verklaring op eer{mark}", explanation=f"Met handtekening{mark}"
        ),
        "call_update": make.CallUpdateFactory(call=call, text=f"Antwoord{mark}", source=f"Mail{mark}"),
        "info_session": make.InfoSessionFactory(call=call, title=f"Toelichting{mark}", place=f"Brussel{mark}"),
    }


def _interest(side: Side, board: Organisation, mark: str) -> Any:
    """A round about interest that runs, with one answer and its reason."""
    round_ = rounds.ApprovalRoundFactory(
        partnership=side.partnership,
        kind="interest",
        title=f"Interesse{mark}",
        open=True,
        text__question=f"Doet u mee{mark}?",
    )
    party = rounds.RoundPartyFactory(round=round_, organisation=board)
    rounds.ApprovalResponseFactory(party=party, reason=f"Past bij ons{mark}", preferred_form="partner")
    return round_
