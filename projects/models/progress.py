"""*Realisaties*: what was done for an objective, and how far that brings it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.models.objective import Objective
from projects.models.objective_parts import ObjectivePart, ObjectivePartQuerySet
from wegwijzer.accounts.models import User
from wegwijzer.choices import Labels


class ProgressState(models.TextChoices):
    PLANNED = "planned", _("gepland")
    RUNNING = "running", _("loopt")
    STUCK = "stuck", _("zit vast")
    DONE = "done", _("gerealiseerd")
    DROPPED = "dropped", _("geschrapt")


class ProgressNote(ObjectivePart, Labels):
    """A *realisatie*: what was done for an objective by a day, who noted it, and how far that brings it.

    The newest note that says so gives state, percentage and measured value; nothing of that is stored on the objective.
    """

    objective = models.ForeignKey(
        Objective, on_delete=models.CASCADE, related_name="notes", verbose_name=_("doelstelling")
    )
    on = models.DateField(_("op"))
    text = models.TextField(_("wat er gebeurd is"))
    state = models.CharField(_("stand"), max_length=8, choices=ProgressState.choices, blank=True, default="")
    percent = models.PositiveSmallIntegerField(_("procent gerealiseerd"), null=True, blank=True)
    value = models.DecimalField(_("gemeten"), max_digits=12, decimal_places=2, null=True, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("door"))
    noted_at = models.DateTimeField(_("genoteerd op"), auto_now_add=True)

    objects = ObjectivePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("realisatie")
        verbose_name_plural = _("realisaties")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["objective", "on"], name="progress_by_day")]
        constraints = [
            models.CheckConstraint(
                name="progress_percent_in_range", condition=Q(percent__isnull=True) | Q(percent__lte=100)
            )
        ]

    def __str__(self) -> str:
        return self.text
