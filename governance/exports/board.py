"""The board of answers as a spreadsheet: the board itself, every answer on a line, and the rounds."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from governance.models import PartyState, word_for
from governance.models.board import Board
from governance.models.party_state import details
from wegwijzer.accounts.models import OrganisationKind
from wegwijzer.spreadsheet import Sheet, Value, workbook


def board_workbook(board: Board, title: str) -> bytes:
    """Same rows and columns as on the screen."""
    return workbook([_matrix(board), _answers(board), _rounds(board)], title=title)


def _matrix(board: Board) -> Sheet:
    head = [_("Organisatie"), *(column.line.title for column in board.columns)]
    return Sheet(_("Bord"), head, _matrix_rows(board))


def _matrix_rows(board: Board) -> Iterator[list[Value]]:
    for place in board.places:
        cells = ((column.line.kind, column.said(place.pk)) for column in board.columns)
        yield [place.name, *(", ".join([word_for(said.state, kind), *details(said)]) for kind, said in cells)]


def _answers(board: Board) -> Sheet:
    head = [
        _("Organisatie"),
        _("Soort"),
        _("Grondgebied"),
        _("Ronde"),
        _("Soort ronde"),
        _("Antwoord"),
        _("Beslist op"),
        _("Bijzonderheden"),
        _("Opnieuw op"),
    ]
    return Sheet(_("Antwoorden"), head, _answer_rows(board))


def _answer_rows(board: Board) -> Iterator[list[Value]]:
    for place in board.places:
        for column in board.columns:
            said, line = column.said(place.pk), column.line
            if said.state == PartyState.NOT_ASKED:
                continue
            marks = ", ".join(str(mark.label) for mark in said.marks)
            kind = str(OrganisationKind(place.kind).label)
            about: list[Value] = [place.name, kind, place.territory, line.title, line.kind_label]
            yield [*about, word_for(said.state, line.kind), said.on, marks, said.next_on]


def _rounds(board: Board) -> Sheet:
    head = [
        _("Ronde"),
        _("Soort"),
        _("Gevraagd op"),
        _("Antwoord tegen"),
        _("De ronde"),
        _("Stand"),
        _("Akkoord"),
        _("Gevraagd"),
    ]
    return Sheet(_("Rondes"), head, _round_rows(board))


def _round_rows(board: Board) -> Iterator[list[Value]]:
    for column in board.columns:
        line = column.line
        about: list[Value] = [line.title, line.kind_label, line.asked_on, line.deadline_on, line.state_label]
        yield [*about, str(column.state.label), column.agreed, column.total]
