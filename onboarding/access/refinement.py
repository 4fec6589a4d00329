"""Regional texts and what organisations make of them: the gate for each noun, and the lists that pass it."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Max, Prefetch, Q, QuerySet
from django.http import Http404

from governance.models import IN_PAIRS, Partnership, rights_of
from onboarding.access.rules import Can, can, gate, partnerships_with, row_for
from onboarding.models import (
    Edition,
    LocalSection,
    LocalText,
    RegionalText,
    Section,
    SectionPicture,
    Stance,
    TranslationAssignment,
)
from onboarding.models.local_waiting import ToReview, to_review
from onboarding.models.text_ref import AllRef, TextRef
from onboarding.models.translation_assignment import Translating, unfinished
from wegwijzer.accounts.access import BIGGEST_ID
from wegwijzer.accounts.models import Organisation, User

WITHIN = "text__partnership__organisation"


def regional_text_for(user: User, pk: int, need: Can | None = None) -> RegionalText:
    return row_for(user, RegionalText.objects.visible_to(user).select_related("partnership__organisation"), pk, need)


def section_for(user: User, pk: int, need: Can | None = None) -> Section:
    return row_for(user, Section.objects.visible_to(user).select_related(WITHIN), pk, need)


def translation_for(user: User, pk: int, language: str, need: Can | None = None) -> TranslationAssignment:
    """Who translates text `pk` into a language; unsaved while nobody does. Raises Http404, PermissionDenied."""
    return _assignment_of(user, regional_text_for(user, pk), language, need)


def section_to_translate(user: User, pk: int, language: str) -> Section:
    """For who may translate its text into that language. Raises Http404, PermissionDenied."""
    section = section_for(user, pk)
    _assignment_of(user, section.text, language, Can.TRANSLATE)
    return section


def _assignment_of(user: User, text: RegionalText, language: str, need: Can | None) -> TranslationAssignment:
    if language not in text.translations:
        raise Http404
    row = TranslationAssignment.objects.filter(text=text, language=language).select_related("organisation").first()
    row = row or TranslationAssignment(text=text, language=language)
    row.text = text
    if need is not None:
        gate(user, need, row)
    return row


def languages_to_translate(user: User, rows: Iterable[Translating], text: RegionalText) -> set[str]:
    """Into which languages this login may translate a text, of those that were read."""
    given = {row.state.language: row.assignment or TranslationAssignment(text=text) for row in rows}
    for row in given.values():
        row.text = text
    return {code for code, row in given.items() if can(user, Can.TRANSLATE, row)}


def translations_to_do(user: User) -> list[Translating]:
    """What waits for this login: of the own organisations, and of a coordinator what was given to a role."""
    rows = TranslationAssignment.objects.to_see_to_by(rights_of(user)).with_published()
    rows = rows.select_related("text__partnership", "organisation").order_by(F("due_on").asc(nulls_last=True), "pk")
    return unfinished(rows)


def edition_for(user: User, pk: int, need: Can | None = None) -> Edition:
    return row_for(user, Edition.objects.visible_to(user).select_related(WITHIN, "published_by"), pk, need)


def local_text_for(user: User, text_pk: int, organisation_pk: int, need: Can | None = None) -> LocalText:
    """That of an organisation; unsaved while it takes over everything. Raises Http404, PermissionDenied."""
    text = regional_text_for(user, text_pk)
    known = organisations_of(text)
    organisation = known.filter(pk=organisation_pk).first() if organisation_pk <= BIGGEST_ID else None
    if organisation is None:
        raise Http404
    local = LocalText.objects.filter(text=text, organisation=organisation).first()
    local = local or LocalText(text=text, organisation=organisation)
    local.text, local.organisation = text, organisation
    if need is not None:
        gate(user, need, local)
    return local


def local_section_for(user: User, pk: int, need: Can | None = None) -> LocalSection:
    rows = LocalSection.objects.visible_to(user)
    return row_for(user, rows.select_related(f"local__{WITHIN}", "local__organisation", "base", "section"), pk, need)


def sections_of(text: RegionalText) -> list[Section]:
    """The draft of a text that came through its gate, each with its `shown_pictures`: two queries."""
    pictures = Prefetch("pictures", SectionPicture.objects.select_related("file"), to_attr="shown_pictures")
    return list(text.sections.filter(is_retired=False).prefetch_related(pictures))


def organisations_of(text: RegionalText) -> "QuerySet[Organisation]":
    """Who can make something of it: the members of today, and who did before leaving."""
    members = text.partnership.members_on().values("organisation")
    rows = Organisation.objects.filter(Q(pk__in=members) | Q(local_texts__text=text)).distinct()
    return rows.order_by(*IN_PAIRS)


def texts_for(user: User) -> "QuerySet[RegionalText]":
    """With `newest`, the number of the last edition, and `adapted`, how many organisations made something of it."""
    rows = RegionalText.objects.visible_to(user).select_related("partnership")
    touched = Q(locals__sections__stance__in=[Stance.ADAPTS, Stance.ADDS, Stance.DROPS])
    return rows.annotate(
        newest=Max("editions__number"), adapted=Count("locals", filter=touched, distinct=True)
    ).order_by("partnership__name", "kind", "pk")


def partnerships_to_write_in(user: User) -> "QuerySet[Partnership]":
    return Partnership.objects.filter(pk__in=partnerships_with(rights_of(user), Can.EDIT_TEXT)).order_by("name")


def own_organisations_of(user: User, text: RegionalText) -> list[Organisation]:
    """For which organisations this login refines this text."""
    own = rights_of(user).speaks_for.get(text.partnership_id, frozenset())
    return list(organisations_of(text).filter(pk__in=own)) if own else []


def sections_to_review(user: User) -> list[ToReview]:
    """What waits for who speaks for an organisation; nothing is asked for others."""
    speaks_for = rights_of(user).speaks_for
    own = {key for keys in speaks_for.values() for key in keys}
    return to_review(own, speaks_for) if own else []


def may_see_text_report(user: User, ref: str, asked_at: dt.datetime) -> bool:
    """Who may see the text, whenever it was asked for."""
    asked = TextRef.read(ref)
    if asked is None:
        return False
    try:
        local_text_for(user, asked.text, asked.organisation, Can.MAKE_REPORT)
    except (Http404, PermissionDenied):
        return False
    return True


def may_see_all_brochures(user: User, ref: str, asked_at: dt.datetime) -> bool:
    """Who writes the text: it is made for all organisations at once."""
    asked = AllRef.read(ref)
    if asked is None:
        return False
    try:
        regional_text_for(user, asked.text, Can.EDIT_TEXT)
    except (Http404, PermissionDenied):
        return False
    return True


def others_of(text: RegionalText, *but: Any) -> list[Organisation]:
    """The other organisations, to leaf through."""
    return [row for row in organisations_of(text) if row not in but]
