"""Which figures of a year are asked of a territory and are not there yet."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.db.models import QuerySet

from governance.models import Membership, Partnership
from onboarding.models.indicator import Indicator, Measurement
from wegwijzer.accounts.models import LOCAL_BOARDS, Organisation

MONTH, DAY = 3, 31  # figures of a year are there when the year report about it is written, in spring


class Missing(NamedTuple):
    """What a territory did not fill in of a year; `name` is that of the territory."""

    partnership: Partnership
    name: str
    nis_code: str
    year: int
    indicators: list[Indicator]

    @property
    def due_on(self) -> dt.date:
        return figures_by(self.year)


def figures_by(year: int) -> dt.date:
    """By when those of a year are filled in."""
    return dt.date(year + 1, MONTH, DAY)


def missing_of(year: int, speaks_for: Mapping[int, Collection[int]]) -> list[Missing]:
    """Per territory of these organisations, by partnership (keys): four queries, one when nothing is asked."""
    asked: dict[Partnership, list[Indicator]] = defaultdict(list)
    if speaks_for:
        alive = Indicator.objects.filter(partnership__in=speaks_for, partnership__ended_on__isnull=True).asked_in(year)
        for row in alive.select_related("partnership").order_by("partnership__name", "partnership", "position", "pk"):
            asked[row.partnership].append(row)
    if not asked:
        return []
    own = {key for keys in speaks_for.values() for key in keys}
    boards = Organisation.objects.filter(pk__in=own, kind__in=LOCAL_BOARDS).in_bulk()
    codes = {board.nis_code for board in boards.values()}
    joined = set(
        members_in(year)
        .filter(partnership__in=asked, organisation__nis_code__in=codes)
        .values_list("partnership", "organisation__nis_code")
    )
    rows = Measurement.objects.filter(indicator__in=[row for rows in asked.values() for row in rows], year=year)
    there = set(rows.filter(organisation__nis_code__in=codes).values_list("indicator", "organisation__nis_code"))
    found = []
    for partnership, indicators in asked.items():
        mine = {boards[key].nis_code: boards[key] for key in speaks_for[partnership.pk] if key in boards}
        for nis_code, board in sorted(mine.items()):
            lacking = [row for row in indicators if (row.pk, nis_code) not in there]
            if lacking and (partnership.pk, nis_code) in joined:
                name = board.territory or board.name
                found.append(Missing(partnership, name, nis_code, year, lacking))
    return found


def members_in(year: int) -> "QuerySet[Membership]":
    """The memberships of which some day falls in that year."""
    return Membership.objects.overlapping(dt.date(year, 1, 1), dt.date(year, 12, 31))
