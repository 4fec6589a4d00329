"""A language of a text that fell behind its Dutch, and that nobody was given to translate: who coordinates."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from governance.reminders.people import coordinators_of
from onboarding.models import RegionalText, TranslationAssignment
from onboarding.models.language_guard import in_words
from onboarding.models.translation_assignment import TRANSLATION_DAYS, draft_states
from onboarding.reminders.section_review import published_for
from wegwijzer.reminders.registry import Rule, Wait, Window


def waits(window: Window) -> Iterator[Wait]:
    rows = window.of(RegionalText.objects.filter(pk__in=published_for(window, TRANSLATION_DAYS)))
    texts = list(rows.annotate(published_at=Max("editions__published_at")).select_related("partnership").order_by("pk"))
    given = set(TranslationAssignment.objects.filter(text__in=texts).values_list("text", "language"))
    states = draft_states(texts)
    coordinators = coordinators_of({text.partnership_id for text in texts}, window.day)
    for text in texts:
        behind = [
            state
            for state in states[text.pk]
            if state.is_begun and not state.is_up_to_date and (text.pk, state.language) not in given
        ]
        due_on = timezone.localdate(text.published_at) + dt.timedelta(days=TRANSLATION_DAYS)
        if not behind or not window.since <= due_on <= window.until:
            continue
        yield Wait(
            subject=text.pk,
            due_on=due_on,
            people=coordinators.get(text.partnership_id, []),
            title=ngettext("Laat %s taal bijwerken", "Laat %s talen bijwerken", len(behind)) % len(behind),
            about=f"{text}: {'; '.join(f'{state.name}, {in_words(state)}' for state in behind)}",
            path=f"{reverse('onboarding:regional_text_detail', args=[text.pk])}#talen",
            scope=text.partnership.organisation_id,
        )


RULE = Rule("onboarding.stale_language", gettext_lazy("talen die achterlopen"), waits, ahead=(10,), after=(1,))
