"""The matrix of municipalities and actions as a spreadsheet."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from projects.models import Matrix
from wegwijzer.spreadsheet import Sheet, Value, workbook


def matrix_workbook(matrix: Matrix, title: str) -> bytes:
    """Same rows and columns as on the screen."""
    head = [_("Code"), _("Actie"), *(column.name for column in matrix.columns)]
    return workbook([Sheet(_("Acties per gemeente"), head, _rows(matrix))], title=title)


def _rows(matrix: Matrix) -> Iterator[list[Value]]:
    for chapter in matrix.chapters:
        for node in chapter.walk():
            cells: list[Value] = []
            for column in matrix.columns:
                taken = column.taken.get(node.pk)
                cells.append(f"{taken.took.label}, {taken.standing.state.label}" if taken else "")
            yield [node.code, node.objective.title, *cells]
    yield ["", _("Eigen acties"), *(column.added for column in matrix.columns)]
