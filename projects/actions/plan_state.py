"""A plan as a table compares with it: the values of every objective, and the names that the partnership knows."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from governance.models import Theme
from projects.actions.outline import fits
from projects.exports.plan_columns import BUDGET, heading_of
from projects.models import Level, PartyRole, Plan, PlanKind, TargetGroup
from projects.models.plan_parts import PlanParts
from projects.models.tree import Node, read_tree

Values = dict[str, Any]
OWN = (  # columns that are a field of the objective under the same name
    "level", "title", "explanation", "from_on", "until_on", "term", "priority", "product", "effect",
    "target_number", "target_unit", "target_by", "target_counts", "external_code",
)  # fmt: skip
EMPTY: Values = {  # what an empty cell of a column means; anything else is then None
    "level": "",
    "explanation": "", "theme": "", "target_groups": [], "responsible": [], "partners": [], "from_on": None,
    "until_on": None, "term": "", "priority": "", "product": "", "effect": "", "target_number": None,
    "target_unit": "", "target_by": None, "target_counts": "", "external_code": "",
}  # fmt: skip
ROLES = {"responsible": PartyRole.RESPONSIBLE, "partners": PartyRole.PARTNER}


def spelled(name: str) -> str:
    """A name without capitals, accents and double spaces: two that are equal like this are meant to be one."""
    bare = unicodedata.normalize("NFKD", " ".join(name.split()).casefold())
    return "".join(character for character in bare if not unicodedata.combining(character))


class PlanState:
    """Read once; eight queries, however many objectives there are."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.tree = read_tree(plan)
        self.parts = PlanParts(plan)
        self.highest = Level.OPERATIONAL if plan.kind == PlanKind.CATALOGUE else Level.STRATEGIC
        partnership = plan.partnership
        self.names = {
            "theme": _by_name(Theme.objects.filter(partnership=partnership)),
            "target_groups": _by_name(TargetGroup.objects.filter(partnership=partnership)),
        }
        self.by_path: dict[tuple[int, ...], list[Node]] = defaultdict(list)
        for node in self.tree.walk():
            digits = node.code.lstrip("ADOST")
            self.by_path[tuple(int(part) for part in digits.split("."))].append(node)

    def knows(self, key: str, name: str) -> bool:
        """Whether the partnership has a theme or target group of exactly that name."""
        return any(str(row) == name for row in self.names[key].get(spelled(name), ()))

    def read(self, given: Values) -> Values:
        """The values of a row, with the names of themes and target groups as the partnership spells them."""
        found = dict(given)
        if given.get("theme"):
            found["theme"] = self._own_spelling("theme", given["theme"])
        if "target_groups" in given:
            names = dict.fromkeys(self._own_spelling("target_groups", name) for name, _task in given["target_groups"])
            found["target_groups"] = [(name, "") for name in sorted(names)]
        return found

    def _own_spelling(self, key: str, name: str) -> str:
        alike = [str(row) for row in self.names[key].get(spelled(name), ())]
        return alike[0] if len(alike) == 1 else name

    def values_of(self, node: Node) -> Values:
        """What an objective holds now, in the shape in which a row is read."""
        row, pk = node.objective, node.pk
        values: Values = {key: getattr(row, key) for key in OWN}
        values["theme"] = row.theme.name if row.theme else ""
        values["target_groups"] = sorted((group.name, "") for group in self.parts.target_groups.get(pk, ()))
        for key, role in ROLES.items():
            values[key] = [(str(party), party.task) for party in self.parts.parties_as(role, pk)]
        return values | {f"{BUDGET} {year}": amount for year, amount in self.parts.budgets.get(pk, {}).items()}

    def differs(self, key: str, old: Any, new: Any) -> bool:
        if key in ("responsible", "partners", "target_groups"):
            return sorted(old or ()) != sorted(new or ())
        return bool(old != new)

    def missing_in(self, values: Values) -> list[str]:
        """What is wrong with values that go together, as sentences."""
        said = []
        start, end = values.get("from_on"), values.get("until_on")
        if start and end and end < start:
            said.append(_said("until_on", _("De einddatum ligt voor de begindatum.")))
        number, unit = values.get("target_number"), values.get("target_unit")
        if (number is None) != (not unit):
            said.append(_said("target_number", _("Geef bij een streefcijfer het getal en de eenheid.")))
        elif number is None and (values.get("target_by") or values.get("target_counts")):
            said.append(_said("target_number", _("Zonder getal is er niets te bereiken of te tellen.")))
        for key in ROLES:
            names = [name for name, _task in values.get(key, ())]
            twice = next((name for name in names if names.count(name) > 1), None)
            if twice is not None:
                said.append(_said(key, _("‘%s’ staat er twee keer.") % twice))
        return said

    def level_refusal(self, level: str, above: str) -> str:
        """Why a row of `level` can not stand under one of level `above`; "" when it can."""
        if fits(level, above or None):
            return ""
        if level == Level.STEP:
            return _("Een stap staat onder een actie of een andere stap. Kies een ander niveau of een andere diepte.")
        said = _("Een %(level)s kan niet onder een %(above)s staan. Kies een ander niveau of een andere diepte.")
        return said % {"level": Level(level).label, "above": Level(above).label}

    def groups(self, group: Callable[[int | None, str], Any]) -> dict[Any, list[int]]:
        """What stands together now, in its order."""
        found: dict[Any, list[int]] = defaultdict(list)
        for node in self.tree.walk():
            theme = node.objective.theme.name if node.objective.theme else ""
            found[group(node.parent.pk if node.parent else None, theme)].append(node.pk)
        return found


def _said(key: str, sentence: str) -> str:
    return f"{heading_of(key)}: {sentence}"


def _by_name(rows: Iterable[Model]) -> dict[str, list[Model]]:
    found: dict[str, list[Model]] = defaultdict(list)
    for row in rows:
        found[spelled(str(row))].append(row)
    return found
