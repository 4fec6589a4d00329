"""What hangs on objectives that come in with a table: parties, target groups and budgets, written all at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from governance.models import Body, Person, organisations_within
from projects.actions import target_group
from projects.actions.plan_state import ROLES, PlanState, Values, spelled
from projects.exports.plan_columns import BUDGET
from projects.models import Objective, ObjectiveBudget, ObjectiveParty, PartyRole, TargetGroup

Link = Objective.target_groups.through


class Parts:
    """Collects; `keep_parts` writes. A party is who is known by that name in the partnership, or else just the name."""

    def __init__(self, state: PlanState) -> None:
        self.now = state
        self.parties: list[ObjectiveParty] = []
        self.links: list[Any] = []
        self.budgets: list[ObjectiveBudget] = []
        self._known: dict[str, list[tuple[str, Any]]] = {}
        self.groups: dict[str, TargetGroup] = {}

    def look_up(self, values: Iterable[Values]) -> None:
        """Look up who is named, and make the target groups that are new."""
        partnership = self.now.plan.partnership
        found: dict[str, list[tuple[str, Any]]] = defaultdict(list)
        sources = {
            "organisation": organisations_within([partnership.pk]),
            "body": Body.objects.filter(partnership=partnership),
            "person": Person.objects.filter(partnership=partnership),
        }
        for way, rows in sources.items():
            for row in rows:
                found[spelled(str(row))].append((way, row))
        self._known = found
        names = dict.fromkeys(name for each in values for name, _task in each.get("target_groups", ()))
        self.groups = dict(zip(names, target_group.named(partnership, names), strict=True))

    def hang_on(self, objective: Objective, values: Values) -> None:
        """All that a new objective has."""
        for key, role in ROLES.items():
            self._add_parties(objective, role, values.get(key, ()))
        self._add_groups(objective, (name for name, _task in values.get("target_groups", ())))
        for year, amount in budgets_in(values).items():
            self._add_budget(objective, year, amount)

    def hang_again(self, objective: Objective, changes: Mapping[str, tuple[Any, Any]]) -> bool:
        """What changes on one that was there; whether there was anything."""
        touched = False
        for key, (_old, new) in changes.items():
            if key in ROLES:
                self._change_parties(objective, ROLES[key], dict(new))
            elif key == "target_groups":
                wanted = {name for name, _task in new}
                there = self.now.parts.target_groups.get(objective.pk, [])
                gone = [group for group in there if group.name not in wanted]
                Link.objects.filter(objective=objective, targetgroup__in=gone).delete()
                self._add_groups(objective, sorted(wanted - {group.name for group in there}))
            elif key.startswith(BUDGET):
                year = int(key.split(" ")[1])
                ObjectiveBudget.objects.filter(objective=objective, year=year).delete()
                self._add_budget(objective, year, new)
            else:
                continue
            touched = True
        return touched

    def keep_parts(self) -> None:
        ObjectiveParty.objects.bulk_create(self.parties, batch_size=500)
        Link.objects.bulk_create(self.links, batch_size=500)
        ObjectiveBudget.objects.bulk_create(self.budgets, batch_size=500)

    def _add_parties(self, objective: Objective, role: PartyRole, named: Iterable[tuple[str, str]]) -> None:
        for name, task in named:
            known = self._known.get(spelled(name), [])
            who = {known[0][0]: known[0][1]} if len(known) == 1 and str(known[0][1]) == name else {"name": name}
            self.parties.append(ObjectiveParty(objective=objective, role=role, task=task, **who))

    def _change_parties(self, objective: Objective, role: PartyRole, wanted: dict[str, str]) -> None:
        for party in self.now.parts.parties_as(role, objective.pk):
            task = wanted.pop(str(party), None)
            if task is None:
                party.delete()
            elif task != party.task:
                party.task = task
                party.save(update_fields=["task"])
        self._add_parties(objective, role, wanted.items())

    def _add_groups(self, objective: Objective, names: Iterable[str]) -> None:
        self.links += [Link(objective=objective, targetgroup=self.groups[name]) for name in names]

    def _add_budget(self, objective: Objective, year: int, amount: Any) -> None:
        if amount is not None:
            self.budgets.append(ObjectiveBudget(objective=objective, year=year, amount=amount))


def budgets_in(values: Values) -> dict[int, Any]:
    """The amount per year, None where a cell is empty."""
    return {int(key.split(" ")[1]): value for key, value in values.items() if key.startswith(BUDGET)}
