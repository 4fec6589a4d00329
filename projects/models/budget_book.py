"""One version of a budget, added up: what it costs and who pays, per year, kind of cost and board, in euro.

Everything is read when it is asked for and then kept: totals take one query, with sources three, with shares seven.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from projects.models.budget import Budget, BudgetLine
from projects.models.budget_money import Money, read_money
from projects.models.budget_problems import problems_of
from projects.models.call import CallCondition
from projects.models.contribution import Contribution
from projects.models.contribution_key import Division, divided
from projects.models.cost_kind import CostKind
from projects.models.distribution import NOTHING, Shares
from projects.models.dossier import Dossier
from wegwijzer.accounts.models import Organisation

MOST_YEARS = 30  # of a dossier's own period

Years = dict[int, Decimal]  # {year: euro}


@dataclass(frozen=True)
class KindTotal:
    """What a kind of cost comes to, and per year; `eligible` is the part that the funder looks at."""

    kind: CostKind
    total: Decimal
    years: Mapping[int, Decimal]
    eligible: Decimal


class BudgetBook:
    """Amounts are euro with two places. `shares` is {key of an organisation: {year: euro}}."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget

    # --- costs

    @cached_property
    def lines(self) -> list[BudgetLine]:
        """In their order, each with its kind of cost and organisation."""
        lines = list(self.budget.lines.select_related("cost_kind", "organisation").order_by("position", "pk"))
        for line in lines:
            line.budget = self.budget
        return lines

    @cached_property
    def amounts(self) -> dict[int, Decimal]:
        """What each line comes to, by its key."""
        return {line.pk: line.amount for line in self.lines}

    @cached_property
    def years(self) -> list[int]:
        """Those of the lines, from early to late; without lines those of the dossier's period."""
        dossier = self.budget.dossier
        if self.lines or dossier.from_on is None or dossier.until_on is None:
            return sorted({line.year for line in self.lines})
        return list(range(dossier.from_on.year, dossier.until_on.year + 1)[:MOST_YEARS])

    @cached_property
    def costs(self) -> Years:
        """Per year."""
        return self._added(self.lines)

    @cached_property
    def eligible_costs(self) -> Years:
        """Per year, what the funder looks at."""
        return self._added(line for line in self.lines if line.is_eligible)

    def _added(self, lines: Iterable[BudgetLine]) -> Years:
        found = dict.fromkeys(self.years, NOTHING)
        for line in lines:
            found[line.year] += self.amounts[line.pk]
        return found

    @cached_property
    def total(self) -> Decimal:
        return sum(self.costs.values(), NOTHING)

    def total_of(self, year: int) -> Decimal:
        return self.costs.get(year, NOTHING)

    @cached_property
    def eligible(self) -> Decimal:
        return sum(self.eligible_costs.values(), NOTHING)

    def eligible_of(self, year: int) -> Decimal:
        return self.eligible_costs.get(year, NOTHING)

    @cached_property
    def by_kind(self) -> list[KindTotal]:
        """In the order of the kinds: staff first, then by name."""
        kinds = {line.cost_kind_id: line.cost_kind for line in self.lines}
        lines: dict[int, list[BudgetLine]] = defaultdict(list)
        for line in self.lines:
            lines[line.cost_kind_id].append(line)
        found = []
        for key, kind in sorted(kinds.items(), key=lambda item: (not item[1].is_staff, item[1].name, item[0])):
            years, eligible = self._added(lines[key]), self._added(line for line in lines[key] if line.is_eligible)
            found.append(KindTotal(kind, sum(years.values(), NOTHING), years, sum(eligible.values(), NOTHING)))
        return found

    @cached_property
    def by_organisation(self) -> dict[int | None, Years]:
        """What each board makes as costs, per year; under None what no board was named for."""
        lines: dict[int | None, list[BudgetLine]] = defaultdict(list)
        for line in self.lines:
            lines[line.organisation_id].append(line)
        return {key: self._added(rows) for key, rows in lines.items()}

    # --- who pays

    @cached_property
    def conditions(self) -> list[CallCondition]:
        """Those of the call."""
        call = self.budget.dossier.call_id
        return list(CallCondition.objects.filter(call=call).select_related("cost_kind")) if call else []

    @cached_property
    def money(self) -> Money:
        """The grant and other sources, what each gives per year, and what is left for the boards."""
        return read_money(self)

    @property
    def grant(self) -> Decimal:
        return self.money.grant

    def grant_of(self, year: int) -> Decimal:
        return self.money.grants.get(year, NOTHING)

    @property
    def other(self) -> Decimal:
        return self.money.other

    def other_of(self, year: int) -> Decimal:
        return self.money.others.get(year, NOTHING)

    @property
    def own(self) -> Decimal:
        """What the boards pay themselves: costs without grant and other sources, never below 0."""
        return self.money.own

    def own_of(self, year: int) -> Decimal:
        return self.money.owns.get(year, NOTHING)

    @cached_property
    def contributions(self) -> list[Contribution]:
        """The parts of the key, with who was chosen in them."""
        return list(self.budget.contributions.prefetch_related("parties__organisation").order_by("position", "pk"))

    @cached_property
    def division(self) -> Division:
        """Who pays what by the key, or why that can not be said."""
        return divided(self)

    @property
    def shares(self) -> Shares:
        """Empty as long as there is no key, or it can not be applied: then `problems` says why."""
        return self.division.shares

    @property
    def boards(self) -> list[Organisation]:
        """Who has a share, pairs of municipality and OCMW together."""
        return self.division.boards

    @property
    def taking_part(self) -> list[Organisation]:
        """Of those the ones that pay something or make costs; all of them as long as there is nothing to divide."""
        making = {line.organisation_id for line in self.lines}
        return [board for board in self.boards if board.pk in making or self.share_of(board.pk)] or self.boards

    def share_of(self, organisation: int) -> Decimal:
        """Over all years."""
        return sum(self.shares.get(organisation, {}).values(), NOTHING)

    @cached_property
    def problems(self) -> list[str]:
        """Dutch sentences: what does not balance or breaks a ceiling of the call. Empty: balanced and covered."""
        return problems_of(self)

    def to_freeze(self) -> dict[str, Any]:
        """What a fixed version keeps, because it depends on more than the budget itself."""
        sources = {str(given.source.pk): _kept(given.years) for given in self.money.given}
        return {"sources": sources, "shares": {str(key): _kept(years) for key, years in self.shares.items()}}


