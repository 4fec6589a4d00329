"""A condition of a call as a sentence: "Minstens 3 gemeenten"."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from projects.models.call import IN_EURO, IN_PER_CENT, CallCondition, ConditionMeasure
from wegwijzer.accounts.periods import in_words
from wegwijzer.ui.words import euro, number


def plain(value: Decimal) -> str:
    """A number without decimals that say nothing: 3.00 → "3", 12.50 → "12,5"."""
    return number(value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize())


def per_cent(value: Decimal) -> str:
    return f"{plain(value)} %"


def condition_in_words(condition: CallCondition) -> str:
    """What is asked, with the value it compares with; a condition in words is its own sentence."""
    measure = ConditionMeasure(condition.measure)
    if measure == ConditionMeasure.OTHER:
        return condition.text
    words: dict[str, Any] = {"kind": condition.cost_kind, "count": int(condition.amount or 0)}
    if condition.day is not None:
        words["day"] = in_words(condition.day)
    if condition.amount is not None:
        shown = euro if measure in IN_EURO else per_cent if measure in IN_PER_CENT else plain
        words["value"] = shown(condition.amount)
    return str(SENTENCES[measure] % words)


# The values of a sentence: `value` as it is written, `count` as the number that chooses one or many; or `day`, `kind`.
SENTENCES: dict[ConditionMeasure, Any] = {
    ConditionMeasure.BOARDS_MIN: ngettext_lazy("Minstens %(value)s bestuur", "Minstens %(value)s besturen", "count"),
    ConditionMeasure.MUNICIPALITIES_MIN: ngettext_lazy(
        "Minstens %(value)s gemeente", "Minstens %(value)s gemeenten", "count"
    ),
    ConditionMeasure.INHABITANTS_MIN: ngettext_lazy(
        "Samen minstens %(value)s inwoner", "Samen minstens %(value)s inwoners", "count"
    ),
    ConditionMeasure.GRANT_MAX: _("Subsidie hoogstens %(value)s"),
    ConditionMeasure.GRANT_YEAR_MAX: _("Subsidie hoogstens %(value)s per jaar"),
    ConditionMeasure.GRANT_SHARE_MAX: _("Subsidie hoogstens %(value)s van de subsidiabele kosten"),
    ConditionMeasure.OWN_SHARE_MIN: _("Eigen inbreng minstens %(value)s van alle kosten"),
    ConditionMeasure.STARTS_FROM: _("Start ten vroegste op %(day)s"),
    ConditionMeasure.ENDS_BY: _("Eindigt ten laatste op %(day)s"),
    ConditionMeasure.MONTHS_MAX: ngettext_lazy(
        "Duurt hoogstens %(value)s maand", "Duurt hoogstens %(value)s maanden", "count"
    ),
    ConditionMeasure.COST_EXCLUDED: _("De kostensoort ‘%(kind)s’ telt niet mee"),
    ConditionMeasure.COST_SHARE_MAX: _("De kostensoort ‘%(kind)s’ hoogstens %(value)s van de subsidiabele kosten"),
}
