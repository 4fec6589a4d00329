"""What money is spent on, in the words of a partnership: staff, operation, communication …"""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership, rights_of
from wegwijzer.accounts.models import User


class CostKindQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(partnership__in=rights_of(user).partnerships)


class CostKind(models.Model):
    """A *kostensoort*. Lines of a budget, conditions of a call and claims speak of the same ones.

    Of staff the cost is FTE × yearly cost × months; of all else quantity × unit cost.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="cost_kinds", verbose_name=_("samenwerkingsverband")
    )
    name = models.CharField(_("naam"), max_length=80)
    is_staff = models.BooleanField(_("personeel"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CostKindQuerySet.as_manager()

    class Meta:
        verbose_name = _("kostensoort")
        verbose_name_plural = _("kostensoorten")
        ordering = ["-is_staff", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "name"],
                name="cost_kind_name_once",
                violation_error_message=_("Er is al een kostensoort met deze naam."),
            )
        ]

    def __str__(self) -> str:
        return self.name
