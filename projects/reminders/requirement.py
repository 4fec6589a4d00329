"""What a dossier has to hold: whoever sees to it, then the coordinators."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.reminders.people import asked_of, contacts_of, coordinators_of, not_gone_of
from projects.models import Requirement
from projects.reminders.people import acting_for
from wegwijzer.reminders.registry import Rule, Wait, Window


def waits(window: Window) -> Iterator[Wait]:
    rows = window.due(Requirement.objects.to_see_to()).order_by("pk")
    around = ("dossier__project__partnership", "dossier__project__coordinator", "person", "organisation")
    found = list(rows.select_related(*around))
    coordinators = coordinators_of({row.partnership.pk for row in found}, window.day)
    contacts = contacts_of({row.organisation_id for row in found if row.organisation_id}, window.day)
    named = not_gone_of({row.person_id for row in found if row.person_id}, window.day)
    for row in found:
        partnership = row.partnership
        watchers = coordinators.get(partnership.pk, [])
        acting = acting_for(row.dossier.project, watchers)
        said = {"title": _("Breng in orde: %s") % row.name_outside, "about": _("Voor dossier %s") % row.dossier}
        own = contacts.get((partnership.pk, row.organisation_id or 0), [])
        yield Wait(
            subject=row.pk,
            due_on=row.due_on,
            **asked_of(row, named, own, acting, **said),
            path=reverse("projects:requirement_detail", args=[row.pk]),
            scope=partnership.organisation_id,
            watchers=watchers,
        )


# Two weeks, because a document often has to come from a council.
RULE = Rule(
    "projects.requirement",
    gettext_lazy("wat een dossier moet bevatten"),
    waits,
    ahead=(10, 2),
    after=(1, 6),
    escalate=3,
)
