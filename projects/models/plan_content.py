"""A whole plan as plain data, and as one canonical text: what a version freezes and what two versions differ in.

The keys of objectives are those of their rows, so that an objective is found back after it moved or got other words.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects

from projects.models.objective_parts import ObjectiveBudget, ObjectiveParty, PartyRole
from projects.models.plan import Plan, PlanVersion
from projects.models.tree import Chapter, Node, read_tree

FORMAT = 1
PLAN_FIELDS = (
    "title", "kind", "from_on", "until_on", "short_term_until_on", "mission", "vision", "analysis", "communication",
    "participation",
)  # fmt: skip
OBJECTIVE_FIELDS = (
    "level", "title", "explanation", "from_on", "until_on", "term", "priority", "product", "effect", "target_number",
    "target_unit", "target_by", "target_counts", "external_code",
)  # fmt: skip
STEP_FIELDS = ("title", "activities", "from_on", "until_on", "time_path", "result")


def content_of(plan: Plan) -> dict[str, Any]:
    """The plan as it stands now: texts, chapters, objectives with their codes, steps. Nine queries, however many."""
    tree = read_tree(plan)
    prefetch_related_objects([node.objective for node in tree.walk()], "target_groups")
    parties, budgets = _parties(plan), _budgets(plan)
    return {
        "format": FORMAT,
        "plan": _plan(plan),
        "chapters": [_chapter(chapter) for chapter in tree.chapters],
        "objectives": [
            _objective(node, parties[node.pk], budgets[node.pk]) | {"chapter": _name(chapter)}
            for chapter in tree.chapters
            for node in chapter.walk()
        ],
        "steps": [
            _plain(step, STEP_FIELDS)
            | {"id": step.pk, "partners": [_with_more(row.name, row.participation) for row in step.partners.all()]}
            for step in plan.steps.prefetch_related("partners")
        ],
    }


def _plan(plan: Plan) -> dict[str, Any]:
    """Its own columns; the body that follows it up only where there is one, so that older versions stay as they are."""
    found = _plain(plan, PLAN_FIELDS) | {"owners": sorted(str(owner) for owner in plan.owners.all())}
    return found | {"steered_by": str(plan.steered_by)} if plan.steered_by else found


def canonical(content: dict[str, Any]) -> str:
    """The same data is the same text, byte for byte."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def checksum_of(text: str) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def is_as_frozen(version: PlanVersion) -> bool:
    """Whether the plan still is what was frozen in this version; reads the whole plan."""
    return checksum_of(canonical(content_of(version.plan))) == version.checksum


def _plain(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """Columns as JSON has them: a day in ISO form, a number as text, so that nothing is rounded."""
    found = {}
    for name in names:
        value = getattr(row, name)
        found[name] = value if value is None or isinstance(value, str) else str(value)
    return found


def _name(chapter: Chapter) -> str:
    return str(chapter.theme) if chapter.theme else ""


def _chapter(chapter: Chapter) -> dict[str, str]:
    about = chapter.about
    return {
        "theme": _name(chapter),
        "mission": about.mission if about else "",
        "vision": about.vision if about else "",
    }


def _objective(node: Node, parties: list[ObjectiveParty], budgets: list[ObjectiveBudget]) -> dict[str, Any]:
    objective = node.objective
    return _plain(objective, OBJECTIVE_FIELDS) | {
        "id": objective.pk,
        "under": objective.parent_id,
        "code": node.code,
        "depth": node.depth,
        "theme": str(node.theme) if node.theme else "",
        "target_groups": sorted(str(group) for group in objective.target_groups.all()),
        "responsibles": [_who(party) for party in parties if party.role == PartyRole.RESPONSIBLE],
        "partners": [_who(party) for party in parties if party.role == PartyRole.PARTNER],
        "budgets": {str(budget.year): str(budget.amount) for budget in budgets},
    }


def _who(party: ObjectiveParty) -> str:
    return _with_more(str(party), party.task)


def _with_more(name: str, more: str) -> str:
    return f"{name} ({more})" if more else name


def _parties(plan: Plan) -> dict[int, list[ObjectiveParty]]:
    found: dict[int, list[ObjectiveParty]] = defaultdict(list)
    rows = ObjectiveParty.objects.filter(objective__plan=plan).order_by("pk")
    for party in rows.select_related("organisation", "body", "person"):
        found[party.objective_id].append(party)
    return found


def _budgets(plan: Plan) -> dict[int, list[ObjectiveBudget]]:
    found: dict[int, list[ObjectiveBudget]] = defaultdict(list)
    for budget in ObjectiveBudget.objects.filter(objective__plan=plan).order_by("year"):
        found[budget.objective_id].append(budget)
    return found
