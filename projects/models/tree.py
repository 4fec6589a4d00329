"""The objectives of a plan as a tree: in order, with codes that follow from their place, per chapter.

Codes are never stored: they are a reading of the tree (SD1, TD1.2, OD1.2.1, A1.2.1.3), so that moving a branch can not
leave a wrong one behind. What refers to an objective refers to its row; a frozen version keeps the codes of its day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from governance.models import Theme
from projects.models.objective import Level, Objective
from projects.models.plan import Plan, PlanKind, PlanTheme

PREFIX = {Level.STRATEGIC: "SD", Level.TACTICAL: "TD", Level.OPERATIONAL: "OD", Level.ACTION: "A", Level.STEP: ""}
RANK = {level: rank for rank, level in enumerate(Level)}


@dataclass(eq=False)
class Node:
    """An objective in its place. `theme` is its own, or else that of the nearest objective above it."""

    objective: Objective
    parent: "Node | None"
    code: str
    theme: Theme | None
    depth: int
    children: list["Node"] = field(default_factory=list)

    @property
    def pk(self) -> int:
        return self.objective.pk

    @property
    def root(self) -> "Node":
        """The highest above it: it says in which chapter it stands."""
        node = self
        while node.parent is not None:
            node = node.parent
        return node

    def walk(self) -> Iterator["Node"]:
        """Itself and all below it, in the order of print."""
        yield self
        for child in self.children:
            yield from child.walk()

    def above(self) -> Iterator["Node"]:
        """Its parent, and so on up to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


@dataclass(eq=False)
class Chapter:
    """The cross-sector objectives (`theme` is None), or those of one theme."""

    theme: Theme | None
    about: PlanTheme | None
    roots: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        for root in self.roots:
            yield from root.walk()


def chapter_name(theme: object) -> str:
    """What a chapter is called: by its theme, or else as the lines that concern every theme."""
    name = str(theme) if theme else _("Sectoroverschrijdend")
    return name[:1].upper() + name[1:]


class Tree:
    """All objectives of one plan. Two queries, however many there are."""

    def __init__(self, plan: Plan, objectives: Iterable[Objective], abouts: Iterable[PlanTheme]) -> None:
        self.plan = plan
        self._below: dict[int | None, list[Objective]] = defaultdict(list)
        for objective in sorted(objectives, key=lambda row: (row.position, row.pk)):
            self._below[objective.parent_id].append(objective)
        self.nodes: dict[int, Node] = {}
        self.chapters = self._chapters(list(abouts))

    def _chapters(self, abouts: list[PlanTheme]) -> list[Chapter]:
        """Cross-sector first, the themes in the order of the plan, then those that it does not introduce."""
        roots: dict[int | None, list[Objective]] = defaultdict(list)
        for root in self._below[None]:
            roots[root.theme_id].append(root)
        introduced = [Chapter(about.theme, about) for about in abouts]
        known = {about.theme_id for about in abouts}
        others = {rows[0].theme for key, rows in roots.items() if key is not None and key not in known}
        loose = [Chapter(theme, None) for theme in sorted(others, key=str)]
        chapters = [Chapter(None, None), *introduced, *loose]
        for chapter in chapters:
            for number, root in enumerate(roots[chapter.theme.pk if chapter.theme else None], start=1):
                chapter.roots.append(self._node(root, None, [number]))
        return [chapter for chapter in chapters if chapter.roots or chapter.about]

    def _node(self, objective: Objective, parent: Node | None, path: list[int]) -> Node:
        theme = objective.theme or (parent.theme if parent else None)
        code = self._prefix(objective) + ".".join(str(number) for number in path)
        node = Node(objective, parent, code, theme, len(path) - 1)
        self.nodes[objective.pk] = node
        for number, child in enumerate(self._below[objective.pk], start=1):
            node.children.append(self._node(child, node, [*path, number]))
        return node

    def _prefix(self, objective: Objective) -> str:
        """Groups and actions of a catalogue are only numbered: it has no strategic objectives."""
        return "" if self.plan.kind == PlanKind.CATALOGUE else PREFIX[Level(objective.level)]

    def walk(self) -> Iterator[Node]:
        """Every objective in the order of print."""
        for chapter in self.chapters:
            yield from chapter.walk()

    def __len__(self) -> int:
        return len(self.nodes)


def read_tree(plan: Plan, *, with_chapters: bool = True) -> Tree:
    """The tree as it stands now. For who only wants codes the order of the chapters need not be read."""
    objectives = list(plan.objectives.select_related("theme"))
    for objective in objectives:
        objective.plan = plan
    return Tree(plan, objectives, plan.chapters.select_related("theme") if with_chapters else ())
