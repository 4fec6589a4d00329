"""The lines of a plan while somebody rearranges them: who stands where, and which level fits there.

Knows the rule of the levels and how positions follow each other; what a person does to a line is in objective_tree.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext as _

from projects.models import RANK, Level, Objective, Plan, PlanKind
from wegwijzer.lifecycle import Refused, Stale, hold

LEVELS = list(Level)
MOST_DEEP = 20  # lines under each other


@dataclass(frozen=True)
class Place:
    """Where a line goes, by primary keys: right `after` a line, last `under` a line, or last among those of a theme.

    Without any of them it goes last among the cross-sector lines.
    """

    after: int | None = None
    under: int | None = None
    theme: int | None = None


def fits(level: str, above: str | None) -> bool:
    """The rule: nothing stands under what is lower than itself, and a step only under an action or a step."""
    rank, over = RANK[Level(level)], -1 if above is None else RANK[Level(above)]
    return rank >= over and (level != Level.STEP or over >= RANK[Level.ACTION])


def next_lower(level: str) -> Level:
    """The level that usually stands under this one."""
    return LEVELS[min(RANK[Level(level)] + 1, RANK[Level.STEP])]


def fitted(level: str, was_above: str, above: str) -> Level:
    """The level of a line whose parent went from level `was_above` to `above`: moved no farther than needed."""
    was_lower = RANK[Level(level)] > RANK[Level(was_above)]
    rank = min(max(RANK[Level(level)], RANK[Level(above)] + was_lower), RANK[Level.STEP])
    if rank == RANK[Level.STEP] and RANK[Level(above)] < RANK[Level.ACTION]:
        rank = RANK[Level.ACTION]
    return LEVELS[rank]


class Outline:
    """All lines of one plan, read behind its lock. Nothing is written before `keep`."""

    def __init__(self, plan: Plan) -> None:
        hold(plan)
        self.plan = plan
        self.lines: dict[int, Objective] = {}
        self.below: dict[int | None, list[Objective]] = {None: []}
        self._relevelled: dict[int, tuple[Objective, str]] = {}
        # The columns that say where a line stands; its texts stay where they are.
        columns = ("parent", "position", "level", "theme", "title", "version")
        for line in plan.objectives.only(*columns, "plan").order_by("position", "pk"):
            line.plan = plan
            self.lines[line.pk] = line
            self.below.setdefault(line.parent_id, []).append(line)

    def line(self, pk: int | None, version: int | None = None) -> Objective:
        """The line as it is now. Raises Stale when it is gone, or another than `version`."""
        line = self.lines.get(pk or 0)
        if line is None:
            raise Stale(None)
        if version is not None and line.version != version:
            raise Stale(line)
        return line

    def parent(self, line: Objective) -> Objective | None:
        return self.lines[line.parent_id] if line.parent_id is not None else None

    def branch(self, line: Objective) -> Iterator[Objective]:
        """All that stands below this line."""
        for child in self.below.get(line.pk, ()):
            yield child
            yield from self.branch(child)

    def beside(self, line: Objective) -> list[Objective]:
        """The lines it stands among, itself included: those under the same one, or at the top of the same theme."""
        rows = self.below[line.parent_id]
        return rows if line.parent_id else [row for row in rows if row.theme_id == line.theme_id]

    def spot(self, place: Place) -> tuple[Objective | None, int, int | None]:
        """Under which line, as the how manieth from 0, and of which theme at the top. Raises Refused, Stale."""
        if place.after is not None:
            before = self._known(place.after)
            rows = self.below[before.parent_id]
            return self.parent(before), rows.index(before) + 1, before.theme_id
        if place.under is not None:
            above = self._known(place.under)
            return above, len(self.below.get(above.pk, ())), None
        tops = self.below[None]
        same = [index for index, row in enumerate(tops) if row.theme_id == place.theme]
        return None, same[-1] + 1 if same else len(tops), place.theme

    def _known(self, pk: int) -> Objective:
        if pk not in self.lines:
            raise Refused(_("Die lijn staat niet in dit plan. Kies een andere plaats."), field="place")
        return self.lines[pk]

    def level_at(self, parent: Objective | None, index: int, theme: int | None) -> Level:
        """The level of what comes there: that of the line before it, else of the one after, else what usually is."""
        rows = self.below.get(parent.pk if parent else None, [])
        if parent is None:
            rows = [row if row.theme_id == theme else None for row in rows]  # type: ignore[misc]
        near = [row for row in (*rows[:index][-1:], *rows[index : index + 1]) if row is not None]
        if near:
            return Level(near[0].level)
        if parent is not None:
            return next_lower(parent.level)
        return Level.OPERATIONAL if self.plan.kind == PlanKind.CATALOGUE else Level.STRATEGIC

    def put(self, line: Objective, parent: Objective | None, index: int) -> None:
        """Place it there, under the parent that it names itself. Raises Refused when that is too deep."""
        if self._depth(parent) + 1 + self._height(line) > MOST_DEEP:
            said = _("Dat is te diep: een plan telt hoogstens %s niveaus onder elkaar.") % MOST_DEEP
            raise Refused(said, field="place")
        self.below.setdefault(parent.pk if parent else None, []).insert(index, line)

    def _depth(self, line: Objective | None) -> int:
        """How many lines there are from the top up to and with this one."""
        depth = 0
        while line is not None:
            depth, line = depth + 1, self.parent(line)
        return depth

    def _height(self, line: Objective) -> int:
        """How many lines there are under each other below this one."""
        children = self.below.get(line.pk, []) if line.pk else []
        return max((1 + self._height(child) for child in children), default=0)

    def take(self, line: Objective) -> None:
        self.below[line.parent_id].remove(line)

    def relevel(self, line: Objective, level: str) -> None:
        """Give it that level, and what is below it one that fits."""
        was = line.level
        if was == level:
            return
        self._relevelled.setdefault(line.pk, (line, was))
        line.level = level
        for child in self.below.get(line.pk, ()):
            self.relevel(child, fitted(child.level, was, level))

    @property
    def relevelled(self) -> list[tuple[Objective, str]]:
        """The lines that got another level, each with the one that it had."""
        return [(line, was) for line, was in self._relevelled.values() if line.level != was]

    def keep(self) -> None:
        """Write the levels that changed, and the positions: 1, 2, 3 … under every line. The one place that does."""
        changed = [line for line, _was in self.relevelled]
        Objective.objects.bulk_update(changed, ["level"])
        # Who has such a line open has to notice, as with any other change of it.
        Objective.objects.filter(pk__in=[line.pk for line in changed]).update(version=F("version") + 1)
        for line in changed:
            line.version += 1
        moved = []
        for rows in self.below.values():
            for position, line in enumerate(rows, start=1):
                if line.position != position:
                    line.position = position
                    moved.append(line)
        Objective.objects.bulk_update(moved, ["position"], batch_size=500)
