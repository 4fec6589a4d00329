"""Who works how much on a dossier: planned, as it really is, and as the organisation would rather have it."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models import Person
from projects.models.dossier import Dossier, DossierPart, DossierPartQuerySet
from wegwijzer.accounts.models import Organisation
from wegwijzer.accounts.periods import Period, PeriodQuerySet, period_constraint


class StaffAllocationQuerySet(DossierPartQuerySet, PeriodQuerySet):
    pass


def _fte(label: Any, **options: Any) -> models.DecimalField:
    """Full-time equivalents; a hundredth is about half an hour a week."""
    return models.DecimalField(label, max_digits=4, decimal_places=2, **options)


class StaffAllocation(Period, DossierPart):
    """Staff of one organisation in one role on a dossier. An open end means: as long as the dossier runs.

    `yearly_cost` is of one full-time equivalent, in euro. A person is named only when known, and never in a budget.
    """

    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, related_name="allocations", verbose_name=_("dossier")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="allocations", verbose_name=_("bestuur of organisatie")
    )
    role = models.CharField(_("rol"), max_length=100)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="allocations", verbose_name=_("persoon")
    )
    fte = _fte(_("gepland"))
    fte_real = _fte(_("werkelijk"), null=True, blank=True)
    fte_rather = _fte(_("liever"), null=True, blank=True)
    yearly_cost = models.DecimalField(
        _("kostprijs van een jaar, voor 1 VTE"), max_digits=11, decimal_places=2, null=True, blank=True
    )
    note = models.CharField(_("toelichting"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager.from_queryset(StaffAllocationQuerySet)()

    class Meta:
        verbose_name = _("inzet van een medewerker")
        verbose_name_plural = _("inzet van medewerkers")
        ordering = ["from_on", "organisation__name", "role", "pk"]
        constraints = [
            period_constraint("staff_allocation"),
            models.CheckConstraint(
                name="staff_allocation_not_negative",
                condition=Q(fte__gte=0)
                & (Q(fte_real__isnull=True) | Q(fte_real__gte=0))
                & (Q(fte_rather__isnull=True) | Q(fte_rather__gte=0))
                & (Q(yearly_cost__isnull=True) | Q(yearly_cost__gte=0)),
                violation_error_message=_("VTE en kostprijs kunnen niet negatief zijn."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}, {self.organisation}"

    @property
    def first_on(self) -> dt.date | None:
        """The first day, or that of the dossier where it is open."""
        return self.from_on or self.dossier.from_on

    @property
    def last_on(self) -> dt.date | None:
        return self.until_on or self.dossier.until_on
