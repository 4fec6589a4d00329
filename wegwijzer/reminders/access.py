"""One's own choice, and nobody else's."""

from wegwijzer.accounts.models import User
from wegwijzer.outbox.models import Choice


def choice_of(user: User) -> Choice:
    """How this login wants to be mailed; the usual, not saved, when nothing was chosen."""
    return Choice.objects.of(user.email)
