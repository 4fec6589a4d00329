"""What stands in the way of a budget, with the figures: what does not balance, which ceilings of the call it breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from projects.models.budget_money import ceiling_of
from projects.models.call import CallCondition, ConditionMeasure
from projects.models.distribution import HUNDRED, NOTHING
from projects.models.dossier import WITH_GRANT
from wegwijzer.ui.words import euro, short

if TYPE_CHECKING:
    from projects.models.budget_book import BudgetBook


def problems_of(book: BudgetBook) -> list[str]:
    """Dutch sentences, the gravest first; empty when it balances, is covered and keeps within the call."""
    return [*_lacking(book), *_unbalanced(book), *_uncovered(book), *_breaches(book), *_not_as_awarded(book)]


def _lacking(book: BudgetBook) -> Iterator[str]:
    if not book.lines:
        yield _("De begroting heeft nog geen lijnen.")
    elif not book.total:
        yield _("De begroting komt op € 0,00 uit.")
    nothing = [line for line in book.lines if not book.amounts[line.pk]]
    if nothing and book.total:
        yield _("Deze lijnen komen op € 0,00 uit: %s.") % ", ".join(str(line) for line in nothing[:5])


def _unbalanced(book: BudgetBook) -> Iterator[str]:
    money = book.money
    income = money.grant + money.other
    if income > book.total:
        words = {"income": euro(income), "costs": euro(book.total), "over": euro(income - book.total)}
        yield _("De bronnen geven samen %(income)s, %(over)s meer dan de kosten van %(costs)s.") % words
        return
    for year, over in money.over.items():
        words = {"year": year, "over": euro(over), "costs": euro(book.total_of(year))}
        yield _("In %(year)s geven de bronnen %(over)s meer dan de kosten van %(costs)s.") % words


def _uncovered(book: BudgetBook) -> Iterator[str]:
    if not book.own:
        return
    if not book.contributions:
        yield _("De besturen dragen zelf %s, maar er is nog geen verdeelsleutel.") % euro(book.own)
    elif book.division.hindrance:
        yield book.division.hindrance


def _breaches(book: BudgetBook) -> Iterator[str]:
    for condition in book.conditions:
        check = CHECKS.get(ConditionMeasure(condition.measure))
        if check is not None:
            yield from check(condition, book)


def _grant_max(condition: CallCondition, book: BudgetBook) -> Iterator[str]:
    ceiling = ceiling_of(condition, book)
    if ceiling is not None and book.grant > ceiling:
        words = {"grant": euro(book.grant), "limit": euro(ceiling)}
        yield _("De subsidie van %(grant)s is hoger dan de oproep toelaat: hoogstens %(limit)s.") % words


def _grant_share_max(condition: CallCondition, book: BudgetBook) -> Iterator[str]:
    ceiling = ceiling_of(condition, book)
    if ceiling is not None and book.grant > ceiling:
        words = {
            "grant": euro(book.grant),
            "limit": euro(ceiling),
            "percent": _percent(condition),
            "costs": euro(book.eligible),
        }
        yield (
            _(
                "De subsidie van %(grant)s is meer dan %(percent)s %% van de subsidiabele kosten (%(costs)s): hoogstens"
                " %(limit)s."
            )
            % words
        )


def _grant_year_max(condition: CallCondition, book: BudgetBook) -> Iterator[str]:
    limit = condition.amount or NOTHING
    for year, grant in book.money.grants.items():
        if grant > limit:
            words = {"year": year, "grant": euro(grant), "limit": euro(limit)}
            yield _("In %(year)s is de subsidie %(grant)s; de oproep geeft per jaar hoogstens %(limit)s.") % words


def _own_share_min(condition: CallCondition, book: BudgetBook) -> Iterator[str]:
    percent = condition.amount or NOTHING
    if book.own * HUNDRED < book.total * percent:
        words = {
            "own": euro(book.own),
            "percent": _percent(condition),
            "costs": euro(book.total),
            "needed": euro(book.total * percent / HUNDRED),
        }
        yield (
            _(
                "De eigen inbreng is %(own)s; de oproep vraagt minstens %(percent)s %% van de kosten (%(costs)s):"
                " %(needed)s."
            )
            % words
        )


def _cost_excluded(condition: CallCondition, book: BudgetBook) -> Iterator[str]:
    for kind in book.by_kind:
        if kind.kind.pk == condition.cost_kind_id and kind.eligible:
            words = {"kind": kind.kind, "amount": euro(kind.eligible)}
            yield (
                _(
                    "De oproep betaalt geen kosten van de soort ‘%(kind)s’: zet %(amount)s als ‘niet subsidiabel’ in de"
                    " begroting."
                )
                % words
            )


def _cost_share_max(condition: CallCondition, book: BudgetBook) -> Iterator[str]:
    percent: Decimal = condition.amount or NOTHING
    for kind in book.by_kind:
        if kind.kind.pk == condition.cost_kind_id and kind.eligible * HUNDRED > book.eligible * percent:
            words = {
                "kind": kind.kind,
                "amount": euro(kind.eligible),
                "percent": _percent(condition),
                "costs": euro(book.eligible),
                "limit": euro(book.eligible * percent / HUNDRED),
            }
            yield (
                _(
                    "‘%(kind)s’ kost %(amount)s; de oproep laat hoogstens %(percent)s %% van de subsidiabele kosten"
                    " (%(costs)s) toe, dat is %(limit)s."
                )
                % words
            )


def _percent(condition: CallCondition) -> str:
    """30.00 → "30", 12.50 → "12,5"."""
    return short(condition.amount or NOTHING)


def _not_as_awarded(book: BudgetBook) -> Iterator[str]:
    dossier = book.budget.dossier
    awarded = dossier.awarded_amount
    fixed_on = book.budget.fixed_on
    if fixed_on is not None and dossier.awarded_on is not None and fixed_on < dossier.awarded_on:
        return  # nobody knew it then
    if dossier.state in WITH_GRANT and awarded is not None and awarded != book.grant:
        words = {"grant": euro(book.grant), "awarded": euro(awarded)}
        yield _("In deze begroting is de subsidie %(grant)s; toegekend is %(awarded)s.") % words


CHECKS: dict[ConditionMeasure, Callable[[CallCondition, BudgetBook], Iterator[str]]] = {
    ConditionMeasure.GRANT_MAX: _grant_max,
    ConditionMeasure.GRANT_SHARE_MAX: _grant_share_max,
    ConditionMeasure.GRANT_YEAR_MAX: _grant_year_max,
    ConditionMeasure.OWN_SHARE_MIN: _own_share_min,
    ConditionMeasure.COST_EXCLUDED: _cost_excluded,
    ConditionMeasure.COST_SHARE_MAX: _cost_share_max,
}
