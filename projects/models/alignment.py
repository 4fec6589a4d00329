"""*Afstemming*: which line of another plan an objective of this one answers to."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership, rights_of
from projects.models.objective import Objective
from wegwijzer.accounts.models import User


class AlignmentQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(objective__plan__partnership__in=rights_of(user).partnerships)


class Alignment(models.Model):
    """A line (an objective of another plan) linked to an objective of this plan."""

    line = models.ForeignKey(
        Objective, on_delete=models.CASCADE, related_name="aligned_to", verbose_name=_("lijn van het andere plan")
    )
    objective = models.ForeignKey(
        Objective, on_delete=models.CASCADE, related_name="aligned_lines", verbose_name=_("doelstelling")
    )
    note = models.CharField(_("hoe ze samenhangen"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AlignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("afstemming")
        verbose_name_plural = _("afstemmingen")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "objective"],
                name="alignment_once",
                violation_error_message=_("Deze twee zijn al op elkaar afgestemd."),
            ),
            models.CheckConstraint(name="alignment_of_two", condition=~Q(line=F("objective"))),
        ]

    def __str__(self) -> str:
        return f"{self.line} – {self.objective}"

    @property
    def partnership(self) -> Partnership:
        return self.objective.plan.partnership
