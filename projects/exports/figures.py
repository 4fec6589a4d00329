"""The same figures in the shape that each of three readers asks for: the funder, a council, an own multi-year plan."""

from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext as _

from projects.models import FigureBook
from projects.models.figure_book import Days, Row
from wegwijzer.accounts.models import Organisation
from wegwijzer.spreadsheet import Sheet, Value, workbook

FUNDER, COUNCIL, PLAN = "subsidiegever", "raad", "meerjarenplan"


def funder_sheets(book: FigureBook, days: Days) -> list[Sheet]:
    """A row per line, a column per board, and the total beside the target."""
    boards = book.boards
    names = [str(board) for board in boards]
    head = [_("Code"), _("Actie"), _("Wat geteld wordt"), *names, _("Totaal"), _("Streefcijfer")]
    rows = [
        [
            row.code,
            row.line.objective.title,
            row.line.name,
            *(_number(row.by.get(board.pk)) for board in boards),
            _number(row.total),
            _number(row.line.target),
        ]
        for row in book.rows(days)
    ]
    return [Sheet(_("Cijfers"), head, rows, kept=3)]


def council_sheets(book: FigureBook, days: Days) -> list[Sheet]:
    """A sheet per board: its own figures beside those of everybody together."""
    head = [_("Actie"), _("Wat geteld wordt"), _("Eigen bestuur"), _("Alle besturen samen")]
    rows = book.rows(days)
    return [Sheet(board.name, head, [_of_council(row, board) for row in rows], kept=2) for board in book.boards]


def _of_council(row: Row, board: Organisation) -> list[Value]:
    return [row.line.objective.title, row.line.name, _number(row.by.get(board.pk)), _number(row.total)]


def plan_sheets(book: FigureBook, days: Days) -> list[Sheet]:
    """A row per board and line with a code in its own plan, in the order of those codes; per year."""
    head = [_("Bestuur"), _("Code in het meerjarenplan"), _("Actie"), _("Wat geteld wordt")]
    years = [year for year in book.years if days.touches(year)]
    rows: list[list[Value]] = []
    for board in book.boards:
        own = {line: book.own_codes.get((line.objective_id, board.pk)) for line in book.lines}
        coded = [(row.code, line) for line, row in own.items() if row is not None]
        for code, line in sorted(coded, key=lambda pair: (pair[0], pair[1].pk)):
            values = [_number(book.row(line, year).by.get(board.pk)) for year in years]
            rows.append([board.name, code, line.objective.title, line.name, *values])
    return [Sheet(_("Meerjarenplan"), [*head, *(str(year.first.year) for year in years)], rows, kept=2)]


SHAPES: dict[str, Callable[[FigureBook, Days], list[Sheet]]] = {
    FUNDER: funder_sheets,
    COUNCIL: council_sheets,
    PLAN: plan_sheets,
}


def figures_workbook(book: FigureBook, days: Days, shape: str) -> bytes:
    """The file; `shape` is one of SHAPES. A workbook without a board or line has one empty sheet."""
    sheets = SHAPES[shape](book, days) or [Sheet(_("Cijfers"), [_("Er is nog niets geteld.")], [])]
    return workbook(sheets, title=_("Cijfers van %(dossier)s, %(days)s") % {"dossier": book.dossier, "days": days})


def _number(value: Decimal | None) -> Value:
    """Whole where it is whole, so that a count does not read as an amount."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else value
