"""The key of a budget applied: who takes part on that day, with which figures, and what each board pays."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from governance.models import IN_PAIRS, Membership
from projects.models.contribution import Contribution, ContributionScope
from projects.models.distribution import (
    CENT,
    HUNDRED,
    NOTHING,
    Hindrance,
    Indivisible,
    Key,
    Part,
    Party,
    Shares,
    distribute,
)
from projects.models.dossier_partners import changed, partner_changes
from wegwijzer.accounts.models import LOCAL_BOARDS, Organisation, OrganisationKind, Population
from wegwijzer.accounts.periods import covers, today
from wegwijzer.ui.words import euro, number

if TYPE_CHECKING:
    from projects.models.amendment import Amendment
    from projects.models.budget_book import BudgetBook


@dataclass(frozen=True)
class Division:
    """What each board pays, per year. `hindrance` is the Dutch sentence that says why there is nothing."""

    shares: Shares = field(default_factory=dict)
    boards: list[Organisation] = field(default_factory=list)
    hindrance: str = ""
    parts: Sequence[Part] = ()


@dataclass(frozen=True)
class Change:
    """What if: these boards (keys) drop out, those join."""

    out: frozenset[int] = frozenset()
    joins: tuple[Organisation, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.out or self.joins)


def divided(book: BudgetBook, change: Change | None = None) -> Division:
    """The own means of a budget over its boards; of a fixed version as it was then."""
    frozen = (book.budget.frozen or {}).get("shares")
    if frozen is not None and not change:
        return _as_frozen(frozen)
    if not book.contributions:
        return Division()
    around = _Around(book, change or Change())
    parts = [around.part(row) for row in book.contributions]
    boards = around.in_pairs({party.key for part in parts for party in part.parties})
    try:
        return Division(distribute(book.money.owns, parts), boards, "", parts)
    except Indivisible as found:
        return Division({}, boards, in_words(found, around.names), parts)


def _as_frozen(frozen: Mapping[str, Mapping[str, str]]) -> Division:
    shares = {int(key): {int(year): Decimal(amount) for year, amount in row.items()} for key, row in frozen.items()}
    boards = Organisation.objects.filter(pk__in=shares).order_by(*IN_PAIRS)
    return Division(shares, list(boards))


class _Around:
    """Partners and inhabitants that the parts of a key need: two queries, after the award one for other partners."""

    def __init__(self, book: BudgetBook, change: Change) -> None:
        self.first_year = book.years[0] if book.years else today().year
        self.change = change
        self.day = book.budget.dossier.from_on or today()
        self.members: list[Membership] = []
        self.changes: list[Amendment] = []
        rows = book.contributions
        if any(row.scope != ContributionScope.CHOSEN for row in rows):
            members = Membership.objects.filter(partnership=book.budget.dossier.project.partnership_id)
            self.members = list(members.filter(organisation__kind__in=LOCAL_BOARDS).select_related("organisation"))
            if book.budget.dossier.awarded_on is not None:
                self.changes = partner_changes(book.budget.dossier)
        self.known = {member.organisation_id: member.organisation for member in self.members}
        self.known |= {party.organisation_id: party.organisation for row in rows for party in row.parties.all()}
        self.known |= {board.pk: board for row in self.changes for board in row.joins.all()}
        self.known |= {board.pk: board for board in change.joins}
        self.people = _people(self.known.values()) if any(row.key == Key.POPULATION for row in rows) else {}

    @property
    def names(self) -> dict[int, str]:
        return {key: str(board) for key, board in self.known.items()}

    def in_pairs(self, keys: Iterable[int]) -> list[Organisation]:
        boards = [self.known[key] for key in keys]
        return sorted(boards, key=lambda board: (not board.territory, board.territory, board.kind, board.name))

    def part(self, row: Contribution) -> Part:
        """A part of the key with the change in it, if there is one."""
        values = {party.organisation_id: party.value or NOTHING for party in row.parties.all()}
        keys = [*values] if row.scope == ContributionScope.CHOSEN else self._members(row)
        joining = [board.pk for board in self.change.joins if board.pk not in keys and _fits(row, board)]
        staying = [key for key in keys if key not in self.change.out]
        key = Key(row.key)
        if (joining or len(staying) < len(keys)) and key is Key.PERCENT:
            key = Key.FTE  # what the others carry is in proportion to their percentages
        if joining and row.has_values:
            values |= dict.fromkeys(joining, _usual(key, [values[key] for key in staying]))
        year = row.population_year or self.first_year
        parties = [self._party(self.known[pk], year) for pk in (*staying, *joining)]
        return Part(key, parties, HUNDRED if row.share is None else row.share, values)

    def _members(self, row: Contribution) -> list[int]:
        day: dt.date = row.on_day or self.day
        there = [member for member in self.members if covers(member.from_on, member.until_on, day)]
        boards = changed({member.organisation_id: member.organisation for member in there}, self.changes, day)
        return [key for key, board in boards.items() if board.kind in LOCAL_BOARDS and _fits(row, board)]

    def _party(self, board: Organisation, year: int) -> Party:
        place = board.nis_code or board.territory
        order = f"{board.nis_code or board.kbo_number} {board.kind}"
        return Party(board.pk, order, place, _inhabitants(self.people.get(board.nis_code, {}), year))


def _fits(row: Contribution, board: Organisation) -> bool:
    return row.scope != ContributionScope.MUNICIPALITIES or board.kind == OrganisationKind.MUNICIPALITY


def _usual(key: Key, values: Sequence[Decimal]) -> Decimal:
    """What who joins brings along where everybody has a figure: what the others have on average; no fixed amount."""
    if key is Key.FIXED or not values:
        return NOTHING
    return (sum(values, NOTHING) / len(values)).quantize(CENT)


def _people(boards: Iterable[Organisation]) -> dict[str, dict[int, int]]:
    """Inhabitants by NIS code and year."""
    found: dict[str, dict[int, int]] = defaultdict(dict)
    codes = {board.nis_code for board in boards if board.nis_code}
    for row in Population.objects.filter(nis_code__in=codes).order_by("year"):
        found[row.nis_code][row.year] = row.inhabitants
    return found


def _inhabitants(known: Mapping[int, int], year: int) -> int:
    """In the latest year known up to `year`, else in the earliest; 0 when none is known."""
    until = [each for each in known if each <= year]
    return known[max(until)] if until else known[min(known)] if known else 0


def in_words(found: Indivisible, names: Mapping[int, str]) -> str:
    """Why it can not be divided, and what to do about it."""
    figures = dict(found.figures)
    for name in ("fixed", "amount"):
        if name in figures:
            figures[name] = euro(figures[name])
    if "total" in figures:
        figures["total"] = number(figures["total"])
    if "parties" in figures:
        figures["parties"] = ", ".join(names[key] for key in figures["parties"])
    return str(SENTENCES[found.hindrance]) % figures


SENTENCES = {
    Hindrance.NOBODY: _("In deel %(part)s van de verdeelsleutel betaalt niemand mee. Kies besturen."),
    Hindrance.NO_WEIGHT: _("In deel %(part)s van de verdeelsleutel heeft elk bestuur 0. Geef minstens één getal."),
    Hindrance.UNKNOWN: _("Van %(parties)s is geen inwonertal bekend. Kies een andere sleutel of andere besturen."),
    Hindrance.NOT_HUNDRED: _(
        "De percentages in deel %(part)s van de verdeelsleutel zijn samen %(total)s %%, geen 100 %%."
    ),
    Hindrance.PARTS_NOT_HUNDRED: _("De delen van de verdeelsleutel zijn samen %(total)s %%, geen 100 %%."),
    Hindrance.TOO_MUCH: _(
        "In %(year)s zijn de vaste bedragen samen %(fixed)s, meer dan de %(amount)s die de besturen dan dragen."
    ),
    Hindrance.LEFT_OVER: _(
        "In %(year)s dekken de vaste bedragen (%(fixed)s) de %(amount)s van de besturen niet. Voeg een deel toe voor de"
        " rest."
    ),
}
