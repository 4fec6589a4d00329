"""Which of the asked councils can still decide by the deadline of a round."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import ngettext

from governance.models.backplan import Chances, Pause, Plan, Slot, earliest_deadline
from governance.models.council import Council, CouncilSitting, Recess
from governance.models.round_party import RoundParty
from governance.models.standings import RoundBook
from governance.models.threshold import Stance
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import in_words, today

ORDER = list(Chances)  # the most worrying first


@dataclass(frozen=True)
class PartyPlan:
    """One asked organisation: what its organ can still do, or what it answered already.

    `council` is its organ when a sitting of it is known.
    """

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

    @property
    def in_short(self) -> str:
        """ "12 van de 14 raden kunnen 7 januari 2027 nog halen.", for who chooses that day."""
        said = ngettext(
            "%(able)s van de %(total)s raden kan %(day)s nog halen.",
            "%(able)s van de %(total)s raden kunnen %(day)s nog halen.",
            self.able_count,
        )
        words = [said % {"able": self.able_count, "total": len(self.waiting), "day": in_words(self.deadline)}]
        if self.unknown:
            said = ngettext(
                "Van %s raad kennen wij de kalender niet.",
                "Van %s raden kennen wij de kalender niet.",
                len(self.unknown),
            )
            words.append(said % len(self.unknown))
        return " ".join(words)


def planning_of(book: RoundBook, deadline: dt.date | None = None, *, with_pauses: bool = False) -> Planning:
    """How it stands today for the deadline of the round, or for another one that is considered: one query.

    A round that is prepared for a later day is looked at from that day on. `with_pauses` reads when the councils do not
    sit as well, to be told beside their sittings.
    """
    day = max(today(), book.round.asked_on or today())
    asked = [party.organisation_id for party in book.active]
    pauses = _pauses(asked) if with_pauses else {}
    coming = _coming(asked, day)
    return _planning(book.active, _stances(book), deadline or book.round.deadline_on, day, coming, pauses)


def plannings_of(books: Iterable[RoundBook], day: dt.date) -> list[Planning]:
    """How it stands on `day` for the deadlines of rounds that run then: one query for all of them."""
    listed = list(books)
    coming = _coming({party.organisation_id for book in listed for party in book.active}, day)
    return [_planning(book.active, _stances(book), book.round.deadline_on, day, coming) for book in listed]


def planning_for(asked: Iterable[tuple[Organisation, str]], deadline: dt.date) -> Planning:
    """The same before there is a round, for an organ (a value of CouncilKind) of each organisation."""
    parties = [RoundParty(organisation=row, organ=organ) for row, organ in asked]
    return _planning(parties, {}, deadline, today(), _coming([party.organisation_id for party in parties], today()))


Coming = Mapping[tuple[int, str], Sequence[CouncilSitting]]  # by the key of the organisation and the organ


def _stances(book: RoundBook) -> dict[int, Stance]:
    return {party.organisation_id: book.standing.stances[party.pk] for party in book.active}


def _coming(organisations: Collection[int], day: dt.date) -> Coming:
    """The sittings from that day on, in order."""
    found: dict[tuple[int, str], list[CouncilSitting]] = defaultdict(list)
    rows = CouncilSitting.objects.filter(council__organisation__in=organisations, held_on__gte=day).order_by("held_on")
    for sitting in rows.select_related("council"):
        found[sitting.council.organisation_id, sitting.council.kind].append(sitting)
    return found


def _pauses(organisations: list[int]) -> dict[int, list[Pause]]:
    pauses: dict[int, list[Pause]] = defaultdict(list)
    for recess in Recess.objects.filter(organisation__in=organisations):
        pauses[recess.organisation_id].append(Pause(recess.from_on, recess.until_on, recess.name))
    return pauses


def _planning(
    parties: Sequence[RoundParty],
    stances: Mapping[int, Stance],
    deadline: dt.date,
    day: dt.date,
    coming: Coming,
    pauses: Mapping[int, list[Pause]] | None = None,
) -> Planning:
    """`stances` and `pauses` by the key of the organisation; who is not in the first did not answer."""
    lines = []
    for party in parties:
        sittings = coming.get((party.organisation_id, party.organ), [])
        slots = [Slot(sitting.held_on, sitting.agenda_closes_on) for sitting in sittings]
        plan = Plan(slots, deadline, day, (pauses or {}).get(party.organisation_id, ()))
        stance = stances.get(party.organisation_id, Stance.OUT)
        lines.append(PartyPlan(party, sittings[0].council if sittings else None, plan, stance))
    return Planning(lines, deadline, day)
