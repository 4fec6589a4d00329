"""Counting: from who was asked, what they answered and what is needed, to reached, possible or no longer possible.

Knows no database, so that it can be read and tried as the rule that it is. The words:

- a *voter* is an organisation that was asked, from a day until a day (it may join or leave while the round runs);
- who left and came back counts again from that day, with the answer that it has by then;
- an *answer* counts from the day on which the council decided; of one voter the newest one given by that day counts;
- an answer on an older *text* no longer counts once the text was changed in a way that asks for a new vote;
- an answer after the deadline does not count, unless it was accepted as late;
- every *clause* has to be reached. It looks at boards, at municipalities or at inhabitants.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from governance.models.threshold import (
    Answer,
    Clause,
    Count,
    Measure,
    Reached,
    Stance,
    Standing,
    StandingState,
    Text,
    Voter,
    Whose,
)
from wegwijzer.accounts.models import OrganisationKind


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
        return self._standing(day, self.counting(day))

    def _standing(self, day: dt.date, counting: Mapping[int, Answer]) -> Standing:
        voters = [voter for voter in self.voters if voter.takes_part(day)]
        oldest = self.counted_text(day)
        current = {key: answer.stance for key, answer in counting.items() if answer.text >= oldest}
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

    def reached(self, today: dt.date) -> Reached | None:
        """When it was reached for the first time, up to and including `today`. A later change does not undo that."""
        day = self.reached_on(today)
        return Reached(day, self._tipped(day)) if day else None

    def reached_on(self, today: dt.date) -> dt.date | None:
        """Only the day of it. Walks through the answers once, and counts where enough voters have agreed at all."""
        told: dict[dt.date, list[Answer]] = defaultdict(list)
        for answer in self.answers:
            if self.in_time(answer):
                told[answer.on].append(answer)
        newest: dict[int, Answer] = {}
        agreed: set[int] = set()
        fewest = self._fewest()
        for day in self._days(today):
            for answer in told[day]:
                if answer.voter not in newest or answer.order > newest[answer.voter].order:
                    newest[answer.voter] = answer
                    (agreed.add if answer.stance is Stance.AGREED else agreed.discard)(answer.voter)
            if len(agreed) >= fewest and self._standing(day, newest).state == StandingState.REACHED:
                return day
        return None

    def _fewest(self) -> int:
        """With fewer voters in favour it can not be reached, whatever the day."""
        if any(voter.from_on or voter.until_on or voter.away for voter in self.voters):
            return 1
        boards = [clause for clause in self.clauses if (clause.measure, clause.whose) == (Measure.BOARDS, Whose.ALL)]
        return max((clause.needed(len(self.voters)) for clause in boards), default=1)

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
            for first, last in voter.away:
                yield first
                yield last + dt.timedelta(days=1)
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
    looked_at = _looked_at(clause.whose, voters)
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


def _looked_at(whose: Whose, voters: Iterable[Voter]) -> list[Voter]:
    wanted = {Whose.MUNICIPALITY: OrganisationKind.MUNICIPALITY, Whose.OCMW: OrganisationKind.OCMW}.get(whose)
    return [voter for voter in voters if wanted is None or voter.kind == wanted]


def _together(whose: Whose, stances: Sequence[Stance]) -> Stance:
    """What the boards of one territory say together."""
    strong, weak = (Stance.AGREED, Stance.REFUSED) if whose == Whose.ANY else (Stance.REFUSED, Stance.AGREED)
    if strong in stances:
        return strong
    return weak if all(stance == weak for stance in stances) else Stance.OUT
