"""What is still open of claims after payments: pure sums, euro to the cent, without a database."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

NOTHING = Decimal("0.00")
CENTS = 100


class Account(NamedTuple):
    """A claim between two parties: what was accepted of it, and what was paid for it by name."""

    key: int
    accepted: Decimal
    paid: Decimal


class Settlement(NamedTuple):
    """What is still open per claim, and what was paid in advance that no claim has used yet."""

    open: dict[int, Decimal]
    unused: Decimal


def settle(accounts: Iterable[Account], advance: Decimal) -> Settlement:
    """Divide what was paid without naming a claim over the claims between the same two parties, the first one first.

    `advance` is the sum of those payments. Nothing open is ever negative.
    """
    left, still_open = advance, {}
    for account in accounts:
        missing = max(account.accepted - account.paid, NOTHING)
        used = min(missing, left)
        still_open[account.key] = missing - used
        left -= used
    return Settlement(still_open, left)


def spread(amount: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """`amount` over parts in proportion to `weights`: together exactly `amount`, no part more than its weight asks.

    An amount that does not exceed the sum of the weights. All zero when the weights are.
    """
    whole = sum(weights, NOTHING)
    if not whole:
        return [NOTHING for _weight in weights]
    parts, given, reached = [], 0, NOTHING
    cents = int(amount * CENTS)
    for weight in weights:
        reached += weight
        # Rounded from the beginning each time, so that what one part loses the next one gets.
        until = int((2 * cents * reached + whole) // (2 * whole))
        parts.append(Decimal(until - given) / CENTS)
        given = until
    return parts
