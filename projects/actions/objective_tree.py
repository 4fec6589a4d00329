"""What a person does to the lines of a plan: add, name, move, raise, lower, remove. All behind the lock of the plan.

The level of a line follows its place: that of the line before it, or one lower than the line above it. What stands
below a line whose level changes moves along as far as the rule asks, and no farther (outline.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.actions.outline import Outline, Place, fits, next_lower
from projects.models import Alignment, Level, Objective, ObjectiveParty, PartyRole, Plan, ProgressNote
from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused
from wegwijzer.lifecycle import change as write

ADDED = "projects.objective.added"
RENAMED = "projects.objective.renamed"
MOVED = "projects.objective.moved"
LEVELLED = "projects.objective.levelled"
REMOVED = "projects.plan.line_removed"
EXTENDED = "projects.plan.extended"


@dataclass(frozen=True)
class Typed:
    """A line as it was typed: how deep it stands under the first ones (0), its words, and what else was said."""

    depth: int
    title: str
    level: str = ""
    names: tuple[str, ...] = ()  # of who is responsible
    term: str = ""


@transaction.atomic
def add(plan: Plan, *, by: User | None, typed: Typed, place: Place) -> Objective:
    """A new line at that place, of the level that fits there unless another is named. Raises Refused."""
    outline = Outline(plan)
    parent, index, theme = outline.spot(place)
    line = _made(outline, typed, parent, index, theme)
    outline.keep()
    changes = {"title": line.title, "level": line.level, "parties": ", ".join(typed.names)}
    record(ADDED, line, by=by, scope=plan.partnership.organisation, changes=changes)
    return line


@transaction.atomic
def add_series(plan: Plan, *, by: User | None, lines: Iterable[Typed], place: Place) -> list[Objective]:
    """All these lines at once, each under the last one before it that is less deep. Raises Refused."""
    outline = Outline(plan)
    parent, index, theme = outline.spot(place)
    trail: list[tuple[int, Objective | None]] = [(-1, parent)]
    made: list[Objective] = []
    for typed in lines:
        while trail[-1][0] >= typed.depth:
            trail.pop()
        above = trail[-1][1]
        if above == parent:
            at, index = index, index + 1
        else:
            at = len(outline.below.get(above.pk, ())) if above else 0
        line = _made(outline, typed, above, at, theme)
        trail.append((typed.depth, line))
        made.append(line)
    outline.keep()
    if made:
        changes = {"lines": len(made), "first": made[0].title}
        record(EXTENDED, plan, by=by, scope=plan.partnership.organisation, changes=changes)
    return made


def _made(outline: Outline, typed: Typed, above: Objective | None, at: int, theme: int | None) -> Objective:
    level = typed.level or outline.level_at(above, at, theme)
    _refuse_level(level, above, typed.title)
    line = Objective(plan=outline.plan, parent=above, title=typed.title, level=level, term=typed.term, position=at + 1)
    if above is None:
        line.theme_id = theme
    outline.put(line, above, at)
    line.save()
    outline.lines[line.pk] = line
    rows = [ObjectiveParty(objective=line, role=PartyRole.RESPONSIBLE, name=name) for name in typed.names]
    ObjectiveParty.objects.bulk_create(rows)
    return line


@transaction.atomic
def rename(objective: Objective, *, by: User, version: int, title: str) -> Objective:
    """Other words for the same line. Raises Stale when somebody changed it first."""
    objective.version = version
    changes = write(objective, title=title)
    if changes:
        record(RENAMED, objective, by=by, scope=objective.partnership.organisation, changes=changes)
    return objective


@transaction.atomic
def move(objective: Objective, *, by: User, place: Place, version: int | None = None) -> Objective:
    """To another place, with all that is below it. Raises Refused for a place in its own branch; Stale."""
    outline = Outline(objective.plan)
    line = outline.line(objective.pk, version)
    return _place(outline, line, place, by)


@transaction.atomic
def indent(objective: Objective, *, by: User, version: int | None = None) -> Objective:
    """Under the line before it, as the last there. Raises Refused when there is none; Stale."""
    outline = Outline(objective.plan)
    line = outline.line(objective.pk, version)
    rows = outline.beside(line)
    at = rows.index(line)
    if at == 0:
        raise Refused(_("Er staat geen lijn voor waar deze onder kan."))
    return _place(outline, line, Place(under=rows[at - 1].pk), by)


@transaction.atomic
def outdent(objective: Objective, *, by: User, version: int | None = None) -> Objective:
    """Right after the line that it stands under. Raises Refused when it stands under none; Stale."""
    outline = Outline(objective.plan)
    line = outline.line(objective.pk, version)
    if line.parent_id is None:
        raise Refused(_("Deze lijn staat al op het hoogste niveau."))
    return _place(outline, line, Place(after=line.parent_id), by)


@transaction.atomic
def shift(objective: Objective, *, by: User, by_lines: int) -> Objective:
    """Up (-1) or down (1) among the lines that it stands beside. Raises Refused at either end; Stale."""
    outline = Outline(objective.plan)
    line = outline.line(objective.pk)
    rows = outline.beside(line)
    to = rows.index(line) + by_lines
    if not 0 <= to < len(rows):
        raise Refused(_("Deze lijn staat al vooraan.") if by_lines < 0 else _("Deze lijn staat al achteraan."))
    index = outline.below[line.parent_id].index(rows[to])
    was = line.position
    outline.take(line)
    outline.put(line, outline.parent(line), index)
    outline.keep()
    changes = {"position": (was, line.position)}
    record(MOVED, line, by=by, scope=line.partnership.organisation, changes=changes)
    return line


@transaction.atomic
def set_level(objective: Objective, *, by: User, level: str, version: int | None = None) -> Objective:
    """Another level where it stands; what is below it follows as far as needed. Raises Refused, Stale."""
    outline = Outline(objective.plan)
    line = outline.line(objective.pk, version)
    _refuse_level(level, outline.parent(line))
    outline.relevel(line, level)
    outline.keep()
    _tell_levels(outline, by)
    return line


@transaction.atomic
def remove(objective: Objective, *, by: User, version: int | None = None, with_below: bool = False) -> None:
    """Take it out, `with_below` also what is under it. Raises Refused for what others build on; Stale."""
    outline = Outline(objective.plan)
    line = outline.line(objective.pk, version)
    below = list(outline.branch(line))
    if below and not with_below:
        said = ngettext("Er staat nog %s lijn onder.", "Er staan nog %s lijnen onder.", len(below)) % len(below)
        raise Refused(said + " " + _("Verwijder ze eerst, of verwijder ze samen via ‘Pas aan’."))
    reasons = reasons_to_stay([line, *below])
    if reasons:
        raise Refused(*reasons)
    outline.take(line)
    pk, story = line.pk, {"line": (line.title, ""), "level": line.level, "below": [row.title for row in below]}
    line.delete()
    for row in below:
        outline.below.pop(row.pk, None)
    outline.below.pop(pk, None)
    outline.keep()
    # History of the plan: the line has no page any more on which somebody could read it.
    record(REMOVED, outline.plan, by=by, scope=objective.partnership.organisation, changes=story)


def reasons_to_stay(lines: Iterable[Objective]) -> list[str]:
    """Why these lines can not be taken out of their plan: what was done for them, and who builds on them."""
    keys = [line.pk for line in lines]
    reasons = []
    if ProgressNote.objects.filter(objective__in=keys).exists():
        reasons.append(
            _("Er is al iets voor gerealiseerd. Noteer bij de lijn dat ze geschrapt is: dan blijft ze leesbaar.")
        )
    aligned = Alignment.objects.filter(objective__in=keys) | Alignment.objects.filter(line__in=keys)
    if aligned.exists():
        reasons.append(_("Ze is afgestemd met een ander plan. Verwijder eerst die afstemming."))
    if Objective.objects.filter(origin__in=keys).exists():
        reasons.append(_("Een ander plan nam ze over uit deze catalogus."))
    return reasons


def _place(outline: Outline, line: Objective, place: Place, by: User) -> Objective:
    """Move `line` with its branch to `place`, write it and tell history."""
    own = {line.pk, *(row.pk for row in outline.branch(line))}
    if place.under in own or (place.after in own and place.after != line.pk):
        raise Refused(_("Een lijn kan niet onder zichzelf staan. Kies een andere plaats."), field="place")
    if place.after == line.pk:
        return line
    parent = outline.parent(line)
    before = {"parent": parent, "theme": line.theme, "position": line.position}
    outline.take(line)
    above, index, theme = outline.spot(place)
    level = outline.level_at(above, index, theme) if above != parent else line.level
    outline.put(line, above, index)
    if above is not None and parent is None and line.theme_id == _theme_of(outline, above):
        theme = None  # said by what it stands under from now on
    elif above is not None:
        theme = line.theme_id
    write(line, parent_id=above.pk if above else None, theme_id=theme)
    outline.relevel(line, level)
    outline.keep()
    after = {"parent": above, "theme": line.theme, "position": line.position}
    changes = {name: (before[name], after[name]) for name in after if before[name] != after[name]}
    if changes:
        record(MOVED, line, by=by, scope=line.partnership.organisation, changes=changes)
    _tell_levels(outline, by)
    return line


def _theme_of(outline: Outline, line: Objective | None) -> int | None:
    """The theme of this line: its own, or that of the nearest line above it."""
    while line is not None and line.theme_id is None:
        line = outline.parent(line)
    return line.theme_id if line else None


def _tell_levels(outline: Outline, by: User) -> None:
    for line, was in outline.relevelled:
        changes = {"level": (was, line.level)}
        record(LEVELLED, line, by=by, scope=line.partnership.organisation, changes=changes)


def _refuse_level(level: str, above: Objective | None, title: str = "") -> None:
    if fits(level, above.level if above else None):
        return
    if level == Level.STEP:
        said = _("Een stap staat onder een actie of een andere stap.")
    else:
        lowest = next_lower(above.level) if above else Level.STRATEGIC
        said = _("Hier past geen %(level)s: kies bijvoorbeeld %(lower)s.") % {
            "level": Level(level).label,
            "lower": lowest.label,
        }
    raise Refused(f"‘{title}’: {said}" if title else said, field="level")
