"""Does a call fit? Each of its conditions beside what is known: the boards, their people, the dossier and its budget.

The conditions are rows that people edit; what each measure looks at stands in `fit_looks`.
"""

import datetime as dt
from dataclasses import dataclass, field

from governance.models import RoundBook
from projects.models.budget_book import BudgetBook, budget_in_force, read_budget
from projects.models.call import Call, CallCondition, ConditionMeasure
from projects.models.condition_words import condition_in_words
from projects.models.dossier import Dossier
from projects.models.fit_looks import FitState, Found, Known, look_at
from projects.models.fit_parties import Parties, read_parties, read_people


@dataclass(frozen=True)
class Check:
    condition: CallCondition
    found: Found

    @property
    def words(self) -> str:
        return condition_in_words(self.condition)


@dataclass
class Fit:
    """The conditions of a call in their order, each with what it came to."""

    call: Call
    parties: Parties
    checks: list[Check] = field(default_factory=list)

    def of(self, state: FitState) -> list[Check]:
        return [check for check in self.checks if check.found.state == state]

    @property
    def met(self) -> list[Check]:
        return self.of(FitState.MET)

    @property
    def not_met(self) -> list[Check]:
        return self.of(FitState.NOT_MET)

    @property
    def open(self) -> list[Check]:
        return self.of(FitState.OPEN)

    @property
    def state(self) -> FitState:
        """Of the whole: one that is not met is enough for no; without conditions nothing can be said."""
        if self.not_met:
            return FitState.NOT_MET
        return FitState.OPEN if self.open or not self.checks else FitState.MET


def read_fit(call: Call, dossier: Dossier | None = None, *, book: RoundBook | None = None) -> Fit:
    """Hold every condition of `call` against the partnership, and against `dossier` and its budget when there is one.

    `book` is that of the round about interest, when the caller read it already.
    """
    parties = read_parties(call, book)
    known = Known(
        parties,
        read_people(parties, call.deadline_on),
        dossier,
        _book_of(dossier) if dossier else None,
    )
    rows = call.conditions.select_related("cost_kind")
    return Fit(call, parties, [Check(row, look_at(row, known)) for row in rows])


def _book_of(dossier: Dossier) -> BudgetBook | None:
    """Of the budget in force; None while nothing is budgeted."""
    budget = budget_in_force(dossier)
    book = read_budget(budget) if budget is not None else None
    return book if book is not None and book.lines else None


def period_of(call: Call) -> dict[str, dt.date]:
    """The period that the conditions of a call leave, by the names of a dossier's columns, as far as they say so."""
    names = {ConditionMeasure.STARTS_FROM: "from_on", ConditionMeasure.ENDS_BY: "until_on"}
    rows = call.conditions.filter(measure__in=names, day__isnull=False)
    return {names[ConditionMeasure(row.measure)]: row.day for row in rows if row.day is not None}
