"""The board of answers: organisations × rounds, read with as many queries for six hundred boards as for two.

Rows of a board are read as plain values: building an object per answer would take longer than all the rest together.
"""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, Self

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from governance.models.approval_response import ApprovalResponse
from governance.models.approval_round import RoundKind, RoundState
from governance.models.ballot import Ballot
from governance.models.organisation import IN_PAIRS
from governance.models.party_state import COMING, LEFT, NOT_ASKED, STILL_OUT, Given, Said, said
from governance.models.round_party import RoundParty, ThresholdClause, days_in
from governance.models.round_text import RoundText
from governance.models.threshold import Clause, Stance, Standing, StandingState, Text, Voter
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import today


class RoundLine(NamedTuple):
    """A round that was asked, as the head of a column knows it."""

    pk: int
    partnership: int
    kind: str
    title: str
    asked_on: dt.date
    deadline_on: dt.date
    state: str
    closed_on: dt.date | None
    year: int | None

    @property
    def is_running(self) -> bool:
        return self.state == RoundState.OPEN

    @property
    def kind_label(self) -> str:
        return str(RoundKind(self.kind).label)

    @property
    def state_label(self) -> str:
        return str(RoundState(self.state).label)

    @property
    def of_year(self) -> int:
        """The year that it is about, or else in which it was asked."""
        return self.year or self.asked_on.year


COLUMNS = ("pk", "partnership", "kind", "title", "asked_on", "deadline_on", "state", "closed_on", "year")


def round_lines(rounds: "QuerySet") -> list[RoundLine]:
    """Those of `rounds` that were ever asked, in the order of asking."""
    asked = rounds.filter(asked_on__isnull=False).exclude(state=RoundState.DRAFT)
    return [RoundLine(*row) for row in asked.order_by("asked_on", "pk").values_list(*COLUMNS)]


class Place(NamedTuple):
    """An organisation, as the head of a row knows it."""

    pk: int
    name: str
    territory: str
    kind: str
    nis_code: str

    @classmethod
    def of(cls, organisation: Organisation) -> Self:
        return cls(*(getattr(organisation, name) for name in cls._fields))


@dataclass(frozen=True)
class Column:
    """One round with what each organisation said in it; `parties` and `cells` by the key of the organisation."""

    line: RoundLine
    standing: Standing
    state: StandingState
    is_firm: bool
    parties: Mapping[int, int]
    cells: Mapping[int, Said]

    @property
    def total(self) -> int:
        """How many organisations are asked on the day that counts."""
        return len(self.standing.stances)

    @cached_property
    def agreed(self) -> int:
        return len(self.standing.who(Stance.AGREED))

    def said(self, organisation: int) -> Said:
        return self.cells.get(organisation, NOT_ASKED)

    def waits_for(self, organisation: int) -> bool:
        """Whether that organisation still has to decide, in a round that runs."""
        return self.line.is_running and self.said(organisation).state in STILL_OUT


class Board:
    """The columns, with the organisations in their rows."""

    def __init__(self, columns: Sequence[Column], places: Iterable[Place]) -> None:
        self.columns = columns
        self.places = list(places)

    def row(self, place: Place) -> list[Said]:
        return [column.said(place.pk) for column in self.columns]

    @cached_property
    def still_out(self) -> set[int]:
        """Organisations that still have to decide in a round that runs."""
        return {key for column in self.columns for key in column.cells if column.waits_for(key)}

    def only(self, keys: Container[int]) -> "Board":
        """The same rounds, with these organisations in the rows."""
        return Board(self.columns, [place for place in self.places if place.pk in keys])


def read_board(lines: Sequence[RoundLine]) -> Board:
    """What was said in these rounds: five queries."""
    rows = _Rows([line.pk for line in lines])
    return Board([_column(line, rows) for line in lines], rows.places.values())


