"""What each measure of a condition looks at, and what it came to: the figures in a sentence, and where they are from.

Nothing is guessed: what is not known yet "can not be said", and why.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from projects.models.budget import to_cents
from projects.models.budget_book import BudgetBook
from projects.models.call import CallCondition, ConditionMeasure, Verdict
from projects.models.condition_words import per_cent
from projects.models.dossier import Dossier
from projects.models.fit_parties import Parties, People, with_their_council
from wegwijzer.accounts.periods import in_words
from wegwijzer.ui.words import euro, number

HUNDRED = Decimal(100)


class FitState(models.TextChoices):
    MET = "met", _("voldaan")
    NOT_MET = "not_met", _("niet voldaan")
    OPEN = "open", _("nog niet te zeggen")


@dataclass(frozen=True)
class Known:
    """All that a condition can be held against."""

    parties: Parties
    people: People
    dossier: Dossier | None
    budget: BudgetBook | None


@dataclass(frozen=True)
class Found:
    """What a condition came to: the figures in a sentence, and where they are from."""

    state: FitState
    figures: str
    source: str = ""


def look_at(row: CallCondition, known: Known) -> Found:
    """One condition held against all that is known."""
    return LOOKS[ConditionMeasure(row.measure)](row, known)


def _said(is_met: bool, figures: str, source: str = "") -> Found:
    return Found(FitState.MET if is_met else FitState.NOT_MET, figures, source)


def _amount(row: CallCondition) -> Decimal:
    assert row.amount is not None  # a constraint says so
    return row.amount


# --- who takes part


def _boards(row: CallCondition, known: Known) -> Found:
    count, more = len(known.parties.boards), len(known.parties.hopeful)
    figures = ngettext("%s bestuur doet mee", "%s besturen doen mee", count) % count
    return _counted(row, figures, count, more, known.parties.source)


def _municipalities(row: CallCondition, known: Known) -> Found:
    found, more = known.parties.municipalities, len(known.parties.hopeful_municipalities)
    count = len(found)
    figures = ngettext("%s gemeente doet mee", "%s gemeenten doen mee", count) % count
    if found:
        figures += ": " + ", ".join(found)
        own = with_their_council(found)
        if own < count:
            figures += _now(" (waarvan %s met de gemeente zelf)") % own
    return _counted(row, figures, count, more, known.parties.source)


def _counted(row: CallCondition, figures: str, count: int, more: int, source: str) -> Found:
    """What still may come is only told where it matters: while it is not enough yet."""
    if count >= _amount(row):
        return Found(FitState.MET, figures, source)
    if more:
        figures += ngettext("; %s kan nog ja zeggen", "; %s kunnen nog ja zeggen", more) % more
    state = FitState.OPEN if count + more >= _amount(row) else FitState.NOT_MET
    return Found(state, figures, source)


def _inhabitants(row: CallCondition, known: Known) -> Found:
    people = known.people
    figures = _now("samen %s inwoners") % number(people.total)
    if people.total >= _amount(row):
        return Found(FitState.MET, figures, people.source)
    if people.unknown:
        figures += _now("; niet gekend van %s") % ", ".join(people.unknown)
        return Found(FitState.OPEN, figures, people.source)
    if known.parties.hopeful_municipalities:
        figures += _now("; nog zonder antwoord: %s") % ", ".join(sorted(known.parties.hopeful_municipalities))
        return Found(FitState.OPEN, figures, people.source)
    return Found(FitState.NOT_MET, figures, people.source)


# --- the money; a budget that breaks one of these can not be submitted (`budget_problems`)


def _of_budget(look: Callable[[CallCondition, BudgetBook], Found]) -> Callable[[CallCondition, Known], Found]:
    """For a measure that asks a budget."""

    def found(row: CallCondition, known: Known) -> Found:
        if known.dossier is None:
            return Found(FitState.OPEN, _now("Er is nog geen dossier."))
        if known.budget is None:
            return Found(FitState.OPEN, _now("Het dossier heeft nog geen begroting met lijnen."))
        found = look(row, known.budget)
        return Found(found.state, found.figures, str(known.budget.budget))

    return found


def _grant(row: CallCondition, book: BudgetBook) -> Found:
    return _said(book.grant <= _amount(row), _now("%s gevraagd") % euro(book.grant))


def _grant_per_year(row: CallCondition, book: BudgetBook) -> Found:
    over = {year: grant for year, grant in book.money.grants.items() if grant > _amount(row)}
    shown = over or book.money.grants
    figures = ", ".join(f"{year}: {euro(grant)}" for year, grant in sorted(shown.items()))
    return _said(not over, figures or euro(book.grant))


def _part(part: Decimal, whole: Decimal) -> str:
    """ "12,5 %: € 10,00 van € 80,00"; the share is rounded for the eye only."""
    share = (part * HUNDRED / whole).quantize(Decimal("0.01")) if whole else Decimal(0)
    words = {"share": per_cent(share), "part": euro(part), "whole": euro(whole)}
    return _now("%(share)s: %(part)s van %(whole)s") % words


def _grant_share(row: CallCondition, book: BudgetBook) -> Found:
    most = to_cents(book.eligible * _amount(row) / HUNDRED)
    return _said(book.grant <= most, _part(book.grant, book.eligible))


def _own_share(row: CallCondition, book: BudgetBook) -> Found:
    return _said(book.own * HUNDRED >= _amount(row) * book.total, _part(book.own, book.total))


def _asked_for(row: CallCondition, book: BudgetBook) -> Decimal:
    """The eligible costs of the kind that the condition is about."""
    return sum((kind.eligible for kind in book.by_kind if kind.kind.pk == row.cost_kind_id), Decimal(0))


def _excluded(row: CallCondition, book: BudgetBook) -> Found:
    if not (asked := _asked_for(row, book)):
        return Found(FitState.MET, _now("Staat niet bij de subsidiabele kosten."))
    return Found(FitState.NOT_MET, _now("%s staat bij de subsidiabele kosten") % euro(asked))


def _kind_share(row: CallCondition, book: BudgetBook) -> Found:
    asked = _asked_for(row, book)
    return _said(asked * HUNDRED <= _amount(row) * book.eligible, _part(asked, book.eligible))


# --- the days


def _no_dossier(known: Known) -> Found:
    sentence = _now("Er is nog geen dossier.") if known.dossier is None else _now("Het dossier heeft nog geen periode.")
    return Found(FitState.OPEN, sentence)


def _starts(row: CallCondition, known: Known) -> Found:
    day = known.dossier.from_on if known.dossier else None
    if day is None:
        return _no_dossier(known)
    assert row.day is not None
    return _said(day >= row.day, _now("start op %s") % in_words(day), str(known.dossier))


def _ends(row: CallCondition, known: Known) -> Found:
    day = known.dossier.until_on if known.dossier else None
    if day is None:
        return _no_dossier(known)
    assert row.day is not None
    return _said(day <= row.day, _now("eindigt op %s") % in_words(day), str(known.dossier))


def _months(row: CallCondition, known: Known) -> Found:
    dossier = known.dossier
    if dossier is None or dossier.from_on is None or dossier.until_on is None:
        return _no_dossier(known)
    count = months_between(dossier.from_on, dossier.until_on)
    figures = ngettext("%s maand", "%s maanden", count) % count
    return _said(count <= _amount(row), figures, str(dossier))


def months_between(from_on: dt.date, until_on: dt.date) -> int:
    """How many months the period takes, both days included; a month that was begun counts."""
    after = until_on + dt.timedelta(days=1)
    whole = (after.year - from_on.year) * 12 + after.month - from_on.month
    return whole + (after.day > from_on.day)


# --- what people judge


def _judged(row: CallCondition, known: Known) -> Found:
    verdicts = {Verdict.MET: FitState.MET, Verdict.NOT_MET: FitState.NOT_MET}
    state = verdicts.get(Verdict(row.verdict), FitState.OPEN)
    if state == FitState.OPEN:
        return Found(state, _now("Dit beoordelen mensen."))
    return Found(state, row.verdict_reason or _now("Zo beoordeeld."), _now("eigen oordeel"))


LOOKS: dict[ConditionMeasure, Callable[[CallCondition, Known], Found]] = {
    ConditionMeasure.BOARDS_MIN: _boards,
    ConditionMeasure.MUNICIPALITIES_MIN: _municipalities,
    ConditionMeasure.INHABITANTS_MIN: _inhabitants,
    ConditionMeasure.GRANT_MAX: _of_budget(_grant),
    ConditionMeasure.GRANT_YEAR_MAX: _of_budget(_grant_per_year),
    ConditionMeasure.GRANT_SHARE_MAX: _of_budget(_grant_share),
    ConditionMeasure.OWN_SHARE_MIN: _of_budget(_own_share),
    ConditionMeasure.STARTS_FROM: _starts,
    ConditionMeasure.ENDS_BY: _ends,
    ConditionMeasure.MONTHS_MAX: _months,
    ConditionMeasure.COST_EXCLUDED: _of_budget(_excluded),
    ConditionMeasure.COST_SHARE_MAX: _of_budget(_kind_share),
    ConditionMeasure.OTHER: _judged,
}
