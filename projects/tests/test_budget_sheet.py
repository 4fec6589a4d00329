"""The spreadsheet of a budget: its formulas, counted again by something else, give the same to the cent."""

import io
import re
from decimal import ROUND_HALF_UP
from decimal import Decimal as D

import openpyxl
import pytest
from django.urls import reverse
from openpyxl.utils import range_boundaries

from projects.exports.budget_sheet import budget_workbook
from projects.models import Budget, read_budget
from projects.tests.dossier_factories import (
    BudgetFactory,
    BudgetLineFactory,
    BudgetSourceFactory,
    ContributionFactory,
    ContributionPartyFactory,
    CostKindFactory,
    DossierFactory,
)
from projects.tests.factories import ProjectFactory
from wegwijzer.accounts.models import Population


class Cells(list):
    """A range: compared and multiplied cell by cell."""

    def _each(self, other, make):
        others = other if isinstance(other, Cells) else [other] * len(self)
        return Cells(make(one, two) for one, two in zip(self, others, strict=True))

    def __eq__(self, other):
        return self._each(other, lambda one, two: int(_same(one) == _same(two)))

    def __gt__(self, other):
        return self._each(other, lambda one, two: int(one > two))

    def __mul__(self, other):
        return self._each(other, lambda one, two: one * (two or 0))

    __hash__ = None


def _same(value):
    return value.casefold() if isinstance(value, str) else value


def _round(number, places):
    """As spreadsheets do: half away from zero, on fifteen figures."""
    return float(D(f"{number:.15g}").quantize(D(1).scaleb(-places), ROUND_HALF_UP))


def _sum(*parts):
    return sum(value or 0 for part in parts for value in (part if isinstance(part, Cells) else [part]))


FUNCTIONS = {
    "ROUND": _round,
    "SUM": _sum,
    "SUMPRODUCT": _sum,
    "MAX": max,
    "MOD": lambda number, by: number % by,
    "IF": lambda test, yes, no: yes if test else no,
}
REFERENCE = re.compile(r"(?:(\w+)!)?(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)(?![\w(])")


class Counted:
    """A workbook whose formulas are counted here, and not by who wrote them."""

    def __init__(self, content):
        self.book = openpyxl.load_workbook(io.BytesIO(content))
        self.shown = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        self.known = {}

    def value(self, sheet, column, row):
        key = (sheet, column, row)
        if key not in self.known:
            cell = self.book[sheet].cell(row, column)
            self.known[key] = self.count(sheet, cell.value[1:]) if cell.data_type == "f" else cell.value
        return self.known[key]

    def count(self, sheet, formula):
        def look(match):
            place, cells = match.groups()
            return f"look({place or sheet!r}, {cells.replace('$', '')!r})"

        parts = re.split(r'("[^"]*")', formula)  # words in quotes are no references
        text = "".join(part if part.startswith('"') else REFERENCE.sub(look, part) for part in parts)
        text = re.sub(r"(?<![<>=])=(?!=)", "==", text)
        return eval(text, {"__builtins__": {}}, FUNCTIONS | {"look": self.look})

    def look(self, sheet, cells):
        left, top, right, bottom = range_boundaries(cells)
        found = Cells(
            self.value(sheet, column, row) for row in range(top, bottom + 1) for column in range(left, right + 1)
        )
        return found if ":" in cells else found[0]

    def formulas(self):
        for page in self.book:
            for row in page.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        yield page.title, cell.column, cell.row

    def table(self, sheet):
        """{label in column A or B: [numbers after it]}"""
        page = self.book[sheet]
        rows = {}
        for row in range(2, page.max_row + 1):
            cells = [self.value(sheet, column, row) for column in range(1, page.max_column + 1)]
            label = next(cell for cell in cells if isinstance(cell, str))
            rows[label] = [D(str(_round(cell, 2))) for cell in cells[cells.index(label) + 1 :] if cell is not None]
        return rows


def to_cents(number):
    return D(str(_round(number, 2)))


@pytest.fixture
def budget(cast):
    """Odd amounts over three years, so that every year leaves cents to divide."""
    partnership = cast.a.partnership
    budget = BudgetFactory(dossier=DossierFactory(project=ProjectFactory(partnership=partnership)))
    staff = CostKindFactory(partnership=partnership, name="Personeel", is_staff=True)
    work = CostKindFactory(partnership=partnership, name="=1+1*")
    for year, months in ((2016, "7.5"), (2017, "12"), (2018, "11")):
        BudgetLineFactory(
            budget=budget, cost_kind=staff, year=year, quantity=D("0.33"), unit_cost=D("50123.45"), months=D(months)
        )
        BudgetLineFactory(budget=budget, cost_kind=work, year=year, quantity=D("3.50"), unit_cost=D("0.33"))
    BudgetLineFactory(budget=budget, cost_kind=work, year=2018, quantity=7, unit_cost=D("11.11"), is_eligible=False)
    BudgetSourceFactory(budget=budget, amount=None, percent=D("61.80"))
    BudgetSourceFactory(budget=budget, kind="other", name="Provincie", amount=D("1000.01"))
    for code, people in (("13029", 12_345), ("13019", 16_321)):
        Population.objects.create(nis_code=code, year=2015, inhabitants=people, source="Statbel")
    return budget


