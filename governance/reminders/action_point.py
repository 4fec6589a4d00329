"""An action point that is not done: whoever it was given to, then the coordinator."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.models import ActionPoint
from governance.reminders.people import asked_of, contacts_of, coordinators_of, not_gone_of
from wegwijzer.reminders.registry import Rule, Wait, Window


def waits(window: Window) -> Iterator[Wait]:
    rows = window.due(ActionPoint.objects.open()).select_related("body__partnership", "person", "organisation")
    points = list(rows.order_by("pk"))
    coordinators = coordinators_of({point.body.partnership_id for point in points}, window.day)
    present = not_gone_of({point.person_id for point in points if point.person_id}, window.day)
    # What an organisation may not read yet, its contact persons are not told.
    readable = set(window.due(ActionPoint.objects.open().announced()).values_list("pk", flat=True))
    contacts = contacts_of({point.organisation_id for point in points if not point.person_id}, window.day)
    for point in points:
        partnership = point.partnership
        coordinating = coordinators.get(partnership.pk, [])
        said = {"title": _("Doe: %s") % point.text, "about": _("actiepunt van %s") % point.body}
        if point.person_id is not None or point.pk in readable:
            own = contacts.get((partnership.pk, point.organisation_id or 0), [])
            asked = asked_of(point, present, own, coordinating, **said)
        else:  # who tells them, when it may be told
            asked = {"people": coordinating} | said
        yield Wait(
            subject=point.pk,
            due_on=point.due_on,
            **asked,
            path=reverse("governance:action_point_list") + f"#actiepunt-{point.pk}",
            scope=partnership.organisation_id,
            watchers=coordinating,
        )


RULE = Rule("governance.action_point", gettext_lazy("actiepunten"), waits, ahead=(3, 0), after=(3, 8), escalate=5)
