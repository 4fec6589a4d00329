"""Small counts in what is published: fewer than five people are not told, nor can they be worked out from what is.

The rule of statistical offices: a threshold of five, with secondary suppression (Eurostat, Handbook on Statistical
Disclosure Control, 4.2). One small number takes the sum with it, and all that tells the sum. To leave out the next
smallest instead keeps more, but whether that helps depends on the very numbers that are hidden: who knows the rule and
sees which way was chosen reads some of them back. What is left out here follows from nothing but which ones are small.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

LIMIT = Decimal(5)  # counts below it are not published

Key = TypeVar("Key")


@dataclass(frozen=True)
class Shielded(Generic[Key]):
    """What of a row of numbers is left out: the small ones, and with them the sum and all that tells it."""

    hidden: frozenset[Key] = frozenset()

    @property
    def hides_total(self) -> bool:
        return bool(self.hidden)


def shield(values: Mapping[Key, Decimal]) -> Shielded[Key]:
    """What to leave out of these numbers."""
    return Shielded(frozenset(key for key, value in values.items() if value < LIMIT))