def _kept(years: Mapping[int, Decimal]) -> dict[str, str]:
    return {str(year): str(amount) for year, amount in years.items()}


def read_budget(budget: Budget) -> BudgetBook:
    """Its book: a fixed number of queries, however many lines, sources and boards there are."""
    return BudgetBook(budget)


def in_force_of(versions: Iterable[Budget]) -> Budget | None:
    """Of all versions of a dossier: the latest that was fixed, else the one in the making."""
    return max(versions, key=lambda row: (row.is_fixed, row.number), default=None)


def shown_of(versions: Iterable[Budget]) -> Budget | None:
    """What a page shows when no version was asked for: the one that is worked on, else the one in force."""
    return max(versions, key=lambda row: (not row.is_fixed, row.number), default=None)


def submitted_of(versions: Iterable[Budget]) -> Budget | None:
    """The version that went with the application: the latest that was fixed by the day of submission."""
    found = None
    for row in sorted(versions, key=lambda row: row.number):
        submitted_on = row.dossier.submitted_on
        if row.fixed_on is not None and submitted_on is not None and row.fixed_on <= submitted_on:
            found = row
    return found


def budget_in_force(dossier: Dossier) -> Budget | None:
    """The latest version that was fixed, else the one in the making; None when there is no budget yet."""
    return in_force_of(_versions(dossier))


def submitted_budget(dossier: Dossier) -> Budget | None:
    """The version that went with the application; None when nothing was fixed by then."""
    return submitted_of(_versions(dossier)) if dossier.submitted_on else None


def budget_to_submit(dossier: Dossier) -> Budget | None:
    """What goes along when the dossier is submitted: the version in force; submitting again after that was undone, what
    is in the making then: it was made because of that, and is in force from then on. One without lines says nothing.
    """
    versions = _versions(dossier)
    again = next((row for row in versions if not row.is_fixed), None)
    if again is not None and dossier.versions.filter(reason="submitted").exists() and again.lines.exists():
        return again
    return in_force_of(versions)


def budget_in_the_making(dossier: Dossier) -> Budget | None:
    """The version that is worked on, if any."""
    return next((row for row in _versions(dossier) if not row.is_fixed), None)


def _versions(dossier: Dossier) -> list[Budget]:
    versions = list(dossier.budgets.order_by("number"))
    for budget in versions:
        budget.dossier = dossier
    return versions
