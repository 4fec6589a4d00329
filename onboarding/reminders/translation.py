"""A text that was given to somebody to translate, and is not finished, or stale since the region said it otherwise."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.reminders.people import addressed, contacts_of, coordinators_of
from onboarding.models import TranslationAssignment
from onboarding.models.language_guard import in_words
from onboarding.models.translation_assignment import TRANSLATION_DAYS, due_of, unfinished
from onboarding.reminders.section_review import published_for
from wegwijzer.reminders.registry import Rule, Wait, Window


def waits(window: Window) -> Iterator[Wait]:
    agreed = Q(due_on__range=(window.since, window.until))
    published = Q(text__in=published_for(window, TRANSLATION_DAYS))
    rows = window.of(TranslationAssignment.objects.with_published().filter(agreed | published)).order_by("pk")
    due = {row: due_of(row) for row in rows.select_related("text__partnership", "organisation")}
    near = [row for row, day in due.items() if day is not None and window.since <= day <= window.until]
    contacts = contacts_of({row.organisation_id for row in near if row.organisation_id}, window.day)
    coordinators = coordinators_of({row.partnership.pk for row in near}, window.day)
    for state, row in unfinished(near):
        assert row is not None
        partnership, day = row.partnership, due[row]
        assert day is not None
        watchers = coordinators.get(partnership.pk, [])
        said = {"title": _("Vertaal naar het %s") % state.name, "about": f"{row.text}, {in_words(state)}"}
        if row.organisation_id is not None:
            own = contacts.get((partnership.pk, row.organisation_id), [])
            asked = addressed(own, watchers, row.organisation, **said)
        else:  # of who is known by a role only there is no address
            about = _("%(about)s: voor %(role)s") % {"about": said["about"], "role": row.role}
            asked = {"people": watchers, "title": said["title"], "about": about}
        yield Wait(
            subject=row.pk,
            due_on=day,
            **asked,
            path=f"{reverse('onboarding:regional_text_detail', args=[row.text_id])}#talen",
            scope=partnership.organisation_id,
            watchers=watchers,
        )


RULE = Rule("onboarding.translation", gettext_lazy("vertalingen"), waits, ahead=(10, 2), after=(1, 6), escalate=3)
