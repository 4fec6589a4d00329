"""What a person can do about a message."""

import datetime as dt
import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wegwijzer.accounts.models import User
from wegwijzer.audit.record import record
from wegwijzer.jobs.bell import ring
from wegwijzer.lifecycle import Refused, Stale, move
from wegwijzer.outbox.enqueue import SEND
from wegwijzer.outbox.models import CAME, DROPPED, LIFECYCLE, Message, MessageQuerySet, MessageState
from wegwijzer.outbox.registry import kinds

log = logging.getLogger("wegwijzer.outbox")
AT_ONCE = 200  # mails that one press of the button sends again


def send_again(message: Message, *, by: User) -> None:
    """Send a message that failed, or whose fate is unknown, once more: now, or at its hour when its kind has one.

    Raises Refused when it is not in doubt or its text is gone, Stale when somebody else just did this.
    """
    before, reason = message.state, message.reason
    leaves_at = _leaves_at(message)
    with transaction.atomic():
        move(
            message,
            "send_again",
            LIFECYCLE,
            send_after=leaves_at,
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
        if leaves_at <= timezone.now():
            ring(SEND, message.pk)


def _leaves_at(message: Message) -> dt.datetime:
    now, kind = timezone.now(), kinds.get(message.kind)
    try:
        later = kind.not_before(message) if kind else None
    except Exception:  # whoever sends it asks once more
        log.exception("cannot tell when message %s may leave", message.pk)
        return now
    return max(later or now, now)


def confirm(message: Message, *, by: User) -> None:
    """Note that one whose fate was unknown did arrive. Raises Refused when its fate is known, Stale."""
    left_at = message.handed_over_at or timezone.now()  # unknown of one that came back with a back-up
    stamps = {"handed_over_at": left_at, "sent_at": left_at, "stopped_at": None, "reason": CAME}
    _settle(message, "confirm", "outbox.message.confirmed", stamps, by=by)


def drop(message: Message, *, by: User) -> None:
    """Note that one that failed, or whose fate is unknown, need not arrive any more.

    One that may have arrived keeps the moment at which it may have left. Raises Refused when it is not stuck, Stale.
    """
    may_have_left = message.state == MessageState.UNCERTAIN
    left_at = (message.handed_over_at or message.stopped_at) if may_have_left else None
    _settle(message, "drop", "outbox.message.dropped", {"handed_over_at": left_at, "reason": DROPPED}, by=by)


def settle_stuck(message: Message, decision: str, *, by: User) -> None:
    """End it without sending it: "confirm" or "drop" it. Raises Refused for any other word, or as those do."""
    match decision:
        case "confirm":
            confirm(message, by=by)
        case "drop":
            drop(message, by=by)
        case _:
            raise Refused(_("Kies of de mail aankwam, of niet meer nodig is."))


def _settle(message: Message, verb: str, told: str, stamps: Mapping[str, Any], *, by: User) -> None:
    before, reason = message.state, message.reason
    with transaction.atomic():
        move(message, verb, LIFECYCLE, **stamps)
        changes = {"state": (before, message.state)}
        record(told, message, by=by, scope=message.scope, changes=changes, reason=reason)


def send_failed_again(messages: MessageQuerySet, *, by: User) -> list[Message]:
    """Each of these that failed once more, by itself: what somebody else just sent does not hold up the rest.

    At most AT_ONCE of them, and never one that may have arrived: about that a person decides mail by mail. Returns
    those that leave.
    """
    leaving = []
    for message in messages.failed()[:AT_ONCE]:
        try:
            send_again(message, by=by)
            leaving.append(message)
        except (Refused, Stale):
            continue
    return leaving
