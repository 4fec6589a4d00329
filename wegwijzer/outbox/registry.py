"""The kinds of message there are; every app adds its own when it starts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from wegwijzer.outbox.models import Message


def _always(message: "Message") -> bool:
    return True


@dataclass(frozen=True)
class Kind:
    """`label` is for the screen (Dutch); `still_valid(message)` is asked once more right before sending."""

    label: "StrOrPromise"
    still_valid: "Callable[[Message], bool]" = _always


kinds: dict[str, Kind] = {}


def register(kind: str, *, label: "StrOrPromise", still_valid: "Callable[[Message], bool]" = _always) -> None:
    """Add a kind, named "app.event" after its templates. Raises ValueError when it is there already."""
    if kind in kinds:
        raise ValueError(f"registered twice: {kind}")
    kinds[kind] = Kind(label, still_valid)
