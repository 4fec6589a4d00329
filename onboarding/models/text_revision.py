"""Whose text is in revision: the Dutch of the region moved on under what they, or translators, made of it.

A fixed number of queries, however many texts and organisations are asked about.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from onboarding.models.deliverable import STARTED_STATES, Deliverable
from onboarding.models.local_text import LocalText
from onboarding.models.refinement import LocalReading, newest_editions, read_with
from wegwijzer.wording import changed_words


def words_in_revision(reading: LocalReading) -> int:
    """How many words of the Dutch changed under it: those to decide about, and those of the language most behind.

    Of languages the largest counts and not the sum: they all follow the same Dutch. 0 when nothing is in revision.
    """
    to_decide = sum(
        max(1, changed_words(part.base.dutch if part.base else "", part.part.dutch if part.part else ""))
        for part in reading.affected
    )
    codes = reading.local.text.translations
    return to_decide + max((reading.stale_words(code) for code in codes), default=0)


@dataclass(frozen=True)
class OfText:
    """The words in revision of one text; who said nothing of it has what the region has."""

    default: int
    own: Mapping[int, int]  # by organisation

    def words(self, organisation: int) -> int:
        return self.own.get(organisation, self.default)


def revisions(texts: Collection[int], organisations: Collection[int]) -> dict[int, OfText]:
    """Per text that was published: three queries, none when no text is asked for."""
    editions = newest_editions(texts) if texts else {}
    if not editions:
        return {}
    locals_ = list(LocalText.objects.filter(text__in=editions, organisation__in=organisations))
    for local in locals_:
        local.text = editions[local.text_id].text
    default = [LocalText(text=row.text) for row in editions.values()]
    found: dict[int, dict[int | None, int]] = {key: {} for key in editions}
    for reading in read_with(editions, [*locals_, *default]):
        found[reading.local.text_id][reading.local.organisation_id] = words_in_revision(reading)
    return {
        key: OfText(words.pop(None), {pk: number for pk, number in words.items() if pk is not None})
        for key, words in found.items()
    }


def words_of(deliverable: Deliverable) -> int:
    """How many words of the Dutch changed under one that was begun or delivered; asks nothing when it has no text."""
    key = deliverable.type.text_id
    if key is None or deliverable.state not in STARTED_STATES:
        return 0
    found = revisions([key], [deliverable.organisation_id]).get(key)
    return found.words(deliverable.organisation_id) if found else 0
