"""The secret address at which a calendar program fetches what concerns a login, or the meetings of one body."""

import hashlib
import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models.body import Body

TOKEN_BYTES = 32  # 256 bits: nobody guesses one


def fresh_token() -> str:
    """What goes in an address; it is shown once and kept nowhere."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest_of(token: str) -> str:
    """What is kept of it: whoever reads the database can not fetch a calendar with it."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


class CalendarFeedQuerySet(models.QuerySet):
    def behind(self, token: str) -> Self:
        """The one that this token opens, if any."""
        return self.filter(digest=digest_of(token))

    def personal(self) -> Self:
        return self.filter(body=None)


class CalendarFeed(models.Model):
    """One address per login for its own calendar, and one per body. What it shows is asked on the day it is fetched.

    So it gives nothing from the day after a mandate ended. Withdrawing it deletes the row.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds", verbose_name=_("gebruiker")
    )
    body = models.ForeignKey(
        Body,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="calendar_feeds",
        verbose_name=_("orgaan"),
    )
    digest = models.CharField(_("vingerafdruk van het adres"), max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda-adres")
        verbose_name_plural = _("agenda-adressen")
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(body=None), name="calendar_feed_once_per_user"),
            models.UniqueConstraint(fields=["user", "body"], name="calendar_feed_once_per_body"),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.body}" if self.body_id else str(self.user)
