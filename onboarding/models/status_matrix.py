"""The status matrix: organisations × types of a project, in three queries for three hundred organisations as for two.

Cells are read as plain values: building an object per cell would take longer than all the rest together.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _now

from governance.models import IN_PAIRS
from onboarding.models.deliverable import (
    DONE_STATES,
    OPEN_STATES,
    STARTED_STATES,
    Deliverable,
    DeliverableState,
    late_word,
)
from onboarding.models.deliverable_type import DeliverableType
from onboarding.models.matrix_choice import LATE, OPEN, REVISION, MatrixChoice, stand_label
from onboarding.models.text_revision import revisions
from projects.models import Project
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import today


class Column(NamedTuple):
    """A type, as the head of a column knows it."""

    pk: int
    name: str
    theme: int | None
    theme_name: str | None
    due_on: dt.date | None
    text: int | None = None


class Place(NamedTuple):
    """An organisation, as the head of a row knows it."""

    pk: int
    name: str
    territory: str


class Cell(NamedTuple):
    """One deliverable; `since` is the day on which it came in its state.

    `words` is how many words of the Dutch changed under what was begun or delivered: 0 when it is not in revision.
    """

    pk: int
    type: int
    organisation: int
    state: str
    due_on: dt.date | None
    since: dt.date | None
    words: int = 0
    is_over: bool = False  # its project

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_late(self) -> bool:
        return self.is_open and (self.is_over or (self.due_on is not None and self.due_on < today()))

    @property
    def label(self) -> str:
        return str(DeliverableState(self.state).label)

    def is_said(self, stand: str) -> bool:
        """Whether it is what a matrix was narrowed to."""
        if stand == LATE:
            return self.is_late
        if stand == REVISION:
            return bool(self.words)
        return self.is_open if stand == OPEN else self.state == stand


@dataclass(frozen=True)
class StatusMatrix:
    project: Project
    columns: Sequence[Column]
    places: Sequence[Place]
    cells: Mapping[tuple[int, int], Cell]  # by organisation and type
    choice: MatrixChoice
    all_columns: Sequence[Column]
    all_places: Sequence[Place]

    def row(self, place: Place) -> list[Cell | None]:
        return [self.cells.get((place.pk, column.pk)) for column in self.columns]

    @cached_property
    def listed(self) -> list[Cell]:
        return list(self.cells.values())

    @cached_property
    def late(self) -> list[Cell]:
        """The longest late first."""
        return sorted((cell for cell in self.listed if cell.is_late), key=_by_due)

    @cached_property
    def revised(self) -> list[Cell]:
        """What is in revision."""
        return [cell for cell in self.listed if cell.words]

    @cached_property
    def coming(self) -> list[Cell]:
        """What still has a day to come, soonest first."""
        rows = (cell for cell in self.listed if cell.is_open and not cell.is_late and cell.due_on is not None)
        return sorted(rows, key=_by_due)

    @cached_property
    def counts(self) -> "Counts":
        return count(self.listed)

    def of_type(self, column: Column) -> "Counts":
        return self._by_type[column.pk]

    @cached_property
    def _by_type(self) -> dict[int, "Counts"]:
        found: dict[int, list[Cell]] = {column.pk: [] for column in self.columns}
        for cell in self.listed:
            found[cell.type].append(cell)
        return {pk: count(cells) for pk, cells in found.items()}

    @cached_property
    def owed(self) -> list[tuple[Place, list[Cell]]]:
        """Per organisation what it still owes, the latest of it first; who owes nothing is left out."""
        found: dict[int, list[Cell]] = {place.pk: [] for place in self.places}
        for cell in self.listed:
            if cell.is_open:
                found[cell.organisation].append(cell)
        return [(place, sorted(found[place.pk], key=_by_due)) for place in self.places if found[place.pk]]

    @cached_property
    def names(self) -> Mapping[int, str]:
        """What the types are called."""
        return {column.pk: column.name for column in self.columns}

    @cached_property
    def place_names(self) -> Mapping[int, str]:
        return {place.pk: place.name for place in self.places}

    @property
    def late_word(self) -> str:
        return late_word(self.project)

    @property
    def sentence(self) -> str:
        """What it was narrowed to; "" when nothing was chosen."""
        return self.in_words(self.choice)

    def in_words(self, choice: MatrixChoice) -> str:
        """The same of any choice in this project."""
        parts = []
        if choice.type:
            parts.append(next((row.name for row in self.all_columns if row.pk == choice.type), ""))
        if choice.theme:
            themes = {row.theme: row.theme_name for row in self.all_columns}
            parts.append(_now("thema %s") % (themes.get(choice.theme) or ""))
        if choice.stand:
            parts.append(_now("stand ‘%s’") % stand_label(choice.stand, self.project))
        if choice.organisation:
            parts.append(next((row.name for row in self.all_places if row.pk == choice.organisation), ""))
        return ", ".join(part for part in parts if part)

    def narrowed(self, choice: MatrixChoice) -> "StatusMatrix":
        """The cells that fit `choice`, with their rows and columns; asks nothing more."""
        if choice == MatrixChoice(self.project.pk):
            return self
        themes = {column.pk: column.theme for column in self.all_columns}
        kept = {key: cell for key, cell in self.cells.items() if _fits(cell, choice, themes)}
        in_rows, in_columns = {key[0] for key in kept}, {key[1] for key in kept}
        return StatusMatrix(
            project=self.project,
            columns=[column for column in self.all_columns if column.pk in in_columns],
            places=[place for place in self.all_places if place.pk in in_rows],
            cells=kept,
            choice=choice,
            all_columns=self.all_columns,
            all_places=self.all_places,
        )


class Counts(NamedTuple):
    """`asked` are those that apply."""

    asked: int
    done: int
    late: int


def count(cells: Iterable[Cell]) -> Counts:
    applying = [cell for cell in cells if cell.state != DeliverableState.NOT_APPLICABLE]
    done = sum(cell.state in DONE_STATES for cell in applying)
    return Counts(len(applying), done, sum(cell.is_late for cell in applying))


def _by_due(cell: Cell) -> tuple[bool, dt.date, int]:
    return (cell.due_on is None, cell.due_on or dt.date.max, cell.pk)


def read_status_matrix(project: Project) -> StatusMatrix:
    """All of it: three queries, and three more where a type follows a regional text."""
    types = DeliverableType.objects.filter(project=project)
    columns = [Column(*row) for row in types.values_list("pk", "name", "theme", "theme__name", "due_on", "text")]
    asked = Deliverable.objects.filter(type__project=project)
    rows = Organisation.objects.filter(pk__in=asked.values("organisation")).order_by(*IN_PAIRS)
    places = [Place(*row) for row in rows.values_list("pk", "name", "territory")]
    is_over = project.over_on is not None
    cells = [_cell(is_over, *row) for row in asked.order_by().values_list(*FIELDS)]
    cells = _with_words(cells, {column.pk: column.text for column in columns if column.text})
    found = {(cell.organisation, cell.type): cell for cell in cells}
    return StatusMatrix(project, columns, places, found, MatrixChoice(project.pk), columns, places)


def _with_words(cells: list[Cell], texts: Mapping[int, int]) -> list[Cell]:
    """Those whose text is in revision say so; what nobody began with has nothing to revise."""
    asked = {cell.organisation for cell in cells if cell.type in texts and cell.state in STARTED_STATES}
    known = revisions(set(texts.values()), asked) if asked else {}
    result = []
    for cell in cells:
        of_text = known.get(texts.get(cell.type, 0)) if cell.state in STARTED_STATES else None
        words = of_text.words(cell.organisation) if of_text else 0
        result.append(cell._replace(words=words) if words else cell)
    return result


FIELDS = (
    "pk",
    "type",
    "organisation",
    "state",
    "due_on",
    "started_on",
    "handed_in_on",
    "delivered_on",
    "published_on",
)
STAMP_OF = {"in_progress": 0, "in_review": 1, "delivered": 2, "published": 3}


def _cell(
    is_over: bool, pk: int, type_: int, organisation: int, state: str, due_on: dt.date | None, *days: dt.date | None
) -> Cell:
    stamp = STAMP_OF.get(state)
    return Cell(pk, type_, organisation, state, due_on, None if stamp is None else days[stamp], 0, is_over)


def _fits(cell: Cell, choice: MatrixChoice, themes: Mapping[int, int | None]) -> bool:
    return (
        choice.type in (None, cell.type)
        and choice.organisation in (None, cell.organisation)
        and (choice.theme is None or themes[cell.type] == choice.theme)
        and (not choice.stand or cell.is_said(choice.stand))
    )
