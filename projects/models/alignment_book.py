"""Alignment read as a whole: lines of other plans × objectives of this one, and what hangs on nothing.

A *line* is an objective of another plan. What is linked carries what is below it and is carried by it: a line hangs
when it, or one above or below it, is linked; an objective is answered to in the same way.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Q

from projects.models.alignment import Alignment
from projects.models.objective import Level, Objective
from projects.models.plan import Plan, PlanTheme
from projects.models.tree import RANK, Node, Tree, chapter_name, read_tree


@dataclass(frozen=True)
class AlignedLink:
    """A line of another plan at an objective of this one."""

    alignment: Alignment
    line: Node
    objective: Node

    @property
    def chapter(self) -> str:
        """Where the objective stands in its plan: every chapter has its own SD1."""
        return chapter_name(self.objective.root.objective.theme)


@dataclass
class Line:
    """An objective in its place, with what is linked to it itself; `hangs` counts what is above and below too."""

    node: Node
    links: list[AlignedLink] = field(default_factory=list)
    hangs: bool = False


@dataclass
class OtherPlan:
    """A plan whose lines can hang here."""

    plan: Plan
    lines: list[Line]
    is_part: bool  # part of the plan that is looked at: all of it has to be found back

    @property
    def hanging(self) -> int:
        return sum(line.hangs for line in self.lines)

    @property
    def loose(self) -> list[Line]:
        return [line for line in self.lines if not line.hangs]


@dataclass
class AlignmentRow:
    """A row of the matrix: an objective, and per plan (in the order of the columns) the links at or below it."""

    node: Node
    cells: list[list[AlignedLink]]
    is_answered: bool
    begins_chapter: bool  # the first of its theme


class AlignmentBook:
    """All links to the objectives of `plan`. `asked` is a plan (key) to show even if nothing of it is linked yet.

    Six queries, however many plans and objectives there are.
    """

    def __init__(self, plan: Plan, asked: int | None = None) -> None:
        self.plan = plan
        self.tree = read_tree(plan)
        rows = list(Alignment.objects.filter(objective__plan=plan).select_related("line"))
        wanted = {row.line.plan_id for row in rows} | ({asked} - {None})
        others = Plan.objects.filter(Q(pk__in=wanted) | Q(part_of=plan), partnership=plan.partnership_id)
        plans = list(others.exclude(pk=plan.pk).order_by("title"))
        trees = read_trees(plans)
        nodes = {pk: node for tree in trees.values() for pk, node in tree.nodes.items()}
        known = [row for row in rows if row.line_id in nodes]
        self.links = [AlignedLink(row, nodes[row.line_id], self.tree.nodes[row.objective_id]) for row in known]
        self.objectives = _lines(self.tree, self.links, "objective")
        self.others = [
            OtherPlan(other, _lines(trees[other.pk], self.links, "line"), other.part_of_id == plan.pk)
            for other in plans
        ]

    @property
    def unanswered(self) -> list[Line]:
        """Objectives that no line hangs on. Steps of an action are left out: nobody aligns those."""
        return [line for line in self.objectives if not line.hangs and line.node.objective.level != Level.STEP]

    def matrix(self, lowest: Level = Level.OPERATIONAL) -> Iterator[AlignmentRow]:
        """Rows down to that level; a link at what is not shown counts at the nearest shown above it."""
        answered = {line.node.pk: line.hangs for line in self.objectives}
        shown = {node.pk for node in self.tree.walk() if self._is_shown(node, lowest)}
        found: dict[tuple[int, int], list[AlignedLink]] = defaultdict(list)
        for link in self.links:
            place = next(node for node in (link.objective, *link.objective.above()) if node.pk in shown)
            found[place.pk, link.line.objective.plan_id].append(link)
        first = {chapter.roots[0].pk for chapter in self.tree.chapters if chapter.roots}
        for node in self.tree.walk():
            if node.pk in shown:
                cells = [found.get((node.pk, other.plan.pk), []) for other in self.others]
                yield AlignmentRow(node, cells, answered[node.pk], node.pk in first)

    @staticmethod
    def _is_shown(node: Node, lowest: Level) -> bool:
        return node.parent is None or RANK[Level(node.objective.level)] <= RANK[lowest]


def read_trees(plans: Iterable[Plan]) -> dict[int, Tree]:
    """The trees of several plans by key, in two queries."""
    known = {plan.pk: plan for plan in plans}
    objectives: dict[int, list[Objective]] = defaultdict(list)
    for objective in Objective.objects.filter(plan__in=known).select_related("theme").order_by():
        objective.plan = known[objective.plan_id]
        objectives[objective.plan_id].append(objective)
    chapters: dict[int, list[PlanTheme]] = defaultdict(list)
    for chapter in PlanTheme.objects.filter(plan__in=known).select_related("theme"):
        chapters[chapter.plan_id].append(chapter)
    return {pk: Tree(plan, objectives[pk], chapters[pk]) for pk, plan in known.items()}


def _lines(tree: Tree, links: Iterable[AlignedLink], side: str) -> list[Line]:
    """Every objective of a tree in the order of print, with the links on that side."""
    lines = {node.pk: Line(node) for node in tree.walk()}
    for link in links:
        node: Node = getattr(link, side)
        if node.pk in lines:
            lines[node.pk].links.append(link)
            for kin in (*node.walk(), *node.above()):
                lines[kin.pk].hangs = True
    return list(lines.values())


def read_family(plan: Plan) -> dict[int, Tree]:
    """The trees of a plan and of the sector plans that are part of it, by key; three queries."""
    return read_trees([plan, *plan.parts.order_by("title")])


def read_parts(plan: Plan, family: dict[int, Tree]) -> list[OtherPlan]:
    """The sector plans that are part of it, with where their lines hang. One query, for who read the family."""
    tree, parts = family[plan.pk], [found for pk, found in family.items() if pk != plan.pk]
    nodes = {pk: node for found in parts for pk, node in found.nodes.items()}
    rows = Alignment.objects.filter(objective__plan=plan, line__plan__part_of=plan) if parts else ()
    links = [AlignedLink(row, nodes[row.line_id], tree.nodes[row.objective_id]) for row in rows]
    return [OtherPlan(found.plan, _lines(found, links, "line"), is_part=True) for found in parts]


@dataclass(frozen=True)
class Whole:
    """Where the lines of a sector plan hang in the plan that it is part of."""

    plan: Plan
    lines: list[Line]

    @property
    def hanging(self) -> int:
        return sum(line.hangs for line in self.lines)


def read_whole(part: Plan, tree: Tree) -> Whole | None:
    """None for a plan that is part of no other. Three queries."""
    if part.part_of is None:
        return None
    above = read_tree(part.part_of)
    rows = Alignment.objects.filter(line__plan=part, objective__plan=part.part_of)
    links = [AlignedLink(row, tree.nodes[row.line_id], above.nodes[row.objective_id]) for row in rows]
    return Whole(part.part_of, _lines(tree, links, "line"))
