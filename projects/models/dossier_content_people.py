"""Who works on a dossier and with whom, as plain data."""

from typing import Any

from django.db.models import Q

from projects.models.collaboration import Collaboration
from projects.models.dossier import Dossier
from projects.models.dossier_content_parts import name_of, plain

ALLOCATION_FIELDS = ("role", "from_on", "until_on", "fte", "fte_real", "yearly_cost", "note")
COLLABORATION_FIELDS = ("subject", "from_on", "until_on", "frequency", "staff_days", "goals", "stop_reason")


def allocations(dossier: Dossier) -> list[dict[str, Any]]:
    """Staff per organisation and role, in full-time equivalents; nobody is named, as in a budget."""
    rows = dossier.allocations.select_related("organisation")
    return [plain(row, ALLOCATION_FIELDS) | {"id": row.pk, "organisation": str(row.organisation)} for row in rows]


def collaborations(dossier: Dossier) -> list[dict[str, Any]]:
    """A large and a small organisation that work together for it, with what both say of it afterwards."""
    rows = Collaboration.objects.filter(Q(dossier=dossier) | Q(dossier__isnull=True, project=dossier.project_id))
    rows = rows.select_related("lead", "partner", "form", "theme").prefetch_related("evaluations__organisation")
    return [_collaboration(row) for row in rows.order_by("from_on", "pk")]


def _collaboration(row: Collaboration) -> dict[str, Any]:
    said = [
        plain(one, ("advantages", "disadvantages", "budget", "would_differ"))
        | {"id": one.pk, "organisation": str(one.organisation)}
        for one in row.evaluations.all()
    ]
    return plain(row, COLLABORATION_FIELDS) | {
        "id": row.pk,
        "lead": str(row.lead),
        "partner": str(row.partner),
        "form": str(row.form),
        "theme": name_of(row.theme),
        "evaluations": said,
    }
