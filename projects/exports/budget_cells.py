"""What the sheets of a budget share: their names, and the letters and areas of cells in their formulas."""

from collections.abc import Iterator, Sequence

from projects.models.budget_book import BudgetBook

LINES, BUDGET, KEY, SPREAD, SHARES = "Lijnen", "Begroting", "Sleutel", "Verdeling", "Bijdragen"


def column(number: int) -> str:
    """0 → A, 26 → AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def area(sheet: str, letter: str, rows: int) -> str:
    """The cells of a column under the head."""
    return f"{sheet}!${letter}$2:${letter}${rows + 1}"


def places(years: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The years with the number of their column: the first is B."""
    return enumerate(years, start=1)


def own_row(book: BudgetBook) -> int:
    """On which row of the budget the own means stand."""
    return costs_row(book) + 2 + len(book.money.given)


def costs_row(book: BudgetBook) -> int:
    """On which row of the budget the costs of all kinds together stand."""
    return 2 + len(book.by_kind)
