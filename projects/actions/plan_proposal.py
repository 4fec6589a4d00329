"""What a table would do to a plan: row by row added, changed, moved or left, or what is wrong. Writes nothing."""

import datetime as dt
import hashlib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.actions.outline import MOST_DEEP, next_lower
from projects.actions.plan_lines import Line
from projects.actions.plan_places import Places
from projects.actions.plan_state import PlanState, Values, spelled
from projects.exports.plan_columns import CHOICES, heading_of
from projects.models import Plan
from projects.models.tree import Node
from wegwijzer.accounts.periods import in_words

Ident = int  # the primary key of an objective, or minus the place of a new row
Change = tuple[str, Any, Any]  # column, old, new

KINDS = {
    "wrong": gettext_lazy("fout"),
    "added": gettext_lazy("nieuw"),
    "changed": gettext_lazy("gewijzigd"),
    "moved": gettext_lazy("verplaatst"),
    "same": gettext_lazy("blijft"),
}


@dataclass
class Row:
    """A line with what becomes of it. `values` are those of the objective afterwards."""

    line: Line
    ident: Ident
    node: Node | None = None
    values: Values = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    is_moved: bool = False
    errors: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        if self.errors:
            return "wrong"
        if self.node is None:
            return "added"
        return "changed" if self.changes else "moved" if self.is_moved else "same"

    @property
    def said(self) -> list[str]:
        """What changes, in words."""
        told = [f"{heading_of(key)}: {_shown(key, old)} → {_shown(key, new)}" for key, old, new in self.changes]
        return [*told, _("krijgt een andere plaats")] if self.is_moved and self.node else told


def _shown(key: str, value: Any) -> str:
    if isinstance(value, list | tuple):
        value = ", ".join(_with_task(*pair) for pair in value)
    elif isinstance(value, dt.date):
        value = in_words(value)
    elif isinstance(value, Decimal):
        value = str(value).replace(".", ",")
    elif key in CHOICES:
        value = CHOICES[key](value).label if value else ""
    text = " ".join(str("" if value is None else value).split())
    return (text if len(text) <= 80 else text[:79] + "…") or _("(leeg)")


def _with_task(name: str, task: str) -> str:
    return f"{name} ({task})" if task else name


@dataclass
class Proposal:
    """All rows, and for each place in the tree the order of what stands there afterwards."""

    state: PlanState
    rows: list[Row]
    parents: dict[Ident, Ident | None]
    orders: dict[Any, list[Ident]]
    tops: list[list[Ident]]
    left: int

    @property
    def wrong(self) -> list[Row]:
        return [row for row in self.rows if row.errors]

    @property
    def counts(self) -> Counter[str]:
        return Counter(row.kind for row in self.rows)

    @property
    def writes(self) -> int:
        """How many rows of it would change the plan."""
        return len(self.rows) - self.counts["same"] - self.counts["wrong"]

    @property
    def digest(self) -> str:
        """Of all that would be written: who confirms a preview confirms this, and nothing else."""
        said = [
            (row.kind, row.ident, self.parents[row.ident], row.changes, row.is_moved, sorted(row.values.items()))
            for row in self.rows
            if row.kind != "same"
        ]
        return hashlib.sha256(repr((said, sorted(self.orders.items(), key=repr))).encode()).hexdigest()


def propose(plan: Plan, lines: Sequence[Line], *, as_new: bool = False) -> Proposal:
    """What these lines mean for the plan as it stands. `as_new`: none of them is something that is there already."""
    state = PlanState(plan)
    places = Places(state, as_new=as_new)
    rows = [Row(line, ident, node, errors=errors) for line, ident, node, errors in places.settle(lines)]
    by_ident = {row.ident: row for row in rows}
    _refuse_cycles(rows, places.parents)
    _set_values(state, rows, places.parents, by_ident)
    _refuse_levels(state, rows, places.parents, by_ident)
    _refuse_spellings(state, rows)
    orders = _orders(state, rows, places.parents, by_ident)
    now = {group: order for group, order in state.groups(_group).items() if isinstance(group, str)}
    chapters = now | {group: order for group, order in orders.items() if isinstance(group, str)}
    left = len(state.tree) - sum(row.node is not None for row in rows)
    return Proposal(state, rows, places.parents, orders, list(chapters.values()), left)


def _refuse_cycles(rows: Iterable[Row], parents: dict[Ident, Ident | None]) -> None:
    for row in rows:
        seen: set[Ident] = {row.ident}
        above = parents[row.ident]
        while above is not None and above not in seen:
            seen.add(above)
            above = parents[above]
        if above is not None:
            row.errors.append(_("Deze rij zou onder zichzelf komen te staan. Kijk de diepte na."))
            parents[row.ident] = row.node.parent.pk if row.node and row.node.parent else None
        elif len(seen) > MOST_DEEP:
            row.errors.append(_("Dit staat te diep: een plan telt hoogstens %s niveaus onder elkaar.") % MOST_DEEP)


