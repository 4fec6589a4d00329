"""A dossier to submit: the coordinator, who still has to bring it together."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.reminders.people import coordinators_of
from projects.models import Dossier
from projects.reminders.people import acting_for
from wegwijzer.reminders.registry import Rule, Wait, Window


def waits(window: Window) -> Iterator[Wait]:
    rows = window.of(Dossier.objects.to_submit_between(window.since, window.until)).order_by("pk")
    found = list(rows.select_related("project__partnership", "project__coordinator"))
    coordinators = coordinators_of({row.partnership.pk for row in found}, window.day)
    for row in found:
        watchers = coordinators.get(row.partnership.pk, [])
        yield Wait(
            subject=row.pk,
            due_on=row.by_on,
            people=acting_for(row.project, watchers),
            title=_("Dien het dossier in"),
            about=row.title,
            path=reverse("projects:dossier_detail", args=[row.pk]),
            scope=row.partnership.organisation_id,
            watchers=watchers,
        )


# A month, because approvals have to come in first. After the day once: it was submitted and not noted, or given up.
RULE = Rule("projects.dossier", gettext_lazy("dossiers om in te dienen"), waits, ahead=(20, 5), after=(1,), escalate=1)
