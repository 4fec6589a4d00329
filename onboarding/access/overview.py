"""What newcomers get, in one look over all projects that a login may see."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet

from governance.models import rights_of
from onboarding.access.rules import Can, partnerships_with
from onboarding.models import DONE_STATES, OPEN_STATES, Deliverable, DeliverableState
from onboarding.models.deliverable import late_word
from projects.models import Project
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import today

SHOWN = 12


class ProjectCounts(NamedTuple):
    """A project with its deliverables: `asked` are those that apply."""

    project: Project
    asked: int
    done: int
    late: int

    @property
    def late_word(self) -> str:
        return late_word(self.project)


def deliverable_counts(projects: Sequence[Project]) -> list[ProjectCounts]:
    """Of projects that came through their gate: one query for all of them."""
    over = [project.pk for project in projects if project.over_on is not None]
    late = Q(state__in=OPEN_STATES) & (Q(due_on__lt=today()) | Q(type__project__in=over))
    rows = Deliverable.objects.filter(type__project__in=projects).order_by().values("type__project")
    counted = rows.annotate(
        asked=Count("pk", filter=~Q(state=DeliverableState.NOT_APPLICABLE)),
        done=Count("pk", filter=Q(state__in=DONE_STATES)),
        late=Count("pk", filter=late),
    )
    found: dict[int, Any] = {row["type__project"]: row for row in counted}
    names = ("asked", "done", "late")
    return [ProjectCounts(project, *(found.get(project.pk, {}).get(name, 0) for name in names)) for project in projects]


def own_deliverables(user: User) -> list[Deliverable]:
    """What the organisations of this login still owe, soonest first; nothing for who speaks for none."""
    own = {key for keys in rights_of(user).speaks_for.values() for key in keys}
    if not own:
        return []
    rows = Deliverable.objects.to_see_to_by(user).open().filter(organisation__in=own)
    rows = rows.select_related("type__project", "organisation")
    return list(rows.order_by(F("due_on").asc(nulls_last=True), "pk")[:SHOWN])


def partnerships_with_types(user: User) -> set[int]:
    """Where this login decides what is asked."""
    return partnerships_with(rights_of(user), Can.EDIT_TYPES)


def deliverables_in(project: Project) -> "QuerySet[Any]":
    """All cells of a project that came through its gate, in full, for a spreadsheet."""
    rows = Deliverable.objects.filter(type__project=project)
    return rows.select_related("type__theme", "type__project", "organisation", "responsible", "person")
