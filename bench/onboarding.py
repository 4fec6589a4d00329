"""The status matrix of 300 organisations × 30 types on one page, against the same cells as plain values in HTML.

And the grid of an indicator, a page of 100 municipalities × 5 years to fill in, against the same boxes in plain HTML.
"""

import datetime as dt
from itertools import groupby
from operator import itemgetter
from typing import Any

ORGANISATIONS, TYPES = 300, 30
DAY = dt.date(2017, 6, 30)
STAMPS: dict[str, dict[str, Any]] = {
    "planned": {},
    "in_progress": {"started_on": DAY},
    "in_review": {"started_on": DAY, "handed_in_on": DAY},
    "delivered": {"started_on": DAY, "delivered_on": DAY},
    "published": {"started_on": DAY, "delivered_on": DAY, "published_on": DAY},
    "na": {"reason": "Samen met de buren"},
}


def load(partnership: Any) -> Any:
    """A project of this partnership with all those cells, every state as often."""
    from onboarding.models import Deliverable, DeliverableType
    from projects.models import Project
    from wegwijzer.accounts.models import Organisation

    project = Project.objects.create(partnership=partnership, name="Resultaten", state="running")
    types = [
        DeliverableType(project=project, kind="brochure", name=f"Resultaat {number}", position=number)
        for number in range(TYPES)
    ]
    DeliverableType.objects.bulk_create(types)
    boards = Organisation.objects.filter(memberships__partnership=partnership).order_by("pk")[:ORGANISATIONS]
    states = list(STAMPS)
    cells = []
    for row, board in enumerate(boards):
        for column, kind in enumerate(types):
            state = states[(row + column) % len(states)]
            due = DAY + dt.timedelta(days=row + column)
            cells.append(Deliverable(type=kind, organisation=board, due_on=due, state=state, **STAMPS[state]))
    Deliverable.objects.bulk_create(cells)
    return project


def matrix(pk: int) -> list[tuple[str, list[Any]]]:
    """Per organisation its cells: what an equal page would have to ask at least."""
    from onboarding.models import Deliverable

    told = Deliverable.objects.filter(type__project=pk).order_by(
        "organisation__territory", "organisation__kind", "organisation__name", "type__position"
    )
    cells = told.values_list("organisation__name", "state", "due_on")
    return [(name, list(group)) for name, group in groupby(cells, itemgetter(0))]


YEARS, PER_PAGE = 5, 100  # of a grid of figures


def load_figures(partnership: Any) -> Any:
    """An indicator of this partnership with a figure of every member for each of the last years."""
    from onboarding.models import Indicator, Measurement, last_full_year, read_places, years_until

    indicator = Indicator.objects.create(partnership=partnership, name="Instroom", is_guarded=True)
    years = years_until(last_full_year(), YEARS)
    figures = [
        Measurement(indicator=indicator, organisation=place.organisation, year=year, value=place.pk % 90 + year % 7)
        for place in read_places(partnership, years)
        for year in years
    ]
    Measurement.objects.bulk_create(figures)
    return indicator


def grid(pk: int) -> list[tuple[str, list[Any]]]:
    """Per municipality its figures, as many rows as a page has."""
    from onboarding.models import Measurement

    told = Measurement.objects.filter(indicator=pk).order_by("organisation__territory", "organisation", "year")
    cells = told.values_list("organisation__territory", "organisation", "year", "value")[: PER_PAGE * YEARS]
    return [(name, list(group)) for name, group in groupby(cells, itemgetter(0))]
