"""Carrying out a plan: noting what was found, letting fall what no longer holds, and one mail per person."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import starts_at
from wegwijzer.outbox.enqueue import enqueue
from wegwijzer.reminders.current import Item
from wegwijzer.reminders.letter import words
from wegwijzer.reminders.models import DIGEST, Doubt, Notice, NoticeState
from wegwijzer.reminders.plan import Plan, Posting, plan

AT_ONCE = 500  # rows in one statement
Part = TypeVar("Part")


class _Beaten(Exception):
    """Another sweep took some of these notices meanwhile."""


@dataclass(frozen=True)
class Outcome:
    """How many notices are new, how many fell away, and how many mails were made."""

    noted: int
    ended: int
    mails: int


def remind(now: dt.datetime) -> str:
    """Periodic work (settings.PERIODIC_JOBS): one sweep. May run twice, and in two processes at once."""
    made = plan(now)
    done = carry_out(made)
    if made.broken:  # the others were heard; this turn counts as failed, so that somebody looks
        raise RuntimeError(f"rules that could not be asked: {', '.join(made.broken)}")
    return f"{done.mails} reminder mails, {done.noted} notices noted, {done.ended} fell away"


def carry_out(made: Plan) -> Outcome:
    """Do what the plan says. What another sweep did meanwhile stays as that did it."""
    Notice.objects.unsaid(starts_at(timezone.localdate(made.now))).delete()
    note(made.doubtful, made.now, state=NoticeState.UNCERTAIN, settled_at=made.now)
    # Not before what they are about is noted. What is new to such a rule after this is told as always.
    Doubt.objects.filter(pk__in=[doubt.pk for doubt in made.doubts]).delete()
    note(made.fresh, made.now)
    ended = 0
    for part in _parts(made.ended):
        count, _by_model = Notice.objects.waiting().filter(pk__in=part).delete()
        ended += count
    mails = sum(_send(posting, made.now) for posting in made.ready)
    return Outcome(len(made.fresh), ended, mails)


def note(items: Sequence[Item], now: dt.datetime, **settled: Any) -> None:
    """Write that these wait to be told, or what became of them; those that are known already stay as they are."""
    for part in _parts(items):
        Notice.objects.bulk_create([_notice(item, now, **settled) for item in part], ignore_conflicts=True)


def _parts(rows: Sequence[Part]) -> Iterator[Sequence[Part]]:
    yield from (rows[at : at + AT_ONCE] for at in range(0, len(rows), AT_ONCE))


def _notice(item: Item, now: dt.datetime, **settled: Any) -> Notice:
    rule, subject, address, occasion = item.key
    return Notice(
        rule=rule,
        subject=subject,
        address=address,
        occasion=occasion,
        stage_on=item.stage_on,
        due_on=item.wait.due_on,
        scope_id=item.wait.scope,
        created_at=now,
        **settled,
    )


def _send(posting: Posting, now: dt.datetime) -> bool:
    """Put the notices of one person in a mail: both or neither. Whether we were the one who did."""
    asked = {item.key for item in posting.items}
    rows = Notice.objects.waiting().filter(address=posting.address).order_by("pk")
    found = [row.pk for row in rows if row.key in asked]
    if len(found) != len(asked):  # another sweep was here: the next one sees what is left, and what was mailed
        return False
    try:
        with transaction.atomic():
            return _mailed(posting, found, now)
    except _Beaten:
        return False


def _mailed(posting: Posting, found: list[int], now: dt.datetime) -> bool:
    message = enqueue(
        DIGEST,
        to=posting.address,
        name=posting.name,
        # In the language of the house, for the coordinator who looks what was sent; it leaves in that of the person.
        context=words(posting.items),
        dedupe_key=f"{DIGEST}:{found[0]}",  # a notice is told once, so the first of them names the mail
        scope=Organisation.objects.get(pk=posting.scope),
        keep_text=not posting.is_about_several,
    )
    if message is None:
        return False
    taken = sum(Notice.objects.filter(pk__in=part).settle(NoticeState.TOLD, now, message) for part in _parts(found))
    if taken != len(found):
        raise _Beaten
    return True
