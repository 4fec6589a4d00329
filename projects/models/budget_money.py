"""Who pays a budget besides the boards: what each source gives per year, capped where the call caps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from projects.models.budget import to_cents
from projects.models.budget_source import BudgetSource, SourceKind
from projects.models.call import CallCondition, ConditionMeasure
from projects.models.distribution import HUNDRED, NOTHING, divide

if TYPE_CHECKING:
    from projects.models.budget_book import BudgetBook


@dataclass(frozen=True)
class Given:
    """What one source gives, per year. `capped_by` are the conditions that made it less than was asked."""

    source: BudgetSource
    years: Mapping[int, Decimal]
    capped_by: Sequence[CallCondition] = ()

    @property
    def total(self) -> Decimal:
        return sum(self.years.values(), NOTHING)


@dataclass(frozen=True)
class Money:
    """Sources against costs. `lacks` is what a source gives in a year (or over all) more than there are costs."""

    costs: Mapping[int, Decimal]
    given: Sequence[Given]

    def _of(self, kind: SourceKind) -> dict[int, Decimal]:
        found = dict.fromkeys(self.costs, NOTHING)
        for given in self.given:
            if given.source.kind == kind:
                for year, amount in given.years.items():
                    found[year] = found.get(year, NOTHING) + amount
        return found

    @cached_property
    def grants(self) -> dict[int, Decimal]:
        return self._of(SourceKind.GRANT)

    @cached_property
    def others(self) -> dict[int, Decimal]:
        return self._of(SourceKind.OTHER)

    @cached_property
    def grant(self) -> Decimal:
        return sum(self.grants.values(), NOTHING)

    @cached_property
    def other(self) -> Decimal:
        return sum(self.others.values(), NOTHING)

    @cached_property
    def over(self) -> dict[int, Decimal]:
        """Per year what sources give more than the costs; years where they do not are left out."""
        years = {*self.costs, *self.grants, *self.others}
        found = {year: self.grants.get(year, NOTHING) + self.others.get(year, NOTHING) for year in sorted(years)}
        return {
            year: amount - self.costs.get(year, NOTHING)
            for year, amount in found.items()
            if amount > self.costs.get(year, NOTHING)
        }

    @cached_property
    def owns(self) -> dict[int, Decimal]:
        """Per year what is left for the boards."""
        return {
            year: max(cost - self.grants.get(year, NOTHING) - self.others.get(year, NOTHING), NOTHING)
            for year, cost in self.costs.items()
        }

    @cached_property
    def own(self) -> Decimal:
        return sum(self.owns.values(), NOTHING)

    @cached_property
    def grant_given(self) -> Given | None:
        return next((given for given in self.given if given.source.kind == SourceKind.GRANT), None)


def read_money(book: BudgetBook) -> Money:
    """The sources of this budget and what they give; of a fixed version as it was then."""
    sources = list(book.budget.sources.select_related("organisation").order_by("kind", "pk"))
    frozen = (book.budget.frozen or {}).get("sources", {})
    given = []
    for source in sources:
        source.budget = book.budget
        kept = frozen.get(str(source.pk))
        if kept is not None:
            given.append(Given(source, {int(year): Decimal(amount) for year, amount in kept.items()}))
        else:
            given.append(_given(source, book))
    return Money(book.costs, given)


def _given(source: BudgetSource, book: BudgetBook) -> Given:
    if source.percent is not None:
        return _per_cent(source, source.percent, book)
    amount = source.amount or NOTHING
    years = [source.year] if source.year else book.years
    return Given(source, _spread(amount, {year: _weight(year, book) for year in years}))


def _weight(year: int, book: BudgetBook) -> Decimal:
    """How much of a source goes to a year: like the eligible costs, or all costs when none is eligible."""
    return book.eligible_of(year) if book.eligible else book.total_of(year)


def _spread(amount: Decimal, weights: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """Over the years, to the cent; evenly as long as there are no costs. Without any year nothing is given yet."""
    if not weights:
        return {}
    shares = list(weights.values())
    return dict(zip(weights, divide(amount, shares if any(shares) else [1] * len(shares)), strict=True))


def _per_cent(source: BudgetSource, percent: Decimal, book: BudgetBook) -> Given:
    """Of the eligible costs of its years; of the grant never more than the call allows."""
    years = [source.year] if source.year else book.years
    base = {year: book.eligible_of(year) for year in years}
    asked = to_cents(sum(base.values(), NOTHING) * percent / HUNDRED)
    spread = _spread(asked, base)
    if source.kind != SourceKind.GRANT:
        return Given(source, spread)
    capped: list[CallCondition] = []
    for condition in book.conditions:
        most = condition.amount if condition.measure == ConditionMeasure.GRANT_YEAR_MAX else None
        if most is not None and any(amount > most for amount in spread.values()):
            spread = {year: min(amount, most) for year, amount in spread.items()}
            capped.append(condition)
    for condition in book.conditions:
        ceiling = ceiling_of(condition, book)
        if ceiling is not None and sum(spread.values(), NOTHING) > ceiling:
            spread = _spread(ceiling, spread)
            capped.append(condition)
    return Given(source, spread, capped)


def ceiling_of(condition: CallCondition, book: BudgetBook) -> Decimal | None:
    """Euro that the grant may not exceed by this condition; None when it says nothing of that."""
    if condition.amount is None:
        return None
    if condition.measure == ConditionMeasure.GRANT_MAX:
        return condition.amount
    if condition.measure == ConditionMeasure.GRANT_SHARE_MAX:
        return to_cents(book.eligible * condition.amount / HUNDRED)
    return None
