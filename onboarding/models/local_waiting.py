"""Where the region moved on under what organisations had made of a text."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import F, Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from onboarding.models.edition_content import content_of
from onboarding.models.local_text import LocalSection, LocalText
from onboarding.models.refinement import SAYS_SOMETHING, local_part
from onboarding.models.regional_text import Edition

REVIEW_DAYS = 30  # after an edition came out: time enough for one meeting of those who decide on it


class ToReview(NamedTuple):
    """A local text with how many (`number`) of its sections are to be looked at again, and the key of the `first`.

    `edition` is the newest one of the region.
    """

    local: LocalText
    number: int
    first: int
    edition: Edition

    @property
    def due_on(self) -> dt.date:
        return timezone.localdate(self.edition.published_at) + dt.timedelta(days=REVIEW_DAYS)


def to_review(organisations: Iterable[int], partnerships: Iterable[int]) -> list[ToReview]:
    """Of these organisations in these partnerships: two queries, and none of what is up to date."""
    of_them = LocalSection.objects.filter(
        local__organisation__in=list(organisations), local__text__partnership__in=list(partnerships)
    )
    return affected_in(of_them)


def affected_in(sections: "QuerySet[LocalSection]") -> list[ToReview]:
    """Of these sections those under which the region changed something, per local text: two queries."""
    latest = Edition.objects.filter(text=OuterRef("local__text")).order_by().values("text")
    newest = Subquery(latest.annotate(last=Max("number")).values("last"))
    rows = sections.filter(stance__in=SAYS_SOMETHING).annotate(newest=newest).filter(newest__gt=F("base__number"))
    found = list(rows.select_related("base", "local__text__partnership", "local__organisation"))
    if not found:
        return []
    texts = {row.local.text_id for row in found}
    editions = {row.text_id: row for row in Edition.objects.filter(text__in=texts).order_by("number")}
    waiting: dict[int, list[LocalSection]] = defaultdict(list)
    for row in found:
        edition = editions[row.local.text_id]
        part = content_of(edition).by_key.get(row.section_id or 0)
        if local_part(part, row, edition).is_affected:
            waiting[row.local_id].append(row)
    return [
        ToReview(rows[0].local, len(rows), rows[0].pk, editions[rows[0].local.text_id]) for rows in waiting.values()
    ]
