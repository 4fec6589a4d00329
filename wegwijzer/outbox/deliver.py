"""Sending one message: claim, ask again, hand over, note its fate. Each step is one committed UPDATE.

A process may be killed between any two lines. Before "handed over" is noted nothing has left the house, so the message
is tried again; after it nobody can know, so it becomes uncertain and a person decides.
"""

import datetime as dt
import logging
import smtplib
from collections.abc import Mapping
from email.errors import MessageError

from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import OperationalError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from wegwijzer.lifecycle import Refused, Stale, change, move
from wegwijzer.outbox.compose import build
from wegwijzer.outbox.models import LIFECYCLE, Message
from wegwijzer.outbox.registry import kinds

log = logging.getLogger("wegwijzer.outbox")
SHORTEST_PAUSE, LONGEST_PAUSE = dt.timedelta(seconds=30), dt.timedelta(minutes=5)
MOST_ATTEMPTS = 864  # three days, once the pause is at its longest


def deliver(message: Message) -> None:
    """Try to send `message` now; does nothing when it is not ready or when another process was first."""
    try:
        now = timezone.now()
        move(message, "claim", LIFECYCLE, claimed_at=now, attempts=message.attempts + 1, reason="")
        _send(message)
    except (Refused, Stale):
        log.info("message %s is with another process", message.pk)


def settle_abandoned(message: Message) -> None:
    """Decide about a message whose process is gone: again if it never left the house, else uncertain."""
    try:
        if message.handed_over_at is None:
            _release(message, _("Het versturen werd onderbroken."))
        else:
            _doubt(message, _("Het versturen werd onderbroken nadat het bericht aan de mailserver gegeven was."))
    except (Refused, Stale):
        log.info("message %s was settled by another process", message.pk)


def _send(message: Message) -> None:
    kind = kinds.get(message.kind)
    if kind is None:
        return _fail(message, _("Dit soort bericht bestaat niet meer."))
    try:
        valid = kind.still_valid(message)
        later = kind.not_before(message)
    except Exception as error:  # a fault in the question is no answer: ask again later
        log.exception("cannot tell whether message %s still holds", message.pk)
        return _release(message, _said(error))
    if not valid:
        return _stop(message, "lapse", _("Niet meer van toepassing op het moment van versturen."))
    if later is not None and later > timezone.now():
        return _wait(message, later)
    try:
        email = build(message)
    except (ValidationError, MessageError, ValueError, LookupError) as error:
        return _fail(message, _("Van dit bericht kan geen e-mail gemaakt worden: %s") % _said(error))
    except Exception as error:  # a fault of ours, that may be mended before it is given up
        log.exception("message %s can not be built", message.pk)
        return _release(message, _said(error))
    return _connect_and_hand_over(message, email)


def _connect_and_hand_over(message: Message, email: EmailMultiAlternatives) -> None:
    mail_server = get_connection()
    try:
        mail_server.open()
    except Exception as error:  # refused, timed out, wrong password: whatever it is, nothing was handed over
        _close(mail_server)  # after a word that failed, of STARTTLS for example, the line is still open
        _release(message, _said(error))
        if not isinstance(error, smtplib.SMTPResponseException):  # what answers holds nobody up
            _let_others_wait()
        return
    try:
        change(message, handed_over_at=timezone.now())
        _hand_over(message, email, mail_server)
    finally:
        _close(mail_server)


def _hand_over(message: Message, email: EmailMultiAlternatives, mail_server: BaseEmailBackend) -> None:
    """Give it to the mail server. Its own "no" is a known fate; silence is not."""
    try:
        mail_server.send_messages([email])
    except smtplib.SMTPRecipientsRefused as error:
        code, text = next(iter(error.recipients.values()))
        _refused(message, code, text)
    except smtplib.SMTPResponseException as error:  # the sender or the text is refused
        _refused(message, error.smtp_code, error.smtp_error)
    except (smtplib.SMTPNotSupportedError, ValueError) as error:  # raised before a word is said to the server
        _fail(message, _said(error))
    except Exception as error:
        _doubt(message, _("De mailserver heeft niet bevestigd: %s") % _said(error))
    else:
        move(message, "arrive", LIFECYCLE, sent_at=timezone.now(), claimed_at=None)


def _refused(message: Message, code: int, text: bytes | str) -> None:
    reason = f"{code} {text.decode(errors='replace') if isinstance(text, bytes) else text}"
    if 400 <= code < 500:
        _release(message, reason)
    elif code >= 500:
        _fail(message, reason)
    else:  # smtplib says -1 when the line was cut
        _doubt(message, reason)


def pause_after(attempts: int) -> dt.timedelta:
    """How long to wait after this many attempts: 30 seconds, doubling, at most 5 minutes."""
    return min(SHORTEST_PAUSE * (1 << min(attempts - 1, 10)), LONGEST_PAUSE)


def _release(message: Message, reason: str) -> None:
    if message.attempts >= MOST_ATTEMPTS:
        return _fail(message, reason)
    log.warning("message %s will be tried again: %s", message.pk, reason)
    after = timezone.now() + pause_after(message.attempts)
    stamps = {"send_after": after, "claimed_at": None, "handed_over_at": None, "reason": reason[:300]}
    return move(message, "release", LIFECYCLE, **stamps)


def _let_others_wait() -> None:
    """Nobody is there: let one mail find that out in a while, instead of each of them.

    A server that swallows packets holds a process until the time limit; all other work would stand behind a queue of
    mails that do.
    """
    until = timezone.now() + SHORTEST_PAUSE
    try:
        Message.objects.due(until).order_by().update(send_after=until, version=F("version") + 1)
    except OperationalError as error:  # another process does the same at this moment
        log.info("other messages keep their moment: %s", error)


def _wait(message: Message, until: dt.datetime) -> None:
    """Not now; that is no attempt."""
    stamps = {"send_after": until, "claimed_at": None, "attempts": message.attempts - 1}
    move(message, "release", LIFECYCLE, **stamps)


def _fail(message: Message, reason: str) -> None:
    log.error("message %s failed: %s", message.pk, reason)
    _stop(message, "fail", reason, {"handed_over_at": None})


def _doubt(message: Message, reason: str) -> None:
    log.error("message %s is uncertain: %s", message.pk, reason)
    _stop(message, "doubt", reason)


def _stop(message: Message, verb: str, reason: str, more: Mapping[str, None] | None = None) -> None:
    stamps = {"stopped_at": timezone.now(), "claimed_at": None, "reason": reason[:300]}
    move(message, verb, LIFECYCLE, **stamps, **(more or {}))


def _said(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return " ".join(f"{type(error).__name__}: {error}".split())


def _close(mail_server: BaseEmailBackend) -> None:
    """A failing goodbye changes nothing about what was said before it."""
    try:
        mail_server.close()
    except Exception as error:
        log.warning("closing the mail server: %s", error)