class _Rows:
    """Everything that is known of some rounds, by the key of the round; `answers` by that of who was asked."""

    def __init__(self, keys: list[int]) -> None:
        self.clauses: dict[int, list[Clause]] = defaultdict(list)
        for clause in ThresholdClause.objects.filter(round__in=keys):
            self.clauses[clause.round_id].append(clause.clause)
        asked = Organisation.objects.filter(asked__round__in=keys).distinct().order_by(*IN_PAIRS)
        self.places = {row[0]: Place(*row) for row in asked.values_list(*Place._fields)}
        self.organisations: dict[int, int] = {}  # by the key of who was asked
        self.voters = self._voters(keys)
        self.numbers: dict[int, int] = {}  # by the key of the wording
        self.texts = self._texts(keys)
        self.answers = self._answers(keys)

    def _voters(self, keys: list[int]) -> dict[int, list[Voter]]:
        found: dict[int, list[Voter]] = defaultdict(list)
        # As text: reading a list out of each row would take as long as the rest of it, and hardly any row has one.
        rows = RoundParty.objects.filter(round__in=keys).annotate(gone=Cast("absences", TextField())).order_by("pk")
        for round_, key, organisation, *about, gone in rows.values_list(
            "round", "pk", "organisation", "inhabitants", "from_on", "until_on", "gone"
        ):
            place = self.places[organisation]
            away = days_in(json.loads(gone)) if gone != "[]" else ()
            self.organisations[key] = organisation
            found[round_].append(Voter(key, place.territory, place.kind, *about, away))
        return found

    def _texts(self, keys: list[int]) -> dict[int, list[Text]]:
        found: dict[int, list[Text]] = defaultdict(list)
        rows = RoundText.objects.filter(round__in=keys).order_by("number")
        for key, round_, number, from_on, again in rows.values_list(
            "pk", "round", "number", "from_on", "needs_new_answer"
        ):
            self.numbers[key] = number
            if from_on:
                found[round_].append(Text(number, from_on, again))
        return found

    def _answers(self, keys: list[int]) -> dict[int, list[Given]]:
        """Those that nobody took back, oldest first."""
        found: dict[int, list[Given]] = defaultdict(list)
        rows = ApprovalResponse.objects.standing().filter(party__round__in=keys).order_by("number")
        # Whether, not when: reading a moment costs more than the row that it stands in.
        flags = {"is_verified": Q(verified_at__isnull=False), "late": Q(accepted_late_at__isnull=False)}
        for party, number, outcome, on, text, *about in rows.annotate(**flags).values_list(
            "party", "number", "outcome", "answered_on", "text", "is_verified", "late", "next_on"
        ):
            found[party].append(Given(party, number, outcome, on, self.numbers[text], *about))
        return found


def _column(line: RoundLine, rows: _Rows) -> Column:
    day = min(today(), line.closed_on or today())
    voters = rows.voters[line.pk]
    given = {voter.key: rows.answers.get(voter.key, []) for voter in voters}
    answers = [answer.answer for group in given.values() for answer in group]
    ballot = Ballot(voters, answers, rows.clauses[line.pk], line.deadline_on, rows.texts[line.pk], line.closed_on)
    standing, counting, oldest = ballot.standing(day), ballot.counting(day), ballot.counted_text(day)
    cells = {}
    for voter in voters:
        if voter.key in standing.stances:
            cell = said(given[voter.key], counting.get(voter.key), oldest, line.deadline_on, line.is_running)
        else:
            cell = LEFT if voter.until_on and voter.until_on < day else COMING
        cells[rows.organisations[voter.key]] = cell
    state = standing.state
    if state != StandingState.REACHED and ballot.reached_on(day):
        state = StandingState.REACHED  # once reached it stays so, whatever a council decides later
    parties = {rows.organisations[voter.key]: voter.key for voter in voters}
    return Column(line, standing, state, _is_firm(ballot, given, standing), parties, cells)


def _is_firm(ballot: Ballot, given: Mapping[int, Sequence[Given]], standing: Standing) -> bool:
    """Whether it is reached as well without the organisations whose newest answer nobody verified yet."""
    if standing.state != StandingState.REACHED:
        return False
    doubtful = {key for key in standing.stances if given[key] and not given[key][-1].is_verified}
    sure = [answer for answer in ballot.answers if answer.voter not in doubtful]
    return replace(ballot, answers=sure).standing(standing.day).state == StandingState.REACHED
