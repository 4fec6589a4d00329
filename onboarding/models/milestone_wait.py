"""A milestone that waits for deliverables: of one organisation, of a number of them, or of all of whom it is asked."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from governance.models import Partnership, rights_of
from onboarding.models.deliverable import DeliverableState
from onboarding.models.deliverable_type import DeliverableType
from projects.models import Milestone
from wegwijzer.accounts.models import Organisation, User


class MilestoneWaitQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> Self:
        return self.filter(milestone__project__partnership__in=rights_of(user).partnerships)


class MilestoneWait(models.Model):
    """`organisation`: only that one; `number`: as many as that; neither: all of whom it is asked and applies to."""

    milestone = models.OneToOneField(
        Milestone, on_delete=models.CASCADE, related_name="deliverable_wait", verbose_name=_("mijlpaal")
    )
    type = models.ForeignKey(
        DeliverableType, on_delete=models.PROTECT, related_name="waits", verbose_name=_("soort resultaat")
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("van")
    )
    number = models.PositiveSmallIntegerField(_("hoeveel"), null=True, blank=True)

    objects = models.Manager.from_queryset(MilestoneWaitQuerySet)()

    class Meta:
        verbose_name = _("resultaat waarop een mijlpaal wacht")
        verbose_name_plural = _("resultaten waarop mijlpalen wachten")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="milestone_wait_one_or_a_number",
                condition=Q(organisation__isnull=True) | Q(number__isnull=True),
                violation_error_message=_("Kies één organisatie of een aantal, niet allebei."),
            ),
            models.CheckConstraint(
                name="milestone_wait_for_something", condition=Q(number__isnull=True) | Q(number__gt=0)
            ),
        ]

    def __str__(self) -> str:
        if self.organisation is not None:
            return f"{self.type} – {self.organisation}"
        if self.number is not None:
            return _now("%(type)s van %(number)s organisaties") % {"type": self.type, "number": self.number}
        return _now("%s van alle organisaties") % self.type

    @property
    def partnership(self) -> Partnership:
        return self.milestone.partnership


def reached_on(number: int | None, cells: Collection[tuple[str, dt.date | None]]) -> dt.date | None:
    """The day on which enough was delivered; None while it is not. `cells` are (state, delivered on).

    What does not apply counts for nothing; without a number all the others have to be there, and at least one.
    """
    applying = [day for state, day in cells if state != DeliverableState.NOT_APPLICABLE]
    days = sorted(day for day in applying if day is not None)
    enough = number or len(applying)
    return days[enough - 1] if 0 < enough <= len(days) else None


def read_waits(milestones: Collection[int]) -> dict[int, dt.date | None]:
    """Of these milestones (keys) those that wait for deliverables, with the day on which those came: one query."""
    rows = MilestoneWait.objects.filter(milestone__in=milestones).order_by()
    numbers: dict[int, int | None] = {}
    cells: dict[int, list[Any]] = defaultdict(list)
    for milestone, number, only, organisation, state, day in rows.values_list(
        "milestone",
        "number",
        "organisation",
        "type__deliverables__organisation",
        "type__deliverables__state",
        "type__deliverables__delivered_on",
    ):
        numbers[milestone] = number
        if state is not None and only in (None, organisation):
            cells[milestone].append((state, day))
    return {milestone: reached_on(number, cells[milestone]) for milestone, number in numbers.items()}
