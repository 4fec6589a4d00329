"""Counting: from who was asked, what they answered and what is needed, to reached, possible or no longer possible.

Knows no database, so that it can be read and tried as the rule that it is. The words:

- a *voter* is an organisation that was asked, from a day until a day (it may join or leave while the round runs);
- an *answer* counts from the day on which the council decided; of one voter the newest one given by that day counts;
- an answer on an older *text* no longer counts once the text was changed in a way that asks for a new vote;
- an answer after the deadline does not count, unless it was accepted as late;
- every *clause* has to be reached. It looks at boards, at municipalities or at inhabitants.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from wegwijzer.accounts.models import OrganisationKind


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


@dataclass(frozen=True)
class Voter:
    """`key` is the caller's own; both days are included, None is open."""

    key: int
    territory: str = ""
    kind: str = ""
    inhabitants: int = 0
    from_on: dt.date | None = None
    until_on: dt.date | None = None

    def takes_part(self, day: dt.date) -> bool:
        return (self.from_on is None or self.from_on <= day) and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True)
class Answer:
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


@dataclass(frozen=True)
class Ballot:
    """A round as a calculation. `closed_on` ends it before the deadline; without texts the wording never changed."""

    voters: Sequence[Voter]
    answers: Sequence[Answer]
    clauses: Sequence[Clause]
    deadline: dt.date
    texts: Sequence[Text] = ()
    closed_on: dt.date | None = None

    def standing(self, day: dt.date) -> Standing:
        """How it stood, or stands, at the end of `day`."""
        voters = [voter for voter in self.voters if voter.takes_part(day)]
        current = self._current(day)
        stances = {voter.key: current.get(voter.key, Stance.OUT) for voter in voters}
        is_open = day <= self.deadline and (self.closed_on is None or day < self.closed_on)
        counts = [_count(clause, voters, stances, is_open) for clause in self.clauses]
        return Standing(day, counts, stances)

    def counted_text(self, day: dt.date) -> int:
        """The oldest wording on which an answer still counts on that day."""
        asked = [text.number for text in self.texts if text.needs_new_answer and text.from_on <= day]
        return max(asked, default=1)

    def in_time(self, answer: Answer) -> bool:
        return answer.on <= self.deadline or answer.accepted_late

    def counting(self, day: dt.date) -> dict[int, Answer]:
        """Of each voter its newest valid answer of that day or before, on whichever wording."""
        newest: dict[int, Answer] = {}
        for answer in self.answers:
            known = newest.get(answer.voter)
            if answer.on <= day and self.in_time(answer) and (known is None or answer.order > known.order):
                newest[answer.voter] = answer
        return newest

    def _current(self, day: dt.date) -> dict[int, Stance]:
        """Of each voter what the answer means that counts for it on that day."""
        oldest = self.counted_text(day)
        return {key: answer.stance for key, answer in self.counting(day).items() if answer.text >= oldest}

    def reached(self, today: dt.date) -> Reached | None:
        """When it was reached for the first time, up to and including `today`. A later change does not undo that."""
        for day in self._days(today):
            if self.standing(day).state == StandingState.REACHED:
                return Reached(day, self._tipped(day))
        return None

    def lapsed(self, today: dt.date) -> dt.date | None:
        """The first day on which it could not be reached any more, if that is still so today; else None."""
        if self.reached(today) or self.standing(today).state != StandingState.IMPOSSIBLE:
            return None
        since = today
        for day in reversed([*self._days(today), today]):
            if self.standing(day).state != StandingState.IMPOSSIBLE:
                break
            since = day
        return since

    def _days(self, today: dt.date) -> list[dt.date]:
        """The days on which something changed, in order."""
        return sorted({day for day in self._changes() if day <= today})

    def _changes(self) -> Iterator[dt.date]:
        for voter in self.voters:
            if voter.from_on:
                yield voter.from_on
            if voter.until_on:
                yield voter.until_on + dt.timedelta(days=1)
        yield from (answer.on for answer in self.answers)
        yield from (text.from_on for text in self.texts)
        yield self.deadline + dt.timedelta(days=1)
        if self.closed_on:
            yield self.closed_on

    def _tipped(self, day: dt.date) -> Answer | None:
        """Which answer of `day` made the difference, adding them in the order in which they were given."""
        before = [answer for answer in self.answers if answer.on < day]
        todays = sorted((answer for answer in self.answers if answer.on == day), key=lambda answer: answer.order)
        if replace(self, answers=before).standing(day).state == StandingState.REACHED:
            return None
        for place, answer in enumerate(todays, start=1):
            if replace(self, answers=[*before, *todays[:place]]).standing(day).state == StandingState.REACHED:
                return answer
        return None


def _count(clause: Clause, voters: Iterable[Voter], stances: Mapping[int, Stance], is_open: bool) -> Count:
    units = list(_units(clause, voters, stances))
    weights: dict[Stance, int] = defaultdict(int)
    for _unit, stance, weight in units:
        weights[stance] += weight
    waiting = [unit for unit, stance, _weight in units if stance == Stance.OUT]
    return Count(clause, weights[Stance.AGREED], weights[Stance.REFUSED], sum(weights.values()), is_open, waiting)


def _units(
    clause: Clause, voters: Iterable[Voter], stances: Mapping[int, Stance]
) -> Iterator[tuple[int | str, Stance, int]]:
    """What is counted, with its weight: boards one by one (by their key), or territories (by their name)."""
    looked_at = [voter for voter in voters if _is_looked_at(clause.whose, voter)]
    if clause.measure == Measure.BOARDS:
        yield from ((voter.key, stances[voter.key], 1) for voter in looked_at)
        return
    territories: dict[str, list[Voter]] = defaultdict(list)
    for voter in looked_at:
        if voter.territory:
            territories[voter.territory].append(voter)
    for territory, boards in territories.items():
        weight = 1 if clause.measure == Measure.MUNICIPALITIES else max(voter.inhabitants for voter in boards)
        yield territory, _together(clause.whose, [stances[voter.key] for voter in boards]), weight


def _is_looked_at(whose: Whose, voter: Voter) -> bool:
    wanted = {Whose.MUNICIPALITY: OrganisationKind.MUNICIPALITY, Whose.OCMW: OrganisationKind.OCMW}.get(whose)
    return wanted is None or voter.kind == wanted


def _together(whose: Whose, stances: Sequence[Stance]) -> Stance:
    """What the boards of one territory say together."""
    strong, weak = (Stance.AGREED, Stance.REFUSED) if whose == Whose.ANY else (Stance.REFUSED, Stance.AGREED)
    if strong in stances:
        return strong
    return weak if all(stance == weak for stance in stances) else Stance.OUT
