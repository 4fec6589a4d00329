"""A report that a funder expects: the coordinator."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.reminders.people import coordinators_of
from projects.models import ReportingDeadline
from projects.reminders.people import acting_for
from wegwijzer.reminders.registry import Rule, Wait, Window


def waits(window: Window) -> Iterator[Wait]:
    rows = window.due(ReportingDeadline.objects.to_submit()).order_by("pk")
    found = list(rows.select_related("dossier__project__partnership", "dossier__project__coordinator"))
    coordinators = coordinators_of({row.partnership.pk for row in found}, window.day)
    for row in found:
        watchers = coordinators.get(row.partnership.pk, [])
        yield Wait(
            subject=row.pk,
            due_on=row.due_on,
            people=acting_for(row.dossier.project, watchers),
            title=_("Dien het verslag in: %s") % row,
            about=str(row.dossier),
            path=reverse("projects:reporting_detail", args=[row.pk]),
            scope=row.partnership.organisation_id,
            watchers=watchers,
        )


# A month, because boards have to hand in their figures first.
RULE = Rule(
    "projects.reporting",
    gettext_lazy("verslagen aan subsidiegevers"),
    waits,
    ahead=(20, 5),
    after=(1, 6),
    escalate=3,
)
