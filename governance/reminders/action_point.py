"""An action point that is not done: whoever it was given to, then the coordinator."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.models import ActionPoint
from governance.reminders.people import contacts_of, coordinators_of, not_gone_of
from wegwijzer.reminders.registry import Party, Rule, Wait, Window


def waits(window: Window) -> Iterator[Wait]:
    rows = window.due(ActionPoint.objects.open()).select_related("body__partnership")
    points = list(rows.order_by("pk"))
    coordinators = coordinators_of({point.body.partnership_id for point in points}, window.day)
    present = not_gone_of({point.person_id for point in points if point.person_id}, window.day)
    # What an organisation may not read yet, its contact persons are not told.
    readable = set(window.due(ActionPoint.objects.open().announced()).values_list("pk", flat=True))
    contacts = contacts_of({point.organisation_id for point in points if not point.person_id}, window.day)
    for point in points:
        partnership = point.partnership
        people: Sequence[Party] = []
        if point.person_id is not None:
            people = [present[point.person_id]] if point.person_id in present else []
        elif point.pk in readable:
            people = contacts.get((partnership.pk, point.organisation_id or 0), [])
        coordinating = coordinators.get(partnership.pk, [])
        yield Wait(
            subject=point.pk,
            due_on=point.due_on,
            people=people or coordinating,  # who sees to it that somebody else does it, or tells them
            title=_("Doe: %s") % point.text,
            about=_("actiepunt van %s") % point.body,
            path=reverse("governance:action_point_list") + f"#actiepunt-{point.pk}",
            scope=partnership.organisation_id,
            watchers=coordinating,
        )


RULE = Rule("governance.action_point", gettext_lazy("actiepunten"), waits, ahead=(3, 0), after=(3, 8), escalate=5)
