"""The numbers beside a picture: few, round, and around all that is drawn."""

from decimal import Decimal

MOST_TICKS = 6
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def ticks(lowest: Decimal, highest: Decimal) -> list[Decimal]:
    """From at most `lowest` to at least `highest`, nought among them, in equal steps of 1, 2, 2,5 or 5 × 10ⁿ."""
    low, high = min(lowest, Decimal(0)), max(highest, Decimal(0))
    if low == high:
        high = Decimal(1)
    step = _step((high - low) / (MOST_TICKS - 1))
    first = (low / step).to_integral_value(rounding="ROUND_FLOOR")
    last = (high / step).to_integral_value(rounding="ROUND_CEILING")
    return [(first + number) * step for number in range(int(last - first) + 1)]


def _step(least: Decimal) -> Decimal:
    """The smallest round step that is not below `least`."""
    power = Decimal(1).scaleb(least.adjusted())
    return next(step * power for step in STEPS if step * power >= least)
