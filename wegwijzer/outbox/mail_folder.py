"""Mail as files, for an installation without a mail server: one .eml per mail, which any mail program opens."""

import datetime as dt
import secrets
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django.utils.text import slugify

LONGEST_SUBJECT = 60  # characters of it in the name of the file


class EmailBackend(BaseEmailBackend):
    """Writes each mail to settings.MAIL_FOLDER. In the order of their names the newest comes last."""

    def open(self) -> bool:
        """Raises OSError when there can be no such folder: nothing has left the house then."""
        settings.MAIL_FOLDER.mkdir(mode=0o750, parents=True, exist_ok=True)
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self.open()
        for email in email_messages:
            _keep(email)
        return len(email_messages)


def _keep(email: EmailMessage) -> None:
    """Whole or not at all: a reader never finds half a mail. For the eyes of this user alone: it may hold a link."""
    # UTC, because an hour that the clock has twice would mix up the order; the end keeps two of one moment apart.
    stamp = f"{timezone.now().astimezone(dt.UTC):%Y%m%dT%H%M%S.%fZ}"
    subject = slugify(email.subject)[:LONGEST_SUBJECT].strip("-") or "mail"
    path = settings.MAIL_FOLDER / f"{stamp}-{subject}-{secrets.token_hex(2)}.eml"
    part: Path = path.with_name(f".{path.name}.part")
    part.touch(mode=0o600)
    part.write_bytes(email.message().as_bytes(linesep="\r\n"))  # type: ignore[call-arg]
    part.replace(path)
