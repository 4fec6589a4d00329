"""What hangs on an objective: who does it with whom, and what it costs per year."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models import Body, Partnership, Person, rights_of
from projects.models.objective import Objective
from wegwijzer.accounts.models import Organisation, User
from wegwijzer.choices import Labels


class ObjectivePartQuerySet(models.QuerySet):
    """Rows that belong to one objective, directly."""

    def visible_to(self, user: User) -> Self:
        return self.filter(objective__plan__partnership__in=rights_of(user).partnerships)


class ObjectivePart(models.Model):
    class Meta:
        abstract = True

    @property
    def partnership(self) -> Partnership:
        return self.objective.plan.partnership  # type: ignore[attr-defined,no-any-return]


class PartyRole(models.TextChoices):
    RESPONSIBLE = "responsible", _("verantwoordelijk")
    PARTNER = "partner", _("partner")


class ObjectiveParty(ObjectivePart, Labels):
    """Who is responsible for an objective, or which partner takes which task: one of four ways to say who."""

    objective = models.ForeignKey(
        Objective, on_delete=models.CASCADE, related_name="parties", verbose_name=_("doelstelling")
    )
    role = models.CharField(_("rol"), max_length=12, choices=PartyRole.choices)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisatie")
    )
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("orgaan")
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("persoon")
    )
    name = models.CharField(_("functie of naam van een partner"), max_length=120, blank=True)
    task = models.CharField(_("taak"), max_length=300, blank=True)

    objects = ObjectivePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("betrokkene bij een doelstelling")
        verbose_name_plural = _("betrokkenen bij doelstellingen")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="objective_party_one_way",
                condition=Q(organisation__isnull=False, body__isnull=True, person__isnull=True, name="")
                | Q(organisation__isnull=True, body__isnull=False, person__isnull=True, name="")
                | Q(organisation__isnull=True, body__isnull=True, person__isnull=False, name="")
                | (Q(organisation__isnull=True, body__isnull=True, person__isnull=True) & ~Q(name="")),
                violation_error_message=_("Zeg op één manier wie het is."),
            ),
            *(
                models.UniqueConstraint(
                    fields=["objective", "role", who],
                    name=f"objective_party_once_{who}",
                    violation_error_message=_("Deze betrokkene staat er al bij."),
                )
                for who in ("organisation", "body", "person")
            ),
            models.UniqueConstraint(
                fields=["objective", "role", "name"],
                condition=~Q(name=""),
                name="objective_party_once_name",
                violation_error_message=_("Deze betrokkene staat er al bij."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation or self.body or self.person or self.name)


class ObjectiveBudget(ObjectivePart):
    """What an objective is expected to cost in a year, in euro."""

    objective = models.ForeignKey(
        Objective, on_delete=models.CASCADE, related_name="budgets", verbose_name=_("doelstelling")
    )
    year = models.PositiveSmallIntegerField(_("jaar"))
    amount = models.DecimalField(_("bedrag in euro"), max_digits=12, decimal_places=2)

    objects = ObjectivePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("budget van een doelstelling")
        verbose_name_plural = _("budgetten van doelstellingen")
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(
                fields=["objective", "year"],
                name="objective_budget_once",
                violation_error_message=_("Voor dat jaar staat er al een bedrag."),
            ),
            models.CheckConstraint(name="objective_budget_positive", condition=Q(amount__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.amount}"
