"""What happened: one row per change, never altered, each sealed with the hash of the one before."""

import hashlib
import json
from typing import Any, NoReturn

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wegwijzer.accounts.models import Organisation


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, target: models.Model) -> "EntryQuerySet":
        return self.filter(target_type=target._meta.label_lower, target_id=target.pk)

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("history is not altered")

    def delete(self) -> NoReturn:
        raise TypeError("history is not deleted")


class Entry(models.Model):
    """One thing that somebody did. Written by `record()` in the transaction of the change itself.

    `scope` is the organisation of the partnership it happened in: the border for who may read it.
    `digest` = SHA-256 over the previous digest and this row's canonical JSON.
    """

    at = models.DateTimeField(_("wanneer"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("door")
    )
    scope = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(_("wat"), max_length=80)
    target_type = models.CharField(max_length=80)
    target_id = models.BigIntegerField()
    target_text = models.CharField(_("waarover"), max_length=200)
    changes = models.JSONField(_("wijzigingen"), default=dict, encoder=DjangoJSONEncoder)
    reason = models.CharField(_("reden"), max_length=500, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("gebeurtenis")
        verbose_name_plural = _("gebeurtenissen")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["target_type", "target_id", "id"], name="audit_about"),
            models.Index(fields=["scope", "-id"], name="audit_scope"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_text}"

    def sealed(self, previous: str) -> str:
        """The digest that this row must have after `previous` (hex SHA-256)."""
        row = {
            "at": self.at.isoformat(),
            "by": self.by_id,
            "scope": self.scope_id,
            "verb": self.verb,
            "target": [self.target_type, self.target_id, self.target_text],
            "changes": self.changes,
            "reason": self.reason,
        }
        text = json.dumps(row, sort_keys=True, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)
        return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()
