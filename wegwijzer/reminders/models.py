"""What somebody was, or is about to be, told: one row per rule, subject, person and occasion, so that it is once."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wegwijzer.accounts.models import Organisation
from wegwijzer.outbox.models import DROPPED, Message, MessageState

DIGEST = "reminders.digest"  # the kind of message of the mail in which they are told


class NoticeState(models.TextChoices):
    WAITING = "waiting", _("wacht op de volgende mail")
    TOLD = "told", _("in een mail gezet")
    UNCERTAIN = "uncertain", _("onzeker")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def waiting(self) -> Self:
        return self.filter(state=NoticeState.WAITING, settled_at=None)  # the second by index; a constraint ties both

    def told(self) -> Self:
        """Those in a mail that reached somebody, or may have."""
        lost = [MessageState.FAILED, MessageState.LAPSED]
        return self.filter(state=NoticeState.TOLD).exclude(
            message__state__in=lost, message__handed_over_at__isnull=True
        )

    def unsaid(self, since: dt.datetime) -> Self:
        """Those in a mail that lapsed before `since`: it held no more when it left. They may have to be told again.

        Not those of a mail that a person found not needed any more.
        """
        lapsed = self.filter(state=NoticeState.TOLD, message__state=MessageState.LAPSED)
        lapsed = lapsed.exclude(message__reason=DROPPED)
        return lapsed.filter(settled_at__lt=since)

    def settle(self, state: NoticeState, now: dt.datetime, message: Message | None = None) -> int:
        """Move those that still wait, in one UPDATE; says how many that were: fewer when another process was first."""
        return self.waiting().update(state=state, settled_at=now, message=message)


class Doubt(models.Model):
    """A rule that could not be asked when a back-up was put back: what it had to tell by `until_on` may have been told.

    What it finds of that once it answers is noted as uncertain, and mailed to nobody.
    """

    rule = models.CharField(_("regel"), max_length=60, unique=True)
    until_on = models.DateField(_("te melden tot en met"))

    class Meta:
        verbose_name = _("regel na een terugzetting")
        verbose_name_plural = _("regels na een terugzetting")

    def __str__(self) -> str:
        return self.rule


class Notice(models.Model):
    """`subject` is the key of what the rule is about; `occasion` its due day and the stage that was reached.

    A changed date makes another occasion, so that what was not told yet of the former one falls away by itself. What
    falls away before it was told leaves no row, so that it is told all the same when it comes back.
    """

    rule = models.CharField(_("regel"), max_length=60)
    subject = models.BigIntegerField(_("onderwerp"))
    address = models.CharField(_("aan"), max_length=254)
    occasion = models.CharField(_("aanleiding"), max_length=40)
    stage_on = models.DateField(_("te melden vanaf"))
    due_on = models.DateField(_("tegen"))
    scope = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("stand"), max_length=10, choices=NoticeState.choices, default=NoticeState.WAITING)
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)
    settled_at = models.DateTimeField(_("afgehandeld op"), null=True, blank=True)
    message = models.ForeignKey(Message, null=True, blank=True, on_delete=models.PROTECT, related_name="notices")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("herinnering")
        verbose_name_plural = _("herinneringen")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "subject", "address", "occasion"], name="notice_once"),
            models.CheckConstraint(condition=Q(state__in=NoticeState.values), name="notice_state_known"),
            models.CheckConstraint(
                condition=Q(state=NoticeState.WAITING, settled_at__isnull=True)
                | (~Q(state=NoticeState.WAITING) & Q(settled_at__isnull=False)),
                name="notice_settled_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(state=NoticeState.TOLD, message__isnull=False)
                | (~Q(state=NoticeState.TOLD) & Q(message__isnull=True)),
                name="notice_told_has_mail",
            ),
        ]
        indexes = [
            # A sweep looks at what is of now, among what was told in two years.
            models.Index(fields=["stage_on"], name="notice_by_stage"),
            models.Index(fields=["settled_at", "address"], name="notice_by_settled"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.subject} – {self.address}"

    @property
    def key(self) -> tuple[str, int, str, str]:
        """What makes it one of its kind."""
        return self.rule, self.subject, self.address, self.occasion
