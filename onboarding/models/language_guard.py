"""What stands between a text and its printing in another language (Belgian law on languages in administrative matters).

A translation follows its Dutch source: the same sections, nothing more, and it says that it is a translation. One that
is older than its source is not stopped, but says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onboarding.models.edition_content import Content
from onboarding.models.refinement import LocalPart, LocalReading, is_translated, says_more, stale_words
from onboarding.models.regional_text import SOURCE, RegionalText
from wegwijzer.localised import LANGUAGES

# Said in the language itself, on what is printed in it.
TRANSLATED_FROM_DUTCH = {
    "fr": "Traduit du néerlandais",
    "en": "Translated from Dutch",
    "de": "Aus dem Niederländischen übersetzt",
    "ar": "مترجم من اللغة الهولندية",
    "uk": "Переклад з нідерландської мови",
    "tr": "Felemenkçeden çevrilmiştir",
    "fa": "ترجمه از زبان هلندی",
    "ti": "ካብ ቋንቋ ሆላንድ ዝተተርጐመ",
    "es": "Traducido del neerlandés",
}


@dataclass
class LanguageState:
    """How far one language of a text is."""

    language: str
    name: str
    untranslated: list[Any] = field(default_factory=list)  # sections
    stale: list[tuple[Any, int]] = field(default_factory=list)  # sections with the number of words changed
    without_alt: list[Any] = field(default_factory=list)  # sections whose pictures are not told in it
    longer: list[Any] = field(default_factory=list)  # sections that say more than the Dutch
    lacks_title: bool = False
    total: int = 0  # sections
    title_stale_words: int = 0

    @property
    def stale_words(self) -> int:
        return sum(words for _section, words in self.stale) + self.title_stale_words

    @property
    def done(self) -> int:
        """How many sections are translated, from whatever Dutch."""
        return self.total - len(self.untranslated)

    @property
    def is_begun(self) -> bool:
        return bool(self.done) or not self.lacks_title

    @property
    def is_up_to_date(self) -> bool:
        return self.is_complete and not self.stale_words

    @property
    def is_complete(self) -> bool:
        return not self.untranslated and not self.lacks_title and not self.without_alt

    def hindrances(self) -> list[str]:
        """Why it can not be printed yet, as sentences."""
        found = []
        if self.lacks_title:
            found.append(_("De titel is nog niet vertaald naar het %s.") % self.name)
        if self.untranslated:
            names = ", ".join(f"‘{section}’" for section in self.untranslated[:8])
            words = _("Nog niet in het %(language)s: %(sections)s.")
            found.append(words % {"language": self.name, "sections": names})
        if self.without_alt:
            names = ", ".join(f"‘{section}’" for section in self.without_alt[:8])
            words = _("De foto’s hebben nog geen woorden in het %(language)s: %(sections)s.")
            found.append(words % {"language": self.name, "sections": names})
        return found


def in_words(state: LanguageState) -> str:
    """Nothing, n of m sections, stale with the number of words, or complete: the one sentence for all places."""
    if not state.is_begun:
        return _("nog niets vertaald")
    parts = []
    if not state.is_complete:
        parts.append(_("%(done)s van %(total)s secties") % {"done": state.done, "total": state.total})
        if state.lacks_title and not state.untranslated:
            parts.append(_("de titel ontbreekt"))
    if words := state.stale_words:
        parts.append(ngettext("%s woord verouderd", "%s woorden verouderd", words) % words)
    return ", ".join(parts) or _("volledig")


def states_of(text: RegionalText, content: Content) -> list[LanguageState]:
    """Of the region's own sections."""
    pairs = [(part, part.title, part.pictures) for part in content.parts]
    return [_state(code, content.title, pairs, content.title_stale_words(code)) for code in text.translations]


def states_of_local(reading: LocalReading) -> list[LanguageState]:
    """Of what one organisation hands out: its own words count where it has them."""
    text = reading.local.text
    pairs = [(part.source, part.title, part.pictures) for part in reading.shown]
    return [_state(code, text.title, pairs, reading.title_stale_words(code)) for code in text.translations]


class Loss(NamedTuple):
    """What becomes of the other languages when an organisation says something else in Dutch; names of languages."""

    dropped: list[str]  # those of the region do not count any more
    outdated: list[str]  # its own are of an older Dutch


def loss_of(text: RegionalText, found: LocalPart) -> Loss:
    """When the words of this section change."""
    own = found.row if found.row is not None and found.row.body else None
    outdated = [code for code in text.translations if own is not None and is_translated(own, code)]
    region = found.part if not found.is_own else None
    dropped = [code for code in text.translations if region is not None and is_translated(region, code)]
    return Loss([LANGUAGES[code] for code in dropped if code not in outdated], [LANGUAGES[code] for code in outdated])


def state_in(reading: LocalReading, language: str) -> LanguageState | None:
    """None for Dutch, and for a language that the text does not come in."""
    return next((state for state in states_of_local(reading) if state.language == language), None)


def _state(language: str, title: Any, rows: Iterable[tuple[Any, Any, Any]], title_words: int) -> LanguageState:
    lacks = language not in title
    state = LanguageState(language, LANGUAGES[language], lacks_title=lacks, title_stale_words=title_words)
    for row, name, pictures in rows:
        if not all(picture.is_told_in(language) for picture in pictures):
            state.without_alt.append(name)
        state.total += 1
        if not is_translated(row, language):
            state.untranslated.append(name)
        elif words := stale_words(row, language):
            state.stale.append((name, words))
        if says_more(row, language):
            state.longer.append(name)
    return state


def is_offered(text: RegionalText, language: str) -> bool:
    return language == SOURCE or language in text.translations
