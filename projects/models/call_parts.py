"""What comes with a call besides its conditions: what an application has to hold, news, information sessions."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.models.call import Call, CallPart, CallPartQuerySet
from projects.models.requirement import RequirementKind
from wegwijzer.choices import Labels

DAYS_BEFORE = 365  # the most


class CallRequirement(CallPart, Labels):
    """What every application has to hold: the template of a checklist. Each dossier for the call gets a row of its own.

    It has to be there `days_before` the day on which the dossier is submitted.
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="requirements", verbose_name=_("oproep"))
    kind = models.CharField(_("soort"), max_length=10, choices=RequirementKind.choices)
    title = models.CharField(_("wat"), max_length=160)
    explanation = models.TextField(_("uitleg"), blank=True)
    days_before = models.PositiveSmallIntegerField(_("dagen voor het indienen"), default=0)
    is_confidential = models.BooleanField(_("vertrouwelijk"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CallPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("wat een aanvraag moet bevatten")
        verbose_name_plural = _("wat aanvragen moeten bevatten")
        ordering = ["-days_before", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "title"],
                name="call_requirement_title_once",
                violation_error_message=_("Dit staat al op de lijst."),
            ),
            models.CheckConstraint(name="call_requirement_within_a_year", condition=Q(days_before__lte=DAYS_BEFORE)),
        ]

    def __str__(self) -> str:
        return self.title

    def due_on(self, deadline_on: dt.date | None) -> dt.date | None:
        """By when, for a dossier that is submitted on `deadline_on`; None while that is not known."""
        return deadline_on - dt.timedelta(days=self.days_before) if deadline_on else None


class CallUpdate(CallPart):
    """News about a call: what the funder said on a day. With `deadline_on` it moved the deadline to that day."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="updates", verbose_name=_("oproep"))
    told_on = models.DateField(_("op"))
    text = models.TextField(_("wat is er nieuw"))
    source = models.CharField(_("bron"), max_length=300, blank=True)
    deadline_on = models.DateField(_("nieuwe uiterste dag"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CallPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("nieuws over een oproep")
        verbose_name_plural = _("nieuws over oproepen")
        ordering = ["-told_on", "-pk"]

    def __str__(self) -> str:
        return self.text


class InfoSession(CallPart):
    """Where the funder explains the call: at a place, online, or both."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="sessions", verbose_name=_("oproep"))
    title = models.CharField(_("titel"), max_length=160)
    starts_at = models.DateTimeField(_("begint op"))
    place = models.CharField(_("plaats"), max_length=200, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CallPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("infosessie")
        verbose_name_plural = _("infosessies")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "title", "starts_at"],
                name="info_session_once",
                violation_error_message=_("Deze infosessie staat er al."),
            ),
            models.CheckConstraint(
                name="info_session_somewhere",
                condition=~Q(place="", link=""),
                violation_error_message=_("Geef een plaats of een link."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
