"""Who of the coordinators of a partnership acts for a project."""

from collections.abc import Sequence

from projects.models import Project
from wegwijzer.reminders.registry import Party


def acting_for(project: Project, coordinators: Sequence[Party]) -> list[Party]:
    """Who coordinates the project, when that is one of them; else all, as any of them can do it (select_related)."""
    own = project.coordinator.email if project.coordinator else ""
    return [party for party in coordinators if party.address == own] or list(coordinators)
