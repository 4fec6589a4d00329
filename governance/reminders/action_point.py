"""An action point that is not done: whoever it was given to, then the coordinator."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.models import ActionPoint
from governance.reminders.people import contacts_of, coordinators_of
from wegwijzer.reminders.registry import Party, Rule, Wait, Window


def waits(window: Window) -> Iterator[Wait]:
    rows = window.due(ActionPoint.objects.open()).select_related("body__partnership", "person")
    points = list(rows.order_by("pk"))
    coordinators = coordinators_of({point.body.partnership_id for point in points}, window.day)
    contacts = contacts_of({point.organisation_id for point in points if not point.person_id}, window.day)
    for point in points:
        partnership = point.partnership
        if point.person is not None:
            people = [Party(point.person.email, point.person.name)]
        else:
            people = contacts.get((partnership.pk, point.organisation_id), [])
        yield Wait(
            subject=point.pk,
            due_on=point.due_on,
            people=people,
            title=_("Doe: %s") % point.text,
            about=_("actiepunt van %s") % point.body,
            path=reverse("governance:action_point_list") + f"#actiepunt-{point.pk}",
            scope=partnership.organisation_id,
            watchers=coordinators.get(partnership.pk, []),
        )


RULE = Rule("governance.action_point", gettext_lazy("actiepunten"), waits, ahead=(3, 0), after=(3, 8), escalate=5)
