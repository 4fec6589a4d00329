"""By which key the boards carry what is left: the parts of the *verdeelsleutel*, and who takes part in each."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership
from projects.models.budget import Budget
from projects.models.budget_source import BudgetPartQuerySet
from projects.models.distribution import Key
from wegwijzer.accounts.models import Organisation
from wegwijzer.choices import Labels


class ContributionKey(models.TextChoices):
    EQUAL = Key.EQUAL.value, _("gelijk")
    POPULATION = Key.POPULATION.value, _("volgens inwoners")
    FTE = Key.FTE.value, _("volgens VTE")
    PERCENT = Key.PERCENT.value, _("volgens percentages")
    FIXED = Key.FIXED.value, _("vaste bedragen per jaar")


class ContributionScope(models.TextChoices):
    MEMBERS = "members", _("alle leden")
    MUNICIPALITIES = "municipalities", _("alleen de gemeenten")
    CHOSEN = "chosen", _("besturen die u kiest")


WITH_VALUES = (ContributionKey.FTE, ContributionKey.PERCENT, ContributionKey.FIXED)


class Contribution(Labels, models.Model):
    """One part of the key by which the own means are carried. Fixed amounts come first, the other parts share the rest.

    `share` is the per cent of that rest; `on_day` the day on which the members are looked at (the first of the dossier
    when empty); `population_year` whose figures are used (the first year of the budget when empty).
    """

    budget = models.ForeignKey(
        Budget, on_delete=models.CASCADE, related_name="contributions", verbose_name=_("begroting")
    )
    position = models.PositiveSmallIntegerField(_("volgorde"), default=1, editable=False)
    key = models.CharField(_("sleutel"), max_length=12, choices=ContributionKey.choices)
    share = models.DecimalField(_("aandeel van het deel"), max_digits=5, decimal_places=2, null=True, blank=True)
    scope = models.CharField(
        _("wie meebetaalt"), max_length=16, choices=ContributionScope.choices, default=ContributionScope.MEMBERS
    )
    on_day = models.DateField(_("leden op"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(
        _("inwoners van het jaar"), null=True, blank=True, validators=[MinValueValidator(1988), MaxValueValidator(2100)]
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = BudgetPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("deel van de verdeelsleutel")
        verbose_name_plural = _("delen van de verdeelsleutel")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="contribution_share_unless_fixed",
                condition=Q(key="fixed", share__isnull=True)
                | (~Q(key="fixed") & Q(share__isnull=False, share__gt=0, share__lte=100)),
                violation_error_message=_("Zeg welk deel van de rest deze sleutel verdeelt, van 0,01 tot 100 procent."),
            ),
            models.CheckConstraint(
                name="contribution_values_are_chosen",
                condition=~Q(key__in=["fte", "percent", "fixed"]) | Q(scope="chosen"),
                violation_error_message=_("Kies bij deze sleutel zelf de besturen, met hun getal."),
            ),
        ]

    def __str__(self) -> str:
        return str(ContributionKey(self.key).label)

    @property
    def partnership(self) -> Partnership:
        return self.budget.partnership

    @property
    def has_values(self) -> bool:
        return self.key in WITH_VALUES


class ContributionParty(models.Model):
    """A board in a part that was chosen by hand. `value`: its FTE, its per cent, or its euro a year, by the key."""

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="parties", verbose_name=_("deel van de verdeelsleutel")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("bestuur")
    )
    value = models.DecimalField(_("getal"), max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("bestuur in de verdeelsleutel")
        verbose_name_plural = _("besturen in de verdeelsleutel")
        constraints = [
            models.UniqueConstraint(fields=["contribution", "organisation"], name="contribution_party_once"),
            models.CheckConstraint(
                name="contribution_party_not_negative", condition=Q(value__isnull=True) | Q(value__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)
