"""A whole dossier as plain data, and as one canonical text: what a version freezes, what two versions differ in, and
all that the document is printed from.

Rows keep the key that finds them back in another version: their primary key, of budget lines the series. Amounts are
text in euro with two decimals, days are ISO text, words are as they stood on that day.
"""

from typing import Any

from projects.models.dossier import Dossier
from projects.models.dossier_content_governed import governed, partners
from projects.models.dossier_content_money import budget, claims
from projects.models.dossier_content_parts import call, checklist, plain, project, time_line
from projects.models.dossier_content_people import allocations, collaborations
from projects.models.plan_content import content_of as content_of_plan

FORMAT = 1
FIELDS = (
    "title", "summary", "reference", "from_on", "until_on", "deadline_on", "go_on", "submitted_on", "awarded_on",
    "awarded_amount", "refused_on", "override_reason",
)  # fmt: skip


def content_of(dossier: Dossier) -> dict[str, Any]:
    """The dossier as it stands now, confidential pieces included and marked so; a fixed number of queries."""
    return {
        "format": FORMAT,
        "dossier": plain(dossier, FIELDS)
        | {
            "state": str(dossier.get_state_display()),
            "applicant": str(dossier.applicant) if dossier.applicant else "",
            "partnership": dossier.partnership.name,
        },
        "project": project(dossier),
        "call": call(dossier),
        "partners": partners(dossier),
        **governed(dossier),
        "plan": content_of_plan(dossier.plan) if dossier.plan else {},
        "time_line": time_line(dossier),
        "budget": budget(dossier),
        "claims": claims(dossier),
        "allocations": allocations(dossier),
        "collaborations": collaborations(dossier),
        "checklist": checklist(dossier),
    }


def without_confidential(content: dict[str, Any]) -> dict[str, Any]:
    """The same without what only the coordinator sees: confidential rows of the checklist, and which board claimed what
    (each of the two sides of a claim sees its own)."""
    shown = [row for row in content.get("checklist", []) if not row["is_confidential"]]
    claimed = {name: said for name, said in content.get("claims", {}).items() if name != "boards"}
    return content | {"checklist": shown, "claims": claimed}


def has_confidential(content: dict[str, Any]) -> bool:
    """Whether the two differ."""
    return without_confidential(content) != content
