"""The mails of the entrance. Each carries a link that ends, and tells nothing else."""

from django.utils.translation import gettext_lazy as _

from wegwijzer.outbox import registry


def register() -> None:
    """The kinds of mail the outbox may expect from here."""
    registry.register("entrance.invitation", label=_("uitnodiging voor een login"))
    registry.register("entrance.password_reset", label=_("nieuw wachtwoord"))
