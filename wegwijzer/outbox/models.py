"""Mail as rows: written with the change it tells of, sent afterwards, its fate always known or said to be unknown."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wegwijzer.accounts.models import Organisation
from wegwijzer.lifecycle import Move
from wegwijzer.logbook import trace

# What a person decided about one that was stuck, as its reason: what the mail server said is in history then.
CAME, DROPPED = "kwam aan", "niet meer nodig"
LEASE = dt.timedelta(seconds=60)  # longer than the time limit of the task, so an older claim has nobody behind it


class MessageState(models.TextChoices):
    READY = "ready", _("klaar om te versturen")
    SENDING = "sending", _("bezig met versturen")
    SENT = "sent", _("verstuurd")
    FAILED = "failed", _("mislukt")
    UNCERTAIN = "uncertain", _("onzeker")
    LAPSED = "lapsed", _("vervallen")


def _text_is_there(message: "Message") -> list[str]:
    return [str(_("De tekst van dit bericht is na 30 dagen gewist."))] if message.cleared_at else []


# Two steps lead to the mail server: claimed (nothing has left the house) and handed over (it may have).
# That is what tells, when a process dies, a message that can safely be tried again from one that is uncertain.
LIFECYCLE = {
    "claim": Move([MessageState.READY], MessageState.SENDING),
    "release": Move([MessageState.SENDING], MessageState.READY),
    "arrive": Move([MessageState.SENDING], MessageState.SENT),
    "fail": Move([MessageState.SENDING], MessageState.FAILED),
    "doubt": Move([MessageState.SENDING], MessageState.UNCERTAIN),
    "hold_back": Move([MessageState.READY, MessageState.SENDING], MessageState.UNCERTAIN),
    "lapse": Move([MessageState.SENDING], MessageState.LAPSED),
    "send_again": Move([MessageState.UNCERTAIN, MessageState.FAILED], MessageState.READY, missing=_text_is_there),
    "confirm": Move([MessageState.UNCERTAIN], MessageState.SENT),
    "drop": Move([MessageState.UNCERTAIN, MessageState.FAILED], MessageState.LAPSED),
}
STOPPED = [MessageState.FAILED, MessageState.UNCERTAIN, MessageState.LAPSED]


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self, now: dt.datetime) -> Self:
        """To be sent now, the one that waits longest first."""
        return self.filter(state=MessageState.READY, send_after__lte=now).order_by("send_after", "pk")

    def with_waits_since(self, now: dt.datetime) -> Self:
        """Each with `waits_since`: since when it should have been sent; None when it need not be yet, or no more.

        What is tried again waits since it was made, for each attempt moves `send_after` ahead; what was to leave later,
        or was asked to come back at its hour (without a reason, also after an attempt), since it was to leave.
        """
        tried = Q(state=MessageState.READY, attempts__gt=0) & ~Q(reason="")
        again = When(tried, then=F("created_at"))
        due = When(state=MessageState.READY, send_after__lte=now, then=F("send_after"))
        return self.annotate(waits_since=Case(again, due, output_field=models.DateTimeField()))

    def abandoned(self, now: dt.datetime) -> Self:
        """Claimed by a process that can not be alive any more."""
        return self.filter(state=MessageState.SENDING, claimed_at__lte=now - LEASE)

    def unsettled(self) -> Self:
        """Waiting, or on their way."""
        return self.filter(state__in=[MessageState.READY, MessageState.SENDING]).order_by("pk")

    def doubtful(self) -> Self:
        """Perhaps delivered, perhaps not: a person decides."""
        return self.filter(state=MessageState.UNCERTAIN)

    def may_have_left(self) -> Self:
        """Handed over, or nobody knows."""
        return self.filter(Q(handed_over_at__isnull=False) | Q(state=MessageState.UNCERTAIN))

    def failed(self) -> Self:
        return self.filter(state=MessageState.FAILED)

    def arriving(self) -> Self:
        """Sent, on their way, or perhaps delivered: not those of which we know that nobody got them."""
        return self.exclude(state__in=[MessageState.FAILED, MessageState.LAPSED], handed_over_at__isnull=True)

    def about(self, target: models.Model) -> Self:
        return self.filter(target_type=target._meta.label_lower, target_id=target.pk)

    def within(self, scope: Organisation) -> Self:
        """Of this partnership."""
        return self.filter(scope=scope)

    def settled_before(self, moment: dt.datetime) -> Self:
        """Sent or stopped before `moment`, with the text still there."""
        return self.filter(Q(sent_at__lt=moment) | Q(stopped_at__lt=moment), cleared_at__isnull=True)

    def stuck(self) -> Self:
        """Of which a person decides, as long as there is a text to send."""
        return self.filter(state__in=LIFECYCLE["send_again"].sources, cleared_at__isnull=True)


class Message(models.Model):
    """One mail to one person. The text is what it was when the thing happened."""

    kind = models.CharField(_("soort"), max_length=80)
    to = models.CharField(_("aan"), max_length=254)
    name = models.CharField(_("naam"), max_length=120, blank=True)
    subject = models.CharField(_("onderwerp"), max_length=200)
    body = models.TextField(_("tekst"))
    dedupe_key = models.CharField(max_length=200, unique=True)
    scope = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    target_type = models.CharField(max_length=80, blank=True)
    target_id = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now)
    send_after = models.DateTimeField(_("niet voor"), default=timezone.now)
    state = models.CharField(_("stand"), max_length=10, choices=MessageState.choices, default=MessageState.READY)
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("verstuurd op"), null=True, blank=True)
    stopped_at = models.DateTimeField(_("gestopt op"), null=True, blank=True)
    reason = models.CharField(_("reden"), max_length=300, blank=True)
    cleared_at = models.DateTimeField(_("tekst gewist op"), null=True, blank=True)
    # Of the request or job that asked for it: its id in the log, which so comes along through the queue.
    request_id = models.CharField(max_length=trace.LONGEST, blank=True, default="", db_default="", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MessageState.values), name="message_state_known"),
            models.CheckConstraint(
                condition=Q(state=MessageState.SENDING, claimed_at__isnull=False)
                | (~Q(state=MessageState.SENDING) & Q(claimed_at__isnull=True)),
                name="message_claimed_while_sending",
            ),
            models.CheckConstraint(
                # Uncertain without that moment: it waited when a back-up was made, and that was put back.
                condition=Q(state=MessageState.SENT, handed_over_at__isnull=False)
                | Q(state__in=[MessageState.SENDING, MessageState.UNCERTAIN])
                # It may have arrived, and a person said that it is not needed any more.
                | Q(state=MessageState.LAPSED, reason=DROPPED)
                | Q(
                    state__in=[MessageState.READY, MessageState.FAILED, MessageState.LAPSED],
                    handed_over_at__isnull=True,
                ),
                name="message_handed_over_when_it_left",
            ),
            models.CheckConstraint(
                condition=Q(state=MessageState.SENT, sent_at__isnull=False)
                | (~Q(state=MessageState.SENT) & Q(sent_at__isnull=True)),
                name="message_sent_has_moment",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=STOPPED, stopped_at__isnull=False) & ~Q(reason=""))
                | (~Q(state__in=STOPPED) & Q(stopped_at__isnull=True)),
                name="message_stopped_has_moment_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(target_type="", target_id__isnull=True) | (~Q(target_type="") & Q(target_id__isnull=False)),
                name="message_target_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "send_after"], name="message_due"),
            models.Index(fields=["target_type", "target_id"], name="message_about"),
            models.Index(fields=["send_after"], name="message_by_send_after"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} – {self.to}"

    @property
    def is_for_coordinator(self) -> bool:
        """Whether it may have arrived and has a coordinator, who alone decides then whether it is sent again."""
        return self.state == MessageState.UNCERTAIN and self.scope_id is not None

    @property
    def is_decided(self) -> bool:
        """Whether a person said what became of it, and not the mail server or Wegwijzer."""
        return self.state in (MessageState.SENT, MessageState.LAPSED) and self.reason in (CAME, DROPPED)

    def refusal(self, verb: str) -> str:
        return str(_("Dit bericht is %(state)s.") % {"state": self.get_state_display()})


class Attachment(models.Model):
    """A file that goes along. Kept in the row: what was sent may not change or get lost before it is."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("bestandsnaam"), max_length=150)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("bijlage")
        verbose_name_plural = _("bijlagen")
        ordering = ["message", "position"]
        constraints = [
            models.UniqueConstraint(fields=["message", "position"], name="attachment_position_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Rhythm(models.TextChoices):
    """How often somebody is reminded."""

    AT_ONCE = "at_once", _("meteen als iets dringend is, de rest één keer per week")
    DAILY = "daily", _("hoogstens één mail per werkdag, wat niet dringend is één keer per week")
    WEEKLY = "weekly", _("één mail per week")
    NEVER = "never", _("geen herinneringen")


class ChoiceQuerySet(models.QuerySet["Choice"]):
    def of(self, address: str) -> "Choice":
        """What was chosen for an address; the usual, not saved, when nothing was."""
        return self.filter(address=address.lower()).first() or Choice(address=address.lower())


class Choice(models.Model):
    """How an address wants to be mailed. By address and not by login, because many who are reminded have none.

    Mails that are a duty (a meeting is called, an invitation to log in) leave in any case.
    """

    address = models.EmailField(_("e-mail"), max_length=254, unique=True)
    rhythm = models.CharField(_("herinneringen"), max_length=10, choices=Rhythm.choices, default=Rhythm.DAILY)
    language = models.CharField(_("taal van de mails"), max_length=5, default="nl")
    quiet_until = models.DateField(_("stil tot en met"), null=True, blank=True)
    muted = models.JSONField(_("niet over"), default=list, blank=True)  # names of rules
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("mailkeuze")
        verbose_name_plural = _("mailkeuzes")
        constraints = [
            models.CheckConstraint(condition=Q(address=Lower(F("address"))), name="choice_address_lower_case"),
            models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="choice_rhythm_known"),
        ]

    def __str__(self) -> str:
        return self.address
