"""Which objective a row is, and under which one it stands."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from projects.actions.plan_lines import Line
from projects.actions.plan_state import PlanState, spelled
from projects.models.tree import Node

Settled = tuple[Line, int, Node | None, list[str]]


class Places:
    """`parents` says for every objective, there or new, under which it stands afterwards (None: at the top)."""

    def __init__(self, state: PlanState, *, as_new: bool) -> None:
        self.now = state
        self.as_new = as_new
        nodes = state.tree.nodes
        self.parents: dict[int, int | None] = {
            pk: node.parent.pk if node.parent else None for pk, node in nodes.items()
        }
        self.children: dict[int | None, list[Node]] = defaultdict(list)
        for node in nodes.values():
            self.children[self.parents[node.pk]].append(node)
        self.taken: dict[int, int] = {}
        self.stack: list[tuple[int, int]] = []  # depth and ident of the rows above

    def settle(self, lines: Sequence[Line]) -> Iterator[Settled]:
        self.listed = set() if self.as_new else {line.key for line in lines if line.key}
        for place, line in enumerate(lines, start=1):
            errors = list(line.errors)
            node = None if self.as_new else self._keyed(line, errors)
            parent = self._parent(line, node, errors)
            if node is None and not self.as_new and not line.key:
                node = self._named(line, parent)
            ident = node.pk if node else -place
            if node:
                self.taken[node.pk] = line.number
            self.parents[ident] = parent
            depth = line.depth or 1
            while self.stack and self.stack[-1][0] >= depth:
                self.stack.pop()
            self.stack.append((depth, ident))
            yield line, ident, node, errors

    def _keyed(self, line: Line, errors: list[str]) -> Node | None:
        if line.key is None:
            return None
        node = self.now.tree.nodes.get(line.key)
        if node is None:
            errors.append(
                _("De sleutel %s is niet (meer) van dit plan. Maak de cel leeg, of vink aan dat alles nieuw is.")
                % line.key
            )
        elif line.key in self.taken:
            said = _("De sleutel %(key)s staat ook in rij %(number)s. Maak de cel leeg voor een nieuwe rij.")
            errors.append(said % {"key": line.key, "number": self.taken[line.key]})
            return None
        return node

    def _parent(self, line: Line, node: Node | None, errors: list[str]) -> int | None:
        depth = line.depth or 1
        if node is not None and self._stays(node, depth):
            return self.parents[node.pk]
        if line.above:
            return self._looked_up(line, errors)
        above = [ident for at, ident in self.stack if at < depth]
        deepest = max((at for at, _ident in self.stack if at < depth), default=0)
        if deepest != depth - 1 and not line.errors:
            said = _("Deze rij staat op diepte %(depth)s, maar erboven staat er geen op diepte %(higher)s.")
            errors.append(said % {"depth": depth, "higher": depth - 1})
        return above[-1] if above else None

    def _stays(self, node: Node, depth: int) -> bool:
        """Whether what it stands under is not in the file at all, and it did not change depth."""
        parent = node.parent
        return parent is not None and parent.pk not in self.listed and depth == node.depth + 1

    def _looked_up(self, line: Line, errors: list[str]) -> int | None:
        """The parent in the plan itself, by the numbers of its code and within the chapter of the row."""
        theme = spelled(str(line.values.get("theme") or ""))
        found = [
            node
            for node in self.now.by_path.get(line.above, ())
            if not theme or spelled(str(node.theme or "")) == theme
        ]
        if len(found) == 1:
            return found[0].pk
        number = ".".join(map(str, line.above))
        if found:
            errors.append(_("Nummer %s staat in meer dan één thema van dit plan. Zet er het thema bij.") % number)
        else:
            errors.append(_("Boven deze rij ontbreekt nummer %s, en het staat ook niet in het plan.") % number)
        return None

    def _named(self, line: Line, parent: int | None) -> Node | None:
        """The same code and title, or else the same title under the same parent."""
        title, theme = spelled(line.title), spelled(str(line.values.get("theme") or ""))
        coded = self.now.by_path.get(line.path, ()) if line.path else ()
        for node in (*coded, *self.children.get(parent, ())):
            if node.pk in self.taken or node.pk in self.listed or spelled(node.objective.title) != title:
                continue
            if not theme or spelled(str(node.theme or "")) == theme:
                return node
        return None
