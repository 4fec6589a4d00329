"""A budget and its contributions as a spreadsheet that goes on counting: every total is a formula over the lines.

The cells carry their computed value as well, so that a reader that does not count shows the same. What a board pays is
reckoned in whole cents (`MOD`), so that the largest remainder comes out the same as on the screen.
"""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from projects.exports.budget_cells import BUDGET, LINES, area, column, places
from projects.exports.contribution_sheet import contribution_sheets
from projects.models.budget_book import BudgetBook
from projects.models.budget_table import reckoning_of
from projects.models.distribution import NOTHING
from wegwijzer.spreadsheet import Formula, Sheet, Value, workbook

YES, NO = "ja", "nee"


def budget_workbook(book: BudgetBook) -> bytes:
    """Lines, budget, key, contributions, and a sheet for each board."""
    return workbook([_lines(book), _budget(book), *contribution_sheets(book)], title=str(book.budget))


def _lines(book: BudgetBook) -> Sheet:
    head = [
        _("Kostensoort"),
        _("Omschrijving"),
        _("Bestuur"),
        _("Jaar"),
        _("Aantal of VTE"),
        _("Kostprijs of jaarkost"),
    ]
    head += [_("Maanden"), _("Subsidiabel"), _("Bedrag"), _("Berekening")]
    rows: list[list[Value]] = []
    for number, line in enumerate(book.lines, start=2):
        product = f"E{number}*F{number}" if line.months is None else f"E{number}*F{number}*G{number}/12"
        rows.append(
            [
                line.cost_kind.name,
                line.description,
                str(line.organisation or ""),
                line.year,
                line.quantity,
                line.unit_cost,
                line.months,
                YES if line.is_eligible else NO,
                Formula(f"ROUND({product},2)", book.amounts[line.pk]),
                reckoning_of(line),
            ]
        )
    return Sheet(LINES, head, rows, kept=2)


def _sum_of_lines(book: BudgetBook, year: int, *conditions: str) -> str:
    count = len(book.lines) or 1
    amounts = area(LINES, "I", count)
    tests = [f"({area(LINES, 'D', count)}={year})", *conditions]
    return f"SUMPRODUCT({'*'.join(tests)}*{amounts})"


def _budget(book: BudgetBook) -> Sheet:
    """Kinds × years, then the sources, then what is left for the boards."""
    years, count = book.years, len(book.lines) or 1
    rows: list[list[Value]] = []

    def add(label: str, cells: Sequence[tuple[str, Decimal]], total: Decimal) -> int:
        """A row with a formula per year, and their sum; returns its number on the sheet."""
        number = len(rows) + 2
        across = f"SUM(B{number}:{column(len(years))}{number})"
        rows.append([label, *(Formula(*cell) for cell in cells), Formula(across, total)])
        return number

    for kind in book.by_kind:
        same = f"({area(LINES, 'A', count)}=$A{len(rows) + 2})"
        add(kind.kind.name, [(_sum_of_lines(book, year, same), kind.years[year]) for year in years], kind.total)
    last = len(rows) + 1
    costs = add(
        _("Totaal"), [(_down(place, 2, last), book.total_of(year)) for place, year in places(years)], book.total
    )
    accepted = f'({area(LINES, "H", count)}="{YES}")'
    cells = [(_sum_of_lines(book, year, accepted), book.eligible_of(year)) for year in years]
    add(_("waarvan subsidiabel"), cells, book.eligible)
    first = len(rows) + 2
    for given in book.money.given:
        number = len(rows) + 2
        across = f"SUM(B{number}:{column(len(years))}{number})"
        rows.append(
            [given.source.name, *(given.years.get(year, NOTHING) for year in years), Formula(across, given.total)]
        )
    last = len(rows) + 1
    own = []
    for place, year in places(years):
        sources = f"-{_down(place, first, last)}" if last >= first else ""
        own.append((f"ROUND(MAX(0,{column(place)}{costs}{sources}),2)", book.own_of(year)))
    add(_("Eigen middelen van de besturen"), own, book.own)
    return Sheet(BUDGET, [_("Kost of bron"), *(str(year) for year in years), _("Samen")], rows)


def _down(place: int, first: int, last: int) -> str:
    letter = column(place)
    return f"SUM({letter}{first}:{letter}{last})" if last >= first else "0"
