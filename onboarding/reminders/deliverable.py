"""What a project promised: the organisation that delivers it, and per project the coordinator.

There is a deliverable for every board, so a coordinator is told how many, of the same day, and not of each.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from governance.reminders.people import addressed, contacts_of, coordinators_of
from onboarding.models import Deliverable, DeliverableState
from projects.models import Project
from projects.reminders.people import acting_for
from wegwijzer.reminders.registry import Party, Rule, Wait, Window

REVIEW_DAYS = dt.timedelta(days=14)  # after it was handed in: who did the work hears while it is fresh


def to_deliver(window: Window) -> Iterator[Wait]:
    """Each, for who speaks for its organisation; for the coordinator where nobody does."""
    rows = window.due(Deliverable.objects.to_deliver()).select_related("type__project__partnership", "organisation")
    rows = rows.select_related("type__project__coordinator")
    found = list(rows.order_by("pk"))
    contacts = contacts_of({row.organisation_id for row in found}, window.day)
    coordinators = coordinators_of({row.partnership.pk for row in found}, window.day)
    for row in found:
        own, project = contacts.get((row.partnership.pk, row.organisation_id), []), row.type.project
        coordinating = acting_for(project, coordinators.get(row.partnership.pk, []))
        title, about = _("Lever op: %s") % row.type, f"{row.organisation} – {project}"
        yield Wait(
            subject=row.pk,
            due_on=row.due_on,
            **addressed(own, coordinating, row.organisation, title=title, about=about),
            path=reverse("onboarding:deliverable_detail", args=[row.pk]),
            scope=row.partnership.organisation_id,
        )


def late(window: Window) -> Iterator[Wait]:
    """How many of a project were not handed in by the same day, for its coordinator."""
    rows = Deliverable.objects.to_deliver().filter(due_on__range=(window.since, window.until))
    for project, people, due_on, number in _counted(rows, "due_on", window):
        words = ngettext("Volg %s resultaat op", "Volg %s resultaten op", number)
        yield _of_project(project, people, due_on, words % number, "late")


def to_review(window: Window) -> Iterator[Wait]:
    """How many of a project were handed in on the same day, for its coordinator."""
    rows = Deliverable.objects.expected().filter(state=DeliverableState.IN_REVIEW)
    rows = rows.filter(handed_in_on__range=(window.since - REVIEW_DAYS, window.until - REVIEW_DAYS))
    for project, people, handed_in_on, number in _counted(rows, "handed_in_on", window):
        words = ngettext("Kijk %s resultaat na", "Kijk %s resultaten na", number)
        yield _of_project(project, people, handed_in_on + REVIEW_DAYS, words % number, "in_review")


def _counted(rows: QuerySet[Any], day: str, window: Window) -> Iterator[tuple[Project, list[Party], dt.date, int]]:
    """Per project and `day` (a column) how many, and who coordinates it: three queries."""
    if window.only is not None:
        rows = rows.filter(type__project__in=window.only)
    counts = rows.order_by().values_list("type__project", day).annotate(number=Count("pk"))
    found = sorted(counts)
    projects = Project.objects.select_related("partnership", "coordinator").in_bulk([key for key, _day, _n in found])
    coordinators = coordinators_of({project.partnership_id for project in projects.values()}, window.day)
    for key, on, number in found:
        project = projects[key]
        yield project, acting_for(project, coordinators.get(project.partnership_id, [])), on, number


def _of_project(project: Project, people: list[Party], due_on: dt.date, title: str, stand: str) -> Wait:
    """Of each day on which some are due: a wait of its own, of the same project."""
    return Wait(
        subject=project.pk,
        due_on=due_on,
        people=people,
        title=title,
        about=project.name,
        path=f"{reverse('onboarding:deliverable_matrix', args=[project.pk])}?stand={stand}",
        scope=project.partnership.organisation_id,
    )


RULES = (
    # A month, because it has to be made; a week, because it has to be handed in.
    Rule("onboarding.deliverable", gettext_lazy("resultaten om op te leveren"), to_deliver, ahead=(20, 5)),
    # Once the organisation itself was told that it is late.
    Rule("onboarding.deliverable_late", gettext_lazy("resultaten die te laat zijn"), late, ahead=(), after=(3, 10)),
    Rule("onboarding.deliverable_to_review", gettext_lazy("resultaten om na te kijken"), to_review, after=(1,)),
)
