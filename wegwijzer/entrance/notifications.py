"""The mails of the entrance. Each carries a link that ends, and tells nothing else.

The address in an invitation is filled in when the mail leaves: the database keeps only a mark in its place, for a
coordinator reads what was sent.
"""

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wegwijzer.accounts.models import User
from wegwijzer.entrance.models import Invitation
from wegwijzer.outbox import registry
from wegwijzer.outbox.enqueue import enqueue
from wegwijzer.outbox.fate import MARK

if TYPE_CHECKING:
    from wegwijzer.outbox.models import Message

INVITATION = "entrance.invitation"


def register() -> None:
    """The kinds of mail the outbox may expect from here."""
    registry.register(
        INVITATION,
        label=_("uitnodiging voor een login"),
        still_valid=invitation_is_open,
        completed=with_link,
        button=_("Kies een wachtwoord"),
    )
    registry.register(
        "entrance.password_reset",
        label=_("nieuw wachtwoord"),
        still_valid=user_is_active,
        button=_("Kies een nieuw wachtwoord"),
    )


def invitation_is_open(message: "Message") -> bool:
    """It can be accepted, and this is still the address of who was invited."""
    rows = Invitation.objects.filter(pk=message.target_id, user__is_active=True, user__email=message.to)
    invited = rows.first()
    return invited is not None and invited.is_open


def with_link(message: "Message") -> registry.Letter:
    invited = Invitation.objects.filter(pk=message.target_id).first()
    if invited is None:
        raise LookupError("the invitation of this mail is gone")
    link, mark = link_to("invitation_accept", invited.key), link_to("invitation_accept", MARK)
    return registry.Letter(message.subject, message.body.replace(mark, link))


def user_is_active(message: "Message") -> bool:
    return User.objects.filter(pk=message.target_id, is_active=True).exists()


def link_to(name: str, *arguments: str) -> str:
    """A full address of ours; from the settings, because the Host header is whatever a visitor says."""
    return settings.SITE_URL + reverse(f"entrance:{name}", args=arguments)


def invitation(invited: Invitation) -> None:
    """To who was invited: who did, and the link."""
    enqueue(
        INVITATION,
        to=invited.user.email,
        name=invited.user.name,
        context={
            "inviter": invited.by.name if invited.by else "",
            "partnership": invited.scope.name if invited.scope else "",
            "link": link_to("invitation_accept", MARK),
            "expires_at": invited.expires_at,
        },
        dedupe_key=f"{INVITATION}:{invited.pk}",
        scope=invited.scope,
        target=invited,
    )


def password_reset(user: User, uid: str, token: str, seal: str) -> None:
    """To who forgot a password: the link."""
    enqueue(
        "entrance.password_reset",
        to=user.email,
        name=user.name,
        context={"link": link_to("password_reset", uid, token), "minutes": settings.PASSWORD_RESET_TIMEOUT // 60},
        dedupe_key=f"entrance.password_reset:{user.pk}:{seal}",
        target=user,
    )
