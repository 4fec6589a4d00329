"""What two versions of a plan differ in: added, removed, moved to another code, said otherwise."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import DateField
from django.utils.translation import gettext as _

from projects.models.objective import Objective
from projects.models.plan import Plan
from projects.models.plan_content import OBJECTIVE_FIELDS, PLAN_FIELDS, STEP_FIELDS
from projects.models.plan_step import PlanStep
from wegwijzer.ui.words import day, euro


class Change(NamedTuple):
    """One thing that is said otherwise; "" when it was or is not there."""

    label: str
    old: str
    new: str


class Line(NamedTuple):
    """An objective of one of the two, with its code then."""

    pk: int
    code: str
    title: str
    changes: tuple[Change, ...] = ()
    old_code: str = ""


@dataclass
class Difference:
    """From an older content to a newer one."""

    texts: list[Change] = field(default_factory=list)  # of the plan and its chapters
    added: list[Line] = field(default_factory=list)
    removed: list[Line] = field(default_factory=list)
    moved: list[Line] = field(default_factory=list)  # another code, by moving or because others came or went
    changed: list[Line] = field(default_factory=list)
    steps: list[Change] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any((self.texts, self.added, self.removed, self.moved, self.changed, self.steps))


def difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> Difference:
    """What became of `old` in `new`, both as `content_of` gives them."""
    found = Difference(texts=_changes(Plan, old["plan"], new["plan"], (*PLAN_FIELDS, "owners", "steered_by")))
    found.texts += _chapters(old["chapters"], new["chapters"])
    before = {row["id"]: row for row in old["objectives"]}
    after = {row["id"]: row for row in new["objectives"]}
    found.added = [_line(row) for key, row in after.items() if key not in before]
    found.removed = [_line(row) for key, row in before.items() if key not in after]
    for key, row in after.items():
        if key not in before:
            continue
        was = before[key]
        if was["code"] != row["code"] or was["chapter"] != row["chapter"] or was["under"] != row["under"]:
            found.moved.append(_line(row, old_code=was["code"]))
        names = (*OBJECTIVE_FIELDS, "theme", "target_groups", "responsibles", "partners", "budgets")
        if changes := _changes(Objective, was, row, names):
            found.changed.append(_line(row, changes))
    found.steps = _steps(old["steps"], new["steps"])
    return found


def _line(row: Mapping[str, Any], changes: Iterable[Change] = (), old_code: str = "") -> Line:
    return Line(row["id"], row["code"], row["title"], tuple(changes), old_code)


def _changes(model: Any, old: Mapping[str, Any], new: Mapping[str, Any], names: Iterable[str]) -> list[Change]:
    return [
        Change(label_of(model, name), said(model, name, old.get(name)), said(model, name, new.get(name)))
        for name in names
        if old.get(name) != new.get(name)
    ]


def _chapters(old: list[dict[str, str]], new: list[dict[str, str]]) -> list[Change]:
    before, after = ({row["theme"]: row for row in rows} for rows in (old, new))
    found = []
    for theme in dict.fromkeys((*after, *before)):
        was, now = before.get(theme), after.get(theme)
        name = theme or _("sectoroverschrijdend")
        if was is None or now is None:
            found.append(Change(_("hoofdstuk"), name if was else "", name if now else ""))
            continue
        for part, label in (("mission", _("missie")), ("vision", _("visie"))):
            if was[part] != now[part]:
                found.append(Change(f"{name}, {label}", was[part], now[part]))
    return found


def _steps(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[Change]:
    before, after = ({row["id"]: row for row in rows} for rows in (old, new))
    found = []
    for key in dict.fromkeys((*after, *before)):
        was, now = before.get(key), after.get(key)
        if was is None or now is None:
            found.append(Change(_("module"), was["title"] if was else "", now["title"] if now else ""))
            continue
        changes = _changes(PlanStep, was, now, (*STEP_FIELDS, "partners"))
        found += [change._replace(label=f"{now['title']}, {change.label}") for change in changes]
    return found


def label_of(model: Any, name: str) -> str:
    """What a field is called on the screen."""
    own = {"responsibles": _("verantwoordelijken"), "partners": _("partners"), "budgets": _("budget")}
    return own.get(name) or str(model._meta.get_field(name).verbose_name)


def said(model: Any, name: str, value: Any) -> str:
    """A kept value as people read it."""
    if value in (None, "", [], {}):
        return ""
    if name == "budgets":
        return ", ".join(f"{year}: {euro(Decimal(amount))}" for year, amount in value.items())
    if isinstance(value, list):
        return ", ".join(value)
    if name in ("theme", "steered_by"):
        return str(value)
    column = model._meta.get_field(name)
    if isinstance(column, DateField):
        return day(dt.date.fromisoformat(value))
    return str(dict(column.flatchoices or ()).get(value, value))
