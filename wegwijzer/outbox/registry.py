"""The kinds of message there are; every app adds its own when it starts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from wegwijzer.outbox.models import Message


def _always(message: "Message") -> bool:
    return True


def _as_written(message: "Message") -> str:
    return message.body


@dataclass(frozen=True)
class Kind:
    """`label` is for the screen (Dutch); `still_valid(message)` is asked once more right before sending.

    `completed(message)` is the text as it leaves: what may stand in a mail but not in the database (a link that is as
    good as a password) is filled in then. It raises LookupError when that is not to be had any more.
    """

    label: "StrOrPromise"
    still_valid: "Callable[[Message], bool]" = _always
    completed: "Callable[[Message], str]" = _as_written


kinds: dict[str, Kind] = {}


def register(
    kind: str,
    *,
    label: "StrOrPromise",
    still_valid: "Callable[[Message], bool]" = _always,
    completed: "Callable[[Message], str]" = _as_written,
) -> None:
    """Add a kind, named "app.event" after its templates. Raises ValueError when it is there already."""
    if kind in kinds:
        raise ValueError(f"registered twice: {kind}")
    kinds[kind] = Kind(label, still_valid, completed)
