"""What a municipality's text comes to: the newest edition, with what it takes over, adapts, adds and drops in it.

Nothing of this is stored. A fixed number of queries, however many organisations are read at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import OuterRef, Subquery

from onboarding.models.edition_content import FACTS, Content, Part, Picture, SectionChange, content_of, says_of
from onboarding.models.local_text import LocalSection, LocalText, Stance
from onboarding.models.placeholder import OPEN, filled, own_of, places_in
from onboarding.models.regional_text import SOURCE, Edition, Mode, RegionalText
from wegwijzer.accounts.models import Contact, Organisation, contacts_of
from wegwijzer.localised import LocalisedText
from wegwijzer.wording import Merge, changed_words, merge

NO_CARD = Contact(Organisation(), None)
SAYS_SOMETHING = (Stance.ADAPTS, Stance.DROPS)


@dataclass(frozen=True)
class LocalPart:
    """One section for one organisation: what the region says now, and what the organisation makes of it.

    `part` is None for an own section, and for one that the region dropped since.
    """

    part: Part | None
    row: LocalSection | None
    base: Part | None = None
    behind: int = 0  # editions since the one that it was made from

    @property
    def stance(self) -> str:
        return self.row.stance if self.row is not None else Stance.TAKES_OVER

    @property
    def stance_label(self) -> str:
        return str(Stance(self.stance).label)

    @property
    def key(self) -> int:
        """Of the section; 0 of an own one."""
        return self.part.key if self.part else (self.row.section_id or 0) if self.row else 0

    @property
    def is_locked(self) -> bool:
        return self.part is not None and self.part.mode == Mode.LOCKED

    @property
    def may_refine(self) -> bool:
        return self.part is not None and self.part.mode == Mode.REFINABLE

    @property
    def is_affected(self) -> bool:
        """Whether the region changed what the organisation had made something of."""
        if self.row is None or self.stance not in SAYS_SOMETHING:
            return False
        return self.base is None or not self.base.is_like(self.part)

    @property
    def is_gone(self) -> bool:
        """The region dropped what was adapted here."""
        return self.part is None and self.stance != Stance.ADDS

    @property
    def is_own(self) -> bool:
        """Whether the organisation's words stand here. What is locked says what the region says."""
        if self.row is None or self.stance not in (Stance.ADAPTS, Stance.ADDS):
            return False
        return self.part is None or self.part.mode == Mode.REFINABLE

    @property
    def is_shown(self) -> bool:
        if self.stance == Stance.DROPS:
            return self.part is not None and self.part.mode != Mode.REFINABLE
        return self.part is not None or self.stance == Stance.ADDS or self.is_own

    @property
    def source(self) -> "Part | LocalSection":
        """Where the words come from."""
        if self.is_own or self.part is None:
            assert self.row is not None
            return self.row
        return self.part

    @property
    def title(self) -> LocalisedText:
        return self.source.title or (self.base.title if self.base else LocalisedText())

    @property
    def body(self) -> LocalisedText:
        return self.source.body

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Those of the region, also beside own words."""
        return self.part.pictures if self.part else ()

    def stale_words(self, language: str) -> int:
        """How many words of the Dutch came, went or changed since it was translated."""
        return stale_words(self.source, language)

    def merges(self) -> dict[str, Merge]:
        """Per field the change of the region and that of the organisation in one text."""
        assert self.row is not None
        base = self.base.says if self.base else {}
        theirs = self.part.says if self.part else base
        ours = says_of(self.row)
        return {name: merge(base.get(name, ""), ours[name], theirs.get(name, "")) for name in ours}


def stale_words(row: "Part | LocalSection", language: str) -> int:
    if language == SOURCE or not is_translated(row, language):
        return 0
    return changed_words(row.sources.get(language, ""), row.dutch)


def is_translated(row: "Part | LocalSection", language: str) -> bool:
    """The same sections in every language: what has a title or text in Dutch has it in the other as well."""
    return all(language in text for text in (row.title, row.body) if text.get(SOURCE))


def says_more(row: "Part | LocalSection", language: str) -> bool:
    """More paragraphs than the Dutch: then something may stand there that does not stand in the Dutch."""
    return _paragraphs(row.body.get(language, "")) > _paragraphs(row.body.get(SOURCE, ""))


def _paragraphs(text: str) -> int:
    return sum(1 for line in text.split("\n") if line.strip())


@dataclass(frozen=True)
class LocalReading:
    """The text of one organisation."""

    local: LocalText  # may be unsaved: then everything is taken over
    edition: Edition | None
    parts: tuple[LocalPart, ...]
    contact: Contact

    @property
    def organisation(self) -> Organisation:
        return self.local.organisation

    @property
    def shown(self) -> list[LocalPart]:
        return [part for part in self.parts if part.is_shown]

    @property
    def affected(self) -> list[LocalPart]:
        return [part for part in self.parts if part.is_affected]

    @property
    def behind(self) -> int:
        return max((part.behind for part in self.affected), default=0)

    @cached_property
    def places(self) -> list[str]:
        """What is to be filled in by hand."""
        texts = [text for part in self.shown for text in (*part.body.values(), *part.title.values())]
        texts += [getattr(part.source, name) for part in self.shown for name in FACTS]
        return places_in(texts)

    @property
    def unfilled(self) -> list[str]:
        return [name for name in self.places if not self.values().get(name)]

    def values(self, language: str = SOURCE) -> dict[str, str]:
        """What stands in its places, by name: what was filled in by hand goes before the card."""
        if language not in self._values:  # asked for every line of a text
            self._values[language] = own_of(self.contact, language) | self.local.fillings
        return self._values[language]

    @cached_property
    def _values(self) -> dict[str, dict[str, str]]:
        return {}

    @property
    def public_texts(self) -> list[str]:
        """What anybody may read in it: what fills its places, and the words of the region."""
        regional = [said for part in self.parts if part.part for said in part.part.says.values()]
        return [*self.values().values(), *regional]

    def says(self, text: str, open_: str = OPEN) -> str:
        """With its places filled in."""
        return filled(text, self.values(), open_) if "{" in text else text

    def title_stale_words(self, language: str) -> int:
        return content_of(self.edition).title_stale_words(language) if self.edition else 0

    def stale_words(self, language: str) -> int:
        """Of the title and of what is shown."""
        return self.title_stale_words(language) + sum(part.stale_words(language) for part in self.shown)


def latest_edition(text: RegionalText) -> Edition | None:
    return text.editions.order_by("-number").first()


def read_local(local: LocalText) -> LocalReading:
    """One of them; `local` may be unsaved."""
    return next(_read({local.text.pk: latest_edition(local.text)}, [local]))


def read_locals(text: RegionalText, organisations: Iterable[Organisation]) -> list[LocalReading]:
    """Of these organisations, in their order; who has no text of its own yet takes over everything."""
    known = {local.organisation_id: local for local in LocalText.objects.filter(text=text)}
    locals_ = []
    for organisation in organisations:
        local = known.get(organisation.pk) or LocalText(text=text, organisation=organisation)
        local.text, local.organisation = text, organisation
        locals_.append(local)
    return list(_read({text.pk: latest_edition(text)}, locals_))


def read_texts(organisation: Organisation, texts: Iterable[RegionalText]) -> list[LocalReading]:
    """Of one organisation these texts, in their order: three queries, however many there are."""
    asked = {text.pk: text for text in texts}
    known = {local.text_id: local for local in LocalText.objects.filter(organisation=organisation, text__in=asked)}
    editions = newest_editions(asked)
    locals_ = []
    for text in asked.values():
        local = known.get(text.pk) or LocalText(text=text, organisation=organisation)
        local.text, local.organisation = text, organisation
        locals_.append(local)
    return list(_read({pk: editions.get(pk) for pk in asked}, locals_))


def newest_editions(texts: Iterable[int]) -> dict[int, Edition]:
    """Of each of these texts that was published: one query."""
    newest = Edition.objects.filter(text=OuterRef("text")).order_by("-number").values("pk")[:1]
    found = Edition.objects.filter(text__in=list(texts), pk=Subquery(newest)).select_related("text")
    return {row.text_id: row for row in found}


def read_with(editions: Mapping[int, Edition], locals_: list[LocalText]) -> list[LocalReading]:
    """Local texts, each with its `text`, beside these editions, without the card of who it is of: one query."""
    return list(_read(editions, locals_, with_cards=False))


def affected_by(
    changes: Iterable[SectionChange], readings: Iterable[LocalReading]
) -> list[tuple[Organisation, list[str]]]:
    """Who would have something to look at again after these changes: which sections, that they adapted or dropped."""
    changed = {change.old.key for change in changes if change.old and not change.old.is_like(change.new)}
    found = []
    for reading in readings:
        touched = [
            part for part in reading.parts if part.key in changed and part.stance in (Stance.ADAPTS, Stance.DROPS)
        ]
        if touched:
            found.append((reading.organisation, [str(part.title) for part in touched]))
    return found


def _read(
    editions: Mapping[int, Edition | None], locals_: list[LocalText], *, with_cards: bool = True
) -> Iterator[LocalReading]:
    """`editions` has the newest of each text by its key."""
    rows: dict[int, list[LocalSection]] = defaultdict(list)
    kept = [local.pk for local in locals_ if local.pk]
    by_key = {local.pk: local for local in locals_}
    found = LocalSection.objects.filter(local__in=kept).select_related("base", "section") if kept else []
    for row in found:
        row.local = by_key[row.local_id]
        rows[row.local_id].append(row)
    asked = {local.organisation.pk: local.organisation for local in locals_} if with_cards else {}
    contacts = contacts_of(asked.values()) if asked else {}
    for local in locals_:
        edition = editions[local.text.pk]
        content = content_of(edition) if edition else None
        parts = tuple(_parts(content, edition, rows.get(local.pk or 0, [])))
        yield LocalReading(local, edition, parts, contacts.get(local.organisation_id) or NO_CARD)


def _parts(content: Content | None, edition: Edition | None, rows: list[LocalSection]) -> Iterator[LocalPart]:
    of_section = {row.section_id: row for row in rows if row.section_id}
    own = sorted((row for row in rows if not row.section_id), key=lambda row: (row.position, row.pk))
    parts = content.parts if content else ()
    for place, part in enumerate(parts):
        while own and own[0].position <= place:
            yield LocalPart(None, own.pop(0))
        yield local_part(part, of_section.pop(part.key, None), edition)
    for row in own:
        yield LocalPart(None, row)
    for row in of_section.values():
        if row.stance in SAYS_SOMETHING:
            yield local_part(None, row, edition)


def local_part(part: Part | None, row: LocalSection | None, edition: Edition | None) -> LocalPart:
    if row is None or row.base is None or edition is None:
        return LocalPart(part, row)
    base = content_of(row.base).by_key.get(row.section_id or 0)
    return LocalPart(part, row, base, edition.number - row.base.number)
