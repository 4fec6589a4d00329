"""The budget of a dossier, version by version, and its lines: what it costs, per kind of cost and year, in euro."""

import uuid
from decimal import ROUND_HALF_UP, Decimal
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership, rights_of
from projects.models.cost_kind import CostKind
from projects.models.dossier import Dossier, DossierPart, DossierPartQuerySet
from wegwijzer.accounts.models import Organisation, User

CENT = Decimal("0.01")
MONTHS = Decimal(12)


def to_cents(amount: Decimal) -> Decimal:
    """Euro to the cent; half a cent goes up, as in commerce."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


class Budget(DossierPart):
    """One version of the budget of a dossier. The last one is worked on until it is fixed; what is fixed never changes.

    A next version starts as a copy of the one before; a line keeps its `series`, so that versions can be compared and
    claims of an older version still count. `frozen` holds what depended on more than the budget itself when it was
    fixed (members, inhabitants, ceilings): the euro of each source and each board, per year.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="budgets", verbose_name=_("dossier"))
    number = models.PositiveSmallIntegerField(_("versie"))
    name = models.CharField(_("waarvoor"), max_length=120)
    fixed_on = models.DateField(_("vastgelegd op"), null=True, editable=False)
    fixed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    frozen = models.JSONField(_("bedragen bij het vastleggen"), null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager.from_queryset(DossierPartQuerySet)()

    class Meta:
        verbose_name = _("begroting")
        verbose_name_plural = _("begrotingen")
        ordering = ["dossier", "number"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="budget_version_once"),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(fixed_on__isnull=True), name="budget_one_in_the_making"
            ),
            models.CheckConstraint(
                name="budget_frozen_when_fixed", condition=Q(frozen__isnull=True) | Q(fixed_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return _now("Begroting, versie %(number)s: %(name)s") % {"number": self.number, "name": self.name}

    @property
    def is_fixed(self) -> bool:
        return self.fixed_on is not None


class BudgetLineQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(budget__dossier__project__partnership__in=rights_of(user).partnerships)


class BudgetLine(models.Model):
    """What one thing costs in one year: quantity × unit cost, or of staff FTE × yearly cost × months of twelve.

    Of staff `quantity` is the FTE (*VTE*), `unit_cost` the yearly cost of one FTE, and `months` (1-12) is filled in.
    `organisation` is the board that makes the cost; `is_eligible` whether the funder accepts it.
    """

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="lines", verbose_name=_("begroting"))
    series = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0, editable=False)
    cost_kind = models.ForeignKey(
        CostKind, on_delete=models.PROTECT, related_name="lines", verbose_name=_("kostensoort")
    )
    description = models.CharField(_("omschrijving"), max_length=160)
    year = models.PositiveSmallIntegerField(_("jaar"), validators=[MinValueValidator(1988), MaxValueValidator(2100)])
    quantity = models.DecimalField(_("aantal"), max_digits=9, decimal_places=2)
    unit_cost = models.DecimalField(_("kostprijs per eenheid"), max_digits=11, decimal_places=2)
    months = models.DecimalField(_("maanden"), max_digits=3, decimal_places=1, null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="budget_lines",
        verbose_name=_("bestuur dat de kost maakt"),
    )
    is_eligible = models.BooleanField(_("subsidiabel"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = BudgetLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("begrotingslijn")
        verbose_name_plural = _("begrotingslijnen")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["series"], name="budget_line_series")]
        constraints = [
            models.UniqueConstraint(fields=["budget", "series"], name="budget_line_once_per_version"),
            models.CheckConstraint(name="budget_line_not_negative", condition=Q(quantity__gte=0, unit_cost__gte=0)),
            models.CheckConstraint(
                name="budget_line_months_of_a_year",
                condition=Q(months__isnull=True) | Q(months__gt=0, months__lte=12),
                violation_error_message=_("Een jaar telt van 1 tot 12 maanden."),
            ),
            models.CheckConstraint(name="budget_line_year_of_this_age", condition=Q(year__gte=1988, year__lte=2100)),
        ]

    def __str__(self) -> str:
        return f"{self.description} ({self.year})"

    @property
    def partnership(self) -> Partnership:
        return self.budget.partnership

    @property
    def amount(self) -> Decimal:
        """What the line comes to, euro to the cent."""
        whole = self.quantity * self.unit_cost
        return to_cents(whole if self.months is None else whole * self.months / MONTHS)
