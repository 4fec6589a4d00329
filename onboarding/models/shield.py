"""Small counts in what is published: fewer than five people are not told, nor can they be worked out from what is.

The rule of statistical offices (a threshold of five, with secondary suppression; Eurostat, Handbook on Statistical
Disclosure Control, 4.2): of a row of numbers with their sum, what is left out is hidden only if at least two values fit
each of them. So beside a small number the next smallest is left out, and where that does not help, the sum.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

LIMIT = Decimal(5)  # counts below it are not published
NOUGHT, ONE = Decimal(0), Decimal(1)

Key = TypeVar("Key")


@dataclass(frozen=True)
class Shielded(Generic[Key]):
    """What of a row of numbers is left out: the small ones, those beside them, and the sum with all that tells it."""

    small: frozenset[Key] = frozenset()
    beside: frozenset[Key] = frozenset()
    hides_total: bool = False

    @property
    def hidden(self) -> frozenset[Key]:
        return self.small | self.beside


def shield(values: Mapping[Key, Decimal], *, tells_total: bool = True) -> Shielded[Key]:
    """What to leave out of these numbers; `tells_total` is whether their sum, or their mean, would be told as well."""
    small = frozenset(key for key, value in values.items() if value < LIMIT)
    if not small:
        return Shielded()
    alone = Shielded(small=small, hides_total=True)
    if not tells_total or sum(values.values(), NOUGHT) < LIMIT:
        return alone
    if len(small) > 1 and is_hidden(values, small, frozenset()):
        return Shielded(small=small)
    others = sorted((key for key in values if key not in small), key=lambda key: (values[key], str(key)))
    if others and is_hidden(values, small, beside := frozenset(others[:1])):
        return Shielded(small=small, beside=beside)
    return alone


def is_hidden(values: Mapping[Key, Decimal], small: Collection[Key], beside: Collection[Key]) -> bool:
    """Whether at least two values fit each number that is left out, for a reader who knows the sum and this rule.

    What is small lies between 0 and 4; what stands beside it is 5 or more, and no more than the smallest that is told.
    """
    hidden = [*small, *beside]
    rest = sum((values[key] for key in hidden), NOUGHT)
    smallest = min((value for key, value in values.items() if key not in hidden), default=rest)
    low = {key: LIMIT if key in beside else NOUGHT for key in hidden}
    high = {key: max(smallest, LIMIT) if key in beside else LIMIT - ONE for key in hidden}
    for key in hidden:
        others = [other for other in hidden if other != key]
        least = max(low[key], rest - sum((high[other] for other in others), NOUGHT))
        most = min(high[key], rest - sum((low[other] for other in others), NOUGHT))
        if most - least < ONE:
            return False
    return True
