"""What holds on a day: every rule asked, every wait turned into who should be told what of it."""

import datetime as dt
import logging
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from wegwijzer.calendar.workdays import working_days_after
from wegwijzer.reminders.hours import before_next_weekly
from wegwijzer.reminders.registry import Party, Rule, Wait, Window, rules
from wegwijzer.reminders.stages import STALE, coming, farthest, is_urgent, reached, stages

log = logging.getLogger("wegwijzer.reminders")
Key = tuple[str, int, str, str]  # rule, subject, address, occasion: what makes a notice one of its kind


@dataclass(frozen=True)
class Item:
    """One line of a mail: what one person should hear now. `is_escalated`: not theirs to do, but to look after."""

    rule: Rule
    wait: Wait
    party: Party
    stage_on: dt.date
    day: dt.date
    is_escalated: bool = False

    @property
    def key(self) -> Key:
        return self.rule.name, self.wait.subject, self.party.address, self.occasion

    @property
    def occasion(self) -> str:
        """The due day and the stage: with another date everything begins anew."""
        said = f"{self.wait.due_on.isoformat()}:{self.stage_on.isoformat()}"
        return f"{said}:escalated" if self.is_escalated else said

    @property
    def is_late(self) -> bool:
        """Whether who reads it should have done it by now."""
        return self.wait.due_on < self.day and not self.rule.awaits_others

    @property
    def is_early(self) -> bool:
        """Whether its stage has not come, but will before the next weekly mail: for who gets that mail alone."""
        return self.stage_on > self.day

    @property
    def matter(self) -> tuple[str, int, str, dt.date]:
        """What it is about, at whatever stage."""
        return self.rule.name, self.wait.subject, self.party.address, self.wait.due_on

    @property
    def is_urgent(self) -> bool:
        return is_urgent(self.wait.due_on, self.day)

    @property
    def as_it_leaves(self) -> "Item":
        """The same, leading to the own page of who gets it."""
        path = self.wait.link(self.party.address) if self.wait.link and not self.is_escalated else None
        return replace(self, wait=replace(self.wait, path=path)) if path else self

    @property
    def order(self) -> tuple[bool, dt.date, str]:
        """The own things first, then the soonest."""
        return self.is_escalated, self.wait.due_on, self.wait.title


def items_on(
    day: dt.date,
    only: Mapping[str, Collection[int]] | None = None,
    broken: list[str] | None = None,
    *,
    early: bool = False,
) -> dict[Key, Item]:
    """Everything that should have been told by `day` and still holds; with `only` {rule: subjects}, of these alone.

    With `early` also what a weekly mail of that day tells early (`Item.is_early`).
    A rule that raises is named in `broken` where that is given, so that one odd row silences nobody else.
    """
    last = before_next_weekly(day) if early else day
    asked = rules if only is None else {name: rules[name] for name in only if name in rules}
    found: dict[Key, Item] = {}
    for name, rule in asked.items():
        window = window_of(rule, day, None if only is None else frozenset(only[name]), last)
        try:
            items = [item for wait in rule.waits(window) for item in _items(rule, wait, day, last)]
        except Exception:
            if broken is None:
                raise
            log.exception("rule %s can not be asked", name)
            broken.append(name)
            continue
        for item in items:
            found.setdefault(item.key, item)
    return found


def window_of(rule: Rule, day: dt.date, only: frozenset[int] | None = None, told_by: dt.date | None = None) -> Window:
    """The due days of which this rule may have something to tell on `day`, or from then on until `told_by`."""
    last = max((*rule.after, rule.escalate or 0), default=0)
    # The latest stage of what is due comes `last` working days after it; weekends and holidays stretch that.
    since = day - STALE - dt.timedelta(days=2 * last + 7)
    return Window(day, since, farthest(rule.ahead, told_by or day), only)


def _items(rule: Rule, wait: Wait, day: dt.date, last: dt.date) -> Iterator[Item]:
    days = stages(wait.due_on, rule.ahead, rule.after) if wait.tell_on is None else wait.tell_on
    stage_on = reached(days, day, wait.told_on)
    early_on = coming(days, day, last, wait.due_on)
    for told_on in (stage_on, early_on):
        if told_on is not None:
            for party in _mailable(wait.people):
                yield Item(rule, wait, party, told_on, day)
    if rule.escalate is None or not wait.watchers:
        return
    escalated_on = reached([working_days_after(wait.due_on, rule.escalate)], day)
    if escalated_on is not None:
        own = {party.address for party in _mailable(wait.people)}
        for party in _mailable(wait.watchers):
            if party.address not in own:
                yield Item(rule, wait, party, escalated_on, day, is_escalated=True)


def _mailable(people: Collection[Party]) -> Iterator[Party]:
    """Each address once, in lower case; who has none can not be told."""
    seen = set()
    for party in people:
        address = party.address.strip().lower()
        if address and address not in seen:
            seen.add(address)
            yield Party(address, party.name)
