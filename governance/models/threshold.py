"""What a threshold is made of: who votes, what they answer, what has to be reached, and how it stands.

Knows no database, so that it can be read and tried as the rule that it is; `ballot` does the counting.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


class Measure(models.TextChoices):
    BOARDS = "boards", _("besturen")
    MUNICIPALITIES = "municipalities", _("gemeenten")
    POPULATION = "population", _("inwoners")


class Whose(models.TextChoices):
    """Which boards a clause looks at; for municipalities and inhabitants: when does a territory agree?"""

    ALL = "all", _("elk gevraagd bestuur")
    ANY = "any", _("minstens één bestuur")
    MUNICIPALITY = "municipality", _("het gemeentebestuur")
    OCMW = "ocmw", _("het OCMW")


class Rule(models.TextChoices):
    ALL = "all", _("alle")
    NUMBER = "number", _("minstens een aantal")
    SHARE = "share", _("minstens een deel")
    MORE = "more", _("meer dan een deel")


class Stance(models.TextChoices):
    """What a board's answer means on a day."""

    AGREED = "agreed", _("akkoord")
    REFUSED = "refused", _("niet akkoord")
    OUT = "out", _("nog geen antwoord")


class StandingState(models.TextChoices):
    REACHED = "reached", _("bereikt")
    POSSIBLE = "possible", _("nog mogelijk")
    IMPOSSIBLE = "impossible", _("niet meer mogelijk")


Days = tuple[dt.date, dt.date]  # the first and the last, both included


class Voter(NamedTuple):
    """`key` is the caller's own; both days are included, None is open. `away` is when it had left and was not back."""

    key: int
    territory: str = ""
    kind: str = ""
    inhabitants: int = 0
    from_on: dt.date | None = None
    until_on: dt.date | None = None
    away: tuple[Days, ...] = ()

    def takes_part(self, day: dt.date) -> bool:
        if (self.from_on is not None and day < self.from_on) or (self.until_on is not None and self.until_on < day):
            return False
        return not any(first <= day <= last for first, last in self.away)


class Answer(NamedTuple):
    """`order` says which of two answers was given later; `stance` OUT is a postponement or a withdrawal."""

    voter: int
    order: int
    stance: Stance
    on: dt.date
    text: int = 1
    accepted_late: bool = False


@dataclass(frozen=True)
class Text:
    """The `number`-th wording of the question, from a day on."""

    number: int
    from_on: dt.date
    needs_new_answer: bool = True


@dataclass(frozen=True)
class Clause:
    """What has to be reached: "at least 3 municipalities", "more than 1/2 of the boards"."""

    measure: Measure
    rule: Rule
    whose: Whose = Whose.ALL
    number: int = 0
    numerator: int = 0
    denominator: int = 1

    def needed(self, total: int) -> int:
        """How much of `total` has to agree."""
        match self.rule:
            case Rule.NUMBER:
                return self.number
            case Rule.SHARE:
                return -(-total * self.numerator // self.denominator)
            case Rule.MORE:
                return total * self.numerator // self.denominator + 1
        return total


@dataclass(frozen=True)
class Count:
    """One clause, counted: boards, municipalities or inhabitants; `waiting` are the keys or territories still out."""

    clause: Clause
    agreed: int
    refused: int
    total: int
    is_open: bool
    waiting: Sequence[int | str] = ()

    @property
    def out(self) -> int:
        return self.total - self.agreed - self.refused

    @property
    def needed(self) -> int:
        return self.clause.needed(self.total)

    @property
    def more(self) -> int:
        """How many are still needed."""
        return max(0, self.needed - self.agreed)

    @property
    def state(self) -> StandingState:
        if self.total and self.agreed >= self.needed:
            return StandingState.REACHED
        if self.is_open and self.total and self.agreed + self.out >= self.needed:
            return StandingState.POSSIBLE
        return StandingState.IMPOSSIBLE


@dataclass(frozen=True)
class Standing:
    """How it stands on a day: per clause, and what each voter's answer means."""

    day: dt.date
    counts: Sequence[Count]
    stances: Mapping[int, Stance]

    @cached_property
    def state(self) -> StandingState:
        """All clauses have to be reached; one that can not be reached any more ends it."""
        states = {count.state for count in self.counts}
        if StandingState.IMPOSSIBLE in states or not states:
            return StandingState.IMPOSSIBLE
        return StandingState.POSSIBLE if StandingState.POSSIBLE in states else StandingState.REACHED

    def who(self, stance: Stance) -> list[int]:
        return [key for key, own in self.stances.items() if own == stance]


@dataclass(frozen=True)
class Reached:
    """The first day on which it was reached, and the answer that tipped it (None: somebody left, or joined)."""

    on: dt.date
    by: Answer | None
