"""How somebody wants to be mailed: chosen, or stopped with one press in a mail."""

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import F

from wegwijzer.accounts.models import User
from wegwijzer.audit.models import Entry
from wegwijzer.audit.record import record
from wegwijzer.lifecycle import Stale, change
from wegwijzer.outbox.models import Choice, Rhythm


def choose(
    address: str,
    *,
    by: User,
    version: int,
    rhythm: str,
    language: str,
    quiet_until: dt.date | None,
    muted: Sequence[str],
) -> Choice:
    """Keep how this address wants to be mailed. Raises Stale when that was changed since it was on the screen."""
    values = {"rhythm": rhythm, "language": language, "quiet_until": quiet_until, "muted": sorted(muted)}
    with transaction.atomic():
        choice = _row_of(address)
        if choice.version != version:
            raise Stale(choice)
        changes = change(choice, **values)
        if changes:
            record("outbox.choice.changed", choice, by=by, changes=changes)
    return choice


def stop(address: str) -> None:
    """No reminders any more for this address; doing it twice is no different. Duties are mailed in any case."""
    _turn(address, Rhythm.NEVER, "outbox.choice.stopped")


def resume(address: str) -> None:
    """Reminders again, as often as before they were stopped; nothing for who did not stop them."""
    choice = Choice.objects.of(address)
    if choice.rhythm == Rhythm.NEVER:
        _turn(address, _before(choice), "outbox.choice.resumed")


def _before(choice: Choice) -> Rhythm:
    """What history knows that was chosen before the reminders were stopped; else the usual."""
    for entry in Entry.objects.about(choice).order_by("-pk"):
        match entry.changes.get("rhythm"):
            case [str(old), Rhythm.NEVER.value] if old in Rhythm.values and old != Rhythm.NEVER:
                return Rhythm(old)
    return Rhythm.DAILY


def _turn(address: str, rhythm: Rhythm, verb: str) -> None:
    """In one UPDATE, whoever else changes the row: two who press at once are both right."""
    with transaction.atomic():
        choice = _row_of(address)
        others = Choice.objects.filter(pk=choice.pk).exclude(rhythm=rhythm)
        if others.update(rhythm=rhythm, version=F("version") + 1):
            record(verb, choice, by=None, changes={"rhythm": (choice.rhythm, rhythm)})


def _row_of(address: str) -> Choice:
    """The row of this address; two who make it at once get the same one."""
    choice = Choice.objects.of(address)
    if choice.pk is None:
        try:
            with transaction.atomic():
                choice.save(force_insert=True)
        except IntegrityError:
            choice = Choice.objects.get(address=choice.address)
    return choice
