"""The balance of give and take: who gave how many hours of expertise to whom, and where it goes one way only."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Count, Max, Min, Sum
from django.utils.translation import gettext as _

from governance.models import Partnership
from projects.models.expertise_exchange import ExpertiseExchange
from wegwijzer.accounts.models import Organisation

NOTHING = Decimal(0)
# When one way only is worth a word: after two working days of expertise, or half a year after it began. Less than that
# is how every exchange starts; more, and the one that only gives will ask what it gets.
ONE_WAY_HOURS = Decimal(16)
ONE_WAY_DAYS = 182


def is_worth_a_word(hours: Decimal, first_on: dt.date, today: dt.date) -> bool:
    """Of what goes one way: for long enough, or enough hours, to say so."""
    return (today - first_on).days >= ONE_WAY_DAYS or hours >= ONE_WAY_HOURS


@dataclass(frozen=True)
class Pair:
    """All that `giver` gave `receiver` (keys of organisations)."""

    giver: int
    receiver: int
    hours: Decimal
    times: int
    first_on: dt.date
    last_on: dt.date


@dataclass(frozen=True)
class Balance:
    """What one organisation gave and received. `first_on` is the day of its first exchange."""

    organisation: int
    given: Decimal
    received: Decimal
    first_on: dt.date

    @property
    def difference(self) -> Decimal:
        """More given than received, or less when negative; over all organisations this adds up to nothing."""
        return self.given - self.received

    def is_one_way(self, today: dt.date) -> bool:
        """Whether it only gives or only receives, for long enough or enough hours to say so."""
        if self.given and self.received:
            return False
        return is_worth_a_word(self.given + self.received, self.first_on, today)


def balances_of(pairs: Iterable[Pair]) -> dict[int, Balance]:
    """One for every organisation in `pairs`, by its key."""
    found: dict[int, Balance] = {}
    for pair in pairs:
        for key, given, received in (
            (pair.giver, pair.hours, NOTHING),
            (pair.receiver, NOTHING, pair.hours),
        ):
            old = found.get(key, Balance(key, NOTHING, NOTHING, pair.first_on))
            first_on = min(old.first_on, pair.first_on)
            found[key] = Balance(key, old.given + given, old.received + received, first_on)
    return found


@dataclass(frozen=True)
class Line:
    """An organisation in the table."""

    organisation: Organisation
    balance: Balance
    notice: str  # "" when there is nothing to say


class GiveTake:
    """The ledger added up; `organisations` by their keys."""

    def __init__(self, pairs: Iterable[Pair], organisations: Iterable[Organisation], today: dt.date) -> None:
        self.pairs = list(pairs)
        self.today = today
        self.balances = balances_of(self.pairs)
        self.organisations = [row for row in organisations if row.pk in self.balances]  # in the order given

    @cached_property
    def lines(self) -> list[Line]:
        """In the order of the organisations."""
        return [Line(row, self.balances[row.pk], self._notice(self.balances[row.pk])) for row in self.organisations]

    @property
    def one_way(self) -> list[Line]:
        return [line for line in self.lines if line.notice]

    @cached_property
    def one_way_pairs(self) -> list[tuple[Organisation, Organisation, Pair]]:
        """Who gave whom and got nothing back from it; not where all that one of them does goes one way already."""
        known = {row.pk: row for row in self.organisations}
        told = {line.organisation.pk for line in self.one_way}
        both = {(pair.giver, pair.receiver) for pair in self.pairs}
        places = {key: place for place, key in enumerate(known)}
        found = [
            (known[pair.giver], known[pair.receiver], pair)
            for pair in self.pairs
            if (pair.receiver, pair.giver) not in both
            and not told & {pair.giver, pair.receiver}
            and is_worth_a_word(pair.hours, pair.first_on, self.today)
        ]
        return sorted(found, key=lambda row: (places[row[2].giver], places[row[2].receiver]))

    @property
    def total(self) -> Decimal:
        """All hours, each counted once."""
        return sum((pair.hours for pair in self.pairs), NOTHING)

    @cached_property
    def matrix(self) -> list[tuple[Organisation, list[Decimal | None]]]:
        """Per giver what each receiver got of it, in the same order; None for an organisation with itself."""
        hours = {(pair.giver, pair.receiver): pair.hours for pair in self.pairs}
        return [
            (giver, [None if giver.pk == to.pk else hours.get((giver.pk, to.pk), NOTHING) for to in self.organisations])
            for giver in self.organisations
        ]

    def _notice(self, balance: Balance) -> str:
        if not balance.is_one_way(self.today):
            return ""
        return _("geeft alleen") if balance.given else _("krijgt alleen")


def read_give_take(partnership: Partnership, today: dt.date) -> GiveTake:
    """The whole ledger of a partnership; two queries."""
    rows = ExpertiseExchange.objects.filter(partnership=partnership).order_by()
    grouped = rows.values("giver", "receiver").annotate(
        total=Sum("hours"), times=Count("pk"), first_on=Min("given_on"), last_on=Max("given_on")
    )
    pairs = [
        Pair(row["giver"], row["receiver"], row["total"], row["times"], row["first_on"], row["last_on"])
        for row in grouped
    ]
    keys = {key for pair in pairs for key in (pair.giver, pair.receiver)}
    return GiveTake(pairs, Organisation.objects.filter(pk__in=keys).in_order(), today)
