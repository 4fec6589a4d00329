"""A regional text as plain data: what an edition freezes, and what two editions differ in."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from onboarding.models.regional_text import SOURCE, Edition, Mode, RegionalText, Section, Wording, dutch_of
from onboarding.models.section_picture import SectionPicture
from projects.models.plan_content import canonical, checksum_of
from wegwijzer.localised import LocalisedText
from wegwijzer.wording import Stretch, changed_words, difference

__all__ = ["FACTS", "Content", "Part", "SectionChange", "canonical", "changes_between", "checksum_of", "content_of"]

FORMAT = 1
FACTS = ("actor", "moment", "documents")  # of a step of a procedure, in Dutch only


@dataclass(frozen=True)
class Picture:
    """A picture as an edition pins it: `file` is the key of its DocumentVersion, `checksum` what that must still be."""

    file: int
    checksum: str
    content_type: str
    width: int
    height: int
    is_decorative: bool
    alt: LocalisedText
    caption: LocalisedText

    @classmethod
    def of(cls, row: Any) -> "Picture":
        """Of a SectionPicture with its file."""
        file = row.file
        facts = (file.pk, file.checksum, file.content_type, row.width, row.height, row.is_decorative)
        return cls(*facts, row.alt, row.caption)

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> "Picture":
        return cls(**{**row, "alt": LocalisedText(row["alt"]), "caption": LocalisedText(row["caption"])})

    def plain(self) -> dict[str, Any]:
        return {**vars(self), "alt": dict(self.alt), "caption": dict(self.caption)}

    def is_told_in(self, language: str) -> bool:
        """Whether who can not see it, or reads what stands under it, gets it in that language."""
        return all(language in text for text in (self.alt, self.caption) if text)


@dataclass(frozen=True)
class Part:
    """A section as one edition has it, or the draft. `key` is that of its row, over all editions."""

    key: int
    position: int
    mode: str
    title: LocalisedText
    body: LocalisedText
    sources: LocalisedText
    actor: str = ""
    moment: str = ""
    documents: str = ""
    pictures: tuple[Picture, ...] = ()

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> "Part":
        title, body, sources = (LocalisedText(row[name]) for name in ("title", "body", "sources"))
        pictures = tuple(Picture.read(one) for one in row.get("pictures", ()))
        facts = {name: row[name] for name in FACTS}
        return cls(row["key"], row["position"], row["mode"], title, body, sources, pictures=pictures, **facts)

    @classmethod
    def of(cls, row: Section, pictures: Iterable[Picture] = ()) -> "Part":
        facts = {name: getattr(row, name) for name in FACTS}
        shown = tuple(pictures)
        return cls(row.pk, row.position, row.mode, row.title, row.body, row.sources, pictures=shown, **facts)

    @property
    def dutch(self) -> str:
        return dutch_of(self.title, self.body)

    @cached_property
    def says(self) -> dict[str, str]:
        """All that a refinement starts from, in Dutch, by field."""
        return says_of(self)

    def is_like(self, other: "Part | None") -> bool:
        """Whether a municipality has nothing to look at again."""
        return other is not None and self.mode == other.mode and self.says == other.says

    def is_same(self, other: "Part | None") -> bool:
        """Whether a reader sees no difference in Dutch, in its pictures either."""
        return self.is_like(other) and other is not None and self.pictures == other.pictures

    @property
    def shows(self) -> dict[str, str]:
        """Its pictures in words, for who compares; nothing where there are none."""
        told = (f"{one.alt or _('versiering')} ({one.checksum[:8]})" for one in self.pictures)
        return {"pictures": "\n".join(told)} if self.pictures else {}

    def plain(self) -> dict[str, Any]:
        # Pictures are left out when there are none, as in editions from before there were any.
        shown = {"pictures": [one.plain() for one in self.pictures]} if self.pictures else {}
        return shown | {
            "key": self.key,
            "position": self.position,
            "mode": self.mode,
            "title": dict(self.title),
            "body": dict(self.body),
            "sources": dict(self.sources),
            **{name: getattr(self, name) for name in FACTS},
        }

    @property
    def mode_label(self) -> str:
        return str(Mode(self.mode).label)


def says_of(row: "Part | Wording") -> dict[str, str]:
    """Title, text and facts in Dutch, by field."""
    said = {"title": row.title.get(SOURCE, ""), "body": row.body.get(SOURCE, "")}
    return said | {name: getattr(row, name) for name in FACTS}


@dataclass(frozen=True)
class Content:
    """A whole text: its title, and its sections in order."""

    title: LocalisedText
    languages: str
    purpose: str
    audience: str
    parts: tuple[Part, ...]
    title_sources: LocalisedText = field(default_factory=LocalisedText)

    @cached_property
    def by_key(self) -> dict[int, Part]:
        return {part.key: part for part in self.parts}

    def title_stale_words(self, language: str) -> int:
        """How many words of the Dutch title changed since it was translated."""
        before = self.title_sources.get(language, "")
        return changed_words(before, self.title.get(SOURCE, "")) if before and language in self.title else 0

    def text(self) -> str:
        """Canonical JSON."""
        facts: dict[str, Any] = {"title": dict(self.title), "languages": self.languages}
        facts |= {"purpose": self.purpose, "audience": self.audience}
        if self.title_sources:  # left out when there are none, as in editions from before they were kept
            facts["title_sources"] = dict(self.title_sources)
        return canonical({"format": FORMAT, "text": facts, "sections": [part.plain() for part in self.parts]})


@dataclass(frozen=True)
class SectionChange:
    """What became of one section between two editions, or between an edition and the draft."""

    title: str
    old: Part | None
    new: Part | None
    fields: list[tuple[str, list[Stretch]]] = field(default_factory=list)
    words: int = 0

    @property
    def is_new(self) -> bool:
        return self.old is None

    @property
    def is_gone(self) -> bool:
        return self.new is None


def draft_of(text: RegionalText) -> Content:
    """What would be published now: two queries."""
    rows = text.sections.filter(is_retired=False).order_by("position", "pk")
    pictures = Prefetch("pictures", SectionPicture.objects.select_related("file").order_by("pk"))
    parts = tuple(Part.of(row, map(Picture.of, row.pictures.all())) for row in rows.prefetch_related(pictures))
    return Content(text.title, text.languages, text.purpose, text.audience, parts, text.title_sources)


@lru_cache(maxsize=64)
def _read(content: str) -> Content:
    data = json.loads(content)
    text = data["text"]
    parts = tuple(Part.read(row) for row in data["sections"])
    title, sources = LocalisedText(text["title"]), LocalisedText(text.get("title_sources"))
    return Content(title, text["languages"], text["purpose"], text["audience"], parts, sources)


def content_of(edition: Edition) -> Content:
    """What was published. The same edition is read once: it never changes."""
    return _read(edition.content)


def changes_between(old: Content | None, new: Content) -> list[SectionChange]:
    """The sections that came, went or say something else, in the order of the newer."""
    before = old.by_key if old else {}
    found = [_change(before.get(part.key), part) for part in new.parts if not part.is_same(before.get(part.key))]
    gone = [part for key, part in before.items() if key not in new.by_key]
    return found + [SectionChange(str(part.title), part, None, _fields(part, None)) for part in gone]


def _change(old: Part | None, new: Part) -> SectionChange:
    fields = _fields(old, new)
    words = changed_words(old.dutch if old else "", new.dutch)
    return SectionChange(str(new.title), old, new, fields, words)


def _fields(old: Part | None, new: Part | None) -> list[tuple[str, list[Stretch]]]:
    """Per field that is not the same its name and the words."""
    before, after = (part.says | part.shows if part else {} for part in (old, new))
    names: Iterable[str] = dict.fromkeys((*after, *before))
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in names)
    return [(name, difference(was, now)) for name, was, now in pairs if was != now]
