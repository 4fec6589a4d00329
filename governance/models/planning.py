"""Which of the asked councils can still decide by the deadline of a round, read in three queries."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch

from governance.models.backplan import Chances, Pause, Plan, Slot, earliest_deadline
from governance.models.council import Council, CouncilSitting, Recess
from governance.models.round_party import RoundParty
from governance.models.standings import RoundBook
from governance.models.threshold import Stance
from wegwijzer.accounts.periods import today

ORDER = list(Chances)  # the most worrying first


@dataclass(frozen=True)
class PartyPlan:
    """One asked organisation: what its organ can still do, or what it answered already."""

    party: RoundParty
    council: Council | None
    plan: Plan
    stance: Stance

    @property
    def has_answered(self) -> bool:
        return self.stance != Stance.OUT


class Planning:
    """`lines` per asked organisation, the most worrying first and who answered already last."""

    def __init__(self, lines: Sequence[PartyPlan], deadline: dt.date, day: dt.date) -> None:
        self.deadline = deadline
        self.day = day
        self.lines = sorted(lines, key=lambda line: (line.has_answered, ORDER.index(line.plan.state)))

    @cached_property
    def waiting(self) -> list[PartyPlan]:
        """Who still has to decide."""
        return [line for line in self.lines if not line.has_answered]

    @property
    def answered(self) -> list[PartyPlan]:
        return [line for line in self.lines if line.has_answered]

    def with_state(self, state: Chances) -> list[PartyPlan]:
        return [line for line in self.waiting if line.plan.state == state]

    @property
    def too_late(self) -> list[PartyPlan]:
        return self.with_state(Chances.TOO_LATE)

    @property
    def soon(self) -> list[PartyPlan]:
        return self.with_state(Chances.SOON)

    @property
    def unknown(self) -> list[PartyPlan]:
        return self.with_state(Chances.UNKNOWN)

    @property
    def able_count(self) -> int:
        """How many of `waiting` can still make it."""
        return sum(line.plan.can_make_it for line in self.waiting)

    @property
    def earliest_deadline(self) -> dt.date | None:
        """The first deadline that all of them can make, as far as their calendars are known."""
        return earliest_deadline(line.plan for line in self.waiting)


def planning_of(book: RoundBook, deadline: dt.date | None = None) -> Planning:
    """How it stands today for the deadline of the round, or for another one that is considered.

    A round that is prepared for a later day is looked at from that day on.
    """
    deadline = deadline or book.round.deadline_on
    day = max(today(), book.round.asked_on or today())
    parties = book.active
    councils = _councils_of(parties, day)
    lines = []
    for party in parties:
        council = councils.get((party.organisation_id, party.organ))
        slots = [Slot(sitting.held_on, sitting.agenda_closes_on) for sitting in council.coming] if council else []
        pauses = [Pause(recess.from_on, recess.until_on, recess.name) for recess in _recesses_of(council)]
        lines.append(PartyPlan(party, council, Plan(slots, deadline, day, pauses), book.standing.stances[party.pk]))
    return Planning(lines, deadline, day)


def _councils_of(parties: Sequence[RoundParty], day: dt.date) -> dict[tuple[int, str], Council]:
    """By organisation and organ, with their sittings from that day on (`coming`) and their recesses."""
    coming = Prefetch("sittings", queryset=CouncilSitting.objects.filter(held_on__gte=day), to_attr="coming")
    rows = Council.objects.filter(organisation__in=[party.organisation_id for party in parties])
    found = rows.select_related("organisation").prefetch_related(coming, "organisation__recesses")
    return {(council.organisation_id, council.kind): council for council in found}


def _recesses_of(council: Council | None) -> list[Recess]:
    return list(council.organisation.recesses.all()) if council else []
