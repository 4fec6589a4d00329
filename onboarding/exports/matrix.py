"""The status matrix as a spreadsheet: the matrix itself, and every deliverable on a line."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onboarding.models import Deliverable, StatusMatrix
from wegwijzer.spreadsheet import Sheet, Value, workbook


def matrix_workbook(matrix: StatusMatrix, details: Iterable[Deliverable], title: str) -> bytes:
    """Same rows and columns as on the screen; `details` are the rows of the project, of which those shown are told."""
    head = [_("Organisatie"), *(column.name for column in matrix.columns)]
    shown = {cell.pk for cell in matrix.listed}
    lines = Sheet(_("Resultaten"), _head(), _lines(row for row in details if row.pk in shown), kept=2)
    return workbook([Sheet(_("Matrix"), head, _rows(matrix)), lines], title=title)


def _rows(matrix: StatusMatrix) -> Iterator[list[Value]]:
    for place in matrix.places:
        cells: list[Value] = []
        for cell in matrix.row(place):
            words = [cell.label] if cell else []
            if cell and cell.is_late:
                words.append(matrix.late_word)
            if cell and cell.words:
                words.append(in_revision(cell.words))
            cells.append(", ".join(words))
        yield [place.name, *cells]


def in_revision(words: int) -> str:
    """What a cell says beside its state."""
    return ngettext("in herziening (%s woord)", "in herziening (%s woorden)", words) % words


def _head() -> list[str]:
    return [
        _("Organisatie"),
        _("Resultaat"),
        _("Soort"),
        _("Thema"),
        _("Stand"),
        _("Tegen"),
        _("Te laat"),
        _("Begonnen"),
        _("Opgeleverd"),
        _("Gepubliceerd"),
        _("Verantwoordelijke"),
        _("Wie maakt het"),
        _("Talen"),
        _("Reden"),
        _("Nota"),
    ]


def _lines(rows: Iterable[Deliverable]) -> Iterator[list[Value]]:
    for row in rows:
        yield [
            row.organisation.name,
            row.type.name,
            row.type.get_kind_display(),
            str(row.type.theme or ""),
            row.get_state_display(),
            row.due_on,
            row.is_late,
            row.started_on,
            row.delivered_on,
            row.published_on,
            str(row.person or ""),
            str(row.responsible or row.organisation),
            ", ".join(row.language_names),
            row.reason,
            row.note,
        ]
