"""Who translates what by when. How far it is, is read from the text itself and never stored."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple, Self

from django.db import models
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership, Rights
from onboarding.models.edition_content import Content, Part
from onboarding.models.language_guard import LanguageState, states_of
from onboarding.models.regional_text import RegionalText, Section, TextPartQuerySet
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import today
from wegwijzer.localised import LANGUAGES

TRANSLATION_DAYS = 30  # after an edition came out: a translator asks some weeks for a brochure


class TranslationAssignmentQuerySet(TextPartQuerySet):
    def to_see_to_by(self, rights: Rights) -> Self:
        """Of whoever speaks for the organisation that translates; of the coordinator where none was named."""
        mine = Q(organisation__isnull=True, text__partnership__in=rights.coordinates)
        for partnership, boards in rights.speaks_for.items():
            mine |= Q(text__partnership=partnership, organisation__in=boards)
        return self.filter(mine)

    def with_published(self) -> Self:
        """With `published_at` of the newest edition of the text, for `due_of`."""
        return self.annotate(published_at=Max("text__editions__published_at"))


class TranslationAssignment(models.Model):
    """One language of one text, given to an organisation, or to who is known by a role ("sociaal vertaler")."""

    text = models.ForeignKey(
        RegionalText, on_delete=models.CASCADE, related_name="assignments", verbose_name=_("regionale tekst")
    )
    language = models.CharField(_("taal"), max_length=2)
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("organisatie die vertaalt"),
    )
    role = models.CharField(_("rol"), max_length=120, blank=True)
    due_on = models.DateField(_("tegen"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager.from_queryset(TranslationAssignmentQuerySet)()

    class Meta:
        verbose_name = _("vertaalopdracht")
        verbose_name_plural = _("vertaalopdrachten")
        ordering = ["text", "language"]
        indexes = [models.Index(fields=["due_on"], name="translation_due")]
        constraints = [
            models.UniqueConstraint(fields=["text", "language"], name="translation_assignment_once"),
            models.CheckConstraint(
                name="translation_assignment_names_who", condition=Q(organisation__isnull=False) | ~Q(role="")
            ),
            models.CheckConstraint(
                name="translation_assignment_language_known", condition=Q(language__in=list(LANGUAGES))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text}, {LANGUAGES.get(self.language, self.language)}"

    @property
    def partnership(self) -> Partnership:
        return self.text.partnership

    @property
    def who(self) -> str:
        return ", ".join(part for part in (self.organisation.name if self.organisation else "", self.role) if part)


def due_of(row: TranslationAssignment) -> dt.date | None:
    """By when it is translated: on the day that was agreed, while the region published nothing after that.

    Without such a day it is so many days after the newest edition; None when there is none (`with_published`).
    """
    published_at: dt.datetime | None = row.published_at  # type: ignore[attr-defined]
    if published_at is None:
        return row.due_on
    published_on = timezone.localdate(published_at)
    if row.due_on is not None and published_on <= row.due_on:
        return row.due_on
    return published_on + dt.timedelta(days=TRANSLATION_DAYS)


class Translating(NamedTuple):
    """How far a language is, and who sees to it: None when nobody does."""

    state: LanguageState
    assignment: TranslationAssignment | None

    @property
    def is_late(self) -> bool:
        day = self.assignment.due_on if self.assignment else None
        return day is not None and day < today() and not self.state.is_up_to_date


def translating(text: RegionalText, draft: Content) -> list[Translating]:
    """Each language of a text, as its draft stands: one query."""
    rows = TranslationAssignment.objects.filter(text=text).select_related("organisation")
    known = {row.language: row for row in rows}
    return [Translating(state, known.get(state.language)) for state in states_of(text, draft)]


def draft_states(texts: Iterable[RegionalText]) -> dict[int, list[LanguageState]]:
    """How far each language of these texts is as they stand now, by the key of the text: one query for all."""
    known = {text.pk: text for text in texts}
    parts: dict[int, list[Part]] = defaultdict(list)
    for section in Section.objects.filter(text__in=known, is_retired=False):
        parts[section.text_id].append(Part.of(section))
    return {
        pk: states_of(
            text,
            Content(text.title, text.languages, text.purpose, text.audience, tuple(parts[pk]), text.title_sources),
        )
        for pk, text in known.items()
    }


def unfinished(rows: Iterable[TranslationAssignment]) -> list[Translating]:
    """Those of these that still ask for something: one query for all their texts."""
    found = list(rows)
    states = draft_states(row.text for row in found)
    result = []
    for row in found:
        state = next((one for one in states[row.text_id] if one.language == row.language), None)
        if state is not None and not state.is_up_to_date:
            result.append(Translating(state, row))
    return result
