"""The region said something else under what an organisation had made of it: who speaks for it looks at it again.

They were mailed when the edition came out; this is for what was left since.
"""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from governance.reminders.people import addressed, contacts_of, coordinators_of
from onboarding.models import Edition, LocalSection
from onboarding.models.local_waiting import REVIEW_DAYS, affected_in
from wegwijzer.accounts.periods import starts_at
from wegwijzer.reminders.registry import Rule, Wait, Window


def waits(window: Window) -> Iterator[Wait]:
    rows = LocalSection.objects.filter(local__text__in=published_for(window, REVIEW_DAYS))
    if window.only is not None:
        rows = rows.filter(local__in=window.only)
    found = [row for row in affected_in(rows) if window.since <= row.due_on <= window.until]
    contacts = contacts_of({row.local.organisation_id for row in found}, window.day)
    coordinators = coordinators_of({row.local.partnership.pk for row in found}, window.day)
    for row in found:
        partnership = row.local.partnership
        words = ngettext("Bekijk %s sectie opnieuw", "Bekijk %s secties opnieuw", row.number)
        own = contacts.get((partnership.pk, row.local.organisation_id), [])
        coordinating = coordinators.get(partnership.pk, [])
        about = str(row.local)
        yield Wait(
            subject=row.local.pk,
            due_on=row.due_on,
            **addressed(own, coordinating, row.local.organisation, title=words % row.number, about=about),
            path=reverse("onboarding:local_section_decide", args=[row.first]),
            scope=partnership.organisation_id,
        )


def published_for(window: Window, days: int) -> list[int]:
    """The texts (keys) with an edition of which that number of days is over in the window; one query."""
    since, until = (day - dt.timedelta(days=days) for day in (window.since, window.until + dt.timedelta(days=1)))
    first, last = starts_at(since), starts_at(until)
    rows = Edition.objects.filter(published_at__gte=first, published_at__lt=last)
    return sorted(set(rows.order_by().values_list("text", flat=True)))


RULE = Rule("onboarding.section_review", gettext_lazy("secties om opnieuw te bekijken"), waits, after=(1,))
