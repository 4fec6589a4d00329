"""The mails of the entrance. Each carries a link that ends, and tells nothing else."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wegwijzer.accounts.models import User
from wegwijzer.entrance.models import Invitation
from wegwijzer.outbox import registry
from wegwijzer.outbox.enqueue import enqueue

if TYPE_CHECKING:
    from wegwijzer.outbox.models import Message


def register() -> None:
    """The kinds of mail the outbox may expect from here."""
    registry.register("entrance.invitation", label=_("uitnodiging voor een login"), still_valid=invitation_is_open)
    registry.register("entrance.password_reset", label=_("nieuw wachtwoord"), still_valid=user_is_active)


def invitation_is_open(message: "Message") -> bool:
    invited = Invitation.objects.filter(pk=message.target_id, user__is_active=True).first()
    return invited is not None and invited.is_open


def user_is_active(message: "Message") -> bool:
    return User.objects.filter(pk=message.target_id, is_active=True).exists()


def link_to(name: str, *arguments: str) -> str:
    """A full address of ours; from the settings, because the Host header is whatever a visitor says."""
    return settings.SITE_URL + reverse(f"entrance:{name}", args=arguments)


def invitation(invited: Invitation, token: str) -> None:
    """To who was invited: who did, and the link."""
    enqueue(
        "entrance.invitation",
        to=invited.user.email,
        name=invited.user.name,
        context={
            "inviter": invited.by.name if invited.by else "",
            "partnership": invited.scope.name if invited.scope else "",
            "link": link_to("invitation_accept", token),
            "expires_at": invited.expires_at,
        },
        dedupe_key=f"entrance.invitation:{invited.pk}",
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
