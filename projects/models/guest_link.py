"""A read-only link to one frozen dossier, for somebody without an account (an auditor, an administration)."""

import datetime as dt
from enum import StrEnum

from django.core import signing
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.models.dossier import Dossier, DossierPart, DossierPartQuerySet
from projects.models.dossier_version import DossierVersion
from wegwijzer.accounts.models import User

# A salt of its own: what is signed for another purpose opens nothing here.
GUEST_SIGNER = signing.Signer(salt="projects.guest_link", sep=".")


class GuestHindrance(StrEnum):
    """Why a link does not work, the gravest first."""

    FORGED = "forged"  # not signed by us, or of a link that is gone
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"  # a fresher one was made since
    EXPIRED = "expired"


class GuestLink(DossierPart):
    """It opens one version of one dossier without its confidential pieces, until a day.

    `created_at` is part of the key, so that a fresh link makes the older one useless; the key itself is kept nowhere.
    """

    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, related_name="guest_links", verbose_name=_("dossier")
    )
    shown = models.ForeignKey(
        DossierVersion, on_delete=models.PROTECT, related_name="guest_links", verbose_name=_("welke versie")
    )
    name = models.CharField(_("voor wie"), max_length=150)
    email = models.EmailField(_("e-mail"), max_length=190, blank=True)
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)
    created_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("gemaakt door"), editable=False
    )
    expires_at = models.DateTimeField(_("geldig tot"))
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True, editable=False)
    last_used_at = models.DateTimeField(_("laatst gebruikt op"), null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager.from_queryset(DossierPartQuerySet)()

    class Meta:
        verbose_name = _("gast-link")
        verbose_name_plural = _("gast-links")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "name"],
                name="guest_link_once",
                violation_error_message=_("Er is al een link met deze naam. Maak die opnieuw."),
            ),
            models.CheckConstraint(name="guest_link_expires_after_making", condition=Q(expires_at__gt=F("created_at"))),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stamp(self) -> int:
        """The second in which the link was made: part of the key."""
        return int(self.created_at.timestamp())

    @property
    def key(self) -> str:
        """What stands in the address."""
        return GUEST_SIGNER.sign(f"{self.pk}-{self.stamp}")

    @property
    def last_on(self) -> dt.date:
        """The last day on which the link works, in Belgium."""
        return timezone.localtime(self.expires_at - dt.timedelta(microseconds=1)).date()

    @property
    def is_open(self) -> bool:
        return self.hindrance(self.stamp) is None

    def hindrance(self, stamp: int, now: dt.datetime | None = None) -> GuestHindrance | None:
        """What stands in the way of the link that was made at `stamp`; None when nothing does."""
        if self.withdrawn_at is not None:
            return GuestHindrance.WITHDRAWN
        if stamp != self.stamp:
            return GuestHindrance.REPLACED
        return None if (now or timezone.now()) < self.expires_at else GuestHindrance.EXPIRED
