"""Which reports there are: every domain registers its own kinds when it starts; the kernel knows none of them."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from wegwijzer.accounts.models import User


class UnknownReport(LookupError):
    """There is no such kind, or nothing with this reference. As text: a Dutch sentence for the person who asked."""


@dataclass(frozen=True)
class Printout:
    """Everything that a document is made of; the same data gives the same bytes.

    `template` extends base_print.html and sees `context` and `printout`; `language` is an ISO 639-1 code.
    `publisher` and `title` stand in the footer of every page. `checksum` is the reader's check on the data (any text);
    left empty, it is taken from the text of the document itself.
    """

    template: str
    context: Mapping[str, Any]
    title: str
    file_name: str
    language: str = "nl"
    publisher: str = ""
    subject: str = ""
    checksum: str = ""


@dataclass(frozen=True)
class Kind:
    """A sort of report: `build(ref)` gathers its data, `may_see(user, ref, asked_at)` says who may have it today.

    `asked_at` is when the report was asked for: what is in the file is as it was then, or later.
    `build` raises UnknownReport when there is nothing with that reference.
    """

    name: str
    build: Callable[[str], Printout]
    may_see: Callable[[User, str, dt.datetime], bool]
    label: str = field(default="")


kinds: dict[str, Kind] = {}


def register(
    kind: str,
    *,
    build: Callable[[str], Printout],
    may_see: Callable[[User, str, dt.datetime], bool],
    label: str = "",
) -> None:
    """Add a kind of report; `label` is what the screen calls it (Dutch). Raises ValueError when it is there already."""
    if kind in kinds:
        raise ValueError(f"registered twice: {kind}")
    kinds[kind] = Kind(kind, build, may_see, label or kind)


def kind_named(name: str) -> Kind:
    """The kind with this name. Raises UnknownReport, in words that say which kinds there are."""
    if name not in kinds:
        known = ", ".join(sorted(kinds)) or "geen"
        raise UnknownReport(f"Onbekende soort verslag: {name}. Bekend zijn: {known}.")
    return kinds[name]
