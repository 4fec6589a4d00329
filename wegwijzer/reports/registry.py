"""Which reports there are: every domain registers its own kinds when it starts; the kernel knows none of them."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from wegwijzer.accounts.models import User
from wegwijzer.localised import RIGHT_TO_LEFT


class UnknownReport(LookupError):
    """There is no such kind, or nothing with this reference. As text: a Dutch sentence for the person who asked."""


@dataclass(frozen=True)
class Annex:
    """A file that goes along with a document: shown page by page in it, or beside it in an archive.

    `open` gives it anew each time, at its beginning, and raises FileNotFoundError when it is gone. `checksum` is the
    SHA-256 (hexadecimal) that it must have: what is on the disk may have been changed since.
    """

    name: str
    content_type: str
    checksum: str
    open: Callable[[], IO[bytes]]


@dataclass(frozen=True)
class Printout:
    """Everything that a document is made of; the same data gives the same bytes.

    `template` extends base_print.html and sees `context` and `printout`; `language` is an ISO 639-1 code.
    `publisher` and `title` stand in the footer of every page. `checksum` is the reader's check on the data (any text);
    left empty, it is taken from the text of the document itself. Where the template has a place for them (see
    annexes.py), `annexes` are put in, numbered from 1.
    """

    template: str
    context: Mapping[str, Any]
    title: str
    file_name: str
    language: str = "nl"
    publisher: str = ""
    subject: str = ""
    checksum: str = ""
    annexes: tuple[Annex, ...] = ()
    booklet: bool = False  # its pages are A5, and are laid two by two on sheets of A4 to fold
    most_pages: int = 0  # 0: as many as it takes; past it nothing is made, and `too_long` says what to do
    too_long: str = ""

    @property
    def words(self) -> list[str]:
        """How it is to be, for the process that makes it."""
        found = [f"booklet:{'rtl' if self.language in RIGHT_TO_LEFT else 'ltr'}"] if self.booklet else []
        return [*found, f"most:{self.most_pages}"] if self.most_pages else found


@dataclass(frozen=True)
class Bundle:
    """A document with files beside it as they came in, in one archive (.zip) with a list of their checksums."""

    printout: Printout
    files: tuple[Annex, ...]
    file_name: str

    @property
    def title(self) -> str:
        return self.printout.title

    @property
    def language(self) -> str:
        return self.printout.language


@dataclass(frozen=True)
class Item:
    """One document of a series: its name in the archive, and how it is made when its turn comes.

    `build` raises UnknownReport when it can not be made; `facts` are those that are known even then.
    """

    name: str
    title: str
    build: Callable[[], Printout]
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Series:
    """Many documents in one archive (.zip), with a table of what is what: `facts_of` a printout stand under `heads`."""

    items: tuple[Item, ...]
    title: str
    file_name: str
    heads: tuple[str, ...] = ()
    facts_of: Callable[[Printout], Sequence[str]] = lambda printout: ()
    language: str = "nl"


@dataclass(frozen=True)
class Kind:
    """A sort of report: `build(ref)` gathers its data, `may_see(user, ref, asked_at)` says who may have it today.

    `asked_at` is when the report was asked for: what is in the file is as it was then, or later.
    `build` raises UnknownReport when there is nothing with that reference. `made(ref, content)` hears of each document
    that was made, in the transaction that says so: for who keeps it longer than a report is kept. `is_series` when
    it builds a Series.
    """

    name: str
    build: Callable[[str], Printout | Bundle | Series]
    may_see: Callable[[User, str, dt.datetime], bool]
    label: str = field(default="")
    made: Callable[[str, bytes], None] | None = None
    is_series: bool = False


kinds: dict[str, Kind] = {}


def register(
    kind: str,
    *,
    build: Callable[[str], Printout | Bundle | Series],
    may_see: Callable[[User, str, dt.datetime], bool],
    label: str = "",
    made: Callable[[str, bytes], None] | None = None,
    is_series: bool = False,
) -> None:
    """Add a kind of report; `label` is what the screen calls it (Dutch). Raises ValueError when it is there already."""
    if kind in kinds:
        raise ValueError(f"registered twice: {kind}")
    kinds[kind] = Kind(kind, build, may_see, label or kind, made, is_series)


def kind_named(name: str) -> Kind:
    """The kind with this name. Raises UnknownReport, in words that say which kinds there are."""
    if name not in kinds:
        known = ", ".join(sorted(kinds)) or "geen"
        raise UnknownReport(f"Onbekende soort verslag: {name}. Bekend zijn: {known}.")
    return kinds[name]
