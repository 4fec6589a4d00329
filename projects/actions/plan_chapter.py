"""The chapters of a plan: themes in their order, each with its own mission and vision.

A chapter is only taken out when it is empty: lines are moved first, so that nobody looks for them in vain. History of
chapters is told of the plan.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.actions.themes import themes_named
from projects.models import Plan, PlanTheme
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, hold
from wegwijzer.lifecycle import change as write

ADDED = "projects.plan.chapter_added"
CHANGED = "projects.plan.chapter_changed"
MOVED = "projects.plan.chapter_moved"
REMOVED = "projects.plan.chapter_removed"


@transaction.atomic
def add(plan: Plan, *, by: User | None, name: str, **texts: str) -> PlanTheme:
    """A chapter about the theme of that name, last; a theme that is new is added. Raises Refused when it is there."""
    hold(plan)
    theme = themes_named(plan.partnership, [name])[0]
    if plan.chapters.filter(theme=theme).exists():
        raise Refused(_("Dit thema staat al in het plan."), field="name")
    chapter = PlanTheme.objects.create(plan=plan, theme=theme, position=plan.chapters.count() + 1, **texts)
    record(ADDED, plan, by=by, scope=plan.partnership.organisation, changes={"theme": theme.name} | texts)
    return chapter


@transaction.atomic
def change(chapter: PlanTheme, *, by: User, version: int, **texts: str) -> None:
    """Other words for its mission and vision. Raises Stale when somebody changed them first."""
    plan = chapter.plan
    chapter.version = version
    changes: dict[str, Any] = dict(write(chapter, **texts))
    if not changes:
        return
    changes["theme"] = chapter.theme.name
    record(CHANGED, plan, by=by, scope=plan.partnership.organisation, changes=changes)


@transaction.atomic
def shift(chapter: PlanTheme, *, by: User, by_places: int) -> None:
    """Up (-1) or down (1) among the chapters. Raises Refused at either end."""
    plan = chapter.plan
    hold(plan)
    rows = list(plan.chapters.select_related("theme"))
    at = rows.index(chapter)
    to = at + by_places
    if not 0 <= to < len(rows):
        raise Refused(_("Dit hoofdstuk staat al vooraan of achteraan."))
    rows.insert(to, rows.pop(at))
    _number(rows)
    changes = {"theme": chapter.theme.name, "position": (at + 1, to + 1)}
    record(MOVED, plan, by=by, scope=plan.partnership.organisation, changes=changes)


@transaction.atomic
def remove(chapter: PlanTheme, *, by: User) -> None:
    """Take an empty chapter out; its theme stays. Raises Refused when there are words or lines in it."""
    plan = chapter.plan
    hold(plan)
    if chapter.mission or chapter.vision:
        raise Refused(_("Dit hoofdstuk heeft een missie of visie. Wis die tekst eerst."))
    if plan.objectives.filter(theme=chapter.theme, parent=None).exists():
        raise Refused(_("In dit hoofdstuk staan nog lijnen. Zet ze eerst elders, of verwijder ze."))
    chapter.delete()
    _number(list(plan.chapters.all()))
    record(REMOVED, plan, by=by, scope=plan.partnership.organisation, changes={"theme": chapter.theme.name})


def _number(rows: list[PlanTheme]) -> None:
    """Positions 1, 2, 3 …"""
    for position, row in enumerate(rows, start=1):
        row.position = position
    PlanTheme.objects.bulk_update(rows, ["position"])
