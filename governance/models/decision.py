"""A *besluit*: its text, its vote, its number per body and year."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from governance.models.agenda_item import AgendaItem
from governance.models.attendance import Attendance
from governance.models.body import Body
from governance.models.meeting import AFTER_STATES, Meeting
from governance.models.partnership import Partnership
from governance.models.rights import rights_of
from governance.models.theme import Theme
from wegwijzer.accounts.models import User
from wegwijzer.choices import Labels
from wegwijzer.localised import LocalisedTextField


class Outcome(models.TextChoices):
    NONE = "", _("nog niet beslist")
    ADOPTED = "adopted", _("goedgekeurd")
    REJECTED = "rejected", _("verworpen")
    POSTPONED = "postponed", _("uitgesteld")
    WITHDRAWN = "withdrawn", _("ingetrokken")
    NOTED = "noted", _("akte genomen")


class VoteKind(models.TextChoices):
    NONE = "none", _("zonder stemming, bij consensus")
    SHOW = "show", _("handopsteking")
    NAMED = "named", _("per bestuur, met naam")
    SECRET = "secret", _("geheim")


COUNTED = (VoteKind.SHOW, VoteKind.NAMED, VoteKind.SECRET)


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        """Coordinator and delegates: as it is typed. The others: public items, once the meeting is closed."""
        rights = rights_of(user)
        own = Q(body__partnership__in=rights.coordinates) | Q(body__in=rights.bodies)
        told = Q(
            body__partnership__in=rights.reads_all_bodies_of, meeting__state__in=AFTER_STATES, item__is_public=True
        )
        return self.filter(own | told)

    def numbered(self) -> Self:
        return self.filter(number__isnull=False)


class Decision(Labels):
    """One decision of a body under an agenda item. It gets its number when the meeting is closed, in agenda order."""

    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("agendapunt")
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("vergadering")
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("orgaan"))
    year = models.PositiveSmallIntegerField(_("jaar"))
    number = models.PositiveIntegerField(_("nummer"), null=True, blank=True, editable=False)
    title = LocalisedTextField(_("titel"))
    considerations = LocalisedTextField(_("overwegingen"), blank=True)
    outcome = models.CharField(_("resultaat"), max_length=12, choices=Outcome.choices, blank=True, default="")
    vote_kind = models.CharField(_("stemming"), max_length=10, choices=VoteKind.choices, default=VoteKind.NONE)
    votes_for = models.PositiveSmallIntegerField(_("voor"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("tegen"), null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField(_("onthoudingen"), null=True, blank=True)
    taken_at = models.TimeField(_("uur van de stemming"), null=True, blank=True)
    condition = models.ForeignKey(
        "governance.ApprovalRound",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="conditioned",
        verbose_name=_("geldt pas als deze ronde bereikt is"),
    )
    advice = models.ManyToManyField(
        AgendaItem, blank=True, related_name="advised", verbose_name=_("steunt op het advies van")
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="decisions", verbose_name=_("thema’s"))
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        ordering = ["-year", "-number", "-pk"]
        indexes = [models.Index(fields=["body", "year", "number"], name="decision_register")]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "year", "number"],
                condition=Q(number__isnull=False),
                name="decision_number_once",
            ),
            models.CheckConstraint(
                name="decision_numbered_has_outcome", condition=Q(number__isnull=True) | ~Q(outcome="")
            ),
            models.CheckConstraint(
                name="decision_counts_with_vote",
                condition=Q(
                    vote_kind="none", votes_for__isnull=True, votes_against__isnull=True, abstentions__isnull=True
                )
                | (
                    ~Q(vote_kind="none")
                    & (
                        Q(votes_for__isnull=False, votes_against__isnull=False, abstentions__isnull=False)
                        | Q(outcome="", votes_for__isnull=True, votes_against__isnull=True, abstentions__isnull=True)
                    )
                ),
                violation_error_message=_("Vul het aantal stemmen voor, tegen en onthoudingen in."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.title}" if self.number else str(self.title)

    @property
    def partnership(self) -> Partnership:
        return self.body.partnership

    @property
    def label(self) -> str:
        """How it is cited: 'besluit 2015/3', or without a number while the meeting goes on."""
        return f"besluit {self.year}/{self.number}" if self.number else str(_("besluit zonder nummer"))

    @property
    def decided_on(self) -> dt.date:
        return timezone.localdate(self.meeting.actual_start or self.meeting.planned_start)


class Article(models.Model):
    """A numbered part of the operative text."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="articles")
    number = models.PositiveSmallIntegerField(_("artikel"))
    text = LocalisedTextField(_("tekst"))

    class Meta:
        verbose_name = _("artikel")
        verbose_name_plural = _("artikelen")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["decision", "number"], name="article_once")]

    def __str__(self) -> str:
        return f"Artikel {self.number}"


class Choice(models.TextChoices):
    FOR = "for", pgettext_lazy("stem", "voor")
    AGAINST = "against", pgettext_lazy("stem", "tegen")
    ABSTAIN = "abstain", _("onthouding")


class Vote(Labels):
    """How one seat voted, where votes are by name. The counts on the decision are the sum of these."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="votes")
    attendance = models.ForeignKey(Attendance, on_delete=models.PROTECT, related_name="votes")
    choice = models.CharField(_("stem"), max_length=10, choices=Choice.choices)

    class Meta:
        verbose_name = _("stem")
        verbose_name_plural = _("stemmen")
        constraints = [models.UniqueConstraint(fields=["decision", "attendance"], name="vote_once_per_seat")]

    def __str__(self) -> str:
        return f"{self.attendance}: {self.get_choice_display()}"


class DecisionCounter(models.Model):
    """The last number given, per body and year: raised and used in one transaction, so without gap or double."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="counters")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("teller van besluiten")
        verbose_name_plural = _("tellers van besluiten")
        constraints = [models.UniqueConstraint(fields=["body", "year"], name="decision_counter_once")]

    def __str__(self) -> str:
        return f"{self.body} {self.year}: {self.last}"

    @classmethod
    def next_number(cls, body: Body, year: int) -> int:
        """The next number; holds the counter's row until the transaction ends."""
        cls.objects.get_or_create(body=body, year=year)
        cls.objects.filter(body=body, year=year).update(last=F("last") + 1)
        return cls.objects.values_list("last", flat=True).get(body=body, year=year)
