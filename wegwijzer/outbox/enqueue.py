"""Telling somebody something: the one way to send a mail."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils import timezone

from wegwijzer.accounts.models import Organisation
from wegwijzer.jobs.bell import ring
from wegwijzer.logbook import trace
from wegwijzer.outbox import models
from wegwijzer.outbox.compose import one_line, render
from wegwijzer.outbox.registry import kinds

SEND = "wegwijzer.outbox.tasks.send_message"


@dataclass(frozen=True)
class Attachment:
    """A file to send along. A calendar file has the content type "text/calendar; method=REQUEST" (or CANCEL)."""

    name: str
    content_type: str
    content: bytes


def enqueue(
    kind: str,
    *,
    to: str,
    name: str,
    context: Mapping[str, Any],
    dedupe_key: str,
    scope: Organisation | None = None,
    target: Model | None = None,
    attachments: Iterable[Attachment] = (),
    send_after: dt.datetime | None = None,
    keep_text: bool = True,
) -> models.Message | None:
    """Have a mail sent once the change that it tells of is committed; None when `dedupe_key` was used before.

    `kind` is "app.event" and names the templates. Of a kind whose text is made when it leaves, the one of now need not
    be kept: not `keep_text` when who may see this mail may not see all that stands in it.
    Raises RuntimeError outside a transaction, LookupError for a kind that nobody registered.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a message is written in the transaction of the change")
    if kind not in kinds:
        raise LookupError(f"unknown kind of message: {kind}")
    if models.Message.objects.filter(dedupe_key=dedupe_key).exists():
        return None
    subject, body = render(kind, {"recipient_name": name} | dict(context))
    if not keep_text:
        assert kinds[kind].is_written_as_it_leaves, f"the text of {kind} is needed to send it"
        body = ""
    now = timezone.now()
    address = {"to": one_line(to, 254), "name": one_line(name, 120), "subject": subject, "body": body}
    about = {"target_type": target._meta.label_lower, "target_id": target.pk} if target else {}
    moments = {"created_at": now, "send_after": send_after or now, "request_id": trace.current_id()}
    message = models.Message(kind=kind, dedupe_key=dedupe_key, scope=scope, **address, **about, **moments)
    if not _added(message):
        return None
    _attach(message, attachments)
    if message.send_after <= now:
        ring(SEND, message.pk)
    return message


def _added(message: models.Message) -> bool:
    """Whether the row is ours; the unique key decides when two ask at the same moment."""
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        if models.Message.objects.filter(dedupe_key=message.dedupe_key).exists():
            return False
        raise
    return True


def _attach(message: models.Message, attachments: Iterable[Attachment]) -> None:
    models.Attachment.objects.bulk_create(
        models.Attachment(
            message=message,
            position=position,
            name=one_line(attachment.name, 150),
            content_type=attachment.content_type,
            content=attachment.content,
        )
        for position, attachment in enumerate(attachments, start=1)
    )
