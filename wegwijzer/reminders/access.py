"""One's own choice, and nobody else's; and who has a page to choose on."""

from wegwijzer.accounts.models import User
from wegwijzer.outbox.models import Choice, Rhythm


def choice_of(user: User) -> Choice:
    """How this login wants to be mailed; the usual, not saved, when nothing was chosen."""
    return Choice.objects.of(user.email)


def has_stopped(address: str) -> bool:
    """Whether somebody wants no reminders at this address."""
    return Choice.objects.of(address).rhythm == Rhythm.NEVER


def can_choose(address: str) -> bool:
    """Whether somebody can log in with this address; many who are reminded have no login."""
    return User.objects.filter(email__iexact=address, is_active=True).exists()
