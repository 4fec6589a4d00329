"""A guest gets a link to a dossier by mail, when there is an address.

A dedupe key is "<kind>:<link>:<making of it>". The address of the link is filled in when the mail leaves: the database
keeps only a mark in its place.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from projects.models import GuestLink
from wegwijzer.outbox.enqueue import enqueue
from wegwijzer.outbox.fate import MARK
from wegwijzer.outbox.models import Message
from wegwijzer.outbox.registry import Letter, register

SHARED = "projects.dossier_shared"


def tell(link: GuestLink) -> None:
    """Mail the link as it was just made; nothing without an address."""
    if not link.email:
        return
    partnership = link.partnership
    enqueue(
        SHARED,
        to=link.email,
        name=link.name,
        context={
            "dossier": link.dossier,
            "partnership": partnership,
            "last_on": link.last_on,
            "link": address(MARK),
            "answer_to": partnership.organisation.email,
        },
        dedupe_key=f"{SHARED}:{link.pk}:{link.stamp}",
        scope=partnership.organisation,
        target=link,
    )


def address(key: str) -> str:
    """Where a link leads, to open from a mail."""
    return settings.SITE_URL + reverse("projects:guest_dossier", args=[key])


def _link_of(message: Message) -> GuestLink | None:
    return GuestLink.objects.filter(pk=int(message.dedupe_key.split(":")[1])).first()


def still_shared(message: Message) -> bool:
    """The link still works, and this is still the address of that guest."""
    link, stamp = _link_of(message), int(message.dedupe_key.split(":")[2])
    return link is not None and link.email == message.to and link.hindrance(stamp) is None


def with_link(message: Message) -> Letter:
    link = _link_of(message)
    if link is None:
        raise LookupError("the link of this mail is gone")
    return Letter(message.subject, message.body.replace(address(MARK), address(link.key)))


def register_kinds() -> None:
    """Make the kind of message known; called once, when the application starts."""
    register(
        SHARED,
        label=_("link om een dossier in te kijken"),
        still_valid=still_shared,
        completed=with_link,
        button=_("Bekijk het dossier"),
    )
