"""The kinds of message there are; every app adds its own when it starts."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from wegwijzer.outbox.models import Message


@dataclass(frozen=True)
class Letter:
    """A mail as it leaves: plain text, from which the HTML beside it is made; `headers` go along.

    `labels` says of addresses in the text what they are for, in their order; the first is the one thing to do.
    """

    subject: str
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)
    labels: Sequence[tuple[str, str]] = ()
    language: str = settings.LANGUAGE_CODE


def _always(message: "Message") -> bool:
    return True


def _at_once(message: "Message") -> None:
    return None


def _as_written(message: "Message") -> Letter:
    return Letter(message.subject, message.body)


@dataclass(frozen=True)
class Kind:
    """`label` is for the screen (Dutch); `still_valid(message)` is asked once more right before sending.

    `completed(message)` is the mail as it leaves: what may stand in a mail but not in the database (a link that is as
    good as a password) is filled in then. It raises LookupError when that is not to be had any more. `button` says what
    the first address in the text is for, as an order (Dutch). `reminds`: it asks once more for what was asked already.
    `not_before(message)` is asked when it is about to leave: a later moment lets it wait until then.
    """

    label: "StrOrPromise"
    still_valid: "Callable[[Message], bool]" = _always
    completed: "Callable[[Message], Letter]" = _as_written
    button: "StrOrPromise" = ""
    reminds: bool = False
    not_before: "Callable[[Message], dt.datetime | None]" = _at_once

    @property
    def is_written_as_it_leaves(self) -> bool:
        """Whether its text is made then, so that the one of before is not needed to send it."""
        return self.completed is not _as_written


kinds: dict[str, Kind] = {}


def register(
    kind: str,
    *,
    label: "StrOrPromise",
    still_valid: "Callable[[Message], bool]" = _always,
    completed: "Callable[[Message], Letter]" = _as_written,
    button: "StrOrPromise" = "",
    reminds: bool = False,
    not_before: "Callable[[Message], dt.datetime | None]" = _at_once,
) -> None:
    """Add a kind, named "app.event" after its templates. Raises ValueError when it is there already."""
    if kind in kinds:
        raise ValueError(f"registered twice: {kind}")
    kinds[kind] = Kind(label, still_valid, completed, button, reminds, not_before)


def reminding() -> list[str]:
    """The kinds that ask once more for what was asked already: somebody gets few of those."""
    return [name for name, kind in kinds.items() if kind.reminds]
