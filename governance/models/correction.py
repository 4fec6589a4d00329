"""A change to approved minutes: the text before and after, who, when and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models.agenda_item import AgendaItem
from governance.models.meeting import Meeting
from wegwijzer.localised import LANGUAGES


class Correction(models.Model):
    """One correction of one item's minutes in one language. Printed in the report from then on."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="corrections")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="corrections")
    language = models.CharField(_("taal"), max_length=2, choices=list(LANGUAGES.items()))
    before = models.TextField(_("voor"), blank=True)
    after = models.TextField(_("na"), blank=True)
    reason = models.CharField(_("reden"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("wanneer"), default=timezone.now)

    class Meta:
        verbose_name = _("correctie")
        verbose_name_plural = _("correcties")
        ordering = ["at"]
        constraints = [models.CheckConstraint(name="correction_has_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.item} ({self.reason})"
