"""The contributions of boards as sheets that go on counting: the key, how each part is divided, and who pays what.

Reckoned in whole cents (`MOD`), so that the largest remainder comes out the same as on the screen.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from projects.exports.budget_cells import BUDGET, KEY, SHARES, SPREAD, area, column, costs_row, own_row
from projects.models.budget_book import BudgetBook
from projects.models.contribution_key import Change, divided
from projects.models.distribution import CENT, NOTHING, Part, divide, in_order, weights_of
from wegwijzer.spreadsheet import Formula, Sheet, Value


def contribution_sheets(book: BudgetBook) -> list[Sheet]:
    """None as long as nothing can be divided."""
    if not book.shares:
        return []
    parts = _parts(book)
    reckoned = [] if parts is None else [_key(book, parts), _spread(book, parts)]
    return [*reckoned, _shares(book, parts), *_boards(book)]


@dataclass(frozen=True)
class WeighedPart:
    """A part of the key with whole numbers as weights, its parties in their fixed order."""

    part: Part
    parties: Sequence[int]
    weights: Sequence[int]


def _parts(book: BudgetBook) -> list[WeighedPart] | None:
    """The key, when it gives what the budget says; a fixed version may be of other members and inhabitants than now."""
    if not book.contributions:
        return None
    book.budget.frozen, kept = None, book.budget.frozen
    try:
        division = divided(book, Change())
    finally:
        book.budget.frozen = kept
    if division.shares != book.shares:
        return None
    found = []
    for number, part in enumerate(division.parts, start=1):
        parties = in_order(part)
        weights = [Fraction(part.value(party)) for party in parties] if part.is_fixed else weights_of(number, part)
        scale = math.lcm(*(weight.denominator for weight in weights))
        found.append(WeighedPart(part, [party.key for party in parties], [int(weight * scale) for weight in weights]))
    return found


def _year_columns(before: int, place: int) -> tuple[str, str]:
    """The letters of the remainder and the amount of the year at `place`, after `before` columns."""
    return column(before + 2 * place), column(before + 2 * place + 1)


def _heads(years: Sequence[int], unit: str) -> list[str]:
    return [text for year in years for text in (_("%s, rest") % year, f"{year}, {unit}")]


def _remainder(whole: str, weight: str, total: str) -> str:
    """What a weight leaves when whole cents are divided, in the same unit for all."""
    return f"MOD({whole}*{weight},{total})"


def _cents(whole: str, weight: str, total: str, rest: str, first: str, last: str) -> str:
    """Whole cents by weight, and one more for who comes early enough in the order of remainders."""
    letter, above = rest.rstrip("0123456789"), f"{first}:{rest}"
    assert first.startswith(letter)
    rank = f"SUMPRODUCT(({first}:{last}>{rest})*1)+SUMPRODUCT(({above}={rest})*1)"
    return f"({whole}*{weight}-{rest})/{total}+IF({rank}<=SUM({first}:{last})/{total},1,0)"


def _key(book: BudgetBook, parts: Sequence[WeighedPart]) -> Sheet:
    """What each part divides, per year in cents: after the fixed amounts, by the share of the part."""
    shared = [(number, part) for number, part in enumerate(parts, start=1) if not part.part.is_fixed]
    fixed = [part for part in parts if part.part.is_fixed]
    last, rows = 2 + len(shared), _spread_rows(parts)
    total = f"SUM(C$3:C${last})"
    to_divide: list[Value] = [None, _("te verdelen na vaste bedragen"), None]
    body: list[list[Value]] = [[number, _("deel %s") % number, int(part.part.share * 100)] for number, part in shared]
    for place, year in enumerate(book.years):
        rest, amount = _year_columns(3, place)
        own = book.own_of(year)
        paid = sum((part.part.value(party) for part in fixed for party in part.part.parties), NOTHING)
        paid = paid if own else NOTHING
        at = f"{BUDGET}!{column(place + 1)}{own_row(book)}"
        # By their euro a year, and not by what they pay: that is reckoned from here, and would go round in a circle.
        taken = f"SUMPRODUCT(({area(SPREAD, 'A', rows)}=0)*{area(SPREAD, 'D', rows)})"
        whole = f"ROUND({at}*100,0)-IF({at}=0,0,ROUND({taken}*100,0))"
        left = int((own - paid) / CENT)
        to_divide += [None, Formula(whole, left)]
        portions = divide(own - paid, [part.part.share for _number, part in shared])
        weight = sum(int(part.part.share * 100) for _number, part in shared)
        for row, (_number, part), portion in zip(body, shared, portions, strict=True):
            line = body.index(row) + 3
            cells = (f"{amount}$2", f"C{line}", total)
            row += [
                Formula(_remainder(*cells), left * int(part.part.share * 100) % weight),
                Formula(_cents(*cells, f"{rest}{line}", f"{rest}$3", f"{rest}${last}"), int(portion / CENT)),
            ]
    head = [_("Deel"), _("Wat"), _("Gewicht"), *_heads(book.years, _("cent"))]
    return Sheet(KEY, head, [to_divide, *body], kept=2)


def _spread_rows(parts: Sequence[WeighedPart]) -> int:
    return sum(len(part.parties) for part in parts) or 1


def _spread(book: BudgetBook, parts: Sequence[WeighedPart]) -> Sheet:
    """Every part over its boards. A fixed amount has 0 as its part, and its euro a year as its weight."""
    numbers = {board.pk: number for number, board in enumerate(book.boards, start=1)}
    names = {board.pk: board.name for board in book.boards}
    rows: list[list[Value]] = []
    key_row = 3
    for number, part in enumerate(parts, start=1):
        first, last = len(rows) + 2, len(rows) + 1 + len(part.parties)
        for party, weight in zip(part.parties, part.weights, strict=True):
            about: list[Value] = [0 if part.part.is_fixed else number, numbers[party], names[party]]
            about.append(part.part.values.get(party, NOTHING) if part.part.is_fixed else weight)
            rows.append(about)
        block = rows[first - 2 :]
        for place, year in enumerate(book.years):
            if part.part.is_fixed:
                _fixed_cells(book, part, block, place, year)
            else:
                _shared_cells(book, parts, part, block, (first, last, key_row), place)
        key_row += not part.part.is_fixed
    head = [_("Deel"), _("Nr."), _("Bestuur"), _("Gewicht"), *_heads(book.years, _("euro"))]
    return Sheet(SPREAD, head, rows, kept=3)


def _fixed_cells(book: BudgetBook, part: WeighedPart, block: list[list[Value]], place: int, year: int) -> None:
    at = f"{BUDGET}!{column(place + 1)}{own_row(book)}"
    for row, party in zip(block, part.parties, strict=True):
        value = part.part.values.get(party, NOTHING) if book.own_of(year) else NOTHING
        row += [None, Formula(f"IF({at}=0,0,{part.part.values.get(party, NOTHING)})", value)]


def _shared_cells(
    book: BudgetBook,
    parts: Sequence[WeighedPart],
    part: WeighedPart,
    block: list[list[Value]],
    rows: tuple[int, int, int],
    place: int,
) -> None:
    first, last, key_row = rows
    rest, _amount = _year_columns(4, place)
    whole = f"{KEY}!{_year_columns(3, place)[1]}${key_row}"
    portion = _portion(book, parts, part, book.years[place])
    total = f"SUM(D${first}:D${last})"
    shares = divide(portion, part.weights)
    for at, (row, weight, share) in enumerate(zip(block, part.weights, shares, strict=True), start=first):
        cells = (whole, f"D{at}", total)
        cents = _cents(*cells, f"{rest}{at}", f"{rest}${first}", f"{rest}${last}")
        row += [
            Formula(_remainder(*cells), int(portion / CENT) * weight % sum(part.weights)),
            Formula(f"ROUND(({cents})/100,2)", share),
        ]


def _portion(book: BudgetBook, parts: Sequence[WeighedPart], part: WeighedPart, year: int) -> Decimal:
    """What a part divides in a year, euro."""
    own = book.own_of(year)
    fixed = (each.part.value(party) for each in parts if each.part.is_fixed for party in each.part.parties)
    left = own - sum(fixed, NOTHING) if own else NOTHING
    shared = [each for each in parts if not each.part.is_fixed]
    return divide(left, [each.part.share for each in shared])[shared.index(part)]


def _shares(book: BudgetBook, parts: Sequence[WeighedPart] | None) -> Sheet:
    """What each board pays per year; below it that this is what the budget asks of them."""
    rows: list[list[Value]] = []
    width, count = len(book.years), len(book.boards)
    for number, board in enumerate(book.boards, start=1):
        cells: list[Value] = []
        for place, year in enumerate(book.years):
            share = book.shares.get(board.pk, {}).get(year, NOTHING)
            cells.append(share if parts is None else Formula(_of_board(parts, number + 1, place), share))
        across = f"SUM(C{number + 1}:{column(width + 1)}{number + 1})"
        rows.append([number, board.name, *cells, Formula(across, book.share_of(board.pk))])
    letters = [column(place) for place in range(2, width + 3)]
    totals = [*(book.own_of(year) for year in book.years), book.own]
    sums = [
        Formula(f"SUM({letter}2:{letter}{count + 1})", total) for letter, total in zip(letters, totals, strict=True)
    ]
    asked = [Formula(f"{BUDGET}!{column(place)}{own_row(book)}", total) for place, total in enumerate(totals, start=1)]
    left = [Formula(f"ROUND({letter}{count + 2}-{letter}{count + 3},2)", NOTHING) for letter in letters]
    rows += [[None, _("Totaal"), *sums], [None, _("Eigen middelen in de begroting"), *asked]]
    rows.append([None, _("Verschil"), *left])
    head = [_("Nr."), _("Bestuur"), *(str(year) for year in book.years), _("Samen")]
    return Sheet(SHARES, head, rows, kept=2)


def _of_board(parts: Sequence[WeighedPart], row: int, place: int) -> str:
    rows = _spread_rows(parts)
    amounts = area(SPREAD, _year_columns(4, place)[1], rows)
    return f"ROUND(SUMPRODUCT(({area(SPREAD, 'B', rows)}=$A{row})*{amounts}),2)"


def _boards(book: BudgetBook) -> Iterator[Sheet]:
    """For each board its own sheet: what it pays, beside what all pay and what the whole costs."""
    years = book.years
    whole: Mapping[str, tuple[int, list[Decimal]]] = {
        _("Eigen middelen van de besturen"): (own_row(book), [*(book.own_of(year) for year in years), book.own]),
        _("Hele project"): (costs_row(book), [*(book.total_of(year) for year in years), book.total]),
    }
    for number, board in enumerate(book.boards, start=2):
        shares = book.shares.get(board.pk, {})
        own = [*(shares.get(year, NOTHING) for year in years), book.share_of(board.pk)]
        rows: list[list[Value]] = [
            [_("Bijdrage"), *(Formula(f"{SHARES}!{column(place + 2)}{number}", one) for place, one in enumerate(own))]
        ]
        for label, (at, amounts) in whole.items():
            cells = [Formula(f"{BUDGET}!{column(place)}{at}", one) for place, one in enumerate(amounts, start=1)]
            rows.append([label, *cells])
        yield Sheet(board.name, [board.name, *(str(year) for year in years), _("Samen")], rows)
