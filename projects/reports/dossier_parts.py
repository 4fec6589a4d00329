"""The parts of a dossier for print, each from its piece of the frozen content; falsy where there is nothing to say."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from projects.models import RequirementKind
from projects.models.load_chart import load_chart, load_in
from projects.reports.dossier_words import NONE, amount, count, on, period

Content = dict[str, Any]


def cover(content: Content) -> list[tuple[str, str]]:
    """What stands on the first page, as label and text."""
    dossier, project, call = content["dossier"], content["project"], content["call"]
    funders = [one["name"] + (f" ({one['grant']})" if one["grant"] else "") for one in project["funders"]]
    rows = [
        (_("Project"), project["name"]),
        (_("Samenwerkingsverband"), dossier["partnership"]),
        (_("Aanvrager"), dossier["applicant"]),
        (_("Oproep"), call.get("title", "")),
        (_("Subsidiegever"), call.get("funder", "")),
        (_("Met steun van"), ", ".join(funders)),
        (_("Periode"), period(dossier)),
        (_("Stand"), dossier["state"]),
        (_("Ingediend op"), on(dossier["submitted_on"])),
        (_("Toegekend op"), on(dossier["awarded_on"])),
        (_("Toegekend bedrag"), amount(dossier["awarded_amount"]) if dossier["awarded_amount"] else ""),
        (_("Dossiernummer"), dossier["reference"]),
    ]
    return [(label, text) for label, text in rows if text]


def summary(content: Content) -> Content | None:
    dossier, project = content["dossier"], content["project"]
    facts = [
        (_("Trekker van het project"), project["lead"]),
        (_("Beherend bestuur"), project["managing_authority"]),
        (_("Coördinator"), project["coordinator"]),
        (_("Beslist op"), on(dossier["go_on"])),
        (_("Ingediend ondanks"), dossier["override_reason"]),
    ]
    facts = [(label, text) for label, text in facts if text]
    texts = [text for text in (dossier["summary"], project["purpose"]) if text]
    return {"texts": texts, "facts": facts} if texts or facts else None


def call(content: Content) -> Content | None:
    row = content["call"]
    if not row:
        return None
    facts = [
        (_("Oproep"), row["title"]),
        (_("Subsidiegever"), row["funder"]),
        (_("Kenmerk"), row["reference"]),
        (_("Geopend op"), on(row["opened_on"])),
        (_("Indienen tegen"), on(row["deadline_on"])),
        (_("Bron"), row["source"]),
    ]
    conditions = [(capfirst(one["text"] or one["measure"]), _value(one), one["source"]) for one in row["conditions"]]
    return {"facts": [fact for fact in facts if fact[1]], "text": row["purpose"], "conditions": conditions}


def _value(condition: Mapping[str, Any]) -> str:
    parts = [condition["cost_kind"], count(condition["amount"]), on(condition["day"])]
    return ", ".join(part for part in parts if part)


def partners(content: Content) -> Content | None:
    row = content["partners"]
    if not (row["members"] or row["bodies"]):
        return None
    changes = [one | {name: on(one[name]) for name in ("on", "decided_on")} for one in row.get("changes", ())]
    return {"day": on(row["day"]), "members": row["members"], "changes": changes, "bodies": row["bodies"]}


def governed(content: Content) -> Content | None:
    """Decisions of our own bodies, then per round what each council answered and when."""
    decisions = [
        row | {"on": on(row["on"]), "effect_on": on(row["effect_on"]), "label": capfirst(row["label"])}
        for row in content["decisions"]
    ]
    approvals = [
        row
        | {name: on(row[name]) for name in ("asked_on", "deadline_on", "reached_on", "lapsed_on")}
        | {"answers": [one | {"on": on(one["on"])} for one in row["answers"]]}
        for row in content["approvals"]
    ]
    return {"decisions": decisions, "approvals": approvals} if decisions or approvals else None


def objectives(content: Content) -> Content | None:
    """The tree of the project plan, a table per chapter."""
    plan = content["plan"]
    if not plan or not plan["objectives"]:
        return None
    chapters: dict[str, list[Content]] = {}
    for row in plan["objectives"]:
        chapters.setdefault(row["chapter"], []).append(_objective(row))
    named = [(capfirst(name) if name else "", rows) for name, rows in chapters.items()]
    return {
        "title": plan["plan"]["title"],
        "texts": [plan["plan"]["mission"], plan["plan"]["vision"]],
        "chapters": named,
    }


def _objective(row: Content) -> Content:
    target = " ".join(part for part in (count(row["target_number"]), row["target_unit"]) if part)
    by = _("tegen %s") % on(row["target_by"]) if row["target_by"] else ""
    terms = {"short": _("korte termijn"), "long": _("lange termijn"), "both": _("korte en lange termijn")}
    facts = [(_("resultaat"), row["product"]), (_("doel"), " ".join(part for part in (target, by) if part))]
    return row | {
        "is_work": row["level"] in ("action", "step"),
        "facts": [(label, text) for label, text in facts if text],
        "timing": period(row) or terms.get(row["term"], ""),
    }


def time(content: Content) -> Content | None:
    """The table behind the drawing as it was then, which is printed on sheets of its own."""
    rows = []
    for row in content["time_line"]:
        if "state" in row:
            state = f"{row['state']} {on(row['on'])}".strip()
            now = on(row["on"] or row["expected_on"])
            rows.append((row["name"], on(row["planned_on"]), now, state, row["expected_on"]))
        else:
            planned = {"from_on": row["planned_from_on"], "until_on": row["planned_until_on"]}
            rows.append((row["name"], period(planned), period(row), "", row["from_on"]))
    rows.sort(key=lambda row: (row[4], row[0]))
    return {"rows": [row[:4] for row in rows], "sheets": content["sheets"]} if rows or content["sheets"] else None


def staff(content: Content) -> Content | None:
    allocations = [
        row
        | {
            "period": period(row) or _("heel het dossier"),
            "fte": count(row["fte"]),
            "fte_real": count(row["fte_real"]) or NONE,
            "yearly_cost": amount(row["yearly_cost"]),
        }
        for row in content["allocations"]
    ]
    people = [row | {"period": period(row)} for row in content["project"]["staff"]]
    if not allocations and not people:
        return None
    return {"allocations": allocations, "people": people, "chart": load_chart(load_in(content))}


def collaborations(content: Content) -> list[Content]:
    labels = (
        ("advantages", _("Wat goed ging")),
        ("disadvantages", _("Wat moeilijk ging")),
        ("budget", _("Over het budget")),
        ("would_differ", _("Wat men anders zou doen")),
    )
    return [
        row
        | {
            "period": period(row),
            "staff_days": count(row["staff_days"]),
            "evaluations": [
                (one["organisation"], [(label, one[name]) for name, label in labels if one[name]])
                for one in row["evaluations"]
            ],
        }
        for row in content["collaborations"]
    ]


def claims(content: Content) -> Content | None:
    """How far the money is used; per board for the coordinator only."""
    row = content.get("claims")
    if not row:
        return None
    labels = (
        ("budget", _("Begroot")),
        ("claimed", _("Gevorderd")),
        ("verified", _("Goedgekeurd")),
        ("paid", _("Betaald")),
        ("left", _("Nog te vorderen")),
    )
    facts = [(label, amount(row["total"][name])) for name, label in labels]
    boards = [
        (one["name"], [amount(one[name]) for name in ("claimed", "verified", "paid")]) for one in row.get("boards", [])
    ]
    return {"facts": facts, "boards": boards}


def checklist(content: Content) -> list[Content]:
    """Every requirement with what met it, and the number of its annex."""
    rows, number = [], 0
    for row in content["checklist"]:
        number += row["file"] is not None
        rows.append(
            row
            | {
                "kind": RequirementKind(row["kind"]).label,
                "due_on": on(row["due_on"]),
                "met": _met(row),
                "annex": number if row["file"] else 0,
            }
        )
    return rows


def _met(row: Content) -> str:
    if row["waived_reason"]:
        return _("niet nodig: %s") % row["waived_reason"]
    if row["met_on"]:
        return _("in orde op %s") % on(row["met_on"])
    return row["round"] or row["decision"] or (_("bijgevoegd") if row["file"] else _("nog niet in orde"))
