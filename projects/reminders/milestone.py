"""A milestone that somebody has to tick off: the coordinator. One that fills itself waits elsewhere."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.reminders.people import coordinators_of
from projects.models import Milestone
from projects.reminders.people import acting_for
from wegwijzer.reminders.registry import Rule, Wait, Window


def waits(window: Window) -> Iterator[Wait]:
    rows = window.due(Milestone.objects.to_reach_by(window.until), "expected_on").order_by("pk")
    found = list(rows.select_related("project__partnership", "project__coordinator"))
    coordinators = coordinators_of({row.partnership.pk for row in found}, window.day)
    for row in found:
        yield Wait(
            subject=row.pk,
            due_on=row.expected_on,
            people=acting_for(row.project, coordinators.get(row.partnership.pk, [])),
            title=_("Vink de mijlpaal af: %s") % row.name,
            about=_("Mijlpaal van %s") % row.project,
            path=reverse("projects:project_timeline", args=[row.project_id]),
            scope=row.partnership.organisation_id,
        )


RULE = Rule("projects.milestone", gettext_lazy("mijlpalen"), waits, ahead=(5,), after=(1,))
