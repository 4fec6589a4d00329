"""Which lines of a plan are on a page: all of them, those that fit a question with what they stand under, or a branch.

A plan of thousands is folded: as many levels as fit, each folded line saying how much is below it.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from governance.models import Theme
from projects.models.tree import Node, Tree

MOST_LINES = 400  # on a page that nobody asked to hold everything


@dataclass(frozen=True)
class OutlineRow:
    """A line on the page: how many stand `folded` below it, and whether it only leads to what was asked."""

    node: Node
    folded: int = 0
    is_context: bool = False


@dataclass(frozen=True)
class OutlineChapter:
    theme: Theme | None
    rows: list[OutlineRow]

    @property
    def key(self) -> int:
        """The primary key of its theme; 0 for the cross-sector lines, which have none."""
        return self.theme.pk if self.theme else 0


def outline_of(
    tree: Tree,
    *,
    found: Collection[Node] | None = None,
    branch: Node | None = None,
    line: Node | None = None,
    is_whole: bool = False,
) -> list[OutlineChapter]:
    """The chapters with their lines: only those `found`, only a `branch`, or all; `line` is never folded away."""
    asked = list(branch.walk()) if branch else list(tree.walk())
    context: set[int] = {node.pk for node in branch.above()} if branch else set()
    if found is not None:
        wanted = {node.pk for node in found}
        asked = [node for node in asked if node.pk in wanted]
        context |= {above.pk for node in asked for above in node.above()} - wanted
    deepest = None if is_whole or found is not None else _deepest(asked)
    open_ = {line.pk, *(node.pk for node in line.above())} if line else set()
    keys = {node.pk for node in asked if deepest is None or node.depth <= deepest or node.pk in open_} | context
    chapters = []
    for chapter in tree.chapters:
        rows = [_row(node, keys, context, deepest) for node in chapter.walk() if node.pk in keys]
        if rows or (found is None and branch is None):
            chapters.append(OutlineChapter(chapter.theme, rows))
    return chapters


def _row(node: Node, keys: set[int], context: set[int], deepest: int | None) -> OutlineRow:
    hidden = 0
    if deepest is not None and any(child.pk not in keys for child in node.children):
        hidden = sum(1 for below in node.walk() if below.pk not in keys)
    return OutlineRow(node, hidden, node.pk in context)


def _deepest(nodes: list[Node]) -> int | None:
    """How deep to show them so that they fit on a page, the highest in any case; None when all of them do."""
    if len(nodes) <= MOST_LINES:
        return None
    counts = Counter(node.depth for node in nodes)
    deepest, total = min(counts), 0
    for depth in sorted(counts):
        total += counts[depth]
        if total > MOST_LINES:
            break
        deepest = depth
    return deepest
