"""Which year report is meant: "integratie-2017" is that of the region, "integratie-2017-olen" of one municipality."""

import re
from dataclasses import dataclass
from typing import Self

from django.utils.text import slugify

from governance.models import Partnership
from onboarding.models.indicator import FIRST_YEAR, LAST_YEAR
from onboarding.models.indicator_book import Place, read_places
from wegwijzer.accounts.access import BIGGEST_ID

YEAR = re.compile(r"-(?P<year>[0-9]{4})(?=-|$)")
LONGEST = 300  # characters


@dataclass(frozen=True)
class YearRef:
    """`place` is None for the region. Pages name a place by the key of its organisation, people by its name."""

    partnership: Partnership
    year: int
    place: Place | None

    @classmethod
    def read(cls, text: str) -> Self | None:
        """What is meant; None when there is no such partnership, year, or member in that year.

        An address may have a year in it itself: the first way to read it that there is, counts. Three queries.
        """
        for match in YEAR.finditer(text[:LONGEST]):
            year, wanted = int(match["year"]), text[match.end() + 1 :]
            rows = Partnership.objects.filter(slug=text[: match.start()]).select_related("organisation")
            partnership = rows.first() if FIRST_YEAR <= year <= LAST_YEAR and text[match.end() :] != "-" else None
            if partnership is None:
                continue
            places = read_places(partnership, [year])
            if not places:
                return None
            place = next((place for place in places if _is_named(place, wanted)), None)
            return cls(partnership, year, place) if place or not wanted else None
        return None

    @property
    def text(self) -> str:
        return "-".join(
            str(part) for part in (self.partnership.slug, self.year, self.place.pk if self.place else "") if part
        )

    @property
    def name(self) -> str:
        """Of whom it is."""
        return self.place.name if self.place else self.partnership.name


def _is_named(place: Place, wanted: str) -> bool:
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 19:
        return int(wanted) <= BIGGEST_ID and int(wanted) in place.boards
    return wanted in (slugify(place.name), slugify(place.organisation.name))
