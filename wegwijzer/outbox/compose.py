"""From an event to a mail: the text when the event happens, the e-mail itself when it is sent."""

import re
import unicodedata
from collections.abc import Mapping
from email.utils import formataddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.template import Context
from django.template.loader import get_template
from django.utils import translation
from django.utils.crypto import salted_hmac

from wegwijzer.outbox.html import html_of
from wegwijzer.outbox.models import Message
from wegwijzer.outbox.registry import kinds

LONGEST_SUBJECT = 200


def one_line(text: str, longest: int) -> str:
    """`text` fit for a header: no line ends, control characters or marks that turn the reading direction; cut with …"""
    # Cf holds the direction marks (and zero-width joiners, which a header can do without); Z* are spaces of any kind.
    visible = "".join(
        " " if (category := unicodedata.category(sign))[0] == "Z" or category == "Cc" else sign
        for sign in text
        if unicodedata.category(sign) not in ("Cf", "Cs", "Co")
    )
    line = " ".join(visible.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def render(kind: str, context: Mapping[str, Any], language: str = settings.LANGUAGE_CODE) -> tuple[str, str]:
    """Subject and text from <app>/email/<event>.subject.txt and .body.txt; plain text, so nothing is escaped."""
    app, event = kind.split(".")
    words = {"site_url": settings.SITE_URL} | dict(context)
    with translation.override(language):
        subject, body = (
            get_template(f"{app}/email/{event}.{part}.txt", using="django").template.render(  # type: ignore[attr-defined]
                Context(words, autoescape=False)
            )
            for part in ("subject", "body")
        )
    return one_line(subject, LONGEST_SUBJECT), re.sub(r"\n{3,}", "\n\n", body.strip()) + "\n"


def message_id(message: Message) -> str:
    """Always the same for the same row, so that a mail client recognises a mail that comes twice."""
    # Not the key alone: after an older back-up was put back the same one is given to another mail.
    named = f"{message.pk} {message.dedupe_key} {message.created_at.timestamp()}"
    seal = salted_hmac("wegwijzer.outbox", named, algorithm="sha256").hexdigest()[:16]
    return f"<message-{message.pk}.{seal}@{urlsplit(settings.SITE_URL).hostname}>"


def build(message: Message) -> EmailMultiAlternatives:
    """The e-mail of this row. Raises ValidationError, ValueError or LookupError when it can not be one."""
    validate_email(message.to)
    kind = kinds[message.kind]
    letter = kind.completed(message)
    email = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        to=[formataddr((message.name, message.to))],
        headers={"Message-ID": message_id(message), "Auto-Submitted": "auto-generated", **letter.headers},
    )
    with translation.override(letter.language):
        html = html_of(letter.subject, letter.text, str(kind.button), letter.labels)
    email.attach_alternative(html, "text/html")
    for attachment in message.attachments.all():
        content = bytes(attachment.content)
        if attachment.content_type.startswith("text/calendar"):
            # Calendar programs act on the part beside the text; the file is for those that do not look there.
            email.attach_alternative(content.decode(), attachment.content_type)
            email.attach(attachment.name, content, "application/ics")
        else:
            email.attach(attachment.name, content, attachment.content_type)
    email.message().as_bytes()  # what can not be built is found here, before the mail server is bothered
    return email
