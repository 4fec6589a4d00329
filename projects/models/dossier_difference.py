"""What two versions of a dossier differ in, chapter by chapter: what was submitted against what is there now."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.models.plan_difference import Change
from wegwijzer.ui.words import day, euro

Row = Mapping[str, Any]
MONEY = ("amount", "total", "unit_cost", "yearly_cost", "awarded_amount")
# Per chapter: its title, the field that names a row, and the fields that are compared with what they are called.
FACTS = {
    "title": gettext_lazy("titel"), "summary": gettext_lazy("samenvatting"), "state": gettext_lazy("stand"),
    "applicant": gettext_lazy("aanvrager"), "from_on": gettext_lazy("van"), "until_on": gettext_lazy("tot en met"),
    "deadline_on": gettext_lazy("indienen tegen"), "go_on": gettext_lazy("beslist op"),
    "submitted_on": gettext_lazy("ingediend op"), "awarded_on": gettext_lazy("toegekend op"),
    "awarded_amount": gettext_lazy("toegekend bedrag"), "reference": gettext_lazy("dossiernummer"),
}  # fmt: skip
CHAPTERS: tuple[tuple[str, Any, tuple[str, ...], dict[str, Any]], ...] = (
    ("partners.members", gettext_lazy("Partners"), ("name",), {"contacts": gettext_lazy("contactpersoon")}),
    ("decisions", gettext_lazy("Besluiten"), ("label", "title"), {
        "outcome": gettext_lazy("resultaat"), "effect": gettext_lazy("werking"), "articles": gettext_lazy("artikels"),
    }),
    ("approvals", gettext_lazy("Goedkeuringen"), ("title",), {
        "reached_on": gettext_lazy("bereikt op"), "lapsed_on": gettext_lazy("niet bereikt"),
    }),
    ("plan.objectives", gettext_lazy("Doelstellingen"), ("code", "title"), {
        "title": gettext_lazy("titel"), "responsibles": gettext_lazy("verantwoordelijken"),
        "product": gettext_lazy("product"), "until_on": gettext_lazy("tegen"),
    }),
    ("time_line", gettext_lazy("Tijdlijn"), ("name",), {
        "from_on": gettext_lazy("van"), "until_on": gettext_lazy("tot en met"),
        "expected_on": gettext_lazy("verwacht op"), "on": gettext_lazy("bereikt op"),
    }),
    ("budget.lines", gettext_lazy("Begrotingslijnen"), ("description", "year"), {
        "amount": gettext_lazy("bedrag"), "quantity": gettext_lazy("aantal"),
        "unit_cost": gettext_lazy("kostprijs per eenheid"),
        "months": gettext_lazy("maanden"), "cost_kind": gettext_lazy("kostensoort"),
        "organisation": gettext_lazy("bestuur"),
    }),
    ("budget.sources", gettext_lazy("Inkomsten"), ("name",), {"total": gettext_lazy("bedrag")}),
    ("budget.shares", gettext_lazy("Wie betaalt wat"), ("name",), {"total": gettext_lazy("bedrag")}),
    ("allocations", gettext_lazy("Medewerkers"), ("role", "organisation"), {
        "fte": gettext_lazy("VTE gepland"), "from_on": gettext_lazy("van"), "until_on": gettext_lazy("tot en met"),
        "yearly_cost": gettext_lazy("kost per jaar"),
    }),
    ("collaborations", gettext_lazy("Samenwerkingen"), ("subject",), {
        "lead": gettext_lazy("trekker"), "partner": gettext_lazy("partner"), "form": gettext_lazy("werkvorm"),
        "until_on": gettext_lazy("tot en met"),
    }),
    ("checklist", gettext_lazy("Checklist"), ("title",), {
        "met_on": gettext_lazy("in orde op"), "waived_reason": gettext_lazy("niet nodig omdat"),
        "file": gettext_lazy("bestand"), "person": gettext_lazy("verantwoordelijke"), "due_on": gettext_lazy("tegen"),
    }),
)  # fmt: skip


@dataclass(frozen=True)
class Chapter:
    """One chapter that is not the same: rows that came, rows that went, and what is said otherwise."""

    title: str
    added: list[str]
    removed: list[str]
    changes: list[Change]


def difference(old: Row, new: Row) -> list[Chapter]:
    """What became of `old` in `new`, both as `content_of` gives them; empty when nothing differs."""
    facts = _changes("", old["dossier"], new["dossier"], FACTS)
    total = {"total": _at(old, "budget.total") or None}, {"total": _at(new, "budget.total") or None}
    facts += _changes("", *total, {"total": _("totaal van de begroting")})
    chapters = [Chapter(_("Gegevens"), [], [], facts)]
    for path, title, names, labels in CHAPTERS:
        before, after = (_by_key(_at(content, path)) for content in (old, new))
        added = [_name(row, names) for key, row in after.items() if key not in before]
        removed = [_name(row, names) for key, row in before.items() if key not in after]
        changes: list[Change] = []
        for key, row in after.items():
            if key in before:
                changes += _changes(_name(row, names), before[key], row, labels)
        chapters.append(Chapter(str(title), added, removed, changes))
    return [chapter for chapter in chapters if chapter.added or chapter.removed or chapter.changes]


def _at(content: Row, path: str) -> Any:
    """What stands there; an empty list where a version says nothing of it."""
    found: Any = content
    for name in path.split("."):
        found = found.get(name, []) if isinstance(found, Mapping) else []
    return found


def _by_key(rows: Iterable[Row]) -> dict[Any, Row]:
    return {row["id"]: row for row in rows}


def _name(row: Row, names: tuple[str, ...]) -> str:
    return ", ".join(str(row[name]) for name in names if row.get(name))


def _changes(name: str, old: Row, new: Row, labels: Mapping[str, Any]) -> list[Change]:
    return [
        Change(f"{name}: {label}" if name else capfirst(str(label)), said(key, old.get(key)), said(key, new.get(key)))
        for key, label in labels.items()
        if old.get(key) != new.get(key)
    ]


def said(key: str, value: Any) -> str:
    """A kept value as people read it."""
    if value in (None, "", [], {}):
        return ""
    if key == "file":
        return f"{value['name']} ({value['checksum'][:16]})"
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    if key in MONEY:
        try:
            return euro(Decimal(value))
        except InvalidOperation:
            return str(value)
    return day(dt.date.fromisoformat(value)) if key == "on" or key.endswith("_on") else str(value)
