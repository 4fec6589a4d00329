"""A frozen version as it is read again: its chapters with their lines, in words."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from projects.models.objective import Objective
from projects.models.plan import Plan
from projects.models.plan_difference import label_of, said
from wegwijzer.accounts.periods import span

TEXTS = ("mission", "vision", "analysis", "communication", "participation")
# What stands beside the title of an objective, in this order.
TOLD = (
    "explanation", "responsibles", "partners", "term", "from_on", "until_on", "target_groups", "priority", "product",
    "effect", "target_number", "target_unit", "target_by", "budgets", "external_code",
)  # fmt: skip


@dataclass(frozen=True)
class FrozenLine:
    code: str
    title: str
    depth: int
    facts: list[tuple[str, str]]


@dataclass(frozen=True)
class FrozenChapter:
    theme: str
    mission: str
    vision: str
    lines: list[FrozenLine] = field(default_factory=list)


@dataclass(frozen=True)
class FrozenPlan:
    facts: list[tuple[str, str]]
    texts: list[tuple[str, str]]
    chapters: list[FrozenChapter]
    steps: list[tuple[str, str]]


def read(content: Mapping[str, Any]) -> FrozenPlan:
    """What `content_of` gave on the day that it was frozen."""
    plan = content["plan"]
    chapters = {row["theme"]: FrozenChapter(row["theme"], row["mission"], row["vision"]) for row in content["chapters"]}
    for row in content["objectives"]:
        chapters[row["chapter"]].lines.append(_line(row))
    short = _told(Plan, plan, ("short_term_until_on",))
    return FrozenPlan(
        facts=[*_told(Plan, plan, ("title", "kind", "owners", "steered_by")), (_("Periode"), _period(plan)), *short],
        texts=_told(Plan, plan, TEXTS),
        chapters=list(chapters.values()),
        steps=[(step["title"], step["activities"]) for step in content["steps"]],
    )


def _period(plan: Mapping[str, Any]) -> str:
    first, last = (dt.date.fromisoformat(plan[name]) if plan[name] else None for name in ("from_on", "until_on"))
    return span(first, last)


def _line(row: Mapping[str, Any]) -> FrozenLine:
    return FrozenLine(row["code"], row["title"], min(row["depth"], 5), _told(Objective, row, TOLD))


def _told(model: Any, row: Mapping[str, Any], names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(label_of(model, name).capitalize(), text) for name in names if (text := said(model, name, row.get(name)))]