def keyed(budget, cast, kind):
    boards = list(cast.a.boards.values())
    if kind == "mix":
        fixed = ContributionFactory(budget=budget, position=1, key="fixed", share=None, scope="chosen")
        ContributionPartyFactory(contribution=fixed, organisation=boards[1], value=D("99.99"))
        ContributionFactory(budget=budget, position=2, key="equal", share=D("33.33"))
        ContributionFactory(budget=budget, position=3, key="population", share=D("66.67"))
        return
    part = ContributionFactory(budget=budget, key=kind, scope="chosen" if kind in ("fte", "percent") else "members")
    for board, value in zip(boards, ("0.50", "12.25", "37.25", "50.00"), strict=True):
        if kind in ("fte", "percent"):
            ContributionPartyFactory(contribution=part, organisation=board, value=D(value))


@pytest.mark.parametrize("kind", ["equal", "population", "fte", "percent", "mix"])
def test_formulas_give_the_totals_and_shares_of_the_screen(budget, cast, kind):
    keyed(budget, cast, kind)
    book = read_budget(budget)
    assert book.problems == []
    counted = Counted(budget_workbook(book))
    totals = counted.table("Begroting")
    assert totals["Totaal"] == [*book.costs.values(), book.total]
    assert totals["waarvan subsidiabel"] == [*book.eligible_costs.values(), book.eligible]
    assert totals["=1+1*"] == [*book.by_kind[1].years.values(), book.by_kind[1].total]
    assert totals["Subsidie"] == [*book.money.grants.values(), book.grant]
    assert totals["Eigen middelen van de besturen"] == [*book.money.owns.values(), book.own]
    shares = counted.table("Bijdragen")
    for board in book.boards:
        assert shares[board.name] == [*book.shares[board.pk].values(), book.share_of(board.pk)]
        assert counted.table(board.name)["Bijdrage"] == shares[board.name]
    assert shares["Totaal"] == [*book.money.owns.values(), book.own]
    assert set(shares["Verschil"]) == {D("0.00")} or set(shares["Verschil"]) == {0}


def test_every_formula_carries_what_it_comes_to(budget, cast):
    keyed(budget, cast, "mix")
    counted = Counted(budget_workbook(read_budget(budget)))
    places = list(counted.formulas())
    assert len(places) > 100
    for sheet, column, row in places:
        shown = counted.shown[sheet].cell(row, column).value
        assert to_cents(counted.value(sheet, column, row)) == to_cents(shown), (sheet, column, row)


def test_a_changed_line_is_followed_to_the_last_cent_of_every_board(budget, cast):
    """Somebody types another number in the file: the shares are those that the application would give."""
    keyed(budget, cast, "mix")
    counted = Counted(budget_workbook(read_budget(budget)))
    line = budget.lines.get(year=2018, is_eligible=False)
    row = next(row for row in range(2, 20) if counted.value("Lijnen", 8, row) == "nee")
    counted.book["Lijnen"].cell(row, 5).value = 13
    counted.known.clear()
    line.quantity = 13
    line.save()
    book = read_budget(budget)
    shares = counted.table("Bijdragen")
    assert {board.name: shares[board.name] for board in book.boards} == {
        board.name: [*book.shares[board.pk].values(), book.share_of(board.pk)] for board in book.boards
    }


def test_what_people_typed_is_no_formula(budget):
    page = openpyxl.load_workbook(io.BytesIO(budget_workbook(read_budget(budget))))["Begroting"]
    cell = next(row[0] for row in page.iter_rows() if row[0].value == "=1+1*")
    assert cell.data_type == "s"


def test_fixed_version_of_other_members_gives_its_own_amounts(budget, cast):
    keyed(budget, cast, "equal")
    frozen = read_budget(budget).to_freeze()
    Budget.objects.filter(pk=budget.pk).update(fixed_on="2015-09-30", frozen=frozen)
    budget.refresh_from_db()
    cast.a.partnership.memberships.first().delete()
    book = read_budget(budget)
    counted = Counted(budget_workbook(book))
    assert len(book.boards) == 4
    assert "Verdeling" not in counted.book.sheetnames
    assert counted.table("Bijdragen")["Totaal"] == [*book.money.owns.values(), book.own]


def test_budget_without_anything_has_its_sheets(db):
    budget = BudgetFactory()
    assert Counted(budget_workbook(read_budget(budget))).book.sheetnames == ["Lijnen", "Begroting"]


def test_file_is_named_after_the_dossier(client, cast, budget):
    client.force_login(cast.a.staff)
    answer = client.get(reverse("projects:budget_export", args=[budget.pk]))
    assert "begroting-aanvraag" in answer["Content-Disposition"]
    assert answer["Content-Disposition"].endswith('versie-1.xlsx"')
