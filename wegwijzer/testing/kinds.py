"""A kind of message for tests. A worker that a test starts imports this too."""

from wegwijzer.outbox import registry
from wegwijzer.outbox.models import Message

NOTE = "testing.note"


def _still_valid(message: Message) -> bool:
    """A test lets a note lapse by its subject, in whatever process it is sent."""
    return not message.subject.startswith("Vervallen")


if NOTE not in registry.kinds:
    registry.register(NOTE, label="Bericht in een test", still_valid=_still_valid)
