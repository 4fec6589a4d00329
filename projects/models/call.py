"""A call for projects: who gives money for what, by when, and on which conditions."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.models import ApprovalRound, Partnership, RoundState, rights_of
from projects.models.cost_kind import CostKind
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import today
from wegwijzer.choices import Labels


class CallQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(partnership__in=rights_of(user).partnerships)

    def open_on(self, day: dt.date) -> Self:
        """Those to which one can still apply on that day."""
        return self.filter(Q(opened_on__isnull=True) | Q(opened_on__lte=day), deadline_on__gte=day)


class Call(models.Model):
    """A *projectoproep*, as a partnership follows it. Its conditions are rows, so that no developer is needed for them.

    `interest` is the round that asks the boards whether they are interested; `earlier` the call that this one comes
    after, whose answers are the start of the next.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="calls", verbose_name=_("samenwerkingsverband")
    )
    title = models.CharField(_("titel"), max_length=160)
    funder = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="calls", verbose_name=_("subsidiegever")
    )
    reference = models.CharField(_("kenmerk"), max_length=80, blank=True)
    purpose = models.TextField(_("waarvoor"), blank=True)
    source = models.CharField(_("bron"), max_length=300, blank=True)
    opened_on = models.DateField(_("geopend op"), null=True, blank=True)
    deadline_on = models.DateField(_("indienen tegen"))
    interest = models.ForeignKey(
        ApprovalRound,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="calls",
        verbose_name=_("ronde over de interesse"),
    )
    earlier = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="later", verbose_name=_("vorige oproep")
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("projectoproep")
        verbose_name_plural = _("projectoproepen")
        ordering = ["-deadline_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="call_in_order",
                condition=Q(opened_on__isnull=True) | Q(deadline_on__gte=F("opened_on")),
                violation_error_message=_("De uiterste dag ligt voor de dag waarop de oproep opent."),
            ),
            models.CheckConstraint(name="call_not_after_itself", condition=~Q(earlier=F("pk"))),
            models.UniqueConstraint(
                fields=["partnership", "title", "deadline_on"],
                name="call_once",
                violation_error_message=_("Deze oproep staat er al, met dezelfde uiterste dag."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_asked(self) -> bool:
        """Whether the boards were asked, or will be; a round that was stopped leaves room for another."""
        return self.interest is not None and self.interest.state != RoundState.CANCELLED

    @property
    def is_over(self) -> bool:
        """Whether one can no longer apply."""
        return self.deadline_on < today()


class ConditionMeasure(models.TextChoices):
    """What a condition looks at. The comment says which value it compares with."""

    BOARDS_MIN = "boards_min", _("minstens zoveel besturen")  # amount: boards
    MUNICIPALITIES_MIN = "municipalities_min", _("minstens zoveel gemeenten")  # amount: municipalities
    INHABITANTS_MIN = "inhabitants_min", _("samen minstens zoveel inwoners")  # amount: persons
    GRANT_MAX = "grant_max", _("subsidie hoogstens")  # amount: euro
    GRANT_YEAR_MAX = "grant_year_max", _("subsidie per jaar hoogstens")  # amount: euro
    GRANT_SHARE_MAX = "grant_share_max", _("subsidie hoogstens dit deel van de kosten")  # amount: per cent
    OWN_SHARE_MIN = "own_share_min", _("eigen inbreng minstens dit deel van de kosten")  # amount: per cent
    STARTS_FROM = "starts_from", _("start ten vroegste op")  # day
    ENDS_BY = "ends_by", _("eindigt ten laatste op")  # day
    MONTHS_MAX = "months_max", _("duurt hoogstens zoveel maanden")  # amount: months
    COST_EXCLUDED = "cost_excluded", _("kostensoort telt niet mee")  # cost_kind
    COST_SHARE_MAX = "cost_share_max", _("kostensoort hoogstens dit deel van de kosten")  # cost_kind, amount: per cent
    OTHER = "other", _("andere voorwaarde")  # text: judged by people


WITH_DAY = (ConditionMeasure.STARTS_FROM, ConditionMeasure.ENDS_BY)
WITH_COST_KIND = (ConditionMeasure.COST_EXCLUDED, ConditionMeasure.COST_SHARE_MAX)
WITHOUT_AMOUNT = (*WITH_DAY, ConditionMeasure.COST_EXCLUDED, ConditionMeasure.OTHER)
IN_EURO = (ConditionMeasure.GRANT_MAX, ConditionMeasure.GRANT_YEAR_MAX)
IN_PER_CENT = (ConditionMeasure.GRANT_SHARE_MAX, ConditionMeasure.OWN_SHARE_MIN, ConditionMeasure.COST_SHARE_MAX)


class CallPartQuerySet(models.QuerySet):
    """Rows that belong to one call, directly."""

    def visible_to(self, user: User) -> Self:
        return self.filter(call__partnership__in=rights_of(user).partnerships)


class CallPart(models.Model):
    class Meta:
        abstract = True

    @property
    def partnership(self) -> Partnership:
        return self.call.partnership  # type: ignore[attr-defined,no-any-return]


class Verdict(models.TextChoices):
    """What people say of a condition in words."""

    UNKNOWN = "", _("nog niet te zeggen")
    MET = "met", _("voldaan")
    NOT_MET = "not_met", _("niet voldaan")


class CallCondition(CallPart, Labels):
    """One condition of a call: what it looks at, and the value it compares with. `source` is the article it is from.

    Only a condition in words is judged by people (`verdict`); of all others the figures say whether it is met.
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="conditions", verbose_name=_("oproep"))
    measure = models.CharField(_("voorwaarde"), max_length=20, choices=ConditionMeasure.choices)
    amount = models.DecimalField(_("getal"), max_digits=12, decimal_places=2, null=True, blank=True)
    day = models.DateField(_("dag"), null=True, blank=True)
    cost_kind = models.ForeignKey(
        CostKind, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("kostensoort")
    )
    text = models.CharField(_("in woorden"), max_length=300, blank=True)
    source = models.CharField(_("bron"), max_length=120, blank=True)
    verdict = models.CharField(
        _("oordeel"), max_length=8, choices=Verdict.choices, blank=True, default=Verdict.UNKNOWN, editable=False
    )
    verdict_reason = models.CharField(_("waarom"), max_length=300, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CallPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("voorwaarde van een oproep")
        verbose_name_plural = _("voorwaarden van oproepen")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="call_condition_has_amount",
                condition=Q(measure__in=WITHOUT_AMOUNT, amount__isnull=True)
                | (~Q(measure__in=WITHOUT_AMOUNT) & Q(amount__isnull=False, amount__gte=0)),
                violation_error_message=_("Geef het getal waarmee vergeleken wordt."),
            ),
            models.CheckConstraint(
                name="call_condition_has_day",
                condition=Q(measure__in=WITH_DAY, day__isnull=False) | (~Q(measure__in=WITH_DAY) & Q(day__isnull=True)),
                violation_error_message=_("Geef de dag waarmee vergeleken wordt."),
            ),
            models.CheckConstraint(
                name="call_condition_has_cost_kind",
                condition=Q(measure__in=WITH_COST_KIND, cost_kind__isnull=False)
                | (~Q(measure__in=WITH_COST_KIND) & Q(cost_kind__isnull=True)),
                violation_error_message=_("Kies de kostensoort waarover het gaat."),
            ),
            models.CheckConstraint(
                name="call_condition_other_has_text",
                condition=~Q(measure="other") | ~Q(text=""),
                violation_error_message=_("Schrijf de voorwaarde uit."),
            ),
            models.CheckConstraint(
                name="call_condition_only_words_are_judged",
                condition=Q(verdict="", verdict_reason="") | (Q(measure="other") & ~Q(verdict="")),
            ),
        ]

    def __str__(self) -> str:
        return self.text or str(ConditionMeasure(self.measure).label)
