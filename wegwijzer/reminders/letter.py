"""The mail that somebody gets: what waits for them, soonest first. Written when it leaves, of what holds then."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wegwijzer.outbox.compose import render
from wegwijzer.outbox.fate import MARK
from wegwijzer.outbox.models import Choice, Message
from wegwijzer.outbox.registry import Letter, register
from wegwijzer.reminders.access import can_choose
from wegwijzer.reminders.current import Item, items_on
from wegwijzer.reminders.hours import may_leave_at
from wegwijzer.reminders.models import DIGEST, Notice
from wegwijzer.reminders.plan import wants

# What stands in the link that stops the mails to an address: it opens nothing else, and needs no login.
# A salt of its own: what is signed for another purpose stops no mail.
SIGNER = signing.Signer(salt="reminders.stop", sep=".")


def words(items: Sequence[Item], token: str = MARK) -> dict[str, Any]:
    """What the templates say, of what waits for one person; `token` is signed as the mail leaves, and never kept.

    `choose` is where they choose how often; "" for who has no login, and would come before a closed door.
    """
    own = [item for item in items if not item.is_escalated]
    return {
        "own": own,
        "is_late": any(item.is_late for item in own),
        "others": [item for item in items if item.is_escalated],
        "first": items[0],
        "total": len(items),
        "stop": settings.SITE_URL + reverse("reminders:stop", args=[token]),
        "choose": settings.SITE_URL + reverse("reminders:choice") if can_choose(items[0].party.address) else "",
    }


def stop_token(address: str) -> str:
    """The mail address, signed; in letters that no address of a page trips over."""
    return SIGNER.sign(urlsafe_base64_encode(address.encode()))


def address_of(token: str) -> str | None:
    """The mail address that was signed; None for what is not from us."""
    try:
        return urlsafe_base64_decode(SIGNER.unsign(token)).decode()
    except (signing.BadSignature, ValueError):
        return None


@dataclass(frozen=True)
class Holding:
    """What of a mail still holds, for this person, as they want it now; `left_out` are the other notices (keys)."""

    items: list[Item]
    left_out: list[int]


def holding(message: Message) -> Holding:
    """A rule that can not be asked keeps the others waiting no longer: it counts as if it had nothing to say."""
    notices = list(Notice.objects.filter(message=message))
    asked: dict[str, set[int]] = {}
    for notice in notices:
        asked.setdefault(notice.rule, set()).add(notice.subject)
    keys = {notice.key for notice in notices}
    choice = Choice.objects.of(message.to)
    with translation.override(choice.language):
        current = items_on(timezone.localdate(), asked, [], early=True)
        found = [item for key, item in current.items() if key in keys and wants(choice, item)]
    told = {item.key for item in found}
    left_out = [notice.pk for notice in notices if notice.key not in told]
    return Holding(sorted(found, key=lambda item: item.order), left_out)


def _kept(message: Message) -> Holding:
    """`holding`, asked once for the two questions that are put right after each other when a mail leaves."""
    if not hasattr(message, "_holding"):
        message._holding = holding(message)  # type: ignore[attr-defined]
    return message._holding  # type: ignore[attr-defined,no-any-return]


def still_holds(message: Message) -> bool:
    return bool(_kept(message).items)


def as_it_leaves(message: Message) -> Letter:
    """Raises LookupError when nothing of it holds any more.

    What is left out was not told: it is noted anew when it comes back, or when a rule that could not be asked answers.
    (Of a mail of which nothing is left, it is so the day after: `unsaid`.)
    """
    kept = _kept(message)
    if not kept.items:
        raise LookupError("nothing of this reminder holds any more")
    # Gone, and not waiting again: the first of them names the mail that it is in.
    Notice.objects.filter(pk__in=kept.left_out).delete()
    items = [item.as_it_leaves for item in kept.items]
    context = {"recipient_name": message.name} | words(items, stop_token(items[0].party.address))
    language = Choice.objects.of(message.to).language
    subject, text = render(DIGEST, context, language)
    headers = {
        "List-Unsubscribe": f"<{context['stop']}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
    }
    labels = [(settings.SITE_URL + item.wait.path, item.wait.title) for item in items]
    with translation.override(language):
        if context["choose"]:
            labels.append((context["choose"], gettext("Kies hoe vaak u mails krijgt")))
        labels.append((context["stop"], gettext("Geen herinneringen meer")))
    return Letter(subject, text, headers, labels, language)


def leaves_at(message: Message) -> dt.datetime:
    """Also what waited for a mail server leaves in office hours, and not while somebody wants none."""
    return may_leave_at(Choice.objects.of(message.to), timezone.now())


def register_kind() -> None:
    """Make the kind of message known; called once, when the application starts."""
    register(
        DIGEST,
        label=_("herinnering"),
        still_valid=still_holds,
        completed=as_it_leaves,
        reminds=True,
        not_before=leaves_at,
    )
