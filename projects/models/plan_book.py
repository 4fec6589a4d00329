"""A plan as people read it: its tree, how far each line is and who is responsible. Four queries, whatever its size."""

from collections import defaultdict
from dataclasses import dataclass, field

from projects.models.gaps import gaps_of
from projects.models.objective_parts import ObjectiveParty, PartyRole
from projects.models.plan import Plan
from projects.models.standing import Noted, Standing, read_notes, standings_of, together
from projects.models.tree import Chapter, Node, Tree, read_tree


@dataclass
class PlanBook:
    """`responsible` has the names per objective (primary key), in the order in which they were given."""

    tree: Tree
    notes: dict[int, Noted]
    standings: dict[int, Standing]
    responsible: dict[int, list[str]] = field(default_factory=dict)

    def standing(self, chapter: Chapter | None = None) -> Standing | None:
        """How far a chapter is, or the whole plan; None when nothing is in it."""
        chapters = self.tree.chapters if chapter is None else [chapter]
        tops = [self.standings[root.pk] for one in chapters for root in one.roots]
        return together(tops) if tops else None

    @property
    def gaps(self) -> list[tuple[str, int]]:
        """What the plan lacks, in words, with how many lines lack it; nothing where none does."""
        found = gaps_of(self.tree, self.standings, self.notes, self.responsible)
        return [(str(kind.label), len(nodes)) for kind, nodes in found.items() if nodes]

    def names(self, node: Node) -> list[str]:
        return self.responsible.get(node.pk, [])


def read_book(plan: Plan, tree: Tree | None = None) -> PlanBook:
    """Two queries less for who has the `tree` already."""
    tree = read_tree(plan) if tree is None else tree
    notes = read_notes(plan.objectives.order_by().values("pk"))
    return PlanBook(tree, notes, standings_of(tree, notes), responsible_for(plan))


def responsible_for(plan: Plan) -> dict[int, list[str]]:
    """Who is responsible per objective (primary key), by name, in one query."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = ObjectiveParty.objects.filter(objective__plan=plan, role=PartyRole.RESPONSIBLE).order_by("pk")
    who = ("organisation__name", "body__name", "person__name", "name")
    for objective, *names in rows.values_list("objective", *who):
        found[objective].append(next(name for name in names if name))
    return dict(found)
