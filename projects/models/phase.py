"""The time line of a project: phases and milestones, promised and expected, and what waits for what."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.models import ApprovalRound, Decision
from projects.models.awaited import waits_above
from projects.models.dossier import Dossier, DossierStep
from projects.models.project import ALIVE_STATES, Project
from projects.models.project_people import ProjectPart, ProjectPartQuerySet


class Phase(ProjectPart):
    """A stretch of a project. What was promised stays beside what is expected now, so that a slip is seen."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="phases", verbose_name=_("project"))
    name = models.CharField(_("naam"), max_length=120)
    planned_from_on = models.DateField(_("gepland van"))
    planned_until_on = models.DateField(_("gepland tot en met"))
    from_on = models.DateField(_("verwacht of begonnen op"))
    until_on = models.DateField(_("verwacht of beëindigd op"))
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager.from_queryset(ProjectPartQuerySet)()

    class Meta:
        verbose_name = _("fase")
        verbose_name_plural = _("fasen")
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="phase_planned_in_order",
                condition=Q(planned_until_on__gte=F("planned_from_on")),
                violation_error_message=_("Het geplande einde ligt voor het geplande begin."),
            ),
            models.CheckConstraint(
                name="phase_in_order",
                condition=Q(until_on__gte=F("from_on")),
                violation_error_message=_("Het einde ligt voor het begin."),
            ),
            models.UniqueConstraint(
                fields=["project", "name"],
                name="phase_name_once",
                violation_error_message=_("Er is al een fase met deze naam."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def slip(self) -> dt.timedelta:
        """How much later than promised it ends; negative when earlier."""
        return self.until_on - self.planned_until_on


class MilestoneQuerySet(ProjectPartQuerySet):
    def to_reach_by(self, day: dt.date) -> Self:
        """Those that somebody has to tick off by then, in projects that go on; soonest first."""
        by_hand = self.filter(reached_on__isnull=True, decision=None, round=None, dossier=None).exclude(waits_above())
        return by_hand.filter(expected_on__lte=day, project__state__in=ALIVE_STATES)


class Milestone(ProjectPart):
    """A moment that matters. Where it waits for a decision, a round or a dossier, its day is computed from that."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="milestones", verbose_name=_("project"))
    phase = models.ForeignKey(
        Phase, null=True, blank=True, on_delete=models.SET_NULL, related_name="milestones", verbose_name=_("fase")
    )
    name = models.CharField(_("naam"), max_length=160)
    planned_on = models.DateField(_("gepland op"))
    expected_on = models.DateField(_("verwacht op"))
    reached_on = models.DateField(_("bereikt op"), null=True, blank=True)
    decision = models.ForeignKey(
        Decision,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="milestones",
        verbose_name=_("bereikt met besluit"),
    )
    round = models.ForeignKey(
        ApprovalRound,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="milestones",
        verbose_name=_("bereikt met ronde"),
    )
    dossier = models.ForeignKey(
        Dossier,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="milestones",
        verbose_name=_("bereikt met dossier"),
    )
    dossier_step = models.CharField(_("stap van het dossier"), max_length=10, choices=DossierStep.choices, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager.from_queryset(MilestoneQuerySet)()

    class Meta:
        verbose_name = _("mijlpaal")
        verbose_name_plural = _("mijlpalen")
        ordering = ["expected_on", "pk"]
        indexes = [
            models.Index(
                fields=["expected_on"],
                name="milestone_to_reach",
                condition=Q(reached_on=None, decision=None, round=None, dossier=None),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="milestone_waits_for_one_thing",
                condition=Q(decision__isnull=True, round__isnull=True)
                | Q(decision__isnull=True, dossier__isnull=True)
                | Q(round__isnull=True, dossier__isnull=True),
                violation_error_message=_("Kies één ding waarop de mijlpaal wacht."),
            ),
            models.CheckConstraint(
                name="milestone_reached_by_itself_or_by_hand",
                condition=Q(reached_on__isnull=True)
                | Q(decision__isnull=True, round__isnull=True, dossier__isnull=True),
                violation_error_message=_("De dag vult zich vanzelf in: de mijlpaal wacht op iets anders."),
            ),
            models.CheckConstraint(
                name="milestone_waits_for_step_of_dossier",
                condition=Q(dossier__isnull=True, dossier_step="") | (Q(dossier__isnull=False) & ~Q(dossier_step="")),
                violation_error_message=_("Kies het dossier, en hoever het moet zijn."),
            ),
            models.UniqueConstraint(
                fields=["project", "name"],
                name="milestone_name_once",
                violation_error_message=_("Er is al een mijlpaal met deze naam."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def fills_itself(self) -> bool:
        return not (self.decision_id is self.round_id is self.dossier_id is None)


class Dependency(ProjectPart):
    """The later one does not start (or, a milestone, is not reached) before the earlier one ended, plus `lag_days`."""

    project = models.ForeignKey(
        Project, on_delete=models.CASCADE, related_name="dependencies", verbose_name=_("project")
    )
    earlier_phase = models.ForeignKey(
        Phase, null=True, blank=True, on_delete=models.CASCADE, related_name="before", verbose_name=_("eerst de fase")
    )
    earlier_milestone = models.ForeignKey(
        Milestone,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="before",
        verbose_name=_("eerst de mijlpaal"),
    )
    later_phase = models.ForeignKey(
        Phase, null=True, blank=True, on_delete=models.CASCADE, related_name="after", verbose_name=_("dan de fase")
    )
    later_milestone = models.ForeignKey(
        Milestone,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="after",
        verbose_name=_("dan de mijlpaal"),
    )
    lag_days = models.PositiveSmallIntegerField(_("dagen ertussen"), default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = models.Manager.from_queryset(ProjectPartQuerySet)()

    class Meta:
        verbose_name = _("afhankelijkheid")
        verbose_name_plural = _("afhankelijkheden")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="dependency_has_one_earlier",
                condition=Q(earlier_phase__isnull=False, earlier_milestone__isnull=True)
                | Q(earlier_phase__isnull=True, earlier_milestone__isnull=False),
            ),
            models.CheckConstraint(
                name="dependency_has_one_later",
                condition=Q(later_phase__isnull=False, later_milestone__isnull=True)
                | Q(later_phase__isnull=True, later_milestone__isnull=False),
            ),
            *(
                models.UniqueConstraint(
                    fields=[f"earlier_{earlier}", f"later_{later}"],
                    name=f"dependency_once_{earlier}_{later}",
                    violation_error_message=_("Deze afhankelijkheid staat er al."),
                )
                for earlier in ("phase", "milestone")
                for later in ("phase", "milestone")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.earlier} → {self.later}"

    @property
    def earlier(self) -> "Phase | Milestone":
        return self.earlier_phase or self.earlier_milestone  # type: ignore[return-value]

    @property
    def later(self) -> "Phase | Milestone":
        return self.later_phase or self.later_milestone  # type: ignore[return-value]
