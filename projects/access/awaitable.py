"""What a milestone or a requirement may wait for: decisions and rounds of its partnership, and those tied to it."""

from typing import Any

from django.db.models import Q

from governance.access import decisions_of, rounds_for
from projects.models import Milestone, Project, Requirement
from wegwijzer.accounts.models import User

SHOWN = 60  # how many of the latest can be chosen


def awaitable_around(user: User, project: Project, waiting: Milestone | Requirement | None = None) -> dict[str, Any]:
    """Rows with their words, as forms offer them. What `waiting` waits for already stays in the choice.

    A project may hang on a round of another partnership, which this login then does not see: it is offered by its
    kind only.
    """
    tied = Q(ties__project=project)
    decisions = decisions_of(user).filter(
        Q(body__partnership=project.partnership_id) | tied | Q(item__ties__project=project)
    )
    rounds = rounds_for(user).filter(Q(partnership=project.partnership_id) | tied)
    found = {
        "decisions": decisions.distinct().select_related("body", "meeting").order_by("-meeting__planned_start", "-pk"),
        "rounds": rounds.distinct().prefetch_related(None).order_by("-deadline_on", "-pk"),
    }
    unseen = {"decisions": "het huidige besluit", "rounds": "de huidige ronde"}
    offered: dict[str, Any] = {}
    for name, rows in found.items():
        words = {row.pk: f"{row} ({row.body.name})" if name == "decisions" else str(row) for row in rows[:SHOWN]}
        now = getattr(waiting, name.removesuffix("s"), None) if waiting else None
        if now is not None and now.pk not in words:
            words[now.pk] = str(now) if rows.filter(pk=now.pk).exists() else unseen[name]
        offered[name] = (rows.model._base_manager.filter(pk__in=words), words)
    return offered
