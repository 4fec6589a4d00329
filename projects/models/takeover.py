"""What local plans took over from a catalogue: the matrix of municipalities and actions."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership
from projects.models.objective import Level, Objective
from projects.models.plan import Plan, PlanKind
from projects.models.standing import Standing, read_notes, standings_of
from projects.models.tree import Chapter, Node, Tree, read_tree
from wegwijzer.accounts.periods import today


class Took(models.TextChoices):
    AS_IT_IS = "as_it_is", _("overgenomen")
    ADAPTED = "adapted", _("aangepast")
    NOT = "not", _("niet gekozen")


@dataclass(frozen=True)
class Taken:
    """One action of the catalogue in one local plan."""

    objective: Objective
    took: Took
    standing: Standing


@dataclass
class Column:
    """One municipality with its local plan; without a plan where it has none yet."""

    name: str
    plan: Plan | None
    taken: dict[int, Taken] = field(default_factory=dict)  # by the catalogue's action
    added: int = 0  # actions of its own


@dataclass(frozen=True)
class Matrix:
    tree: Tree
    columns: list[Column]

    @property
    def chapters(self) -> list[Chapter]:
        return self.tree.chapters

    @property
    def with_plan(self) -> list[Column]:
        return [column for column in self.columns if column.plan is not None]

    def took(self, node: Node) -> list[Column]:
        """The municipalities that chose this action."""
        return [column for column in self.columns if node.pk in column.taken]


def local_plans(catalogue: Plan) -> "models.QuerySet[Plan]":
    """The plans that started from it."""
    return Plan.objects.filter(catalogue=catalogue, kind=PlanKind.LOCAL).prefetch_related("owners").order_by("title")


def is_adapted(objective: Objective, origin: Objective) -> bool:
    """Whether a municipality gave what it took over words of its own."""
    return (objective.title, objective.explanation) != (origin.title, origin.explanation)


def read_matrix(catalogue: Plan) -> Matrix:
    """The matrix as it stands now; a fixed number of queries, however many plans and actions there are."""
    tree = read_tree(catalogue)
    plans = list(local_plans(catalogue))
    rows = Objective.objects.filter(plan__in=plans).select_related("theme", "origin")
    notes = read_notes(rows.values("pk"))
    of_plan: dict[int, list[Objective]] = defaultdict(list)
    for row in rows:
        of_plan[row.plan_id].append(row)
    columns = _columns(catalogue.partnership, plans)
    for plan in plans:
        standings = standings_of(Tree(plan, of_plan[plan.pk], []), notes)
        mine = [column for column in columns if column.plan is not None and column.plan.pk == plan.pk]
        for row in of_plan[plan.pk]:
            for column in mine:
                _place(column, row, standings[row.pk], tree)
    return Matrix(tree, columns)


def _place(column: Column, row: Objective, standing: Standing, tree: Tree) -> None:
    if row.origin is not None and row.origin.pk in tree.nodes:
        took = Took.ADAPTED if is_adapted(row, row.origin) else Took.AS_IT_IS
        column.taken[row.origin.pk] = Taken(row, took, standing)
    elif row.level == Level.ACTION:
        column.added += 1


def _columns(partnership: Partnership, plans: Iterable[Plan]) -> list[Column]:
    """A column per territory with a local board that is a member today, and per plan that it has a hand in."""
    columns: dict[str, list[Column]] = {
        membership.organisation.territory: []
        for membership in partnership.members_on(today())
        if membership.organisation.territory
    }
    for plan in plans:
        for territory in sorted({owner.territory or owner.name for owner in plan.owners.all()}):
            columns.setdefault(territory, []).append(Column(territory, plan))
    return [column for name in sorted(columns) for column in columns[name] or [Column(name, None)]]
