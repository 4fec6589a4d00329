"""An invitation to come in: for one login, once, for seven days."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wegwijzer.accounts.models import Organisation

VALID_FOR = dt.timedelta(days=7)
SALT = "entrance.invitation"


class InvitationQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Neither accepted nor withdrawn; they may have expired."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class Invitation(models.Model):
    """Sent to `user`, who has no password yet. `scope` is the partnership it was sent for, if any."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations", verbose_name=_("gebruiker")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("door")
    )
    scope = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("verstuurd op"))
    expires_at = models.DateTimeField(_("geldig tot"))
    accepted_at = models.DateTimeField(_("aanvaard op"), null=True)
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_one_open_per_user",
                violation_error_message=_("Deze gebruiker heeft al een uitnodiging."),
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="invitation_accepted_or_withdrawn"
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("sent_at")), name="invitation_expires_after_sending"),
        ]

    def __str__(self) -> str:
        return str(_("uitnodiging voor %(name)s") % {"name": self.user.name})

    @property
    def is_open(self) -> bool:
        """Can still be accepted."""
        return self.accepted_at is None and self.withdrawn_at is None and self.expires_at > timezone.now()

    @property
    def key(self) -> str:
        """What stands in the link: the number of the invitation, signed with a date. Never kept."""
        return signing.dumps(self.pk, salt=SALT)
