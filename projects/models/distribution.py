"""Dividing amounts over boards by a key, to the cent: equal, by inhabitants, by FTE, by per cent, in fixed amounts.

Knows no database, so that it can be read and tried as the rule that it is. The words:

- a *part* divides a share (per cent) of an amount over its parties by one key; the parts share all of it;
- a part of *fixed* amounts comes first: each of its parties pays its amount every year, the others divide what is left;
- inhabitants of a territory count once: a municipality and its OCMW that both take part carry half of them each;
- the *largest remainder*: everybody gets the exact share rounded down to the cent, and the cents that are left go one
  by one to whoever lost most by that; of equals to the first in the fixed order of `Party.order`;
- this is done per year, so every year adds up, and so does the whole.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

CENT = Decimal("0.01")
HUNDRED = Decimal(100)
NOTHING = Decimal("0.00")

Shares = dict[int, dict[int, Decimal]]  # {party: {year: euro}}


class Key(StrEnum):
    EQUAL = "equal"
    POPULATION = "population"
    FTE = "fte"
    PERCENT = "percent"
    FIXED = "fixed"


class Hindrance(StrEnum):
    """Why an amount can not be divided; the comment says what `Indivisible.figures` holds."""

    NOBODY = "nobody"  # part: its number from one
    NO_WEIGHT = "no_weight"  # part
    UNKNOWN = "unknown"  # part, parties: keys of those without inhabitants
    NOT_HUNDRED = "not_hundred"  # part, total: what the percentages of its parties add up to
    PARTS_NOT_HUNDRED = "parts_not_hundred"  # total: what the parts add up to
    TOO_MUCH = "too_much"  # year, fixed, amount: euro
    LEFT_OVER = "left_over"  # year, fixed, amount: euro


class Indivisible(Exception):
    """This can not be divided. `figures` are what a sentence about it needs."""

    def __init__(self, hindrance: Hindrance, **figures: Any) -> None:
        super().__init__(hindrance, figures)
        self.hindrance = hindrance
        self.figures = figures


@dataclass(frozen=True)
class Party:
    """Who takes part. `order` breaks ties, the same in every year and whatever order they are read in."""

    key: int
    order: str
    territory: str = ""
    inhabitants: int = 0


@dataclass(frozen=True)
class Part:
    """`share` in per cent of what is left after fixed amounts. `values`: FTE, per cent, or euro a year, by party."""

    key: Key
    parties: Sequence[Party]
    share: Decimal = HUNDRED
    values: Mapping[int, Decimal] = field(default_factory=dict)

    @property
    def is_fixed(self) -> bool:
        return self.key is Key.FIXED

    def value(self, party: Party) -> Decimal:
        return self.values.get(party.key, NOTHING)


def divide(amount: Decimal, weights: Sequence[Fraction | Decimal | int]) -> list[Decimal]:
    """`amount` (euro, whole cents) over these weights, in their order: of equal remainders the first goes first.

    Raises ValueError for an amount that is negative or has parts of a cent, and for weights that can not carry it.
    """
    cents = amount / CENT
    if amount < 0 or cents != int(cents):
        raise ValueError(f"{amount} is no amount in whole cents")
    exact = [Fraction(weight) for weight in weights]
    total = sum(exact)
    if any(weight < 0 for weight in exact) or (total == 0 and amount):
        raise ValueError("weights are not negative, and one of them is more than 0")
    if not amount:
        return [NOTHING for _ in exact]
    quotas = [int(cents) * weight / total for weight in exact]
    whole = [int(quota) for quota in quotas]
    by_loss = sorted(range(len(quotas)), key=lambda place: (whole[place] - quotas[place], place))
    for place in by_loss[: int(cents) - sum(whole)]:
        whole[place] += 1
    return [share * CENT for share in whole]


def distribute(amounts: Mapping[int, Decimal], parts: Sequence[Part]) -> Shares:
    """What each party pays of these amounts (euro per year). Raises Indivisible; ValueError as `divide` does."""
    _refuse(parts)
    shares: Shares = defaultdict(lambda: dict.fromkeys(sorted(amounts), NOTHING))
    for part in parts:
        for party in part.parties:
            shares[party.key]  # whoever takes part has a row, also when it pays nothing
    fixed = [(party.key, part.value(party)) for part in parts if part.is_fixed for party in part.parties]
    shared = [part for part in parts if not part.is_fixed]
    weights = [weights_of(number, part) for number, part in enumerate(parts, start=1) if not part.is_fixed]
    for year, amount in amounts.items():
        left = amount - _fix(shares, fixed, year, amount)
        if left and not shared:
            raise Indivisible(Hindrance.LEFT_OVER, year=year, fixed=amount - left, amount=amount)
        portions = divide(left, [part.share for part in shared])
        for part, weight, portion in zip(shared, weights, portions, strict=True):
            for party, share in zip(in_order(part), divide(portion, weight), strict=True):
                shares[party.key][year] += share
    return dict(shares)


def _fix(shares: Shares, fixed: Sequence[tuple[int, Decimal]], year: int, amount: Decimal) -> Decimal:
    """Book the fixed amounts of a year in which anything is to be paid; returns their sum."""
    if not amount:
        return NOTHING
    total = sum((value for _key, value in fixed), NOTHING)
    if total > amount:
        raise Indivisible(Hindrance.TOO_MUCH, year=year, fixed=total, amount=amount)
    for key, value in fixed:
        shares[key][year] += value
    return total


def in_order(part: Part) -> list[Party]:
    """The parties of a part in the order that breaks ties."""
    return sorted(part.parties, key=lambda party: (party.order, party.key))


def weights_of(number: int, part: Part) -> list[Fraction]:
    """Of its parties in their fixed order. Raises Indivisible when they can not carry anything."""
    parties = in_order(part)
    if part.key is Key.EQUAL:
        return [Fraction(1)] * len(parties)
    if part.key is not Key.POPULATION:
        weights = [Fraction(part.value(party)) for party in parties]
    else:
        unknown = [party.key for party in parties if not party.inhabitants]
        if unknown:
            raise Indivisible(Hindrance.UNKNOWN, part=number, parties=unknown)
        places = [party.territory or f"#{party.key}" for party in parties]
        weights = [
            Fraction(party.inhabitants, places.count(place)) for party, place in zip(parties, places, strict=True)
        ]
    if not any(weights):
        raise Indivisible(Hindrance.NO_WEIGHT, part=number)
    return weights


def _refuse(parts: Sequence[Part]) -> None:
    """What is wrong with the key itself, whatever the amount."""
    for number, part in enumerate(parts, start=1):
        if not part.parties:
            raise Indivisible(Hindrance.NOBODY, part=number)
        if part.key is Key.PERCENT:
            total = sum((part.value(party) for party in part.parties), NOTHING)
            if total != HUNDRED:
                raise Indivisible(Hindrance.NOT_HUNDRED, part=number, total=total)
    shared = [part.share for part in parts if not part.is_fixed]
    if shared and sum(shared) != HUNDRED:
        raise Indivisible(Hindrance.PARTS_NOT_HUNDRED, total=sum(shared))
