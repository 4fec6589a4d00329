"""What a measurable target can count by itself; apps above this one register what is theirs when they start.

    register_counter("education", Counter(_("voorgestelde onderwijsprojecten"), "onboarding:…", count_education))

`label` is what is counted, in the plural; `page` the name of the URL of one of them, which takes its key. `read` gives
per objective (by key) everything that could count, with the day from which it does, None while it does not; it is asked
for objectives of one partnership, in a query or two.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

BY_HAND = ""
Things = Sequence[tuple[Any, dt.date | None]]


class Counter(NamedTuple):
    label: Any
    page: str
    read: Callable[[Sequence[Any]], Mapping[int, Things]]


class Way(NamedTuple):
    """A choice of how to count."""

    value: str
    label: Any


_counters: dict[str, Counter] = {}


def register_counter(name: str, counter: Counter) -> None:
    """Let targets count this as well; `name` is what is kept, up to twelve characters. Registering twice is once."""
    _counters[name] = counter


def counter_of(name: str) -> Counter | None:
    """None for what is measured by hand, and for what no app counts any more."""
    return _counters.get(name)


def ways_to_count() -> list[Way]:
    """The choices of a target."""
    return [Way(BY_HAND, _("met de hand gemeten")), *(Way(name, one.label) for name, one in _counters.items())]
