"""State as data, moved by compare-and-set; edits that can not overwrite each other.

`select_for_update` does nothing on SQLite, so each change is one conditional UPDATE and a look at the row count:
not one row means that somebody was first. Knows models only by their shape: `state`, `version`, `_base_manager`.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Model


class Refused(Exception):
    """The rules do not allow this now. `reasons` are sentences for the person who tried (Dutch).

    `field` is the name of the value they are about, so that a form can say them beside it; "" when about the whole.
    """

    def __init__(self, *reasons: str, field: str = "") -> None:
        super().__init__(" ".join(str(reason) for reason in reasons))
        self.reasons = [str(reason) for reason in reasons]
        self.field = field


class Stale(Exception):
    """Somebody changed the row after it was read. `current` is the row as it stands now (None when it is gone)."""

    def __init__(self, current: Model | None) -> None:
        super().__init__("changed by someone else")
        self.current = current


@dataclass(frozen=True)
class Move:
    """One step of a lifecycle: from any of `sources` to `target`, if `missing(obj)` returns no sentence."""

    sources: Collection[str]
    target: str
    missing: Callable[[Any], list[str]] = field(default=lambda obj: [])


Lifecycle = Mapping[str, Move]


def allowed(lifecycle: Lifecycle, state: str) -> list[str]:
    """The moves that leave from this state, in the table's order; guards are not asked."""
    return [verb for verb, move in lifecycle.items() if state in move.sources]


def missing(lifecycle: Lifecycle, verb: str, obj: Any) -> list[str]:
    """What still stands in the way of `verb`, as sentences; empty when nothing does. Page and guard both ask here."""
    step = lifecycle[verb]
    if obj.state not in step.sources:
        return [str(obj.refusal(verb))]
    return step.missing(obj)


def move(obj: Any, verb: str, lifecycle: Lifecycle, **stamps: Any) -> None:
    """Move `obj` by `verb` and set `stamps` in the same UPDATE.

    Raises Refused when the guard names something, Stale when the row moved since it was read.
    """
    reasons = missing(lifecycle, verb, obj)
    if reasons:
        raise Refused(*reasons)
    change(obj, state=lifecycle[verb].target, **stamps)


def change(obj: Any, **values: Any) -> dict[str, tuple[Any, Any]]:
    """Write `values` if the row still is as it was read; returns what changed as {field: (old, new)}.

    Compares `version` (and `state` where there is one). Raises Stale when the row is another by now.
    """
    changed = {name: (getattr(obj, name), new) for name, new in values.items() if getattr(obj, name) != new}
    if not changed:
        return {}
    seen: dict[str, Any] = {"pk": obj.pk, "version": obj.version}
    if hasattr(obj, "state"):
        seen["state"] = obj.state
    rows = type(obj)._base_manager.filter(**seen)
    new_values = {name: new for name, (_, new) in changed.items()}
    if rows.update(version=F("version") + 1, **new_values) != 1:
        raise Stale(type(obj)._base_manager.filter(pk=obj.pk).first())
    for name, new in new_values.items():
        setattr(obj, name, new)
    obj.version += 1
    return changed


def touch(obj: Any) -> None:
    """Count a change in rows that belong to `obj` as a change of `obj`, so that a second editor is stopped.

    Raises Stale when the row is another by now.
    """
    rows = type(obj)._base_manager.filter(pk=obj.pk, version=obj.version)
    if rows.update(version=F("version") + 1) != 1:
        raise Stale(type(obj)._base_manager.filter(pk=obj.pk).first())
    obj.version += 1


def hold(obj: Any) -> None:
    """Take the row's write lock until the transaction ends, on PostgreSQL and on SQLite alike.

    For rules that span several rows (no overlap, no gap in numbers): whoever changes them holds the same parent row.
    """
    type(obj)._base_manager.filter(pk=obj.pk).update(version=F("version"))
