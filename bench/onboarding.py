"""The status matrix of 300 organisations × 30 types on one page, against the same cells as plain values in HTML."""

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
