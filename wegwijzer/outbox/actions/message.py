"""What a person can do about a message."""

from django.db import transaction
from django.utils import timezone

from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.jobs.bell import ring
from wegwijzer.lifecycle import Refused, Stale, move
from wegwijzer.outbox.enqueue import SEND
from wegwijzer.outbox.models import LIFECYCLE, Message, MessageQuerySet

AT_ONCE = 200  # mails that one press of the button sends again


def send_again(message: Message, *, by: User) -> None:
    """Send a message that failed, or whose fate is unknown, once more.

    Raises Refused when it is not in doubt or its text is gone, Stale when somebody else just did this.
    """
    before, reason = message.state, message.reason
    with transaction.atomic():
        move(
            message,
            "send_again",
            LIFECYCLE,
            send_after=timezone.now(),
            attempts=0,
            handed_over_at=None,
            stopped_at=None,
            reason="",
        )
        record(
            "outbox.message.sent_again",
            message,
            by=by,
            scope=message.scope,
            changes={"state": (before, message.state)},
            reason=reason,
        )
        ring(SEND, message.pk)


def send_failed_again(messages: MessageQuerySet, *, by: User) -> int:
    """Each of these that failed once more, by itself: what somebody else just sent does not hold up the rest.

    At most AT_ONCE of them, and never one that may have arrived: about that a person decides mail by mail. Returns how
    many leave.
    """
    count = 0
    for message in messages.failed()[:AT_ONCE]:
        try:
            send_again(message, by=by)
            count += 1
        except (Refused, Stale):
            continue
    return count
