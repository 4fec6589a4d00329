"""Numbers of a budget, wherever they stand."""

from collections.abc import Mapping
from decimal import Decimal

from django import template

from projects.models import BudgetBook
from projects.models.distribution import HUNDRED, NOTHING
from wegwijzer.ui.words import number, short

register = template.Library()


@register.filter
def trimmed(value: Decimal | int | None) -> str:
    """12.50 → "12,5", 30.00 → "30"; nothing for None."""
    return "" if value is None else short(value)


@register.filter
def of_year(amounts: Mapping[int, Decimal], year: int) -> Decimal | None:
    """What stands under that year, if anything."""
    return amounts.get(year)


@register.filter
def share_years(book: BudgetBook, board: int) -> list[Decimal]:
    """What a board pays in each year of the book."""
    years = book.shares.get(board, {})
    return [years.get(year, NOTHING) for year in book.years]


@register.filter
def share_total(book: BudgetBook, board: int) -> Decimal:
    """What a board pays over all years."""
    return book.share_of(board)


@register.filter
def share_percent(book: BudgetBook, board: int) -> str:
    """Which part of the own means a board carries, in per cent to one decimal."""
    if not book.own:
        return ""
    return number((book.share_of(board) * HUNDRED / book.own).quantize(Decimal("0.1")))
