"""Which reports there are: every domain registers its own kinds when it starts; the kernel knows none of them."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import IO, Any

from wegwijzer.accounts.models import User


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
class Kind:
    """A sort of report: `build(ref)` gathers its data, `may_see(user, ref, asked_at)` says who may have it today.

    `asked_at` is when the report was asked for: what is in the file is as it was then, or later.
    `build` raises UnknownReport when there is nothing with that reference. `made(ref, content)` hears of each document
    that was made, in the transaction that says so: for who keeps it longer than a report is kept.
    """

    name: str
    build: Callable[[str], Printout | Bundle]
    may_see: Callable[[User, str, dt.datetime], bool]
    label: str = field(default="")
    made: Callable[[str, bytes], None] | None = None


kinds: dict[str, Kind] = {}


def register(
    kind: str,
    *,
    build: Callable[[str], Printout | Bundle],
    may_see: Callable[[User, str, dt.datetime], bool],
    label: str = "",
    made: Callable[[str, bytes], None] | None = None,
) -> None:
    """Add a kind of report; `label` is what the screen calls it (Dutch). Raises ValueError when it is there already."""
    if kind in kinds:
        raise ValueError(f"registered twice: {kind}")
    kinds[kind] = Kind(kind, build, may_see, label or kind, made)


def kind_named(name: str) -> Kind:
    """The kind with this name. Raises UnknownReport, in words that say which kinds there are."""
    if name not in kinds:
        known = ", ".join(sorted(kinds)) or "geen"
        raise UnknownReport(f"Onbekende soort verslag: {name}. Bekend zijn: {known}.")
    return kinds[name]
