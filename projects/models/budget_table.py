"""A budget as a table: kinds of cost, in each the same thing over the years; and two versions beside each other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _

from projects.models.budget import BudgetLine
from projects.models.budget_book import BudgetBook, KindTotal
from projects.models.distribution import NOTHING
from wegwijzer.accounts.models import Organisation
from wegwijzer.ui.words import euro, short


class Cell(NamedTuple):
    """What stands under a year: the lines, with what each comes to, and their sum."""

    lines: Sequence[tuple[BudgetLine, Decimal]]
    total: Decimal


@dataclass(frozen=True)
class TableRow:
    """The same thing over the years: one description, board and eligibility."""

    description: str
    organisation: Organisation | None
    is_eligible: bool
    cells: Sequence[Cell]
    total: Decimal
    reckoning: str  # "0,5 VTE × € 60.000,00", when it is the same in every year


@dataclass(frozen=True)
class TableGroup:
    """A kind of cost with its rows; `totals` per year, in the order of the book's years."""

    total: KindTotal
    rows: Sequence[TableRow]
    totals: Sequence[Decimal]


def table_of(book: BudgetBook) -> list[TableGroup]:
    """The whole budget, in the order in which its lines were entered within each kind."""
    found: dict[int, dict[tuple[str, int | None, bool], list[BudgetLine]]] = defaultdict(lambda: defaultdict(list))
    for line in book.lines:
        found[line.cost_kind_id][line.description, line.organisation_id, line.is_eligible].append(line)
    groups = []
    for kind in book.by_kind:
        rows = [_row(book, lines) for lines in found[kind.kind.pk].values()]
        groups.append(TableGroup(kind, rows, [kind.years[year] for year in book.years]))
    return groups


def _row(book: BudgetBook, lines: list[BudgetLine]) -> TableRow:
    by_year: dict[int, list[tuple[BudgetLine, Decimal]]] = defaultdict(list)
    for line in lines:
        by_year[line.year].append((line, book.amounts[line.pk]))
    cells = [Cell(by_year[year], sum((amount for _line, amount in by_year[year]), NOTHING)) for year in book.years]
    # With the months where every year has the same; else each cell has its own, and they say no more than the rest.
    reckonings = {reckoning_of(line) for line in lines}
    if len(reckonings) > 1:
        reckonings = {reckoning_of(line, with_months=False) for line in lines}
    first = lines[0]
    return TableRow(
        first.description,
        first.organisation,
        first.is_eligible,
        cells,
        sum((cell.total for cell in cells), NOTHING),
        reckonings.pop() if len(reckonings) == 1 else "",
    )


def reckoning_of(line: BudgetLine, *, with_months: bool = True) -> str:
    """How a line comes to its amount: "0,5 VTE × € 60.000,00 × 10 maanden"."""
    quantity = short(line.quantity)
    words = {"quantity": quantity, "cost": euro(line.unit_cost)}
    if line.months is None:
        return _("%(quantity)s × %(cost)s") % words
    if not with_months:
        return _("%(quantity)s VTE × %(cost)s per jaar") % words
    words["months"] = short(line.months)
    return _("%(quantity)s VTE × %(cost)s per jaar × %(months)s maanden") % words


class Change(NamedTuple):
    """A line in one or both of two versions; `changes` are (label, old, new). An amount is None where it is not."""

    line: BudgetLine
    old: Decimal | None
    new: Decimal | None
    changes: Sequence[tuple[str, str, str]] = ()

    @property
    def more(self) -> Decimal:
        return (self.new or NOTHING) - (self.old or NOTHING)


class Against(NamedTuple):
    """A total in both versions."""

    label: str
    old: Decimal
    new: Decimal

    @property
    def more(self) -> Decimal:
        return self.new - self.old


@dataclass(frozen=True)
class BudgetDifference:
    """From an older version to a newer one, line by line, with the totals of both."""

    added: Sequence[Change]
    gone: Sequence[Change]
    changed: Sequence[Change]
    kinds: Sequence[Against]
    years: Sequence[Against]
    totals: Sequence[Against]  # costs, grant, other sources, own means

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.changed or any(row.more for row in self.totals))


def compare(old: BudgetBook, new: BudgetBook) -> BudgetDifference:
    """What became of `old` in `new`; lines are recognised by their series."""
    before = {line.series: line for line in old.lines}
    after = {line.series: line for line in new.lines}
    added = [Change(line, None, new.amounts[line.pk]) for key, line in after.items() if key not in before]
    gone = [Change(line, old.amounts[line.pk], None) for key, line in before.items() if key not in after]
    changed = []
    for key, line in after.items():
        if key in before and (changes := _changes(before[key], line)):
            was = before[key]
            changed.append(Change(line, old.amounts[was.pk], new.amounts[line.pk], changes))
    return BudgetDifference(
        added,
        gone,
        changed,
        _against({row.kind.name: row.total for row in old.by_kind}, {row.kind.name: row.total for row in new.by_kind}),
        _against(
            {str(year): amount for year, amount in old.costs.items()},
            {str(year): amount for year, amount in new.costs.items()},
        ),
        [
            Against(_("kosten"), old.total, new.total),
            Against(_("subsidie"), old.grant, new.grant),
            Against(_("andere bronnen"), old.other, new.other),
            Against(_("eigen middelen"), old.own, new.own),
        ],
    )


def _against(old: Mapping[str, Decimal], new: Mapping[str, Decimal]) -> list[Against]:
    names = dict.fromkeys((*old, *new))
    return [Against(name, old.get(name, NOTHING), new.get(name, NOTHING)) for name in names]


FIELDS = ("cost_kind", "description", "organisation", "year", "quantity", "unit_cost", "months", "is_eligible")


def _changes(old: BudgetLine, new: BudgetLine) -> list[tuple[str, str, str]]:
    pairs: Iterable[tuple[str, object, object]] = ((name, getattr(old, name), getattr(new, name)) for name in FIELDS)
    return [
        (str(BudgetLine._meta.get_field(name).verbose_name), _said(name, was), _said(name, now))  # type: ignore[union-attr]
        for name, was, now in pairs
        if was != now
    ]


def _said(name: str, value: object) -> str:
    if value is None:
        return _("geen")
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, Decimal):
        return euro(value) if name == "unit_cost" else short(value)
    return str(value)
