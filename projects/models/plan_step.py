"""The *stappenplan* by which a plan comes about: per module the activities, time path, partners and result."""

import re

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.models import Body, Partnership
from projects.models.plan import Plan, PlanPartQuerySet
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import Period, period_constraint

ITEM = re.compile(r"^\s*(?:[0-9]{1,2}[.)]|[-–•*])\s+")


class PlanStep(Period):
    """A module of the step plan, for example "omgevingsanalyse"."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps", verbose_name=_("plan"))
    position = models.PositiveSmallIntegerField(_("plaats"), editable=False)
    title = models.CharField(_("module"), max_length=160)
    activities = models.TextField(_("activiteiten, één per regel"), blank=True)
    time_path = models.CharField(_("tijdpad in woorden"), max_length=200, blank=True)
    result = models.TextField(_("resultaat: wat in het plan komt"), blank=True)
    done_on = models.DateField(_("afgerond op"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlanPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("module van het stappenplan")
        verbose_name_plural = _("modules van stappenplannen")
        ordering = ["position", "pk"]
        constraints = [period_constraint("plan_step")]

    def __str__(self) -> str:
        return self.title

    @property
    def partnership(self) -> Partnership:
        return self.plan.partnership

    @property
    def has_days(self) -> bool:
        return self.from_on is not None or self.until_on is not None

    @property
    def activity_lines(self) -> list[str]:
        """The activities, to be numbered: without the numbers or dashes that somebody typed before them."""
        lines = (ITEM.sub("", line).strip() for line in self.activities.splitlines())
        return [line for line in lines if line]


class PlanStepPartner(models.Model):
    """A partner in a module, and how it takes part."""

    step = models.ForeignKey(PlanStep, on_delete=models.CASCADE, related_name="partners", verbose_name=_("module"))
    name = models.CharField(_("partner"), max_length=150)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisatie")
    )
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("orgaan")
    )
    participation = models.CharField(_("hoe ze meewerken"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("partner in het stappenplan")
        verbose_name_plural = _("partners in het stappenplan")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "name"],
                name="plan_step_partner_once",
                violation_error_message=_("Deze partner staat er al bij."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def partnership(self) -> Partnership:
        return self.step.plan.partnership
