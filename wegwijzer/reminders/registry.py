"""The rules by which somebody is reminded. One rule is one small file in an app; it is registered when that starts."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise


class Party(NamedTuple):
    """Somebody who can be mailed."""

    address: str
    name: str


@dataclass(frozen=True)
class Window:
    """What is asked of a rule: the subjects of which something may have to be told on `day`.

    Those are due from `since` to `until`, both included; with `only`, of these subjects (keys) alone.
    """

    day: dt.date
    since: dt.date
    until: dt.date
    only: frozenset[int] | None = None

    def of(self, rows: "QuerySet[Any]") -> "QuerySet[Any]":
        """`rows` of the subjects that are asked about."""
        return rows if self.only is None else rows.filter(pk__in=self.only)

    def due(self, rows: "QuerySet[Any]", field: str = "due_on") -> "QuerySet[Any]":
        """`rows` of those subjects whose day falls in the window; that column has to be indexed."""
        return self.of(rows).filter(**{f"{field}__range": (self.since, self.until)})


@dataclass(frozen=True)
class Wait:
    """One thing that waits now: for `people` to do, by `due_on`.

    `title` begins with what to do (Dutch, one line); `about` says of what; `path` is the page where it is done.
    `scope` is the organisation (key) of the partnership. Who was told of it on `told_on`, in whatever way, needs no
    reminder of an earlier day. `tell_on` are the days on which to tell, instead of those that follow from the rule.
    `watchers` hear when it stays undone; not who is among `people`. `link(address)` is the own page (path) of who is
    mailed there, if there is one: as good as a password, so it is asked for when the mail leaves and kept nowhere.
    """

    subject: int
    due_on: dt.date
    people: Sequence[Party]
    title: str
    about: str
    path: str
    scope: int
    told_on: dt.date | None = None
    tell_on: Sequence[dt.date] | None = None
    watchers: Sequence[Party] = ()
    link: Callable[[str], str | None] | None = None


@dataclass(frozen=True)
class Rule:
    """`waits(window)` gives what waits then and now: asked when looking for what is due, and once more when sending.

    `ahead` and `after` are the working days before and after the due day on which people are told, `escalate` that on
    which the watchers are (None: never). `name` is "app.noun"; `label` is for the screen (Dutch, plural).
    `on_the_day`: what it is about takes place on the due day. `awaits_others`: somebody else was to act by then.
    """

    name: str
    label: "StrOrPromise"
    waits: Callable[[Window], Iterable[Wait]]
    ahead: tuple[int, ...] = (5,)
    after: tuple[int, ...] = (1, 6)
    escalate: int | None = None
    on_the_day: bool = False
    awaits_others: bool = False


rules: dict[str, Rule] = {}


def register(*added: Rule) -> None:
    """Add rules. Raises ValueError when one is there already."""
    for rule in added:
        if rule.name in rules:
            raise ValueError(f"registered twice: {rule.name}")
        rules[rule.name] = rule