def _set_values(
    state: PlanState, rows: Iterable[Row], parents: dict[Ident, Ident | None], by_ident: dict[Ident, Row]
) -> None:
    """What every row will hold: what it has, with what the file says instead. Parents stand before their children."""
    for row in rows:
        before = state.values_of(row.node) if row.node else {}
        row.values = before | state.read(row.line.values)
        if "level" not in row.values:
            row.values["level"] = _level_below(state, parents[row.ident], by_ident)
        row.errors += state.missing_in(row.values)
        if row.node is not None:
            row.changes = [
                (key, before.get(key), new)
                for key, new in row.values.items()
                if state.differs(key, before.get(key), new)
            ]


def _level_below(state: PlanState, parent: Ident | None, by_ident: dict[Ident, Row]) -> str:
    """The level of a row that does not say its own: the next one under what it stands under."""
    if parent is None:
        return state.highest
    return next_lower(_level_of(state, parent, by_ident))


def _level_of(state: PlanState, ident: Ident, by_ident: dict[Ident, Row]) -> str:
    row = by_ident.get(ident)
    if row is not None and "level" in row.values:
        return str(row.values["level"])
    return state.tree.nodes[ident].objective.level


def _refuse_levels(
    state: PlanState, rows: Iterable[Row], parents: dict[Ident, Ident | None], by_ident: dict[Ident, Row]
) -> None:
    """The rule of levels, for every row of the file and for what stays under one of them."""
    for ident, parent in parents.items():
        row = by_ident.get(ident) or by_ident.get(parent or 0)
        if row is None or row.errors:
            continue
        above = "" if parent is None else _level_of(state, parent, by_ident)
        said = state.level_refusal(_level_of(state, ident, by_ident), above)
        if said and ident in by_ident:
            row.errors.append(said)
        elif said:
            row.errors.append(_("‘%(child)s’ staat eronder: %(why)s") % {
                "child": state.tree.nodes[ident].objective.title[:60], "why": said
            })  # fmt: skip


def _refuse_spellings(state: PlanState, rows: Iterable[Row]) -> None:
    """A theme or target group that is new has to be spelled in one way."""
    seen: dict[tuple[str, str], tuple[str, int]] = {}
    for row in rows:
        wanted = [("theme", row.values.get("theme") or "")]
        wanted += [("target_groups", name) for name, _task in row.values.get("target_groups", ())]
        for key, name in wanted:
            if not name or state.knows(key, name):
                continue
            first, number = seen.setdefault((key, spelled(name)), (name, row.line.number))
            if first != name:
                said = _("%(column)s: ‘%(name)s’ staat in rij %(number)s als ‘%(first)s’. Schrijf het overal gelijk.")
                row.errors.append(said % {"column": heading_of(key), "name": name, "number": number, "first": first})


def _group(parent: Ident | None, theme: str) -> Any:
    """What is numbered together: children of one parent, or the first rows of one chapter."""
    return parent if parent is not None else f"theme {theme}"


def _orders(
    state: PlanState, rows: Iterable[Row], parents: dict[Ident, Ident | None], by_ident: dict[Ident, Row]
) -> dict[Any, list[Ident]]:
    """The order per group where it becomes another one, and on each row whether it moved.

    What is not in the file stays behind what it stood behind.
    """
    wanted: dict[Any, list[Ident]] = defaultdict(list)
    for row in rows:
        wanted[_group(parents[row.ident], row.values.get("theme") or "")].append(row.ident)
    now = state.groups(_group)
    orders = {}
    for group in dict.fromkeys([*now, *wanted]):
        before, file_rows = now.get(group, []), wanted.get(group, [])
        tails: dict[Ident | None, list[Ident]] = defaultdict(list)
        last: Ident | None = None
        inside = set(file_rows)
        for ident in before:
            if ident in inside:
                last = ident
            elif ident not in by_ident:
                tails[last].append(ident)
        after = [*tails[None]]
        for ident in file_rows:
            after += [ident, *tails[ident]]
        _mark_moved(before, file_rows, by_ident)
        if after != before:
            orders[group] = after
    return orders


def _mark_moved(before: Sequence[Ident], file_rows: Sequence[Ident], by_ident: dict[Ident, Row]) -> None:
    """Those that came from elsewhere, and the fewest that have to move among those that were here."""
    place = {ident: number for number, ident in enumerate(before)}
    kept = _rising([place[ident] for ident in file_rows if ident in place])
    for ident in file_rows:
        row = by_ident[ident]
        row.is_moved = row.node is not None and place.get(ident) not in kept


def _rising(numbers: Sequence[int]) -> set[int]:
    """The longest series in these different numbers that only goes up."""
    ends: list[int] = []
    lengths: list[int] = []
    for number in numbers:
        at = bisect_left(ends, number)
        ends[at : at + 1] = [number]
        lengths.append(at + 1)
    wanted, found = len(ends), set()
    for number, length in zip(reversed(numbers), reversed(lengths), strict=True):
        if length == wanted:
            found.add(number)
            wanted -= 1
    return found
