"""Writing history, and checking that nobody rewrote it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from wegwijzer.accounts.models import Organisation
from wegwijzer.audit.models import Entry

START = "0" * 64
LONGEST_TEXT = 500
CHAIN_LOCK = 7_401_209  # one number for "the end of the chain" among PostgreSQL's advisory locks


def _plain(value: Any) -> Any:
    """A value as history keeps it: JSON, texts cut at 500 characters, related rows by their name."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, models.Model):
        return f"{value} (#{value.pk})"
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Decimal | float):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    text = str(value)
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def names_of(rows: Iterable[models.Model]) -> str:
    """Several related rows as one text, in the order of their names: the same rows are then the same text."""
    return ", ".join(sorted(str(row) for row in rows))


def record(
    verb: str,
    target: models.Model,
    *,
    by: Any,
    scope: Organisation | None = None,
    changes: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Entry:
    """Add one entry to history. Must run inside the transaction of the change; raises RuntimeError otherwise.

    `changes` is {field: (old, new)} or {field: new}; `by` is the user, None for the machine itself.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("history is written in the transaction of the change")
    if connection.vendor == "postgresql":  # SQLite lets in one writer at a time by itself
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    previous = Entry.objects.order_by("-pk").values_list("digest", flat=True).first() or START
    entry = Entry(
        at=timezone.now(),
        by=by,
        scope=scope,
        verb=verb,
        target_type=target._meta.label_lower,
        target_id=target.pk,
        target_text=str(target)[:200],
        changes={name: _plain(change) for name, change in (changes or {}).items()},
        reason=reason[:LONGEST_TEXT],
        previous=previous,
    )
    entry.digest = entry.sealed(previous)
    with transaction.atomic(savepoint=False):
        entry.save(force_insert=True)
    return entry


def broken_links() -> Iterator[Entry]:
    """The entries that do not follow from the one before: altered, moved, or with a row missing before them."""
    previous = START
    for entry in Entry.objects.order_by("pk").iterator(chunk_size=2000):
        if entry.previous != previous or entry.digest != entry.sealed(previous):
            yield entry
        previous = entry.digest
