"""Who hears what of a rule of reminders, on which days: what tests of rules ask."""

import datetime as dt
from collections.abc import Iterator

from wegwijzer.calendar.workdays import working_days_after
from wegwijzer.outbox.models import Message, MessageState
from wegwijzer.reminders.current import Item, items_on
from wegwijzer.reminders.models import DIGEST
from wegwijzer.reminders.registry import Window, rules
from wegwijzer.reminders.stages import stages

DAY = dt.timedelta(days=1)
EVER = dt.date(2000, 1, 1), dt.date(2100, 1, 1)


def new_on(rule: str, subject: int, day: dt.date) -> Iterator[Item]:
    """What comes to be told on that very day of one subject (key)."""
    yield from (item for item in items_on(day, {rule: [subject]}).values() if item.stage_on == day)


def hearing(rule: str, subject: int, first: str, last: str) -> dict[str, list[str]]:
    """Per day (ISO) from `first` to `last` the addresses that hear of it; with "!" who only looks after it."""
    found: dict[str, list[str]] = {}
    for day in _days(rule, subject, dt.date.fromisoformat(first)):
        if first <= day.isoformat() <= last:
            items = new_on(rule, subject, day)
            found[day.isoformat()] = sorted(f"{'!' if item.is_escalated else ''}{item.party.address}" for item in items)
    return {day: people for day, people in found.items() if people}


def _days(name: str, subject: int, day: dt.date) -> list[dt.date]:
    """The only days on which the engine may tell of it, so that not every day has to be asked."""
    rule, days = rules[name], set()
    for wait in rule.waits(Window(day, *EVER, frozenset({subject}))):
        days |= {*(wait.tell_on or stages(wait.due_on, rule.ahead, rule.after))}
        days |= {working_days_after(wait.due_on, rule.escalate)} if rule.escalate is not None else set()
    return sorted(days)


def have_left() -> None:
    """All reminders that were mailed left when they were made: the next one waits for that."""
    for message in Message.objects.unsettled().filter(kind=DIGEST):
        moment = message.created_at
        left = {"state": MessageState.SENT, "sent_at": moment, "handed_over_at": moment, "claimed_at": None}
        Message.objects.filter(pk=message.pk).update(**left)
