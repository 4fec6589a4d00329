"""What the outbox forgets by itself. Periodic work: called with the moment, returns a line about what it did."""

import datetime as dt

from django.conf import settings
from django.db import transaction

from wegwijzer.outbox.models import Attachment, Message

KEEP_TEXT = dt.timedelta(days=30)


def clear_texts(now: dt.datetime) -> str:
    """Drop text and files of what was settled more than 30 days ago; that it was sent stays known."""
    with transaction.atomic():
        settled = Message.objects.settled_before(now - KEEP_TEXT)
        old = list(settled.values_list("pk", flat=True)[:5000])
        # Asked once more: what somebody sends again at this moment keeps its text and its files.
        count = settled.filter(pk__in=old).update(body="", cleared_at=now)
        Attachment.objects.filter(message__in=old, message__cleared_at__isnull=False).delete()
    return f"{count} texts cleared"


def clear_mail_folder(now: dt.datetime) -> str:
    """Remove the mails that were written to the folder more than 30 days ago: they hold the same texts."""
    before = (now - KEEP_TEXT).timestamp()
    old = [path for path in settings.MAIL_FOLDER.glob("*.eml") if path.stat().st_mtime < before]
    for path in old:
        path.unlink(missing_ok=True)
    return f"{len(old)} mail files removed"
