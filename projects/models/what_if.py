"""What if boards drop out of a dossier, or join: shares, FTE, conditions of the call, thresholds, quorum, now and then.

Reads only: nothing of it is written, so that it can be seen before it is decided.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from governance.models import (
    ApprovalRound,
    Body,
    Composition,
    Mandate,
    RoundBook,
    StandingState,
    Voter,
    books_of,
    inhabitants_of,
)
from governance.models.threshold_words import in_words
from projects.models.budget import MONTHS
from projects.models.budget_book import BudgetBook
from projects.models.call import CallCondition, ConditionMeasure
from projects.models.contribution_key import Change, Division, divided
from projects.models.distribution import NOTHING
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import today

COUNTED = (ConditionMeasure.BOARDS_MIN, ConditionMeasure.MUNICIPALITIES_MIN, ConditionMeasure.INHABITANTS_MIN)


class ShareChange(NamedTuple):
    """What a board pays over all years and in each, now and then; None while it does not take part."""

    board: Organisation
    now: Decimal | None
    then: Decimal | None
    years: Sequence[tuple[int, Decimal | None, Decimal | None]]

    @property
    def more(self) -> Decimal:
        return (self.then or NOTHING) - (self.now or NOTHING)


class Figure(NamedTuple):
    """A number now and then: boards, municipalities, inhabitants, FTE of a year."""

    label: str
    now: Decimal | int
    then: Decimal | int


class ConditionChange(NamedTuple):
    """A condition of the call that looks at who takes part."""

    condition: CallCondition
    now: int
    then: int

    @property
    def was_met(self) -> bool:
        return self.now >= (self.condition.amount or 0)

    @property
    def is_met(self) -> bool:
        return self.then >= (self.condition.amount or 0)


class RoundChange(NamedTuple):
    """A running round: its threshold as a sentence, and whether it is reached."""

    round: ApprovalRound
    threshold_now: str
    threshold_then: str
    state_now: StandingState
    state_then: StandingState


class BodyChange(NamedTuple):
    """A body with a quorum: its voting seats, and how many have to be there."""

    body: Body
    seats_now: int
    seats_then: int
    needed_now: int
    needed_then: int


@dataclass(frozen=True)
class WhatIf:
    """`division` is who would pay what; `hindrance` of it says why that can not be reckoned."""

    change: Change
    division: Division
    shares: Sequence[ShareChange]
    figures: Mapping[str, tuple[int, int]]  # by the measure of a condition
    fte: Sequence[Figure]
    conditions: Sequence[ConditionChange]
    rounds: Sequence[RoundChange]
    bodies: Sequence[BodyChange]


def what_if(book: BudgetBook, change: Change, rounds: Iterable[ApprovalRound], bodies: Iterable[Body]) -> WhatIf:
    """Side by side with now. `rounds` run, with texts and clauses prefetched; both are of the same partnership."""
    now, then = book.division, divided(book, change)
    everybody = {board.pk: board for board in (*now.boards, *then.boards)}
    people = inhabitants_of(everybody.values(), book.years[0] if book.years else today().year)
    figures = _figures(now.boards, then.boards, people)
    return WhatIf(
        change,
        then,
        [_share(book, board, now, then) for board in everybody.values()],
        figures,
        _fte(book, change),
        [
            ConditionChange(condition, *figures[condition.measure])
            for condition in book.conditions
            if condition.measure in COUNTED
        ],
        [_round(round_book, change, people) for round_book in books_of(rounds).values()],
        _bodies(bodies, change),
    )


def _share(book: BudgetBook, board: Organisation, now: Division, then: Division) -> ShareChange:
    def total(division: Division) -> Decimal | None:
        years = division.shares.get(board.pk)
        return None if years is None else sum(years.values(), NOTHING)

    years = [
        (year, now.shares.get(board.pk, {}).get(year), then.shares.get(board.pk, {}).get(year)) for year in book.years
    ]
    return ShareChange(board, total(now), total(then), years)


def _figures(
    now: Sequence[Organisation], then: Sequence[Organisation], people: Mapping[int, int]
) -> dict[str, tuple[int, int]]:
    """Boards, municipalities and their inhabitants; a territory counts once, by whichever of its boards."""

    def counted(boards: Sequence[Organisation]) -> tuple[int, int, int]:
        places = {board.nis_code or f"#{board.pk}": people[board.pk] for board in boards}
        return len(boards), len(places), sum(places.values())

    return dict(zip((str(measure) for measure in COUNTED), zip(counted(now), counted(then), strict=True), strict=True))


def _fte(book: BudgetBook, change: Change) -> list[Figure]:
    """Per year the FTE of the staff lines, and without those that a board makes that drops out."""
    now: dict[int, Decimal] = defaultdict(Decimal)
    then: dict[int, Decimal] = defaultdict(Decimal)
    for line in book.lines:
        if line.months is not None:
            fte = line.quantity * line.months / MONTHS
            now[line.year] += fte
            then[line.year] += NOTHING if line.organisation_id in change.out else fte
    cent = Decimal("0.01")
    return [Figure(str(year), now[year].quantize(cent), then[year].quantize(cent)) for year in sorted(now)]


def _round(book: RoundBook, change: Change, people: Mapping[int, int]) -> RoundChange:
    asked = {party.pk: party.organisation_id for party in book.parties}
    staying = [voter for voter in book.ballot.voters if asked[voter.key] not in change.out]
    joining = [
        Voter(-board.pk, board.territory, board.kind, people.get(board.pk, 0))
        for board in change.joins
        if board.pk not in asked.values()
    ]
    ballot = replace(book.ballot, voters=[*staying, *joining])
    ballot = replace(ballot, answers=[answer for answer in ballot.answers if asked[answer.voter] not in change.out])
    standing = ballot.standing(book.day)
    threshold = in_words([(count.clause, count.total) for count in standing.counts])
    return RoundChange(book.round, book.threshold, threshold, book.standing.state, standing.state)


def _bodies(bodies: Iterable[Body], change: Change) -> list[BodyChange]:
    listed = list(bodies)
    seats: dict[int, list[int | None]] = defaultdict(list)
    voting = Mandate.objects.filter(body__in=listed, has_vote=True).on()
    for key, organisation in voting.values_list("body", "organisation"):
        seats[key].append(organisation)
    found = []
    for body in listed:
        now = len(seats[body.pk])
        then = sum(organisation not in change.out for organisation in seats[body.pk])
        if body.composition == Composition.ONE_PER_MEMBER:
            then += len(change.joins)
        found.append(BodyChange(body, now, then, body.quorum_needed(now), body.quorum_needed(then)))
    return found
