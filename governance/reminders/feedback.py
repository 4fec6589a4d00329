"""What has to be told after a meeting: one line per meeting and council, the rest for who coordinates."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.models import Feedback
from governance.reminders.people import addressed, contacts_of, coordinators_of
from wegwijzer.reminders.registry import Rule, Wait, Window

Key = tuple[int, int | None]  # meeting and organisation (keys)


def waits(window: Window) -> Iterator[Wait]:
    rows = Feedback.objects.open().filter(due_on__range=(window.since, window.until))
    if window.only is not None:
        rows = rows.filter(meeting__in=Feedback.objects.filter(pk__in=window.only).values("meeting"))
    groups: dict[Key, list[Feedback]] = defaultdict(list)
    for row in rows.select_related("meeting__body__partnership", "organisation").order_by("due_on", "pk"):
        groups[row.meeting_id, row.organisation_id].append(row)
    whole = _whole({meeting for meeting, _organisation in groups})
    coordinators = coordinators_of({lines[0].partnership.pk for lines in groups.values()}, window.day)
    contacts = contacts_of({organisation for _meeting, organisation in groups if organisation}, window.day)
    for key, lines in groups.items():
        subject, number = whole[key]
        if window.only is None or subject in window.only:
            first, meeting = lines[0], lines[0].meeting
            partnership, coordinating = first.partnership, coordinators.get(first.partnership.pk, [])
            own = coordinating
            if first.organisation_id:
                own = contacts.get((partnership.pk, first.organisation_id), [])
            title, about = (
                _("Koppel terug, nog %s te doen") % number,
                f"{first.organisation or partnership} – {meeting}",
            )
            yield Wait(
                subject=subject,
                due_on=first.due_on,
                **addressed(own, coordinating, first.organisation or partnership, title=title, about=about),
                path=reverse("governance:feedback_after", args=[meeting.pk]),
                scope=partnership.organisation_id,
                watchers=coordinating,
            )


def _whole(meetings: Collection[int]) -> dict[Key, tuple[int, int]]:
    """The first line of each, done or not, which stays the same when it is ticked off; and how many are to be done."""
    rows = Feedback.objects.filter(meeting__in=meetings).order_by().values_list("meeting", "organisation")
    counted = rows.annotate(first=Min("pk"), number=Count("pk", filter=Q(done_on__isnull=True)))
    return {(meeting, organisation): (first, number) for meeting, organisation, first, number in counted}


RULE = Rule("governance.feedback", gettext_lazy("terugkoppelingen"), waits, ahead=(3,), after=(2, 7), escalate=5)
