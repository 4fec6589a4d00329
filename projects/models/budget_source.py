"""Where the money of a budget comes from, besides the boards themselves: the grant, and what others give."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership, rights_of
from projects.models.budget import Budget
from wegwijzer.accounts.models import Organisation, User


class SourceKind(models.TextChoices):
    GRANT = "grant", _("subsidie")
    OTHER = "other", _("andere bron")


class BudgetPartQuerySet(models.QuerySet):
    """Rows that belong to one version of a budget, directly."""

    def visible_to(self, user: User) -> Self:
        return self.filter(budget__dossier__project__partnership__in=rights_of(user).partnerships)


class BudgetSource(models.Model):
    """A *bron*: an amount in euro, or per cent of the eligible costs; `year` when it is for one year only.

    What has no year is spread over the years like the eligible costs.
    """

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="sources", verbose_name=_("begroting"))
    kind = models.CharField(_("soort"), max_length=10, choices=SourceKind.choices)
    name = models.CharField(_("naam"), max_length=120)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("van")
    )
    amount = models.DecimalField(_("bedrag"), max_digits=12, decimal_places=2, null=True, blank=True)
    percent = models.DecimalField(
        _("procent van de subsidiabele kosten"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    year = models.PositiveSmallIntegerField(
        _("alleen voor het jaar"), null=True, blank=True, validators=[MinValueValidator(1988), MaxValueValidator(2100)]
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = BudgetPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("bron van inkomsten")
        verbose_name_plural = _("bronnen van inkomsten")
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["budget"],
                condition=Q(kind="grant"),
                name="budget_source_one_grant",
                violation_error_message=_("Deze begroting heeft al een subsidie. Wijzig die."),
            ),
            models.CheckConstraint(
                name="budget_source_amount_or_percent",
                condition=Q(amount__isnull=False, amount__gte=0, percent__isnull=True)
                | Q(amount__isnull=True, percent__isnull=False, percent__gte=0, percent__lte=100),
                violation_error_message=_("Geef een bedrag, of een percentage van de subsidiabele kosten."),
            ),
            models.CheckConstraint(
                name="budget_source_year_of_this_age",
                condition=Q(year__isnull=True) | Q(year__gte=1988, year__lte=2100),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def partnership(self) -> Partnership:
        return self.budget.partnership
