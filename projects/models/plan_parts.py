"""What hangs on the objectives of a whole plan: parties, budgets and target groups, in three queries."""

from collections import defaultdict
from decimal import Decimal

from projects.models.objective import Objective, TargetGroup
from projects.models.objective_parts import ObjectiveBudget, ObjectiveParty, PartyRole
from projects.models.plan import Plan


class PlanParts:
    """By the primary key of the objective; one that has nothing has an empty list or dictionary."""

    def __init__(self, plan: Plan) -> None:
        self.parties: dict[int, list[ObjectiveParty]] = defaultdict(list)
        self.budgets: dict[int, dict[int, Decimal]] = defaultdict(dict)
        self.target_groups: dict[int, list[TargetGroup]] = defaultdict(list)
        parties = ObjectiveParty.objects.filter(objective__plan=plan).order_by("pk")
        for party in parties.select_related("organisation", "body", "person"):
            self.parties[party.objective_id].append(party)
        budgets = ObjectiveBudget.objects.filter(objective__plan=plan).order_by("year")
        for objective, year, amount in budgets.values_list("objective", "year", "amount"):
            self.budgets[objective][year] = amount
        links = Objective.target_groups.through.objects.filter(objective__plan=plan).select_related("targetgroup")
        for link in links.order_by("targetgroup__name", "targetgroup"):
            self.target_groups[link.objective_id].append(link.targetgroup)

    def parties_as(self, role: PartyRole, objective: int) -> list[ObjectiveParty]:
        """Who is responsible for it, or who takes part."""
        return [party for party in self.parties.get(objective, ()) if party.role == role]

    @property
    def years(self) -> list[int]:
        """The years for which an amount is known, from early to late."""
        return sorted({year for amounts in self.budgets.values() for year in amounts})
