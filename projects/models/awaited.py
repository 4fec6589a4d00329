"""What a milestone may wait for that lives in apps above this one: they register it when they start.

    register_awaited("deliverables", Awaited(waits=Q(wait__isnull=False), read=read_waits))

`waits` is the condition on milestones that wait for it; `read(keys)` gives for those that do the day on which it came,
None while it did not: one query, however many milestones.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from django.db.models import Q

Days = Mapping[int, dt.date | None]


class Awaited(NamedTuple):
    waits: Q
    read: Callable[[Collection[int]], Days]


_registered: dict[str, Awaited] = {}


def register_awaited(name: str, awaited: Awaited) -> None:
    """Let milestones wait for this as well. Registering twice is once."""
    _registered[name] = awaited


def waits_above() -> Q:
    """The condition on milestones: something above this app fills in their day."""
    found = Q(pk__in=[])
    for awaited in _registered.values():
        found |= awaited.waits
    return found


def days_above(keys: Collection[int]) -> Days:
    """Of these milestones those that wait for something above, with the day on which it came."""
    found: dict[int, dt.date | None] = {}
    for awaited in _registered.values():
        found |= awaited.read(keys)
    return found
