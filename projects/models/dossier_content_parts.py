"""The parts of a dossier that its own rows tell, as plain data: the call, the checklist, the project and its time."""

from collections.abc import Iterable
from typing import Any

from governance.models import WithDocument
from projects.models.dossier import Dossier
from projects.models.milestone_state import reaches_of
from projects.models.requirement import Requirement

CALL_FIELDS = ("title", "reference", "purpose", "source", "opened_on", "deadline_on")
REQUIREMENT_FIELDS = ("title", "explanation", "due_on", "met_on", "waived_reason")


def plain(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """Columns as JSON has them: a day in ISO form, a number as text, so that nothing is rounded."""
    found = {}
    for name in names:
        value = getattr(row, name)
        found[name] = value if value is None or isinstance(value, str | bool) else str(value)
    return found


def name_of(row: Any) -> str:
    return str(row) if row is not None else ""


def project(dossier: Dossier) -> dict[str, Any]:
    """The project that it is for: who leads and pays it, and who works on it."""
    row = dossier.project
    funders = row.funders.select_related("organisation", "document").prefetch_related("document__versions")
    staff = [(one, str(one.person)) for one in row.staff.select_related("person")]
    return plain(row, ("name", "purpose", "from_on", "until_on")) | {
        "lead": name_of(row.lead),
        "managing_authority": name_of(row.managing_authority),
        "coordinator": name_of(row.coordinator),
        "funders": [
            {"id": one.pk, "name": str(one.organisation), "grant": one.grant, "logo": _file(one)} for one in funders
        ],
        "staff": [plain(one, ("role", "from_on", "until_on")) | {"id": one.pk, "name": name} for one, name in staff],
    }


def call(dossier: Dossier) -> dict[str, Any]:
    """The call that it answers, with its conditions in words; empty without one."""
    row = dossier.call
    if row is None:
        return {}
    conditions = [
        plain(one, ("amount", "day", "text", "source"))
        | {"id": one.pk, "measure": str(one.get_measure_display()), "cost_kind": name_of(one.cost_kind)}
        for one in row.conditions.select_related("cost_kind")
    ]
    return plain(row, CALL_FIELDS) | {"funder": str(row.funder), "conditions": conditions}


def checklist(dossier: Dossier) -> list[dict[str, Any]]:
    """Every requirement with what met it; of a file its name, size and checksum, so that it can be recognised."""
    rows = dossier.requirements.select_related("organisation", "person", "round", "decision__meeting", "document")
    return [_requirement(row) for row in rows.prefetch_related("document__versions")]


def _requirement(row: Requirement) -> dict[str, Any]:
    return plain(row, REQUIREMENT_FIELDS) | {
        "id": row.pk,
        "kind": str(row.kind),
        "is_confidential": row.is_confidential,
        "organisation": name_of(row.organisation),
        "person": name_of(row.person),
        "round": row.round.title if row.round else "",
        "decision": str(row.decision) if row.decision else "",
        "file": _file(row),
    }


def _file(row: WithDocument) -> dict[str, Any] | None:
    if row.document is None:
        return None
    newest = row.document.newest
    return {
        "id": newest.pk,
        "name": newest.name,
        "content_type": newest.content_type,
        "size": newest.size,
        "checksum": newest.checksum,
    }


def time_line(dossier: Dossier) -> list[dict[str, Any]]:
    """The phases and milestones of the project in order of time, with what was promised and what became of it."""
    phases = [
        plain(row, ("name", "planned_from_on", "planned_until_on", "from_on", "until_on")) | {"id": f"phase-{row.pk}"}
        for row in dossier.project.phases.all()
    ]
    rows = list(dossier.project.milestones.select_related("decision__meeting"))
    reaches = reaches_of(rows)
    milestones = [
        plain(row, ("name", "planned_on", "expected_on"))
        | {
            "id": f"milestone-{row.pk}",
            "state": str(reaches[row.pk].state.label),
            "on": str(reaches[row.pk].on) if reaches[row.pk].on else None,
        }
        for row in rows
    ]
    return phases + milestones
