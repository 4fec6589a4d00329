"""The councils of all members of a partnership, per territory and per month, read in a fixed number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import QuerySet

from governance.models.council import Council, CouncilSitting, Recess
from governance.models.partnership import Partnership
from wegwijzer.accounts.models import LOCAL_BOARDS, Organisation

MONTHS_SHOWN = 6


def months_from(first: dt.date, count: int = MONTHS_SHOWN) -> list[dt.date]:
    """The first days of so many months, that of `first` included."""
    numbers = range(first.year * 12 + first.month - 1, first.year * 12 + first.month - 1 + count)
    return [dt.date(number // 12, number % 12 + 1, 1) for number in numbers]


@dataclass
class Cell:
    """What one council does in one month."""

    month: dt.date
    sittings: list[CouncilSitting] = field(default_factory=list)
    recess: Recess | None = None


@dataclass
class Line:
    """One council, or a member of which no council is known (`council` is None)."""

    organisation: Organisation
    council: Council | None
    next_on: dt.date | None = None
    cells: list[Cell] = field(default_factory=list)


@dataclass
class Group:
    """The boards of one territory, or a member without one."""

    name: str
    lines: list[Line]


class CouncilCalendar:
    """`groups` for `months`; `councils` are those that the reader may see."""

    def __init__(self, partnership: Partnership, councils: "QuerySet[Council]", first: dt.date, day: dt.date) -> None:
        self.months = months_from(first)
        self.until = months_from(first, MONTHS_SHOWN + 1)[-1]
        self.day = day
        self.members = [membership.organisation for membership in partnership.members_on(day)]
        self.councils: dict[int, list[Council]] = defaultdict(list)
        for council in councils.filter(organisation__in=self.members).with_next(day).order_by("pk"):
            self.councils[council.organisation_id].append(council)
        self.sittings = self._sittings()
        self.recesses = self._recesses()
        self.groups = [
            Group(name, [line for member in members for line in self._lines(member)])
            for name, members in groupby(self.members, key=lambda member: member.territory or member.name)
        ]

    @property
    def lines(self) -> list[Line]:
        return [line for group in self.groups for line in group.lines]

    @property
    def known_count(self) -> int:
        """How many of `lines` have a sitting from today on."""
        return len(self.lines) - len(self.without_future)

    @property
    def without_future(self) -> list[Line]:
        """Members and councils of which no sitting from today on is known."""
        return [line for line in self.lines if line.next_on is None]

    @property
    def boards_without(self) -> list[Organisation]:
        """The municipalities and OCMWs of which no council is known at all."""
        known = self.councils.keys()
        return [member for member in self.members if member.kind in LOCAL_BOARDS and member.pk not in known]

    def _sittings(self) -> dict[int, list[CouncilSitting]]:
        found = defaultdict(list)
        rows = CouncilSitting.objects.filter(council__organisation__in=self.members)
        for sitting in rows.filter(held_on__gte=self.months[0], held_on__lt=self.until).order_by("held_on"):
            found[sitting.council_id].append(sitting)
        return found

    def _recesses(self) -> dict[int, list[Recess]]:
        found = defaultdict(list)
        rows = Recess.objects.filter(organisation__in=self.members).overlapping(self.months[0], self.until)
        for recess in rows:
            found[recess.organisation_id].append(recess)
        return found

    def _lines(self, member: Organisation) -> list[Line]:
        councils = self.councils.get(member.pk)
        if not councils:
            return [Line(member, None)]
        return [Line(member, council, council.next_on, self._cells(council)) for council in councils]

    def _cells(self, council: Council) -> list[Cell]:
        sittings, recesses = self.sittings.get(council.pk, []), self.recesses.get(council.organisation_id, [])
        return [Cell(month, _in_month(sittings, month), _recess_in(recesses, month)) for month in self.months]


def _in_month(sittings: Sequence[CouncilSitting], month: dt.date) -> list[CouncilSitting]:
    return [sitting for sitting in sittings if sitting.held_on.replace(day=1) == month]


def _recess_in(recesses: Sequence[Recess], month: dt.date) -> Recess | None:
    last = months_from(month, 2)[1] - dt.timedelta(days=1)
    return next((recess for recess in recesses if recess.from_on <= last and recess.until_on >= month), None)
