"""What the page of a dossier shows of its staff, its collaborations, and the hours that were exchanged in them."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Sum

from projects.access.dossier_sections import register_section
from projects.access.rules import Can, can
from projects.models import CollaborationStage, Dossier, ExpertiseExchange
from projects.models.staff_load import read_load
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today

MOST = 6  # rows of a section; its own page has all


def read_staff(user: User, dossier: Dossier) -> Mapping[str, Any] | None:
    """Who works how much now and over the whole; one query. Nothing where nobody may add and nobody is there."""
    load = read_load(dossier)
    may_add = can(user, Can.EDIT_DOSSIER, dossier) and not dossier.is_over
    if not load.allocations and not may_add:
        return None
    return {
        "load": load,
        "rows": load.allocations[:MOST],
        "more": max(0, len(load.allocations) - MOST),
        "now": load.on(today()),
        "may_add": may_add,
    }


def read_collaborations(user: User, dossier: Dossier) -> Mapping[str, Any] | None:
    """Who works together and how far that is, with the hours noted for it; three queries."""
    rows = list(dossier.collaborations.select_related("lead", "partner", "form").prefetch_related("evaluations"))
    may_add = can(user, Can.EDIT_DOSSIER, dossier) and not dossier.is_over
    if not rows and not may_add:
        return None
    exchanges = ExpertiseExchange.objects.filter(collaboration__dossier=dossier).order_by()
    stages = Counter(row.stage for row in rows)
    return {
        "rows": rows[:MOST],
        "more": max(0, len(rows) - MOST),
        "to_evaluate": stages[CollaborationStage.TO_EVALUATE],
        "exchanged": exchanges.aggregate(hours=Sum("hours"), times=Count("pk")),
        "may_add": may_add,
    }


def register_sections() -> None:
    register_section(50, "projects/section_staff.html", read_staff)
    register_section(55, "projects/section_collaborations.html", read_collaborations)
