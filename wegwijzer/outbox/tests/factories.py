"""Messages for tests."""

from itertools import count

from django.db import transaction

from wegwijzer.outbox.enqueue import enqueue
from wegwijzer.outbox.models import Message

_numbers = count(1)


def note(**fields):
    """A message in the outbox, or None when its key was used; `subject` and `text` go into the text."""
    number = next(_numbers)
    context = {"subject": fields.pop("subject", "Dag"), "text": fields.pop("text", "De vergadering gaat door.")}
    values = {
        "to": f"lid{number}@example.org",
        "name": f"Lid {number}",
        "context": context,
        "dedupe_key": f"note:{number}",
    } | fields
    with transaction.atomic():
        return enqueue("testing.note", **values)


def fresh(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)
