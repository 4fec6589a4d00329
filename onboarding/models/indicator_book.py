"""The figures of a partnership, read for a page: places × years of some indicators, in a fixed number of queries.

Who is compared in a year are the members of that year. What is published about a year is then the same in every
document, whoever joined or left since: two documents side by side tell no more than one.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from governance.models import Membership, Partnership
from onboarding.models.event import Event, EventCount, EventKind, EventState
from onboarding.models.indicator import Indicator, Measurement, Origin, last_full_year
from wegwijzer.accounts.models import LOCAL_BOARDS, Organisation, Population

YEARS_SHOWN = 5
THOUSAND = Decimal(1000)


class Place(NamedTuple):
    """A territory that is compared: its municipality, or its OCMW where that alone is a member.

    `boards` are the keys of its municipality and its OCMW, whose people fill in its figures whether both joined or
    not; `years` are those that are shown in which it was a member.
    """

    organisation: Organisation
    boards: frozenset[int]
    years: frozenset[int]

    @property
    def pk(self) -> int:
        return self.organisation.pk

    @property
    def nis_code(self) -> str:
        return self.organisation.nis_code

    @property
    def name(self) -> str:
        return self.organisation.territory or self.organisation.name


class Known(NamedTuple):
    """What is known in a cell. `value` None is "not known"; `row` is the key of what was typed, None for what is read
    elsewhere."""

    value: Decimal | None
    remark: str = ""
    source: str = ""
    version: int = 0
    row: int | None = None


@dataclass(frozen=True)
class IndicatorBook:
    """Cells by (indicator, place, year), all keys; a cell that nobody filled in is not in it."""

    partnership: Partnership
    years: Sequence[int]
    indicators: Sequence[Indicator]
    places: Sequence[Place]
    cells: Mapping[tuple[int, int, int], Known]
    people: Mapping[str, Mapping[int, int]]  # NIS code → year → inhabitants

    def cell(self, indicator: Indicator, place: Place, year: int) -> Known | None:
        return self.cells.get((indicator.pk, place.pk, year))

    def value(self, indicator: Indicator, place: Place, year: int) -> Decimal | None:
        found = self.cells.get((indicator.pk, place.pk, year))
        return found.value if found else None

    def members(self, year: int) -> list[Place]:
        """Who is compared in that year."""
        return [place for place in self.places if year in place.years]

    def place(self, pk: int | None) -> Place | None:
        """The place with that organisation among its boards."""
        return next((place for place in self.places if pk in place.boards), None)

    def own(self, boards: Collection[int]) -> list[Place]:
        """Those of which somebody who speaks for `boards` (keys) fills in the figures."""
        return [place for place in self.places if place.boards & set(boards)]

    def inhabitants(self, place: Place, year: int) -> int | None:
        """Of that very year: with those of another one a rate would say something that nobody counted."""
        return self.people.get(place.nis_code, {}).get(year)

    def notes(self, indicator: Indicator, but: Collection[tuple[int, int]] = ()) -> list[tuple[str, list[str]]]:
        """The remarks at its figures, each with the cells it is about; `but` those of these (place, year)."""
        found: dict[str, list[str]] = {}
        for place in self.places:
            for year in self.years:
                known = self.cell(indicator, place, year)
                if known and known.remark and (place.pk, year) not in but:
                    found.setdefault(known.remark, []).append(f"{place.name} {year}")
        return list(found.items())

    def filled(self, indicator: Indicator, year: int) -> tuple[int, int]:
        """Of how many members there is something, of how many."""
        members = self.members(year)
        return sum((indicator.pk, place.pk, year) in self.cells for place in members), len(members)

    @cached_property
    def first_year(self) -> int:
        return self.years[0]

    @cached_property
    def last_year(self) -> int:
        return self.years[-1]


def years_until(last: int, number: int = YEARS_SHOWN) -> list[int]:
    """So many years up to `last`."""
    return list(range(last - number + 1, last + 1))


def newest_year(partnership: Partnership) -> int | None:
    """The last year of which somebody typed something; one query."""
    rows = Measurement.objects.filter(indicator__partnership=partnership, year__lte=last_full_year())
    newest: int | None = rows.order_by("-year").values_list("year", flat=True).first()
    return newest


def read_book(
    partnership: Partnership,
    years: Sequence[int],
    indicators: Sequence[Indicator] | None = None,
    places: Sequence[Place] | None = None,
) -> IndicatorBook:
    """Those years of these indicators, all when none are given: at most six queries.

    `places` are those of a book that was read before: a territory may have another key in other years.
    """
    rows = list(partnership.indicators.all()) if indicators is None else list(indicators)
    places = read_places(partnership, years) if places is None else places
    cells = _typed(rows, places, years)
    people = _people(places)
    for indicator in rows:
        if indicator.origin == Origin.POPULATION:
            cells |= _from_population(indicator, places, years, people)
        elif indicator.origin == Origin.WELCOMED:
            cells |= _from_events(indicator, places, years, partnership)
    return IndicatorBook(partnership, years, rows, places, cells, people)


def read_places(partnership: Partnership, years: Sequence[int]) -> list[Place]:
    """The territories of who is or was a member in these years, by name; two queries."""
    first, last = dt.date(years[0], 1, 1), dt.date(years[-1], 12, 31)
    rows = Membership.objects.filter(partnership=partnership, organisation__kind__in=LOCAL_BOARDS)
    rows = rows.overlapping(first, last).select_related("organisation").order_by("organisation__kind", "from_on", "pk")
    found: dict[str, list[Membership]] = defaultdict(list)
    for row in rows:
        found[row.organisation.nis_code].append(row)
    boards: dict[str, set[int]] = defaultdict(set)
    for pk, nis_code in Organisation.objects.filter(kind__in=LOCAL_BOARDS, nis_code__in=list(found)).values_list(
        "pk", "nis_code"
    ):
        boards[nis_code].add(pk)
    places = [_place(members, frozenset(boards[nis_code]), years) for nis_code, members in found.items()]
    return sorted(places, key=lambda place: (place.name, place.pk))


def _place(members: Sequence[Membership], boards: frozenset[int], years: Sequence[int]) -> Place:
    """Of the members in one territory; the municipality comes first among them."""
    there = {year for row in members for year in years if _holds_in(row, year)}
    return Place(members[0].organisation, boards, frozenset(there))


def _holds_in(row: Membership, year: int) -> bool:
    begun = row.from_on is None or row.from_on.year <= year
    return begun and (row.until_on is None or row.until_on.year >= year)


def _typed(
    indicators: Iterable[Indicator], places: Sequence[Place], years: Sequence[int]
) -> dict[tuple[int, int, int], Known]:
    """What was typed, for the territory: also by a board that stood for it before the other one joined."""
    keys = [row.pk for row in indicators if row.is_typed]
    at = {place.nis_code: place for place in places}
    rows = Measurement.objects.filter(indicator__in=keys, year__range=(years[0], years[-1])).order_by()
    names = (
        "indicator",
        "organisation",
        "organisation__nis_code",
        "year",
        "value",
        "remark",
        "source",
        "version",
        "pk",
    )
    found: dict[tuple[int, int, int], Known] = {}
    for indicator, organisation, nis_code, year, *rest in rows.values_list(*names):
        place = at.get(nis_code)
        if place is None:
            continue
        key = (indicator, place.pk, year)
        if key not in found or organisation == place.pk:
            found[key] = Known(*rest)
    return found


def _people(places: Iterable[Place]) -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for row in Population.objects.filter(nis_code__in=[place.nis_code for place in places]):
        found[row.nis_code][row.year] = row.inhabitants
    return found


def _from_population(
    indicator: Indicator, places: Iterable[Place], years: Sequence[int], people: Mapping[str, Mapping[int, int]]
) -> dict[tuple[int, int, int], Known]:
    return {
        (indicator.pk, place.pk, year): Known(Decimal(people[place.nis_code][year]))
        for place in places
        for year in years
        if year in people.get(place.nis_code, {})
    }


def _from_events(
    indicator: Indicator, places: Iterable[Place], years: Sequence[int], partnership: Partnership
) -> dict[tuple[int, int, int], Known]:
    """How many were present at the welcome events that were held, per territory and year."""
    at = {board: place for place in places for board in place.boards}
    rows = EventCount.objects.filter(
        event__in=welcomes(partnership), organisation__in=list(at), present__isnull=False
    ).order_by()
    totals = rows.values_list("organisation", "event__starts_at__year").annotate(number=Sum("present"))
    found: dict[tuple[int, int, int], int] = defaultdict(int)
    for organisation, year, number in totals:
        if year in years:
            found[indicator.pk, at[organisation].pk, year] += number
    return {key: Known(Decimal(number)) for key, number in found.items()}


def welcomes(partnership: Partnership) -> "QuerySet[Event]":
    """The welcome events of a partnership that were held."""
    return Event.objects.filter(project__partnership=partnership, kind=EventKind.WELCOME, state=EventState.HELD)


def per_thousand(value: Decimal, inhabitants: int) -> Decimal:
    """How many per 1,000 inhabitants, to one decimal."""
    return (value * THOUSAND / inhabitants).quantize(Decimal("0.1"))


def source_of(indicator: Indicator) -> str:
    """Where its figures come from by default, in words."""
    return indicator.source or (_("niet opgegeven") if indicator.is_typed else str(Origin(indicator.origin).label))
