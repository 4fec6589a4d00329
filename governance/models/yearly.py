"""What the decree asks every year of an interlokale vereniging, and how far each year is.

Accounts: drawn up by the managing municipality, established by the beheerscomité, approved by an ordinary majority of
the councils of the municipalities (decree of 6 July 2001, art. 9). Evaluation: by the councils, yearly (art. 7, 6°).
"""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.models.approval_round import ApprovalRound, RoundKind, RoundState
from governance.models.partnership import LegalForm, Partnership
from governance.models.standings import PREFETCHED, RoundBook, books_of
from governance.models.statutes import YearlyAccounts
from governance.models.threshold import StandingState
from wegwijzer.accounts.periods import today


class YearlyState(models.TextChoices):
    MISSING = "missing", _("nog te doen")
    DRAWN_UP = "drawn_up", _("opgemaakt")
    ESTABLISHED = "established", _("vastgesteld")
    PREPARED = "prepared", _("ronde in voorbereiding")
    ASKED = "asked", _("bij de raden")
    APPROVED = "approved", _("goedgekeurd")
    REFUSED = "refused", _("niet goedgekeurd")


@dataclass(frozen=True)
class YearRow:
    """One year: its accounts and its evaluation. `ends_on` is the day from which both can be asked."""

    year: int
    accounts: YearlyAccounts | None
    accounts_book: RoundBook | None
    evaluation_book: RoundBook | None

    @property
    def is_over(self) -> bool:
        return today() > dt.date(self.year, 12, 31)

    @property
    def accounts_state(self) -> YearlyState:
        if self.accounts_book is not None:
            return _of_round(self.accounts_book)
        if self.accounts is None or self.accounts.drawn_up_on is None:
            return YearlyState.MISSING
        return YearlyState.ESTABLISHED if self.accounts.established_in_id else YearlyState.DRAWN_UP

    @property
    def evaluation_state(self) -> YearlyState:
        return _of_round(self.evaluation_book) if self.evaluation_book is not None else YearlyState.MISSING


def _of_round(book: RoundBook) -> YearlyState:
    if book.round.state == RoundState.DRAFT:
        return YearlyState.PREPARED
    outcomes = {StandingState.REACHED: YearlyState.APPROVED, StandingState.IMPOSSIBLE: YearlyState.REFUSED}
    return outcomes.get(book.standing.state, YearlyState.ASKED)


def has_yearly_duties(partnership: Partnership) -> bool:
    return partnership.legal_form == LegalForm.INTERLOCAL


def years_of(partnership: Partnership) -> list[YearRow]:
    """Every year since it was founded, latest first, in a fixed number of queries; none for another legal form."""
    if not has_yearly_duties(partnership) or partnership.founded_on is None:
        return []
    accounts = {row.year: row for row in partnership.accounts.select_related("established_in__body", "document")}
    rounds = partnership.rounds.filter(kind__in=[RoundKind.ACCOUNTS, RoundKind.EVALUATION], year__isnull=False)
    listed = list(rounds.exclude(state=RoundState.CANCELLED).prefetch_related(*PREFETCHED))
    books = books_of(listed) if listed else {}
    found = {(round_.kind, round_.year): books[round_.pk] for round_ in listed}
    last = min(today(), partnership.ended_on or today()).year
    return [
        YearRow(
            year,
            accounts.get(year),
            found.get((RoundKind.ACCOUNTS, year)),
            found.get((RoundKind.EVALUATION, year)),
        )
        for year in range(last, partnership.founded_on.year - 1, -1)
    ]


def rounds_of_year(partnership: Partnership, kind: str, year: int) -> "models.QuerySet[ApprovalRound]":
    """The round of that kind about that year that was not stopped."""
    return partnership.rounds.filter(kind=kind, year=year).exclude(state=RoundState.CANCELLED)
