"""What has to move along when a date of a time line moves. Knows no database, so that it reads as the rule it is.

The rule of a link: the later one does not begin before the last day of the earlier one plus `lag_days`. What breaks
that by a move shifts to the first day on which it holds again, whole: how long it takes stays the same. Nothing is ever
pulled forward: who wants something sooner moves it. What is a fact (reached, or stopped) stays where it is.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

Key = Any  # whatever the caller calls them, as long as it can be looked up


class Days(NamedTuple):
    """Both days included; of a milestone they are the same."""

    first: dt.date
    last: dt.date

    def from_(self, first: dt.date) -> "Days":
        """As long, from another day on."""
        return Days(first, first + (self.last - self.first))


class Link(NamedTuple):
    earlier: Key
    later: Key
    lag_days: int = 0


class Circle(ValueError):
    """Links that lead back to where they began; `keys` are those on the way, the first again at the end."""

    def __init__(self, keys: Sequence[Key]) -> None:
        super().__init__("links lead in a circle")
        self.keys = list(keys)


def shifted(
    spans: Mapping[Key, Days], links: Iterable[Link], moved: Mapping[Key, Days], fixed: Iterable[Key] = ()
) -> dict[Key, Days]:
    """The new days of what has to move because of `moved`, apart from `moved` itself; in an order that can be done.

    Raises Circle when the links have no order.
    """
    known = list(links)
    stays = set(fixed) | set(moved)
    after: dict[Key, list[Link]] = defaultdict(list)
    for link in known:
        after[link.earlier].append(link)
    now: dict[Key, Days] = dict(moved)
    earliest: dict[Key, dt.date] = {}
    for key in in_order(spans, known):
        if key in earliest and key not in stays and spans[key].first < earliest[key]:
            now[key] = spans[key].from_(earliest[key])
        if key in now:
            for link in after[key]:
                day = now[key].last + dt.timedelta(days=link.lag_days)
                earliest[link.later] = max(day, earliest.get(link.later, day))
    return {key: days for key, days in now.items() if key not in moved}


def broken(spans: Mapping[Key, Days], links: Iterable[Link]) -> list[Link]:
    """The links whose rule does not hold."""
    return [
        link for link in links if spans[link.later].first < spans[link.earlier].last + dt.timedelta(days=link.lag_days)
    ]


def in_order(keys: Iterable[Key], links: Iterable[Link]) -> list[Key]:
    """Each after all that it waits for. Raises Circle."""
    waits: dict[Key, set[Key]] = {key: set() for key in keys}
    for link in links:
        waits[link.later].add(link.earlier)
    order: list[Key] = []
    done: set[Key] = set()
    while len(order) < len(waits):
        ready = [key for key, before in waits.items() if key not in done and before <= done]
        if not ready:
            raise Circle(_circle({key: before - done for key, before in waits.items() if key not in done}))
        order += ready
        done |= set(ready)
    return order


def _circle(waits: Mapping[Key, set[Key]]) -> list[Key]:
    """One circle among keys that all wait for another one of them, in the order of time."""
    key = next(iter(waits))
    path: list[Key] = []
    while key not in path:
        path.append(key)
        key = next(iter(waits[key]))
    circle = path[path.index(key) :]
    circle.reverse()
    return [*circle, circle[0]]
