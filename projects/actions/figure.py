"""What is counted for the actions of a dossier, how much, and under which code of an own plan. Reported once."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from projects.models import Dossier, Figure, FigureLine, Objective, ObjectiveCode
from projects.models.figure_book import Days
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Refused, Stale, hold
from wegwijzer.lifecycle import change as write
from wegwijzer.ui.words import number

LINE_ADDED = "projects.dossier.figure_line_added"
LINE_CHANGED = "projects.dossier.figure_line_changed"
LINE_REMOVED = "projects.dossier.figure_line_removed"
FILLED = "projects.dossier.figures_filled"
CODED = "projects.dossier.codes_changed"


class Cell(NamedTuple):
    """Of which line, by which organisation."""

    line: int
    organisation: int


class Typed(NamedTuple):
    """What stood on the screen, and what is wanted now; None is nothing."""

    shown: Decimal | None
    wanted: Decimal | None


class Overtaken(Refused):
    """Somebody else filled in some of these cells meanwhile: `cells` are what stands there now."""

    def __init__(self, cells: Mapping[Cell, Decimal | None]) -> None:
        super().__init__(_("Iemand vulde intussen iets anders in. Kijk na wat rood staat."))
        self.cells = dict(cells)


@transaction.atomic
def add_line(dossier: Dossier, *, by: User, **values: Any) -> FigureLine:
    """Count something more. Raises Refused for a double, and for an action that is not in the plan of the dossier."""
    hold(dossier)
    line = FigureLine(dossier=dossier, **values)
    _refuse_line(line)
    line.save(force_insert=True)
    _told(LINE_ADDED, dossier, by, {"figure_lines": ("", f"{line.objective}: {line}")})
    return line


@transaction.atomic
def change_line(line: FigureLine, *, by: User, version: int, **values: Any) -> None:
    """Correct it. Raises Refused as `add_line` does, Stale."""
    hold(line.dossier)
    before = f"{line.objective}: {line}"
    now = {name: getattr(line, name) for name in ("objective", "name")} | values
    _refuse_line(FigureLine(pk=line.pk, dossier=line.dossier, **now))
    line.version = version
    if write(line, **values):
        _told(LINE_CHANGED, line.dossier, by, {"figure_lines": (before, f"{line.objective}: {line}")})


@transaction.atomic
def remove_line(line: FigureLine, *, by: User, version: int) -> None:
    """Count it no longer. Raises Refused once somebody counted, Stale."""
    hold(line.dossier)
    if line.figures.exists():
        raise Refused(_("Hier zijn al cijfers voor ingevuld. Ze blijven daarom bewaard."))
    key = line.pk
    if not FigureLine.objects.filter(pk=key, version=version).delete()[0]:
        raise Stale(FigureLine.objects.filter(pk=key).first())
    _told(LINE_REMOVED, line.dossier, by, {"figure_lines": (str(line), "")})


@transaction.atomic
def fill(dossier: Dossier, days: Days, typed: Mapping[Cell, Typed], *, by: User) -> int:
    """Keep what was typed for this period; returns how many figures changed. What was not typed stays as it is.

    Raises Overtaken, and keeps nothing, when a cell is another by now than what stood on the screen.
    """
    hold(dossier)
    wanted = {cell: pair for cell, pair in typed.items() if pair.shown != pair.wanted}
    rows = Figure.objects.filter(line__dossier=dossier, from_on=days.first, until_on=days.last)
    there = {Cell(row.line_id, row.organisation_id): row for row in rows}
    now = {cell: there[cell].value if cell in there else None for cell in wanted}
    lost = {cell: now[cell] for cell, pair in wanted.items() if now[cell] not in (pair.shown, pair.wanted)}
    if lost:
        raise Overtaken(lost)
    changed = {cell: pair.wanted for cell, pair in wanted.items() if now[cell] != pair.wanted}
    for cell, value in changed.items():
        _keep(there.get(cell), cell, days, value)
    if changed:
        _told(FILLED, dossier, by, _in_words(dossier, changed, now), reason=str(days))
    return len(changed)


def _keep(row: Figure | None, cell: Cell, days: Days, value: Decimal | None) -> None:
    if row is None:
        assert value is not None
        Figure.objects.create(
            line_id=cell.line,
            organisation_id=cell.organisation,
            from_on=days.first,
            until_on=days.last,
            value=value,
        )
    elif value is None:
        row.delete()
    else:
        write(row, value=value)


def _in_words(
    dossier: Dossier, changed: Mapping[Cell, Decimal | None], before: Mapping[Cell, Decimal | None]
) -> dict[str, tuple[str, str]]:
    lines = {row.pk: row for row in dossier.figure_lines.filter(pk__in={cell.line for cell in changed})}
    boards = Organisation.objects.in_bulk({cell.organisation for cell in changed})
    return {
        f"{lines[cell.line]}, {boards[cell.organisation]}": (_shown(before[cell]), _shown(value))
        for cell, value in changed.items()
    }


def _shown(value: Decimal | None) -> str:
    return "" if value is None else number(value)


@transaction.atomic
def set_codes(dossier: Dossier, organisation: Organisation, codes: Mapping[int, str], *, by: User) -> int:
    """The codes of one organisation for these actions (primary keys), "" for none; returns how many changed."""
    hold(dossier)
    rows = ObjectiveCode.objects.filter(organisation=organisation, objective__in=codes)
    there = {row.objective_id: row for row in rows}
    changes: dict[str, tuple[str, str]] = {}
    for objective in Objective.objects.filter(pk__in=codes, plan=dossier.plan_id):
        code, row = codes[objective.pk], there.get(objective.pk)
        before = row.code if row else ""
        if code == before:
            continue
        if row is None:
            ObjectiveCode.objects.create(objective=objective, organisation=organisation, code=code)
        elif code:
            write(row, code=code)
        else:
            row.delete()
        changes[str(objective)] = (before, code)
    if changes:
        _told(CODED, dossier, by, changes, reason=str(organisation))
    return len(changes)


def _refuse_line(line: FigureLine) -> None:
    """What the rows beside it ask; the caller holds the dossier."""
    if line.objective.plan_id != line.dossier.plan_id:
        raise Refused(_("Kies een actie uit het plan van dit dossier."), field="objective")
    same = FigureLine.objects.filter(dossier=line.dossier, objective=line.objective, name=line.name)
    if same.exclude(pk=line.pk).exists():
        raise Refused(_("Dit wordt voor deze actie al geteld."), field="name")


def _told(verb: str, dossier: Dossier, by: User, changes: Mapping[str, Any], *, reason: str = "") -> None:
    record(verb, dossier, by=by, scope=dossier.partnership.organisation, changes=changes, reason=reason)
