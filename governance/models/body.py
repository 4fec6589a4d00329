"""A governing body and its rules: how often it meets, who sits in it, when it may decide and what carries a vote."""

import datetime as dt
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models.partnership import Partnership
from governance.models.rights import rights_of
from wegwijzer.accounts.models import User
from wegwijzer.accounts.periods import Period, PeriodQuerySet, holds_on, period_constraint
from wegwijzer.choices import Labels


class BodyKind(models.TextChoices):
    MANAGEMENT_COMMITTEE = "management_committee", _("beheerscomité")
    EXECUTIVE_COMMITTEE = "executive_committee", _("dagelijks bestuur")
    POLICY_GROUP = "policy_group", _("beleidsgroep")
    ADVISORY_GROUP = "advisory_group", _("adviesgroep")
    ASSEMBLY = "assembly", _("algemene vergadering")
    STEERING_GROUP = "steering_group", _("stuurgroep")
    MONITORING_COMMITTEE = "monitoring_committee", _("begeleidingscomité")
    WORKING_GROUP = "working_group", _("werkgroep")
    MEETUP = "meetup", _("trefmoment")
    OTHER = "other", _("ander overleg")


class CadencePeriod(models.TextChoices):
    MONTH = "month", _("per maand")
    YEAR = "year", _("per jaar")


class Composition(models.TextChoices):
    ONE_PER_MEMBER = "one_per_member", _("één afgevaardigde per lid")
    FREE = "free", _("vrij samengesteld")


class QuorumRule(models.TextChoices):
    NONE = "none", _("geen aanwezigheidsvoorwaarde")
    HALF = "half", _("minstens de helft van de stemgerechtigden")
    MAJORITY = "majority", _("meer dan de helft van de stemgerechtigden")
    TWO_THIRDS = "two_thirds", _("minstens twee derde van de stemgerechtigden")
    NUMBER = "number", _("een vast aantal stemgerechtigden")


class VotingRule(models.TextChoices):
    SIMPLE = "simple", _("meer stemmen voor dan tegen")
    ABSOLUTE = "absolute", _("meer dan de helft van de uitgebrachte stemmen")
    TWO_THIRDS = "two_thirds", _("minstens twee derde van de uitgebrachte stemmen")
    UNANIMITY = "unanimity", _("eenparigheid van de uitgebrachte stemmen")
    CONSENSUS = "consensus", _("bij consensus, zonder stemming")


def dutch() -> list[str]:
    """The languages of a body or meeting when nobody says otherwise."""
    return ["nl"]


class BodyQuerySet(PeriodQuerySet):
    def visible_to(self, user: User) -> Self:
        rights = rights_of(user)
        return self.filter(Q(partnership__in=rights.reads_all_bodies_of) | Q(pk__in=rights.bodies))

    def with_rhythm(self) -> Self:
        """Those that promised to meet so many times."""
        return self.filter(cadence_count__isnull=False)

    def with_seats_count(self, day: dt.date) -> Self:
        """Adds `seats_count`: how many seats are taken on that day, with a vote or without."""
        return self.annotate(seats_count=models.Count("mandates", filter=holds_on(day, "mandates__"), distinct=True))


class Body(Labels, Period):
    """A *bestuursorgaan*. Its rules are data: the law leaves quorum and majority to the statutes."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="bodies", verbose_name=_("samenwerkingsverband")
    )
    name = models.CharField(_("naam"), max_length=120)
    kind = models.CharField(_("soort"), max_length=30, choices=BodyKind.choices)
    purpose = models.TextField(_("opdracht"), blank=True)
    cadence_count = models.PositiveSmallIntegerField(
        _("aantal vergaderingen"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    cadence_period = models.CharField(_("ritme"), max_length=10, choices=CadencePeriod.choices, blank=True)
    composition = models.CharField(
        _("samenstelling"), max_length=20, choices=Composition.choices, default=Composition.FREE
    )
    quorum_rule = models.CharField(_("quorum"), max_length=20, choices=QuorumRule.choices, default=QuorumRule.NONE)
    quorum_number = models.PositiveSmallIntegerField(_("aantal voor het quorum"), null=True, blank=True)
    voting_rule = models.CharField(
        _("meerderheid"), max_length=20, choices=VotingRule.choices, default=VotingRule.SIMPLE
    )
    abstentions_count = models.BooleanField(_("onthoudingen tellen als uitgebrachte stem"), default=False)
    notice_days = models.PositiveSmallIntegerField(
        _("dagen tussen uitnodiging en vergadering"), default=8, validators=[MaxValueValidator(90)]
    )
    reminder_days = models.JSONField(_("herinneringen, dagen vooraf"), default=list, blank=True)
    feedback_to_councils = models.BooleanField(_("terugkoppeling naar de raden"), default=False)
    languages = models.JSONField(_("talen"), default=dutch)
    default_place = models.CharField(_("gewone plaats"), max_length=150, blank=True)
    default_start = models.TimeField(_("gewoon beginuur"), null=True, blank=True)
    default_minutes = models.PositiveSmallIntegerField(
        _("gewone duur in minuten"), default=120, validators=[MinValueValidator(15), MaxValueValidator(720)]
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("bestuursorgaan")
        verbose_name_plural = _("bestuursorganen")
        ordering = ["name"]
        constraints = [
            period_constraint("body"),
            models.UniqueConstraint(
                fields=["partnership", "name"],
                name="body_name_once",
                violation_error_message=_("Er is al een orgaan met deze naam in dit samenwerkingsverband."),
            ),
            models.CheckConstraint(
                name="body_quorum_number_with_rule",
                condition=Q(quorum_rule="number", quorum_number__isnull=False, quorum_number__gte=1)
                | (~Q(quorum_rule="number") & Q(quorum_number__isnull=True)),
                violation_error_message=_("Geef het aantal voor het quorum, of kies een andere regel."),
            ),
            models.CheckConstraint(
                name="body_cadence_complete",
                condition=Q(cadence_count__isnull=True, cadence_period="")
                | (Q(cadence_count__isnull=False, cadence_count__gte=1) & ~Q(cadence_period="")),
                violation_error_message=_("Geef aantal en ritme samen, of laat beide leeg."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def body(self) -> Self:
        return self

    def quorum_needed(self, seats: int) -> int:
        """How many voting seats must be present, out of `seats`."""
        match self.quorum_rule:
            case QuorumRule.HALF:
                return (seats + 1) // 2
            case QuorumRule.MAJORITY:
                return seats // 2 + 1
            case QuorumRule.TWO_THIRDS:
                return -(-2 * seats // 3)
            case QuorumRule.NUMBER:
                return self.quorum_number or 0
        return 0

    @property
    def cadence_in_words(self) -> str:
        """ "4 keer per jaar", or "" when there is no fixed rhythm."""
        if self.cadence_count is None:
            return ""
        return f"{self.cadence_count} {_('keer')} {self.get_cadence_period_display()}"

    def carries(self, in_favour: int, against: int, abstentions: int) -> bool:
        """Whether these votes adopt a proposal. A tie never does; nothing cast adopts nothing."""
        cast = in_favour + against + (abstentions if self.abstentions_count else 0)
        if in_favour == 0:
            return False
        match self.voting_rule:
            case VotingRule.ABSOLUTE:
                return 2 * in_favour > cast
            case VotingRule.TWO_THIRDS:
                return 3 * in_favour >= 2 * cast
            case VotingRule.UNANIMITY | VotingRule.CONSENSUS:
                return in_favour == cast
        return in_favour > against
