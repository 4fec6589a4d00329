"""The gates and lists of indicators, and whose figures a login fills in."""

import datetime as dt
from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.http import Http404

from governance.models import Partnership, rights_of
from onboarding.access.lists import history_for
from onboarding.access.rules import Can, can, row_for
from onboarding.models import (
    Indicator,
    IndicatorBook,
    Measurement,
    Place,
    last_full_year,
    newest_year,
    read_book,
    read_places,
    years_until,
)
from onboarding.models.figures_missing import Missing, missing_of
from onboarding.models.indicator import FIRST_YEAR
from onboarding.models.year_ref import YearRef
from wegwijzer.accounts.models import User
from wegwijzer.audit.models import Entry

CELL_HISTORY = 20
EARLIEST = 2000  # who was a member since then, can be named in a table that is taken in


def partnership_for(user: User, pk: int, need: Can | None = None) -> Partnership:
    return row_for(user, Partnership.objects.visible_to(user).select_related("organisation"), pk, need)


def indicator_for(user: User, pk: int, need: Can | None = None) -> Indicator:
    return row_for(user, Indicator.objects.visible_to(user).select_related("partnership__organisation"), pk, need)


def own_places(user: User, partnership: Partnership, places: Collection[Place]) -> list[Place]:
    """Of which the organisations of this login stand for the territory."""
    own = rights_of(user).speaks_for.get(partnership.pk, frozenset())
    return [place for place in places if place.boards & own]


def places_to_fill(user: User, partnership: Partnership, places: Collection[Place]) -> list[Place]:
    """A coordinator fills in everybody's figures, who speaks for an organisation those of its own territory.

    Raises PermissionDenied for who fills in nobody's.
    """
    if can(user, Can.EDIT_INDICATORS, partnership):
        return list(places)
    if not rights_of(user).speaks_for.get(partnership.pk):
        raise PermissionDenied
    return own_places(user, partnership, places)


def may_fill(user: User, partnership: Partnership) -> bool:
    return can(user, Can.EDIT_INDICATORS, partnership) or bool(rights_of(user).speaks_for.get(partnership.pk))


def place_to_fill(user: User, indicator: Indicator, organisation: int, year: int) -> Place:
    """That of an organisation in that year; 404 when the partnership does not know it, 403 when it is not theirs."""
    if not FIRST_YEAR <= year <= last_full_year():
        raise Http404
    places = read_places(indicator.partnership, surrounding(year))
    place = next((place for place in places if organisation in place.boards), None)
    if place is None:
        raise Http404
    if not indicator.is_typed or place not in places_to_fill(user, indicator.partnership, places):
        raise PermissionDenied
    return place


def surrounding(year: int) -> list[int]:
    """The years up to now from `year` on: what a member fills in may be of before it joined."""
    return list(range(year, last_full_year() + 2))


def last_year_to_fill(partnership: Partnership, asked: int | None = None) -> int:
    """The last column of a grid: what was asked, else the year after the newest figures, that is over."""
    if asked is not None:
        return min(asked, last_full_year())
    newest = newest_year(partnership)
    return last_full_year() if newest is None else min(last_full_year(), newest + 1)


def last_year_to_read(partnership: Partnership, asked: int | None = None) -> int:
    """The last column of a table: what was asked, else the newest of which there is anything."""
    return asked if asked is not None else newest_year(partnership) or last_full_year()


def measurement_of(indicator: Indicator, place: Place, year: int) -> Measurement | None:
    """What was typed; for a place that came through its gate."""
    rows = Measurement.objects.filter(indicator=indicator, year=year, organisation__in=place.boards)
    found = {row.organisation_id: row for row in rows.select_related("entered_by", "organisation")}
    return found.get(place.pk) or next(iter(found.values()), None)


def history_of_cell(user: User, indicator: Indicator, place: Place, year: int) -> list[Entry]:
    """What was noted of one cell, the newest first: for who may read the history of the indicator."""
    name = f"{place.name}, {year}"
    rows = [entry for entry in history_for(user, indicator) if any(key.startswith(name) for key in entry.changes)]
    for entry in rows:
        entry.changes = {key: value for key, value in entry.changes.items() if key.startswith(name)}
    return rows[:CELL_HISTORY]


def missing_figures(user: User) -> list[Missing]:
    """Per own territory what is asked of last year and is not there: four queries, none for who speaks for nobody."""
    return missing_of(last_full_year(), rights_of(user).speaks_for)


def book_until(partnership: Partnership, last: int, indicators: list[Indicator] | None = None) -> IndicatorBook:
    return read_book(partnership, years_until(last), indicators)


def partnerships_of(user: User) -> list[Partnership]:
    """All that this login sees, to go to their figures."""
    return list(Partnership.objects.visible_to(user).order_by("name"))


def years_to_report(partnership: Partnership) -> tuple[list[int], list[Place]]:
    """The years in which somebody was a member, the newest first, and who was in any of them."""
    years = list(range(EARLIEST, last_full_year() + 2))
    places = read_places(partnership, years)
    return [year for year in reversed(years) if any(year in place.years for place in places)], places


def may_see_year_report(user: User, ref: str, asked_at: dt.datetime) -> bool:
    """Who reads the whole partnership today: the report tells of the decisions of all its bodies."""
    asked = YearRef.read(ref)
    return asked is not None and can(user, Can.MAKE_YEAR_REPORT, asked.partnership)
