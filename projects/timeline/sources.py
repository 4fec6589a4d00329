"""Who puts something on the time line of a project: every app registers its lanes when it starts.

    register("dossiers", read_dossiers, order=50)

with `read_dossiers(reading) -> Lane`. What is deadlined, delivered or held for a project lives in apps above this one,
which this one does not know.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from governance.models import PREFETCHED, ApprovalRound, RoundBook, books_of
from projects.models import Dependency, Project, link_of, name_of, rounds_behind
from wegwijzer.accounts.models import User
from wegwijzer.timeline import Lane


@dataclass
class Reading:
    """One look at the time line of `project`, by `user`; nobody in particular for print: what all inside may see.

    What several lanes need is read here once.
    """

    project: Project
    user: User | None = None
    may_edit: bool = False
    notes: list[str] = field(default_factory=list)  # what is not on the picture, in a sentence

    def seen(self, rows: "QuerySet[Any]", told: Q) -> "QuerySet[Any]":
        """Those of `rows` that the reader may see; `told` is the condition on what everybody inside is told."""
        if self.user is None:
            return rows.filter(told)
        return rows.filter(pk__in=rows.model._default_manager.visible_to(self.user).values("pk"))

    @cached_property
    def books(self) -> Mapping[int, RoundBook]:
        """Every round that is about the project or that a milestone waits for, seen or not: five queries."""
        about = Q(ties__project=self.project) | rounds_behind(self.project)
        rows = ApprovalRound.objects.filter(pk__in=ApprovalRound.objects.filter(about).values("pk"))
        told = ApprovalRound.objects.filter(pk=OuterRef("pk"))
        seen = self.seen(told, Q(opened_at__isnull=False))
        return books_of(rows.annotate(is_seen=Exists(seen)).prefetch_related(*PREFETCHED))

    @cached_property
    def ends(self) -> list[tuple[str, str, Dependency]]:
        """Every dependency with the keys of its two marks: what comes first, and what waits."""
        rows = [(link_of(row), row) for row in self.project.dependencies.all()]
        return [(name_of(link.earlier), name_of(link.later), row) for link, row in rows]

    @cached_property
    def after(self) -> Mapping[str, tuple[str, ...]]:
        """Per key of a mark the keys of what it waits for."""
        found: dict[str, tuple[str, ...]] = {}
        for earlier, later, _row in self.ends:
            found[later] = (*found.get(later, ()), earlier)
        return found


Source = Callable[[Reading], Lane]


@dataclass(frozen=True)
class _Registered:
    name: str
    order: int
    read: Source


_sources: dict[str, _Registered] = {}


def register(name: str, read: Source, *, order: int) -> None:
    """Add a lane; lower orders stand higher. Raises ValueError when that name is there already."""
    if name in _sources:
        raise ValueError(f"registered twice: {name}")
    _sources[name] = _Registered(name, order, read)


def lanes_of(reading: Reading) -> list[Lane]:
    """All that stands on the time line, lane by lane; those without anything too."""
    return [source.read(reading) for source in sorted(_sources.values(), key=lambda one: (one.order, one.name))]
