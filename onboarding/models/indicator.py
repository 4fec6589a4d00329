"""What is measured of every municipality, year after year: an indicator, and the measurements that are typed of it.

A measurement belongs to a territory: a municipality and its OCMW are one place (`indicator_book.Place`).
"""

import datetime as dt
from decimal import Decimal
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership, rights_of
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import today
from wegwijzer.choices import Labels

FIRST_YEAR, LAST_YEAR = 1976, 2100  # of the municipalities as they are since the mergers of 1977, the year before too
LARGEST = Decimal("9999999999.9999")  # what a spreadsheet keeps to the last figure
MOST_DECIMALS = 4


class IndicatorKind(models.TextChoices):
    COUNT = "count", _("aantal")
    SHARE = "share", _("aandeel (percentage)")
    AMOUNT = "amount", _("bedrag (euro)")


class Origin(models.TextChoices):
    """Where its values come from. What the product knows already is read there, and never stored twice."""

    TYPED = "typed", _("ingevuld per gemeente")
    POPULATION = "population", _("de bevolkingscijfers in Wegwijzer")
    WELCOMED = "welcomed", _("de aanwezigen op onthaalmomenten in Wegwijzer")


class IndicatorQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(partnership__in=rights_of(user).partnerships)

    def asked_in(self, year: int) -> Self:
        """Those that are to be filled in for that year."""
        begun = Q(first_year__isnull=True) | Q(first_year__lte=year)
        going_on = Q(last_year__isnull=True) | Q(last_year__gte=year)
        return self.filter(begun, going_on, origin=Origin.TYPED)


class Indicator(Labels):
    """What is measured, in which unit, and where it usually comes from.

    `is_guarded`: it counts people in small groups, so that counts below five are not published. `adds_up`: those of
    several municipalities may be added up; the languages that people speak may not, as they overlap.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="indicators", verbose_name=_("samenwerkingsverband")
    )
    name = models.CharField(_("naam"), max_length=120)
    definition = models.TextField(_("wat het zegt"), blank=True)
    unit = models.CharField(_("eenheid"), max_length=40, blank=True)
    kind = models.CharField(_("soort"), max_length=10, choices=IndicatorKind.choices, default=IndicatorKind.COUNT)
    origin = models.CharField(_("herkomst"), max_length=12, choices=Origin.choices, default=Origin.TYPED)
    source = models.CharField(_("gewone bron"), max_length=200, blank=True)
    decimals = models.PositiveSmallIntegerField(
        _("cijfers na de komma"), default=0, validators=[MaxValueValidator(MOST_DECIMALS)]
    )
    is_guarded = models.BooleanField(_("kleine aantallen afschermen"), default=False)
    adds_up = models.BooleanField(_("mag opgeteld worden"), default=True)
    first_year = models.PositiveSmallIntegerField(_("eerste jaar"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("laatste jaar"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("plaats"), default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager.from_queryset(IndicatorQuerySet)()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicatoren")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "name"],
                name="indicator_once",
                violation_error_message=_("Er is al een cijfer met deze naam."),
            ),
            models.CheckConstraint(name="indicator_decimals_few", condition=Q(decimals__lte=MOST_DECIMALS)),
            models.CheckConstraint(
                name="indicator_years_in_order",
                condition=Q(first_year__isnull=True) | Q(last_year__isnull=True) | Q(last_year__gte=F("first_year")),
                violation_error_message=_("Het laatste jaar ligt voor het eerste."),
            ),
            models.CheckConstraint(
                name="indicator_share_is_not_added", condition=~Q(kind=IndicatorKind.SHARE) | Q(adds_up=False)
            ),
            models.CheckConstraint(
                name="indicator_read_is_a_count", condition=Q(origin=Origin.TYPED) | Q(kind="count", decimals=0)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_typed(self) -> bool:
        return self.origin == Origin.TYPED

    @property
    def is_guarded_count(self) -> bool:
        """Whether what is published of it hides counts of fewer than five people."""
        return self.is_guarded and self.kind == IndicatorKind.COUNT

    @property
    def largest(self) -> Decimal:
        return Decimal(100) if self.kind == IndicatorKind.SHARE else LARGEST

    def is_asked_in(self, year: int) -> bool:
        return (self.first_year or FIRST_YEAR) <= year <= (self.last_year or LAST_YEAR)


class MeasurementQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(indicator__partnership__in=rights_of(user).partnerships)


class Measurement(models.Model):
    """The value of an indicator for the territory of an organisation in a year; None with a remark is "not known".

    `source` is empty where it is that of the indicator. What stood there before, history keeps.
    """

    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="measurements", verbose_name=_("indicator")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="measurements", verbose_name=_("organisatie")
    )
    year = models.PositiveSmallIntegerField(_("jaar"))
    value = models.DecimalField(
        _("cijfer"), max_digits=16, decimal_places=4, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    remark = models.CharField(_("opmerking"), max_length=300, blank=True)
    source = models.CharField(_("bron"), max_length=200, blank=True)
    entered_by = models.ForeignKey(
        User,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("ingevuld door"),
    )
    entered_at = models.DateTimeField(_("ingevuld op"), default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = _("meting")
        verbose_name_plural = _("metingen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "organisation", "year"], name="measurement_once"),
            models.CheckConstraint(name="measurement_not_negative", condition=Q(value__isnull=True) | Q(value__gte=0)),
            models.CheckConstraint(
                name="measurement_unknown_has_remark", condition=Q(value__isnull=False) | ~Q(remark="")
            ),
            models.CheckConstraint(
                name="measurement_year_known", condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.organisation}, {self.year}"

    @property
    def partnership(self) -> Partnership:
        return self.indicator.partnership


def last_full_year(day: dt.date | None = None) -> int:
    """The year that figures are asked for now: the one that is over."""
    return (day or today()).year - 1
