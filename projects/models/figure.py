"""Reported once: a figure per action, organisation and period, that every list is made from.

The funder asks per report, a council per year, the own multi-year plan by its own codes: all of them add up the same
figures. So a figure covers the smallest period that any of them cuts out (`figure_periods`).
"""

from decimal import Decimal
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership, rights_of
from projects.models.dossier import Dossier, DossierPart, DossierPartQuerySet
from projects.models.objective import Objective
from projects.models.objective_parts import ObjectivePart, ObjectivePartQuerySet
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.accounts.periods import Period, PeriodQuerySet, period_constraint
from wegwijzer.choices import Labels


class Counting(models.TextChoices):
    """How figures of several periods become one; those of several organisations are always added up."""

    SUM = "sum", _("wordt opgeteld")
    LAST = "last", _("de laatste stand telt")


class FigureLine(DossierPart, Labels):
    """What is counted for an action of the plan: "gedrukte brochures", "deelnemers"."""

    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, related_name="figure_lines", verbose_name=_("dossier")
    )
    objective = models.ForeignKey(
        Objective, on_delete=models.PROTECT, related_name="figure_lines", verbose_name=_("actie")
    )
    name = models.CharField(_("wat geteld wordt"), max_length=120)
    counting = models.CharField(_("over meer periodes"), max_length=4, choices=Counting.choices, default=Counting.SUM)
    target = models.DecimalField(
        _("streefcijfer"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager.from_queryset(DossierPartQuerySet)()

    class Meta:
        verbose_name = _("wat geteld wordt")
        verbose_name_plural = _("wat geteld wordt")
        ordering = ["objective__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "objective", "name"],
                name="figure_line_once",
                violation_error_message=_("Dit wordt voor deze actie al geteld."),
            ),
            models.CheckConstraint(
                name="figure_line_target_positive", condition=Q(target__isnull=True) | Q(target__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FigureQuerySet(PeriodQuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(line__dossier__project__partnership__in=rights_of(user).partnerships)


class Figure(Period):
    """How much an organisation counted of a line in a period, both days included."""

    line = models.ForeignKey(
        FigureLine, on_delete=models.CASCADE, related_name="figures", verbose_name=_("wat geteld wordt")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="figures", verbose_name=_("bestuur")
    )
    value = models.DecimalField(_("getal"), max_digits=12, decimal_places=2)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("cijfer")
        verbose_name_plural = _("cijfers")
        ordering = ["from_on", "pk"]
        constraints = [
            period_constraint("figure"),
            models.UniqueConstraint(
                fields=["line", "organisation", "from_on", "until_on"], name="figure_once_per_period"
            ),
            models.CheckConstraint(
                name="figure_has_period", condition=Q(from_on__isnull=False, until_on__isnull=False)
            ),
            models.CheckConstraint(name="figure_not_negative", condition=Q(value__gte=Decimal(0))),
        ]

    def __str__(self) -> str:
        return f"{self.line}, {self.organisation}: {self.value}"

    @property
    def partnership(self) -> Partnership:
        return self.line.partnership


class ObjectiveCode(ObjectivePart):
    """The code of an action in the multi-year plan (BBC) of one organisation: every board has its own."""

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="codes", verbose_name=_("actie"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="objective_codes", verbose_name=_("bestuur")
    )
    code = models.CharField(_("code in het meerjarenplan"), max_length=40)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ObjectivePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("code in een meerjarenplan")
        verbose_name_plural = _("codes in meerjarenplannen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["objective", "organisation"], name="objective_code_once"),
            models.CheckConstraint(name="objective_code_not_empty", condition=~Q(code="")),
        ]

    def __str__(self) -> str:
        return self.code
