"""Who would take part in an application for a call, and how many people live there."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from governance.models import RoundBook, RoundState, book_of
from projects.models.call import Call
from wegwijzer.accounts.models import LOCAL_BOARDS, Organisation, OrganisationKind, Population
from wegwijzer.accounts.periods import in_words, today


@dataclass(frozen=True)
class Parties:
    """The local boards that take part, those that may still say yes, and what says so."""

    boards: list[Organisation]
    hopeful: list[Organisation]
    source: str

    @property
    def municipalities(self) -> dict[str, list[Organisation]]:
        """Those with at least one board that takes part, by name; a municipality and its OCMW are one."""
        return _by_territory(self.boards)

    @property
    def hopeful_municipalities(self) -> set[str]:
        """Those that would come along if everybody who is still out said yes."""
        return set(_by_territory(self.hopeful)) - set(self.municipalities)


def _by_territory(boards: Iterable[Organisation]) -> dict[str, list[Organisation]]:
    """By the name of the municipality; its boards have the same NIS code, which is never empty."""
    codes: dict[str, list[Organisation]] = {}
    for board in boards:
        codes.setdefault(board.nis_code, []).append(board)
    return dict(sorted((found[0].territory or found[0].name, found) for found in codes.values()))


def with_their_council(municipalities: dict[str, list[Organisation]]) -> int:
    """Of how many of these the municipality itself takes part, and not the OCMW only."""
    kinds = ({board.kind for board in boards} for boards in municipalities.values())
    return sum(OrganisationKind.MUNICIPALITY in found for found in kinds)


def read_parties(call: Call, book: RoundBook | None = None) -> Parties:
    """Those who said yes in the round about interest, once it was sent; else the members on the last day to apply.

    `book` is that of the round, when the caller has it already.
    """
    if book is None and call.interest is not None:
        book = book_of(call.interest)
    if book is not None and book.round.state in (RoundState.OPEN, RoundState.CLOSED):
        yes = [party.organisation for party in book.agreed]
        still = [party.organisation for party in book.still_out] if book.round.state == RoundState.OPEN else []
        return Parties(_local(yes), _local(still), _("wie ja zei in de ronde “%s”") % book.round)
    day = min(today(), call.deadline_on)
    members = [row.organisation for row in call.partnership.members_on(day)]
    return Parties(_local(members), [], _("wie lid is op %s") % in_words(day))


def _local(organisations: Iterable[Organisation]) -> list[Organisation]:
    return [one for one in organisations if one.kind in LOCAL_BOARDS]


@dataclass
class People:
    """Inhabitants per municipality, in the latest year known by then; `unknown` are those without a figure."""

    known: dict[str, int] = field(default_factory=dict)
    years: set[int] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.known.values())

    @property
    def source(self) -> str:
        years = ", ".join(str(year) for year in sorted(self.years))
        return "; ".join(part for part in (*sorted(self.sources), years) if part)


def read_people(parties: Parties, day: dt.date) -> People:
    """One query; nobody is counted twice when both boards of a municipality take part."""
    codes = {board.nis_code: name for name, boards in parties.municipalities.items() for board in boards}
    rows: dict[str, Population] = {}
    for row in Population.objects.filter(nis_code__in=codes).order_by("year"):
        if row.year <= day.year or codes[row.nis_code] not in rows:
            rows[codes[row.nis_code]] = row
    return People(
        {name: row.inhabitants for name, row in rows.items()},
        {row.year for row in rows.values()},
        {row.source for row in rows.values()},
        [name for name in parties.municipalities if name not in rows],
    )
