"""A text as a translator gets it: one unit for each title and each body, with the Dutch of now and of then.

What is handed out is the draft of the region, or the own words of one organisation; never the words of both.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onboarding.models.edition_content import canonical
from onboarding.models.local_text import LocalSection, LocalText
from onboarding.models.placeholder import PLACE
from onboarding.models.refinement import latest_edition, read_local
from onboarding.models.regional_text import LONGEST, LONGEST_TITLE, SOURCE, RegionalText, Section
from wegwijzer.wording import changed_words

FIELDS = ("title", "body")


@dataclass(frozen=True)
class Unit:
    """`before` is the Dutch that the target was made from: "" where nobody knows, or nothing was translated yet."""

    key: str
    row: Any
    name: str  # of the column: "title" or "body"
    context: str
    source: str
    target: str
    before: str

    @property
    def is_stale(self) -> bool:
        return bool(self.target) and bool(self.stale_words)

    @property
    def stale_words(self) -> int:
        return changed_words(self.before, self.source) if self.target else 0

    @property
    def limit(self) -> int:
        """How many characters the target may have."""
        return LONGEST_TITLE if self.name == "title" else LONGEST

    @property
    def places(self) -> list[str]:
        """The names of the places to fill, each once, in the order of the Dutch."""
        return list(dict.fromkeys(PLACE.findall(self.source)))


@dataclass(frozen=True)
class Handout:
    """All that is to be translated of a text, or of what one organisation made of it, into one language."""

    text: RegionalText
    local: LocalText | None
    language: str
    units: tuple[Unit, ...]

    @property
    def name(self) -> str:
        """Of what is in it, the same in every version: a file of another text is known by it."""
        own = f"/organisatie/{self.local.organisation.pk}" if self.local else ""
        return f"wegwijzer/tekst/{self.text.pk}{own}"

    @property
    def edition(self) -> int:
        """The number of the newest edition when it was handed out; 0 before the first."""
        newest = latest_edition(self.text)
        return newest.number if newest else 0

    @property
    def checksum(self) -> str:
        """SHA-256 (hexadecimal) of the Dutch."""
        return hashlib.sha256(canonical({unit.key: unit.source for unit in self.units}).encode()).hexdigest()


def handout_of(text: RegionalText, language: str) -> Handout:
    """The title and the draft of the region."""
    rows = text.sections.filter(is_retired=False).order_by("position", "pk")
    units = [*_title(text, language)]
    for row in rows:
        units += _units(row, "sectie", language)
    return Handout(text, None, language, tuple(units))


def handout_of_local(local: LocalText, language: str) -> Handout:
    """The own words of an organisation, where they stand."""
    units: list[Unit] = []
    for part in read_local(local).shown:
        if part.is_own and part.row is not None:
            units += _units(part.row, "eigen", language)
    return Handout(local.text, local, language, tuple(units))


def _title(text: RegionalText, language: str) -> Iterator[Unit]:
    source, target = text.title.get(SOURCE, ""), text.title.get(language, "")
    if source:
        before = text.title_sources.get(language, source)
        yield Unit("titel", text, "title", source, source, target, before if target else "")


def _units(row: Section | LocalSection, word: str, language: str) -> Iterator[Unit]:
    before = dict(zip(FIELDS, sources_of(row, language), strict=True))
    for name in FIELDS:
        said = getattr(row, name)
        if source := said.get(SOURCE, ""):
            key = f"{word}-{row.pk}-{'titel' if name == 'title' else 'tekst'}"
            yield Unit(key, row, name, str(row.title), source, said.get(language, ""), before[name])


def sources_of(row: Section | LocalSection, language: str) -> tuple[str, str]:
    """The Dutch title and body that a translation was made from; a title is one line, so that the two come apart."""
    title, _gap, body = row.sources.get(language, "").partition("\n\n")
    return title, body
