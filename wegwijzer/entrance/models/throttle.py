"""How often something was tried within a stretch of time, by whom nobody can tell."""

import datetime as dt
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class ThrottleQuerySet(models.QuerySet):
    def over(self, now: dt.datetime) -> Self:
        """Windows that ended: they say nothing any more."""
        return self.filter(ends_at__lte=now)


class Throttle(models.Model):
    """A counter until `ends_at`. `key` is an HMAC of rule and subject: no address, no e-mail is kept."""

    key = models.CharField(_("sleutel"), max_length=64, unique=True)
    count = models.PositiveIntegerField(_("aantal"), default=0)
    ends_at = models.DateTimeField(_("einde"), db_index=True)

    objects = ThrottleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rem")
        verbose_name_plural = _("remmen")

    def __str__(self) -> str:
        return f"{self.count} × {self.ends_at:%H:%M}"
